import ContactCentre
import Foundation
import LogFitting
import Randomness
import Simulation
import Testing

/// Figures of a known centre, found again in the logs that it leaves; intervals hold them as often as they say.
@Suite struct RecoveryTests {
  static let logs = 40
  static let truth = (rate: 24.0, handling: 300.0, cv: 1.0, patience: 150.0, dayFactor: 0.3, agents: 3)

  /// Three weeks of eight-hour days.
  private static func scenario() -> Scenario {
    func open(_ value: Double) -> PeriodProfile {
      PeriodProfile(values: (0..<24).map { (9..<17).contains($0) ? value : 0 }, periodsPerDay: 24)
    }
    let type = ContactType(
      name: "call", channel: .phone,
      arrivals: Arrivals(perHour: open(truth.rate), dayFactor: .gamma(mean: 1, cv: truth.dayFactor)),
      handling: .lognormal(mean: truth.handling, cv: truth.cv), patience: .exponential(mean: truth.patience))
    return Scenario(
      name: "known",
      calendar: ServiceCalendar(start: LocalDate(year: 2026, month: 3, day: 2), days: 21, periodSeconds: 3600),
      contactTypes: [type],
      agentGroups: [
        AgentGroup(name: "agents", skills: [Skill(contactType: "call")], heads: open(Double(truth.agents)))
      ], experiment: Experiment(seed: 11, minimumReplications: 1))
  }

  private static let mapping = """
    columns: {type: type, arrived: arrived, queued: queued, answered: answered, ended: ended, outcome: outcome, agent: agent}
    outcomes: {answered: [answered], abandoned: [abandoned], unfinished: [unfinished]}
    """

  static func fit(_ replication: Int, _ simulator: Simulator) throws -> LogFit {
    let records = ContactRecord.all(of: simulator.trace(replication: replication))
    let rows = records.map { one in
      let cells = [
        one.contactType, one.arrived, one.queued ?? "", one.answered ?? "", one.ended ?? "", one.outcome.rawValue,
        one.agent ?? "",
      ]
      return cells.joined(separator: ",")
    }
    var options = FitOptions()
    options.periodSeconds = 3600
    return try Logs.withFolder { folder in
      let text = "type,arrived,queued,answered,ended,outcome,agent\n" + rows.joined(separator: "\n")
      return try LogFit(
        paths: [Logs.write(text, "log.csv", in: folder)], mapping: Logs.parsed(mapping), options: options)
    }
  }

  @Test func intervalsHoldTheTruthAsOftenAsTheySay() throws {
    let simulator = try Simulator(Self.scenario())
    var held = (rates: 0, handling: 0, patience: 0, spread: 0)
    var sums = (patience: 0.0, handling: 0.0, spread: 0.0, duty: 0.0)
    var rates = 0
    for replication in 0..<Self.logs {
      let one = try Self.fit(replication, simulator)
      let type = try #require(one.types.first)
      func holds(_ estimate: Estimate, _ truth: Double, factor: Double) -> Bool {
        abs(estimate.value - truth) <= factor * (estimate.standardError ?? 0)
      }
      for weekday in type.rates {
        for hour in 9..<17 {
          rates += 1
          let rate = try #require(weekday?[hour])
          if holds(rate, Self.truth.rate, factor: 1.96) { held.rates += 1 }
        }
      }
      // Student's t with twenty degrees of freedom: 21 days.
      if holds(type.handlingMean, Self.truth.handling, factor: 2.086) { held.handling += 1 }
      let patience = try #require(type.patience.first { $0.family == .exponential })
      if holds(Estimate(patience.law.mean, patience.meanError), Self.truth.patience, factor: 1.96) {
        held.patience += 1
      }
      let spread = try #require(type.dayFactor)
      if holds(spread, Self.truth.dayFactor, factor: 2) { held.spread += 1 }
      sums.patience += patience.law.mean
      sums.handling += type.handlingMean.value
      sums.spread += spread.value
      sums.duty += (one.groups[0].onDuty[2] ?? [])[10..<16].reduce(0) { $0 + $1.value } / 6
    }
    let count = Double(Self.logs)
    // 8 hours of a day share its factor, so that the rates are like some thousand independent ones: 95 % ± 3.
    #expect(abs(Double(held.rates) / Double(rates) - 0.95) < 0.03, "\(held.rates) of \(rates)")
    // Of 40 intervals that hold with 95 %, fewer than 34 do with probability 0.3 %.
    #expect(held.handling >= 34, "\(held.handling)")
    #expect(held.patience >= 34, "\(held.patience)")
    #expect(held.spread >= 34, "\(held.spread)")
    // No bias above 3 % (of staff 5 %: idle time before the first and after the last contact is not seen; of the day factor
    // 10 %: the root of a variance with 14 degrees of freedom is 2 % small on average, and once in a while a day of chance is
    // taken for a special one).
    #expect(abs(sums.handling / count / Self.truth.handling - 1) < 0.03)
    #expect(abs(sums.patience / count / Self.truth.patience - 1) < 0.03)
    #expect(abs(sums.spread / count / Self.truth.dayFactor - 1) < 0.1, "\(sums.spread / count)")
    #expect(abs(sums.duty / count / Double(Self.truth.agents) - 1) < 0.05, "\(sums.duty / count)")
  }

