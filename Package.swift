// swift-tools-version: 6.1
// Waitline: a queue simulator, capacity planner and live wait estimator for contact centres.
import PackageDescription

/// Settings every target of the package shares.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")]

/// A library target and, beside it, the tests that mirror it.
func room(_ name: String, _ dependencies: [Target.Dependency]) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, swiftSettings: strict),
    .testTarget(
      name: "\(name)Tests", dependencies: dependencies + [.byName(name: name)], swiftSettings: strict),
  ]
}

let package = Package(
  name: "Waitline",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "waitline", targets: ["waitline"]),
    .library(
      name: "WaitlineKit",
      targets: [
        "Randomness", "Statistics", "QueueingTheory", "ContactCentre", "ScenarioFormat", "Simulation",
        "Planning", "LogFitting", "Reporting",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  // Data flows one way, top to bottom: a target depends only on targets above it.
  targets: [
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  ]
    + room("Randomness", ["CGSL"])
    + room("Statistics", ["CGSL"])
    + room("QueueingTheory", ["CGSL"])
    + room("ContactCentre", ["Randomness"])
    + room("ScenarioFormat", ["ContactCentre", "Randomness", "Yams"])
    + room("Simulation", ["ContactCentre", "Randomness", "Statistics", "QueueingTheory", "ScenarioFormat"])
    + room("Planning", ["ContactCentre", "QueueingTheory"])
    + room("LogFitting", ["CZlib", "Statistics", "ContactCentre", "ScenarioFormat", "Yams"])
    + room("Reporting", ["ContactCentre", "ScenarioFormat", "Simulation", "Statistics", "Planning", "LogFitting"])
    + [
      .executableTarget(
        name: "waitline",
        dependencies: [
          "ContactCentre", "ScenarioFormat", "Simulation", "Planning", "LogFitting", "Reporting",
          .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ],
        swiftSettings: strict),
      .testTarget(
        name: "CommandLineTests",
        dependencies: ["waitline"],
        exclude: ["Golden"],
        swiftSettings: strict),
    ]
)
