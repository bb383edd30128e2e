// swift-tools-version: 6.1
import PackageDescription

/// A target for libFuzzer, in a package of its own: it is built with the compiler's counters of coverage, which the
/// program never is. `make fuzz-coverage` builds and runs it.
let package = Package(
  name: "HearsayFuzzing",
  dependencies: [.package(name: "Hearsay", path: "..")],
  targets: [
    .systemLibrary(name: "CLibFuzzer"),
    // The linker that is the default breaks off on symbols of libFuzzer's library.
    .executableTarget(
      name: "hearsay-fuzz", dependencies: ["CLibFuzzer", .product(name: "HearsayKit", package: "Hearsay")],
      linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
  ],
  swiftLanguageModes: [.v6]
)