  /// The right law is found, and the simulated fit agrees with the record it came from.
  @Test func aFittedCentreBehavesLikeTheRealOne() throws {
    var scenario = Self.scenario()
    scenario.calendar.days = 84
    let one = try Self.fit(0, Simulator(scenario))
    let type = try #require(one.types.first)
    #expect(type.handling.first?.family == .lognormal)
    #expect(type.patience.first?.family != .piecewiseHazard)
    let check = try FitCheck(one, threads: 2)
    #expect(check.verdict != .differs)
    let level = try #require(check.all.simulatedLevels[0])
    let observed = try #require(check.all.observedLevels[0].share)
    #expect(abs(level - observed) < 0.04, "\(level) for \(observed)")
    let abandoned = try #require(check.all.simulatedAbandonment)
    #expect(abs(abandoned - (check.all.observedAbandonment.share ?? 0)) < 0.03)
    #expect(abs(check.all.simulatedPerDay / check.all.offeredPerDay - 1) < 0.01)
  }

  /// Half of those who give up try again after ten minutes on average.
  @Test func redialsAreFound() throws {
    var scenario = Self.scenario()
    scenario.contactTypes[0].redial = Redial(share: 0.5, after: .exponential(mean: 600))
    let records = try ContactRecord.all(of: Simulator(scenario).trace(replication: 0))
    var text = "type,arrived,queued,answered,ended,outcome,agent,issue\n"
    for one in records {
      text +=
        "\(one.contactType),\(one.arrived),\(one.queued ?? ""),\(one.answered ?? ""),\(one.ended ?? ""),"
        + "\(one.outcome.rawValue),\(one.agent ?? ""),\(one.issue)\n"
    }
    let mapping = Self.mapping.replacing("agent: agent}", with: "agent: agent, issue: issue}")
    var options = FitOptions()
    options.periodSeconds = 3600
    options.returnWindow = 2 * 3600
    let one = try Logs.withFolder { folder in
      try LogFit(paths: [Logs.write(text, "log.csv", in: folder)], mapping: Logs.parsed(mapping), options: options)
    }
    let type = try #require(one.types.first)
    let redial = try #require(type.redial)
    #expect(type.missed > 300)
    #expect(abs(redial.value - 0.5) < 3 * (redial.standardError ?? 0), "\(redial)")
    let delay = try #require(type.redialDelay.first { $0.family == .exponential })
    #expect(abs(delay.law.mean - 600) < 3 * (delay.meanError ?? 0), "\(delay.law.mean)")
    let read = try #require(try one.scenario().contactTypes.first?.redial)
    #expect(abs(read.share - redial.value) < 1e-3)
    // New customers only: an hour of the day has the rate of the scenario.
    let noon = try #require(type.rates[2]?[12])
    #expect(abs(noon.value - Self.truth.rate) < 4 * (noon.standardError ?? 0))
  }
}
