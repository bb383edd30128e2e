// swift-tools-version: 6.2
import PackageDescription

/// Release builds of the stages that loop over tokens drop the run-time exclusivity checks: every buffer has one owner, a
/// worker. Debug builds, and so the tests, keep them.
let hot: [SwiftSetting] = [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

/// A package of the program has the libraries that it needs beside it (`Scripts/package.sh`).
let bundled = ["-Xlinker", "--disable-new-dtags", "-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../lib/hearsay"]

let package = Package(
  name: "Hearsay",
  products: [
    .executable(name: "hearsay", targets: ["hearsay"]),
    .library(
      name: "HearsayKit",
      targets: [
        "TextModel", "Ingestion", "Segmentation", "Genres", "GazetteerIndex", "RuleLanguage", "Phrases", "Entities",
        "Quantities", "Attribution", "Coreference", "Extraction", "Records", "Review", "Judgements", "Stories",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CLzma", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
    .systemLibrary(name: "CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CPrefetch"),
    .systemLibrary(name: "CBzip2", providers: [.apt(["libbz2-dev"])]),

    .target(name: "TextModel", dependencies: ["CPrefetch"], swiftSettings: hot),
    .target(
      name: "Ingestion",
      dependencies: ["TextModel", "CLibxml2", "CZlib", "CXXHash", "CZstd", "CLzma", "CBzip2", "CBrotli"],
      swiftSettings: hot),
    .target(name: "Segmentation", dependencies: ["TextModel"], swiftSettings: hot),
    .target(name: "Genres", dependencies: ["TextModel"], swiftSettings: hot),
    .target(name: "GazetteerIndex", dependencies: ["TextModel", "Segmentation", "CXXHash"], swiftSettings: hot),
    .target(
      name: "RuleLanguage", dependencies: ["TextModel", "Segmentation", "GazetteerIndex"], swiftSettings: hot),
    .target(
      name: "Phrases", dependencies: ["TextModel", "Segmentation", "GazetteerIndex"],
      swiftSettings: hot),
    .target(
      name: "Entities", dependencies: ["TextModel", "GazetteerIndex", "RuleLanguage"],
      swiftSettings: hot),
    .target(
      name: "Quantities", dependencies: ["TextModel", "Segmentation", "GazetteerIndex", "RuleLanguage"],
      swiftSettings: hot),
    .target(
      name: "Attribution", dependencies: ["TextModel", "Segmentation", "GazetteerIndex", "RuleLanguage"],
      swiftSettings: hot),
    .target(
      name: "Coreference",
      dependencies: ["TextModel", "GazetteerIndex", "RuleLanguage"], swiftSettings: hot),
    .target(
      name: "Extraction",
      dependencies: [
        "TextModel", "Ingestion", "Segmentation", "Genres", "GazetteerIndex", "RuleLanguage", "Phrases", "Entities",
        "Quantities", "Attribution", "Coreference",
      ], swiftSettings: hot),
    .target(name: "Records", dependencies: ["TextModel", "CXXHash", "CZlib", "CZstd"], swiftSettings: hot),
    .target(name: "Stories", dependencies: ["TextModel", "Entities", "Records"], swiftSettings: hot),
    .target(name: "Review", dependencies: ["TextModel", "Segmentation", "Records"]),
    .target(name: "Calibration"),
    .target(name: "Judgements", dependencies: ["Records", "Review"]),
    .target(name: "Report", dependencies: ["TextModel", "Records", "Review"]),
    .target(name: "Exchange", dependencies: ["TextModel", "Records", "Review", "Judgements"]),
    .target(
      name: "Evaluation", dependencies: ["Records", "Review", "Judgements", "Calibration", "Exchange"]),
    .target(name: "Desk", dependencies: ["Records", "Review", "Judgements", "Calibration"]),
    .executableTarget(
      name: "hearsay",
      dependencies: [
        "TextModel", "Ingestion", "GazetteerIndex", "RuleLanguage",
        "Extraction", "Records", "Review", "Calibration", "Judgements", "Desk",
        "Exchange", "Evaluation", "Report", "Stories", "CMalloc", "CZlib",
        "CZstd",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], linkerSettings: [.unsafeFlags(["-use-ld=lld"] + bundled, .when(configuration: .release))]),

    .target(name: "TestSupport", dependencies: ["TextModel", "GazetteerIndex"], path: "Tests/TestSupport"),
    .testTarget(name: "TextModelTests", dependencies: ["TextModel"]),
    .testTarget(name: "IngestionTests", dependencies: ["TextModel", "Ingestion", "TestSupport"]),
    .testTarget(name: "SegmentationTests", dependencies: ["TextModel", "Segmentation", "TestSupport"]),
    .testTarget(name: "GenresTests", dependencies: ["TextModel", "Segmentation", "Genres", "TestSupport"]),
    .testTarget(
      name: "GazetteerIndexTests", dependencies: ["TextModel", "Segmentation", "GazetteerIndex", "TestSupport"]),
    .testTarget(
      name: "RuleLanguageTests",
      dependencies: ["TextModel", "Segmentation", "GazetteerIndex", "RuleLanguage", "TestSupport"]),
    .testTarget(
      name: "PhrasesTests", dependencies: ["TextModel", "Segmentation", "GazetteerIndex", "Phrases", "TestSupport"]),
    .testTarget(
      name: "EntitiesTests",
      dependencies: ["TextModel", "Segmentation", "GazetteerIndex", "RuleLanguage", "Entities", "TestSupport"]),
    .testTarget(
      name: "QuantitiesTests",
      dependencies: ["TextModel", "Segmentation", "GazetteerIndex", "RuleLanguage", "Quantities", "TestSupport"]),
    .testTarget(
      name: "AttributionTests",
      dependencies: [
        "TextModel", "Segmentation", "GazetteerIndex", "RuleLanguage", "Phrases", "Attribution", "TestSupport",
      ]),
    .testTarget(
      name: "CoreferenceTests",
      dependencies: [
        "TextModel", "Segmentation", "GazetteerIndex", "RuleLanguage", "Phrases", "Coreference", "TestSupport",
      ]),
    .testTarget(
      name: "ExtractionTests", dependencies: ["TextModel", "GazetteerIndex", "Ingestion", "Extraction", "TestSupport"]),
    .testTarget(name: "RecordsTests", dependencies: ["TextModel", "Segmentation", "Records", "TestSupport"]),
    .testTarget(name: "StoriesTests", dependencies: ["TextModel", "Entities", "Records", "Stories"]),
    .testTarget(name: "ReviewTests", dependencies: ["Records", "Review", "TestSupport"]),
    .testTarget(name: "JudgementsTests", dependencies: ["Records", "Review", "Judgements"]),
    .testTarget(name: "CalibrationTests", dependencies: ["Calibration"]),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Records", "Review", "Judgements", "Calibration", "Evaluation"]),
    .testTarget(name: "ExchangeTests", dependencies: ["Records", "Review", "Exchange"]),
    .testTarget(name: "ReportTests", dependencies: ["Records", "Review", "Report"]),
    .testTarget(
      name: "DeskTests", dependencies: ["Records", "Review", "Judgements", "Desk"]),
    .testTarget(name: "CommandTests"),
  ],
  swiftLanguageModes: [.v6]
)

// HEARSAY_STRICT=1, as CI sets it, makes every warning of the project's own targets an error.
if Context.environment["HEARSAY_STRICT"] != nil {
  for target in package.targets where [.regular, .executable, .test].contains(target.type) {
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}
