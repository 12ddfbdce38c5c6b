import ContactCentre
import Foundation
import LogFitting
import Randomness
import Simulation
import Testing

/// The law of the time until customers come back, found again in simulated logs: mean, shape and quantiles lie in their
/// intervals as often as these say.
@Suite struct DelayRecoveryTests {
  private static let logs = 60
  private static let back = (mean: 3_600.0, cv: 0.8)
  private static let again = (mean: 600.0, shape: 0.7)

  /// Nine days around the clock: half of the calls answered come back, and six of ten who give up try again.
  private static func scenario() -> Scenario {
    func always(_ value: Double) -> PeriodProfile {
      PeriodProfile(values: Array(repeating: value, count: 24), periodsPerDay: 24)
    }
    let type = ContactType(
      name: "call", channel: .phone, arrivals: Arrivals(perHour: always(4)),
      handling: .exponential(mean: 300), patience: .exponential(mean: 240),
      resolution: Resolution(
        firstContact: 0.5,
        otherwise: [Return(becomes: "call", share: 1, after: .lognormal(mean: back.mean, cv: back.cv))]),
      redial: Redial(share: 0.6, after: .weibull(mean: again.mean, shape: again.shape)))
    return Scenario(
      name: "known",
      calendar: ServiceCalendar(start: LocalDate(year: 2026, month: 3, day: 2), days: 9, periodSeconds: 3600),
      contactTypes: [type],
      agentGroups: [AgentGroup(name: "agents", skills: [Skill(contactType: "call")], heads: always(1))],
      experiment: Experiment(seed: 17, minimumReplications: 1))
  }

  /// A shape found, with its standard error.
  private struct Shape {
    var value, error: Double
  }

  private static func fit(_ replication: Int, _ simulator: Simulator) throws -> LogFit {
    var text = "type,arrived,queued,answered,ended,outcome,agent,issue\n"
    for one in ContactRecord.all(of: simulator.trace(replication: replication)) {
      text +=
        "\(one.contactType),\(one.arrived),\(one.queued ?? ""),\(one.answered ?? ""),\(one.ended ?? ""),"
        + "\(one.outcome.rawValue),\(one.agent ?? ""),\(one.issue)\n"
    }
    let mapping = """
      columns: {type: type, arrived: arrived, queued: queued, answered: answered, ended: ended, outcome: outcome,
                agent: agent, issue: issue}
      outcomes: {answered: [answered], abandoned: [abandoned], unfinished: [unfinished]}
      """
    var options = FitOptions()
    options.periodSeconds = 3600
    options.returnWindow = 86_400
    return try Logs.withFolder { folder in
      try LogFit(paths: [Logs.write(text, "log.csv", in: folder)], mapping: Logs.parsed(mapping), options: options)
    }
  }

  @Test func intervalsHoldTheLawsOfDelaysAsOftenAsTheySay() throws {
    let simulator = try Simulator(Self.scenario())
    let median = Distribution.lognormal(mean: Self.back.mean, cv: Self.back.cv).quantile(0.5)
    var held = (backMean: 0, backShape: 0, backMedian: 0, againMean: 0, againShape: 0)
    var (backShapes, againShapes): ([Shape], [Shape]) = ([], [])
    func holds(_ value: Double, _ error: Double?, _ truth: Double) -> Int {
      abs(value - truth) <= 1.96 * (error ?? 0) ? 1 : 0
    }
    for replication in 0..<Self.logs {
      let type = try #require(try Self.fit(replication, simulator).types.first)
      let back = try #require(type.returnDelay.first { $0.family == .lognormal })
      held.backMean += holds(back.law.mean, back.meanError, Self.back.mean)
      let backShape = try #require(back.shape)
      held.backShape += holds(backShape, back.shapeError, Self.back.cv)
      backShapes.append(Shape(value: backShape, error: back.shapeError ?? 0))
      let empirical = try #require(type.returnDelay.first { $0.family == .empirical })
      guard case .empirical(let quantiles) = empirical.law else { continue }
      let errors = try #require(empirical.figureErrors.first).errors
      // An even number of intervals has the median in its middle.
      let last = quantiles.count - 1
      let (below, above) = (last / 2, (last + 1) / 2)
      held.backMedian += holds(
        (quantiles[below] + quantiles[above]) / 2, (errors[below] + errors[above]) / 2, median)
      let again = try #require(type.redialDelay.first { $0.family == .weibull })
      held.againMean += holds(again.law.mean, again.meanError, Self.again.mean)
      let againShape = try #require(again.shape)
      held.againShape += holds(againShape, again.shapeError, Self.again.shape)
      againShapes.append(Shape(value: againShape, error: again.shapeError ?? 0))
    }
    // Of 60 intervals that hold with 95 %, fewer than 52 do with probability 0.3 %.
    #expect(held.backMean >= 52 && held.backShape >= 52 && held.backMedian >= 52, "\(held)")
    #expect(held.againMean >= 52 && held.againShape >= 52, "\(held)")
    // Intervals that are too wide hold always: the errors are also those by which the estimates of the logs differ, whose
    // deviation has itself an error of a tenth.
    for (shapes, truth) in [(backShapes, Self.back.cv), (againShapes, Self.again.shape)] {
      let count = Double(shapes.count)
      let mean = shapes.reduce(0) { $0 + $1.value } / count
      let deviation = (shapes.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) } / (count - 1)).squareRoot()
      let error = shapes.reduce(0) { $0 + $1.error } / count
      #expect(abs(mean / truth - 1) < 0.02, "\(mean)")
      #expect(abs(error / deviation - 1) < 0.3, "\(error) for \(deviation)")
    }
  }

  /// The scenario and the report say the errors, of whatever law was taken.
  @Test func theScenarioHasThem() throws {
    let one = try Self.fit(0, Simulator(Self.scenario()))
    let type = try #require(one.types.first)
    let lines = one.yaml.split(separator: "\n")
    for (key, laws) in [("redial:", type.redialDelay), ("resolution:", type.returnDelay)] {
      let law = try #require(laws.first)
      let place = try #require(lines.firstIndex { $0.hasPrefix("    " + key) })
      let before = lines[..<place].suffix(2).joined(separator: "\n")
      #expect(before.contains("Delay: mean ± "), "\(before)")
      #expect(law.shape == nil || before.contains(law.family == .weibull ? ", shape ± " : ", cv ± "), "\(before)")
      #expect(law.family != .empirical || before.contains("# quantiles ± ["), "\(before)")
    }
  }
}
