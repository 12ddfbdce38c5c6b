import ContactCentre
import Foundation
import Simulation

extension StaffingProblem {
  /// Contacts that an evaluation of the search should see, over all replications.
  private static let contactsPerEvaluation = 400_000.0
  /// Runs longer than this are counted by days, not by periods.
  private static let mostDays = 31

  /// Looks at the demand of a scenario and at whether its promises can be kept at all.
  /// - Throws: ``PlanningError`` that names the type and period of a promise that nobody could keep.
  init(
    _ request: StaffingRequest, isCancelled: @escaping @Sendable () -> Bool, afterEach: @escaping @Sendable () -> Void
  )
    throws
  {
    let scenario = request.scenario
    guard scenario.calendar.days <= Self.mostDays else {
      throw PlanningError(
        "calendar.days: found \(scenario.calendar.days); expected at most \(Self.mostDays) days to plan at once",
        isMistake: true)
    }
    guard scenario.contactTypes.contains(where: { $0.promise != nil || $0.deadline != nil }) else {
      throw PlanningError(
        "no contact type has a promise or a deadline, so no staff is needed; add a promise to one", isMistake: true)
    }
    for type in scenario.contactTypes {
      if let promise = type.promise, promise.target >= 1 {
        throw PlanningError(
          "\(type.name): its promise of 100 % within \(Self.seconds(promise.answerWithin)) can be broken by chance with any "
            + "number of agents; lower the target, for example to 0.99", isMistake: true)
      }
    }
    let simulator = try Simulator(scenario, announcements: false)
    let timeline = simulator.countingTimeline
    let pools = PoolModel.all(scenario)
    let asked = scenario.contactTypes.indices.filter {
      scenario.contactTypes[$0].promise != nil || scenario.contactTypes[$0].deadline != nil
    }
    let wanted = request.groups ?? scenario.agentGroups.map(\.name)
    for name in wanted where !scenario.agentGroups.contains(where: { $0.name == name }) {
      throw PlanningError(
        "there is no agent group “\(name)”; expected one of \(scenario.agentGroups.map(\.name).joined(separator: ", "))",
        isMistake: true)
    }
    let askedNames = Set(asked.map { scenario.contactTypes[$0].name })
    let planned = scenario.agentGroups.indices.filter { group in
      guard wanted.contains(scenario.agentGroups[group].name) else { return false }
      if pools[group].types.contains(where: { asked.contains($0.type) }) { return true }
      // Groups that come first for nothing but answer at once are there to stand in for others.
      return pools[group].types.isEmpty
        && scenario.agentGroups[group].skills.contains { askedNames.contains($0.contactType) && $0.after == 0 }
    }
    guard !planned.isEmpty else {
      throw PlanningError(
        "no promise depends first on \(wanted.joined(separator: ", ")): nothing to plan; name groups that answer a type with a promise",
        isMistake: true)
    }
    self.scenario = scenario
    self.planned = planned
    self.pools = pools
    self.timeline = timeline
    aim = request.aim
    warmUpPeriods = simulator.warmUpPeriods
    twins = Self.twins(timeline, warmUpPeriods: simulator.warmUpPeriods)
    seed = request.seed
    threads = request.threads
    self.isCancelled = isCancelled
    self.afterEach = afterEach
    let judged = Set(asked.filter { Self.isUpTo(planned, type: $0, scenario, pools) })
    notPlanned = asked.filter { !judged.contains($0) }
    cells = PromiseCell.all(scenario, types: judged, aim: request.aim, simulator: simulator)
    periodCells = PromiseCell.all(scenario, types: judged, aim: .everyPeriod, simulator: simulator)
    let pilot = try Self.pilot(
      scenario, planned: planned, timeline: timeline, request: request, isCancelled: isCancelled, afterEach: afterEach)
    most = request.most ?? pilot.ample
    replications = request.replications ?? Self.replications(perRun: pilot.contacts)
    isOneQueue = simulator.isOneQueue
    rates = Self.rates(scenario, pilot.table, timeline: timeline)
    loads = Self.loads(rates, scenario: scenario, pools: pools, timeline: timeline)
    try checkPossible(pilot.table)
  }

  /// The counted period of the same clock time: on the same weekday where there is one, else the first.
  private static func twins(_ timeline: RunTimeline, warmUpPeriods: Int) -> [Int?] {
    (0..<timeline.periodCount).map { period in
      guard period < warmUpPeriods else { return nil }
      let weekday = timeline.weekday(day: timeline.periodDay[period])
      let same = (warmUpPeriods..<timeline.periodCount).lazy.filter {
        timeline.periodOfDay[$0] == timeline.periodOfDay[period]
      }
      return same.first { timeline.weekday(day: timeline.periodDay[$0]) == weekday } ?? same.first
    }
  }

  /// Whether planned groups answer a type first, or at once beside others.
  private static func isUpTo(_ planned: [Int], type: Int, _ scenario: Scenario, _ pools: [PoolModel]) -> Bool {
    let name = scenario.contactTypes[type].name
    return planned.contains { group in
      pools[group].types.contains { $0.type == type }
        || scenario.agentGroups[group].skills.contains { $0.contactType == name && $0.after == 0 }
    }
  }

