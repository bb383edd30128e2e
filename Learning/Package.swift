// swift-tools-version: 6.2
import PackageDescription

/// What writes down the evidence that tables are learnt from, in a package of its own: users never build it, and what it
/// asks of the stages is behind `@_spi(Learning)`.
let package = Package(
  name: "HearsayLearning",
  dependencies: [
    .package(name: "Hearsay", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "hearsay-learn",
      dependencies: [
        .product(name: "HearsayKit", package: "Hearsay"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // The learner of pages walks arrays that have one owner, as the stages do.
      swiftSettings: [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))])
  ],
  swiftLanguageModes: [.v6]
)

// HEARSAY_STRICT=1, as CI sets it, makes every warning an error.
if Context.environment["HEARSAY_STRICT"] != nil {
  for target in package.targets {
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}
