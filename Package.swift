// swift-tools-version: 6.1
// Waitline: a queue simulator, capacity planner and live wait estimator for contact centres.
import PackageDescription

/// Settings every target of the package shares.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")]

/// A library target and, beside it, the tests that mirror it.
func room(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict),
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
        "WaitEstimation", "Planning", "LogFitting", "Reporting",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
  ],
  // Data flows one way, top to bottom: a target depends only on targets above it.
  targets: [
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"])]),
  ]
    + room("Randomness", ["CGSL"])
    + room("Statistics", ["CGSL"])
    + room("QueueingTheory", ["CGSL"])
    + room("ContactCentre", ["Randomness"])
    + room("ScenarioFormat", ["ContactCentre", "Randomness", "Yams"])
    + room("Simulation", ["ContactCentre", "Randomness", "Statistics", "QueueingTheory", "ScenarioFormat"])
    + room("WaitEstimation", ["ContactCentre", "Randomness", "QueueingTheory", "ScenarioFormat", "Simulation"])
    + room("Planning", ["CGLPK", "ContactCentre", "QueueingTheory", "Statistics", "Simulation", "ScenarioFormat"])
    + room(
      "LogFitting",
      [
        "CZlib", "CGSL", "Randomness", "Statistics", "ContactCentre", "ScenarioFormat", "Simulation", "WaitEstimation",
        "Yams",
      ])
    + room(
      "Reporting",
      ["ContactCentre", "ScenarioFormat", "Simulation", "Statistics", "WaitEstimation", "Planning", "LogFitting"])
    + room(
      "EstimatorService",
      [
        "Randomness", "Statistics", "ContactCentre", "ScenarioFormat", "Simulation", "WaitEstimation", "Planning",
        "Reporting",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      // What browsers load, and the description of the service: in the program itself, so that it stays one file.
      resources: [.embedInCode("Pages/Files"), .embedInCode("HTTP/Documents")])
    + [
      .executableTarget(
        name: "waitline",
        dependencies: [
          "QueueingTheory", "ContactCentre", "ScenarioFormat", "Simulation", "WaitEstimation", "Planning", "LogFitting",
          "Reporting", "EstimatorService",
          .product(name: "Logging", package: "swift-log"),
          .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ],
        swiftSettings: strict),
      .testTarget(
        name: "CommandLineTests",
        dependencies: ["waitline", "Yams"],
        exclude: ["Golden"],
        swiftSettings: strict),
    ]
)