  private static func replications(perRun contacts: Double) -> Int {
    min(4_000, max(60, Int(contactsPerEvaluation / max(1, contacts))))
  }

  static func seconds(_ time: Seconds) -> String {
    time == time.rounded() ? "\(Int(time)) s" : "\(time) s"
  }

  /// Plays the scenario with more agents than it could ever use.
  private static func pilot(
    _ scenario: Scenario, planned: [Int], timeline: RunTimeline, request: StaffingRequest,
    isCancelled: @escaping @Sendable () -> Bool, afterEach: @escaping @Sendable () -> Void
  ) throws -> (table: ReplicationTable, contacts: Double, ample: Int) {
    var load = 0.0
    for type in scenario.contactTypes {
      guard let arrivals = type.arrivals else { continue }
      let work =
        type.steps.isEmpty
        ? type.handling.mean + (type.wrapUp?.mean ?? 0) : type.steps.map(\.handling.mean).reduce(0, +)
      var peak = (arrivals.perHour.values.max() ?? 0) / 3600
      if let lagged = arrivals.lagged { peak += (lagged.purchasesPerHour.values.max() ?? 0) / 3600 * lagged.share }
      for burst in arrivals.bursts { peak += burst.contacts / max(burst.decay, work) }
      peak += Double(arrivals.trace.count) / 3600
      load += peak * work * (type.handlingFactor?.values.max() ?? 1)
    }
    let ample = min(20_000, 30 + Int(3 * load + 10 * load.squareRoot()))
    var rich = scenario
    rich.experiment.seed = request.seed
    for group in planned {
      let heads = scheduled(min(ample, request.most ?? ample), shrinkage: scenario.agentGroups[group].shrinkage)
      rich.agentGroups[group].heads = PeriodProfile(
        constant: Double(heads), periodsPerDay: scenario.calendar.periodsPerDay)
      rich.agentGroups[group].shifts = []
    }
    var table = try Self.table(rich, 0..<8, threads: request.threads, isCancelled: isCancelled, afterEach: afterEach)
    let all = (0..<table.count).reduce(0) { sum, replication in
      sum + (0..<table.typeCount).reduce(0) { $0 + table.total(.offered, replication: replication, type: $1) }
    }
    let contacts = Double(all) / Double(table.count)
    let count = request.replications ?? replications(perRun: contacts)
    if count > table.count {
      table.append(
        try Self.table(rich, 8..<count, threads: request.threads, isCancelled: isCancelled, afterEach: afterEach))
    }
    return (table, contacts, ample)
  }

  /// Contacts a second by period and type: exact where demand is only what the scenario says, else as the pilot counted.
  private static func rates(_ scenario: Scenario, _ table: ReplicationTable, timeline: RunTimeline) -> [[Double]] {
    let turned = Set(scenario.contactTypes.flatMap(\.mayBecome))
    let hours = scenario.contactTypes.map { type in
      timeline.openIntervals(scenario.calendar.hours.first { $0.name == type.hours })
    }
    return (0..<timeline.periodCount).map { period in
      let (from, to) = (timeline.periodStarts[period], timeline.periodStarts[period + 1])
      return scenario.contactTypes.enumerated().map { number, type in
        if let arrivals = type.arrivals, arrivals.isPlain, !turned.contains(type.name), type.redial == nil {
          let open = hours[number].reduce(0) { $0 + max(0, min(to, $1.close) - max(from, $1.open)) }
          return arrivals.perHour.value(day: timeline.periodDay[period], period: timeline.periodOfDay[period]) / 3600
            * open / (to - from)
        }
        let count = (0..<table.count).reduce(0) {
          $0 + table.count(.offered, replication: $1, type: number, period: period)
        }
        return Double(count) / Double(table.count) / (to - from)
      }
    }
  }

  /// Mean contacts in hand in each period if nobody had to wait, by dm/dt = λ − m / E[S], with full hands.
  private static func loads(
    _ rates: [[Double]], scenario: Scenario, pools: [PoolModel], timeline: RunTimeline
  ) -> [[Double]] {
    let handling = scenario.contactTypes.indices.map { type in
      pools.lazy.compactMap { pool in pool.types.firstIndex { $0.type == type }.map { pool.handling[$0] } }.first
        ?? scenario.contactTypes[type].handling.mean
    }
    var now = Array(repeating: 0.0, count: handling.count)
    return rates.enumerated().map { period, row in
      let length = timeline.periodStarts[period + 1] - timeline.periodStarts[period]
      return handling.indices.map { type in
        let mean = max(handling[type] * handlingFactor(scenario.contactTypes[type], period: period, timeline), 1e-9)
        let limit = row[type] * mean
        let left = exp(-length / mean)
        let average = limit + (now[type] - limit) * mean / length * (1 - left)
        now[type] = limit + (now[type] - limit) * left
        return average
      }
    }
  }

