import ContactCentre
import Simulation

/// The fitted scenario, simulated, beside what happened: whether the model may be trusted.
public struct FitCheck: Sendable {
  /// Figures of the record and of the simulation for the same contacts.
  public struct Row: Sendable {
    /// A contact type, a clock time, or `all`.
    public var name: String
    /// Contacts on ordinary days.
    public var offered: Int
    /// Contacts a day.
    public var offeredPerDay, simulatedPerDay: Double
    /// Mean wait of those answered (ASA), with its 95 % half width over days.
    public var observedWait: ShareEstimate
    /// Its simulated value.
    public var simulatedWait: Double?
    /// Share who gave up.
    public var observedAbandonment: ShareEstimate
    /// Its simulated value.
    public var simulatedAbandonment: Double?
    /// SL1 to SL4.
    public var observedLevels: [ShareEstimate]
    /// Their simulated values.
    public var simulatedLevels: [Double?]

    /// How far the simulation is from the record in SL1, in half widths of the record's interval; `nil` when unknown.
    public var distance: Double? {
      guard let observed = observedLevels[0].share, let half = observedLevels[0].halfWidth, half > 0,
        let simulated = simulatedLevels[0]
      else { return nil }
      return abs(simulated - observed) / half
    }
  }

  /// What the comparison says of the model.
  public enum Verdict: String, Sendable {
    /// Wait, abandonment and service level of all contacts lie within the intervals of the record.
    case agrees
    /// They lie outside, but the service level by no more than five points.
    case close
    /// The service level is more than five points off.
    case differs
    /// The record has too few contacts to tell.
    case tooLittle
  }

  /// All contacts whose customers wait on the line.
  public let all: Row
  /// By contact type, and by period of the day (all of those), where anything happened.
  public let types, periods: [Row]
  /// What is simulated, and how often.
  public let result: SimulationResult

  /// The fewest contacts that are worth a comparison.
  public static let leastOffered = 100

  /// Periods with at least a hundred contacts whose simulated SL1 lies in the interval of the record, and all of those.
  public var periodsWithin: (within: Int, of: Int) {
    let judged = periods.filter { $0.offered >= Self.leastOffered }.compactMap(\.distance)
    return (judged.count { $0 <= 1 }, judged.count)
  }

  /// What the comparison says of the model.
  public var verdict: Verdict {
    guard all.offered >= Self.leastOffered else { return .tooLittle }
    func lies(_ simulated: Double?, in observed: ShareEstimate) -> Bool {
      guard let simulated, let share = observed.share else { return simulated == nil && observed.share == nil }
      return abs(simulated - share) <= (observed.halfWidth ?? 0)
    }
    let level = all.observedLevels[0]
    if lies(all.simulatedWait, in: all.observedWait), lies(all.simulatedAbandonment, in: all.observedAbandonment),
      lies(all.simulatedLevels[0], in: level)
    {
      return .agrees
    }
    guard let simulated = all.simulatedLevels[0], let share = level.share else { return .differs }
    return abs(simulated - share) <= 0.05 ? .close : .differs
  }

