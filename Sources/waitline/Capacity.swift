import ArgumentParser
import Foundation
import Planning
import Reporting

/// `waitline capacity`.
struct Capacity: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say how much demand the present staff can carry, and what service costs.",
    discussion: """
      Multiplies all demand by a factor and finds, by bisection with common random numbers, where each promise breaks, with
      the 95 % interval of the factor. Then the price list: what the cheapest staff costs that keeps each of several service
      levels of one contact type, all other promises kept over the day, with its confidence band.

      Ctrl-C keeps what is known by then. With --output DIR also writes capacity.json, capacity.csv and report.html.

      EXAMPLES
        waitline capacity scenarios/erlang-a.yaml
        waitline capacity scenarios/card-platform.yaml --overlay promotion --no-prices
        waitline capacity scenarios/card-platform.yaml --price-of phone.urgent --levels 0.7,0.8,0.9 --output output/capacity
      """.asHelp)

  @OptionGroup var scenario: ScenarioOptions

  @Option(help: "When a promise counts as kept: every-period, day or probability=0.9.")
  var aim: StaffingAim = .day

  @Option(help: ArgumentHelp("The largest factor on demand that is looked at.", valueName: "factor"))
  var most: Double = 4

  @Option(
    help: ArgumentHelp("Contact type of the price list; by default the one with the most demand.", valueName: "name"))
  var priceOf: String?

  @Option(help: ArgumentHelp("Service levels on the price list, between 0 and 1.", valueName: "a,b,…"))
  var levels: String?

  @Flag(help: "Leave the price list out.")
  var noPrices = false

  @Option(
    help: ArgumentHelp("Replications of each demand; by default as many as the scenario's size allows.", valueName: "n")
  )
  var replications: Int?

  @Option(
    help: ArgumentHelp("Folder for capacity.json, capacity.csv and report.html.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @OptionGroup var planning: PlanningOptions

  func validate() throws {
    if let replications, replications < 20 { throw ValidationError("--replications must be at least 20.") }
    if !(most > 1 && most <= 100) { throw ValidationError("--most must be above 1, and at most 100.") }
    _ = try wantedLevels()
  }

  private func wantedLevels() throws -> [Double] {
    guard !noPrices else { return [] }
    guard let levels else { return CapacityRequest.usualLevels }
    let parts = levels.split(separator: ",", omittingEmptySubsequences: false)
    let values = parts.compactMap { Double($0) }.filter { $0 > 0 && $0 < 1 }
    guard values.count == parts.count, !values.isEmpty else {
      throw ValidationError("--levels: found “\(levels)”; expected numbers between 0 and 1, for example 0.7,0.8,0.9.")
    }
    return values
  }

  func run() throws {
    let loaded = try scenario.load()
    let request = CapacityRequest(
      scenario: loaded.scenario, aim: aim, mostFactor: most, pricedType: priceOf, levels: try wantedLevels(),
      replications: replications, seed: planning.seed, threads: planning.threads)
    Interrupt.listen()
    let plan = try PlanInput.withSpinner { tick in
      try CapacityPlan.find(request, isCancelled: { Interrupt.isRaised }, afterEach: tick)
    }
    planning.write(
      widest: 110, table: { CapacityReport.text(plan, language: planning.language, width: $0, colour: $1) },
      json: { CapacityReport.json(plan) }, csv: { CapacityReport.csv(plan) })
    if let output {
      try planning.writeFiles {
        try CapacityReport.write(plan, to: output, language: planning.language)
      }
    }
    if plan.isInterrupted { throw ExitCode(ExitStatus.interrupted) }
  }
}