  /// With agents without end every promise must hold; what is missed then no staff can mend.
  private func checkPossible(_ table: ReplicationTable) throws {
    let scores = PromiseScores(cells, table, figures: true)
    for (number, cell) in cells.enumerated() where !scores.isKept(number) {
      guard scores.slack[number] + 3 * scores.error[number] < 0 else { continue }
      throw PlanningError(impossible(cell, best: scores.ratio[number].mean ?? 0))
    }
  }

  /// Why a cell cannot be kept, and what would make it possible.
  func impossible(_ cell: PromiseCell, best: Double) -> String {
    let type = scenario.contactTypes[cell.type]
    // As many digits as it takes to tell what is reached from what is promised.
    var scale = 1000.0
    while scale < 1e9,
      (best * scale).rounded() == (cell.target * scale).rounded()
        || abs((cell.target * scale).rounded() - cell.target * scale) > 1e-6
    { scale *= 10 }
    let percent = { (share: Double) in "\((share * scale).rounded() * 100 / scale) %" }
    let place = label(cell)
    let groups = planned.count == scenario.agentGroups.count ? "every group" : "every planned group"
    switch cell.kind {
    case .deadline:
      let lies = scenario.backlog.contains { $0.contactType == type.name && cell.periods.contains(warmUpPeriods) }
      return
        "\(type.name): its deadline is kept for \(percent(best)) \(place) even with \(most) agents in \(groups), not for "
        + "\(percent(cell.target)); "
        + (lies
          ? "of the backlog that lies there at the start some is late by then: plan without the backlog, or " : "")
        + "lengthen the deadline or lower its target to \(percent(max(0, best - 0.01)))"
    case .promise(let definition):
      let within = Self.seconds(type.promise?.answerWithin ?? 0)
      var help = "lower the target to \(percent(max(0, best - 0.01))) or lengthen the time to answer"
      if let wait = scenario.agentGroups.flatMap({ $0.skills }).filter({ $0.contactType == type.name }).map(\.after)
        .min(),
        wait > (type.promise?.answerWithin ?? 0)
      {
        help = "only groups that help after \(Self.seconds(wait)) answer it: give a group the skill without “after”"
      } else if most < Self.unlimited(cell, self) {
        help =
          "it takes about \(Self.unlimited(cell, self)) agents: raise the limit of \(most), lower the target, or lengthen the time to answer"
      }
      return
        "\(type.name): \(definition.rawValue) within \(within) reaches \(percent(best)) \(place) even with \(most) agents "
        + "in \(groups), not \(percent(cell.target)); \(help)"
    }
  }

  /// Agents that the formula asks for in the busiest period of a cell.
  private static func unlimited(_ cell: PromiseCell, _ problem: StaffingProblem) -> Int {
    guard let promise = problem.scenario.contactTypes[cell.type].promise else { return 0 }
    return problem.pools.filter { $0.types.contains { $0.type == cell.type } }.map { pool in
      cell.periods.map { problem.formulaAgents(pool, promise: promise, period: $0) ?? 0 }.max() ?? 0
    }.max() ?? 0
  }

  /// When a cell is, in words.
  func label(_ cell: PromiseCell) -> String {
    let first = timeline.labels[cell.periods.lowerBound]
    let date = first.start.prefix(10)
    return cell.periods.count == 1 ? "at \(first.clock) on \(date)" : "on \(date)"
  }

  /// Whether customers of a type wait on the line.
  func isLive(_ type: Int) -> Bool { !scenario.contactTypes[type].channel.isDeferred }

  /// Demand on a pool by the modified offered load.
  func demand(_ pool: PoolModel, period: Int) -> PoolModel.Demand? {
    var rates = Array(repeating: 0.0, count: scenario.contactTypes.count)
    for (index, entry) in pool.types.enumerated() {
      rates[entry.type] =
        loads[period][entry.type] / max(pool.handling[index] * handlingFactor(entry.type, period: period), 1e-9)
    }
    return pool.demand(rates, live: isLive) { handlingFactor($0, period: period) }
  }

  /// How much longer the work on a type takes that begins in a period.
  func handlingFactor(_ type: Int, period: Int) -> Double {
    Self.handlingFactor(scenario.contactTypes[type], period: period, timeline)
  }

  private static func handlingFactor(_ type: ContactType, period: Int, _ timeline: RunTimeline) -> Double {
    type.handlingFactor(day: timeline.periodDay[period], period: timeline.periodOfDay[period])
  }

  /// The fewest agents by formula for a promise, under the modified offered load; `nil` without demand.
  func formulaAgents(_ pool: PoolModel, promise: Promise, period: Int) -> Int? {
    demand(pool, period: period).map { pool.agents($0, promise: promise, target: promise.target) }
  }
}

extension Arrivals {
  /// Whether the rates are all there is.
  var isPlain: Bool { lagged == nil && bursts.isEmpty && trace.isEmpty }
}

extension ContactType {
  /// The types that its contacts may turn into.
  var mayBecome: [String] {
    afterHours.map(\.becomes) + redirects.map(\.becomes) + (resolution?.otherwise.map(\.becomes) ?? [])
      + [announcement?.offer?.becomes].compactMap { $0 }
  }
}
