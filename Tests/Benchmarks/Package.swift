// swift-tools-version: 6.1
// The speed of the engine, measured. A package of its own, so that building and testing Waitline does not pay for it.
import PackageDescription

let package = Package(
  name: "WaitlineBenchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "Waitline", path: "../.."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(name: "CReference", path: "CReference", cSettings: [.unsafeFlags(["-O3"])]),
    .executableTarget(
      name: "Engine",
      dependencies: [
        "CReference",
        .product(name: "WaitlineKit", package: "Waitline"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Engine",
      swiftSettings: [.swiftLanguageMode(.v6)],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
