// swift-tools-version: 6.1
import PackageDescription

/// Measurements, in a package of their own so that what they need never reaches users.
let package = Package(
  name: "HearsayBenchmarks",
  dependencies: [.package(name: "Hearsay", path: "..")],
  targets: [
    .systemLibrary(name: "CLibxml2Tree", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .executableTarget(
      name: "hearsay-bench",
      dependencies: ["CLibxml2Tree", .product(name: "HearsayKit", package: "Hearsay")]),
  ],
  swiftLanguageModes: [.v6]
)
