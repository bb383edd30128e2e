// swift-tools-version: 6.1
import PackageDescription

/// Measurements, in a package of their own so that what they need never reaches users.
let package = Package(
  name: "HearsayBenchmarks",
  dependencies: [.package(name: "Hearsay", path: "..")],
  targets: [
    .executableTarget(
      name: "hearsay-bench",
      dependencies: [.product(name: "HearsayKit", package: "Hearsay")])
  ],
  swiftLanguageModes: [.v6]
)
