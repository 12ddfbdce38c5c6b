import ArgumentParser
import Planning
import Reporting

/// `waitline capacity`.
struct Capacity: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find how much demand the present staff can carry, and what service costs.",
    usage: "waitline capacity <file> [<options>]",
    discussion: """
      Multiplies all demand by a factor and finds the factor at which each promise breaks, with its 95 % interval: by
      bisection, on the same random numbers throughout. Then the price list: for several service levels of one contact type,
      the cost of the cheapest staff that reaches it while all other promises are kept over the day.

      --output DIR also writes capacity.json, capacity.csv and report.html. Ctrl-C keeps what is known by then.

      EXAMPLES
        waitline capacity scenarios/erlang-a.yaml
        waitline capacity scenarios/card-platform.yaml --overlay promotion --no-prices
        waitline capacity scenarios/card-platform.yaml --price-of phone.urgent --levels 0.7,0.8,0.9 --output output/capacity
      """.asHelp)

  @OptionGroup var scenario: ScenarioOptions

  @Option(
    help: ArgumentHelp("When a promise counts as kept: every-period, day, or probability=P such as probability=0.9."))
  var aim: StaffingAim = .day

  @Option(
    help: ArgumentHelp("The largest demand tried, as a multiple of today's: above 1, at most 100.", valueName: "factor")
  )
  var most: Double = 4

  @Option(
    help: ArgumentHelp("Contact type of the price list; by default the one with the most demand.", valueName: "name"))
  var priceOf: String?

  @Option(
    help: ArgumentHelp(
      "Service levels of the price list, between 0 and 1; \(Capacity.levels(CapacityRequest.usualLevels)) unless given.",
      valueName: "a,b,…"))
  var levels: String?

  @Flag(help: "Leave out the price list.")
  var noPrices = false

  @Option(
    help: ArgumentHelp(
      "Replications of each demand tried; by default as many as the size of the scenario allows.", valueName: "n"))
  var replications: Int?

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

  private static func levels(_ values: [Double]) -> String { values.map(\.description).joined(separator: ",") }

  func run() throws {
    let loaded = try scenario.load()
    let request = CapacityRequest(
      scenario: loaded.scenario, aim: aim, mostFactor: most, pricedType: priceOf, levels: try wantedLevels(),
      replications: replications, seed: planning.seed, threads: planning.threads)
    Interrupt.listen()
    let plan = try orExit(ExitStatus.ofRun) {
      try ProgressBar.counting { try CapacityPlan.find(request, isCancelled: { Interrupt.isRaised }, afterEach: $0) }
    }
    try planning.report(
      widest: 110, table: { CapacityReport.text(plan, language: planning.language, width: $0, colour: $1) },
      json: { CapacityReport.json(plan) }, csv: { CapacityReport.csv(plan) },
      files: { try CapacityReport.write(plan, to: $0, language: planning.language) })
    if plan.isInterrupted { throw ExitCode(ExitStatus.interrupted) }
  }
}