  /// Simulates the fitted week and compares it with the record. With returns a week before it is simulated too, so that those
  /// of earlier contacts are there.
  /// - Throws: `ScenarioErrors` or `SimulationError`.
  public init(
    _ fit: LogFit, threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Simulator.Progress) -> Void = { _ in }
  ) throws {
    var scenario = try fit.scenario()
    let hasReturns = scenario.contactTypes.contains { $0.resolution != nil }
    if hasReturns { scenario = Self.withWeekBefore(scenario) }
    let result = try Simulator(scenario, announcements: false).run(
      threads: threads, isCancelled: isCancelled, progress: progress)
    self.result = result
    let first = hasReturns ? result.periods.count / 2 : 0
    let perDay = 86_400 / fit.options.periodSeconds
    let weights = fit.ordinaryDays.map(Double.init)
    let days = Double(max(1, fit.ordinaryDays.reduce(0, +)))
    /// Sums over the week, each weekday as often as the record has it.
    func simulated(_ types: some Sequence<Int>, _ clock: Int?) -> Sums {
      var sums = Sums()
      for type in types {
        for index in first..<min(result.periods.count, first + 7 * perDay) {
          let place = index - first
          if let clock, place % perDay != clock { continue }
          sums.add(result.contactTypes[type].periods[index], weight: weights[place / perDay] / days)
        }
      }
      return sums
    }
    let observed = fit.observed
    let live = fit.liveTypes
    all = Self.row("all", observed.all, observed.allDays, simulated(live, nil))
    types = fit.types.indices.map { type in
      Self.row(fit.types[type].name, observed.types[type], observed.typeDays[type], simulated([type], nil))
    }
    periods = observed.periods.indices.compactMap { period in
      guard observed.periods[period].offered > 0 else { return nil }
      return Self.row(
        Self.clock(period * fit.options.periodSeconds), observed.periods[period], observed.periodDays[period],
        simulated(live, period))
    }
  }

  private static func withWeekBefore(_ scenario: Scenario) -> Scenario {
    var scenario = scenario
    func twice(_ profile: PeriodProfile) -> PeriodProfile {
      PeriodProfile(values: profile.values + profile.values, periodsPerDay: profile.periodsPerDay)
    }
    scenario.calendar.days = 14
    scenario.experiment.warmUp = 7 * 86_400
    for index in scenario.contactTypes.indices {
      if let rates = scenario.contactTypes[index].arrivals?.perHour {
        scenario.contactTypes[index].arrivals?.perHour = twice(rates)
      }
    }
    for index in scenario.agentGroups.indices {
      scenario.agentGroups[index].heads = scenario.agentGroups[index].heads.map(twice)
    }
    return scenario
  }

  /// Contacts of simulated periods.
  private struct Sums {
    var offered = 0.0, answered = 0.0, abandoned = 0.0, waits = 0.0
    /// Numerators of SL1 and SL3 over offered, and the denominator of SL2.
    var inTime = 0.0, inTimeOrGone = 0.0

    mutating func add(_ figures: ContactFigures, weight: Double) {
      let offered = weight * (figures.offered.mean ?? 0)
      let answered = weight * (figures.answered.mean ?? 0)
      self.offered += offered
      self.answered += answered
      abandoned += weight * (figures.abandoned.mean ?? 0)
      waits += answered * (figures.waitAnswered.mean.mean ?? 0)
      inTime += offered * (figures.serviceLevel.SL1.mean ?? 0)
      inTimeOrGone += offered * (figures.serviceLevel.SL3.mean ?? 0)
    }

    var levels: [Double?] {
      func ratio(_ numerator: Double, _ denominator: Double) -> Double? {
        denominator > 0 ? numerator / denominator : nil
      }
      return [
        ratio(inTime, offered), ratio(inTime, offered - (inTimeOrGone - inTime)), ratio(inTimeOrGone, offered),
        ratio(inTime, answered),
      ]
    }
  }

  private static func row(_ name: String, _ sum: ComplianceCounts, _ days: [ComplianceCounts], _ sums: Sums) -> Row {
    Row(
      name: name, offered: sum.offered, offeredPerDay: Double(sum.offered) / Double(max(1, days.count)),
      simulatedPerDay: sums.offered,
      observedWait: DayClusters.estimate(days.map { ($0.waits, Double($0.answered)) }),
      simulatedWait: sums.answered > 0 ? sums.waits / sums.answered : nil,
      observedAbandonment: DayClusters.estimate(days.map { (Double($0.abandoned), Double($0.offered)) }),
      simulatedAbandonment: sums.offered > 0 ? sums.abandoned / sums.offered : nil,
      observedLevels: ServiceLevelDefinition.allCases.map { kind in DayClusters.estimate(days.map { $0.parts(kind) }) },
      simulatedLevels: sums.levels)
  }

  static func clock(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60))"
  }
}
