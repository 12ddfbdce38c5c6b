import ContactCentre
import Randomness

extension CompiledScenario {
  /// Compiles a scenario into flat tables.
  /// - Throws: ``SimulationError`` for a reference that does not resolve or an unknown time zone.
  package init(_ scenario: Scenario, timeline: RunTimeline, keepsAnnouncements: Bool = true) throws {
    self.keepsAnnouncements = keepsAnnouncements
    let typeNumbers = Self.numbers(scenario.contactTypes.map(\.name))
    periodStarts = timeline.periodStarts
    periodDay = timeline.periodDay.map(Int32.init)
    warmUpPeriods = timeline.periodStarts.prefix { $0 < scenario.experiment.warmUp }.count
    rankBeforeLoad = scenario.routing.agent == .bestRankThenLongestIdle
    try addGroups(scenario, typeNumbers: typeNumbers)
    for (number, type) in scenario.contactTypes.enumerated() {
      try add(type, number: Int32(number), typeNumbers: typeNumbers, timeline: timeline)
      let hours = try type.hours.flatMap { name in try Self.hours(name, in: scenario.calendar) }
      addOpening(timeline.openIntervals(hours), type: Int32(number))
    }
    addStaff(scenario, timeline: timeline)
    for period in 0..<periodCount {
      schedule.append(
        ScheduleEvent(time: periodStarts[period], kind: .periodStarts, subject: Int32(period), count: 0))
    }
    schedule.append(ScheduleEvent(time: end, kind: .runEnds, subject: 0, count: 0))
    schedule.sort { ($0.time, $0.kind.rawValue, $0.subject) < ($1.time, $1.kind.rawValue, $1.subject) }
  }

  private static func numbers(_ names: [String]) -> [String: Int32] {
    Dictionary(names.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
  }

  private static func number(_ name: String, in numbers: [String: Int32]) throws -> Int32 {
    guard let number = numbers[name] else { throw SimulationError("there is no contact type “\(name)”") }
    return number
  }

  /// The hours of a name; `nil` is always open.
  private static func hours(_ name: String, in calendar: ServiceCalendar) throws -> OpeningHours? {
    if let hours = calendar.hours.first(where: { $0.name == name }) { return hours }
    guard name == "always" else { throw SimulationError("there are no opening hours “\(name)”") }
    return nil
  }

  private mutating func addGroups(_ scenario: Scenario, typeNumbers: [String: Int32]) throws {
    let priorities = scenario.contactTypes.map(\.priority)
    let deferred = scenario.contactTypes.map(\.channel.isDeferred)
    for (number, group) in scenario.agentGroups.enumerated() {
      var rows: [SkillRow] = []
      var keys: [[Int]] = []
      for skill in group.skills {
        let type = try Self.number(skill.contactType, in: typeNumbers)
        let live = deferred[Int(type)] ? 1 : 0
        let priority = -priorities[Int(type)]
        let key =
          switch scenario.routing.contact {
          case .highestPriorityThenLongestWaiting: [live, priority]
          case .highestPriorityThenBestRank: [live, priority, skill.rank]
          case .longestWaiting: [live]
          }
        keys.append(key)
        rows.append(
          SkillRow(
            type: type, group: Int32(number), rank: Int32(skill.rank), order: 0, concurrency: Int32(skill.concurrency),
            slowdown: Int32(slowdowns.count), after: skill.after))
        slowdowns += skill.slowdown
      }
      let classes = Set(keys).sorted { $0.lexicographicallyPrecedes($1) }
      for index in rows.indices { rows[index].order = Int32(classes.firstIndex(of: keys[index]) ?? 0) }
      rows.sort { ($0.order, $0.type) < ($1.order, $1.type) }
      let start = Int32(skillsOfGroups.count)
      skillsOfGroups += rows
      groups.append(
        GroupRow(
          skills: Slice(start: start, end: Int32(skillsOfGroups.count)),
          concurrency: group.skills.map(\.concurrency).max() ?? 1))
    }
  }

  private mutating func add(
    _ type: ContactType, number: Int32, typeNumbers: [String: Int32], timeline: RunTimeline
  ) throws {
    let skillStart = Int32(skillsOfTypes.count)
    skillsOfTypes += skillsOfGroups.filter { $0.type == number }.sorted { ($0.rank, $0.group) < ($1.rank, $1.group) }
    let diversionStart = Int32(diversions.count)
    var cumulated = 0.0
    for diversion in type.afterHours {
      cumulated += diversion.share
      diversions.append(
        DiversionRow(becomes: try Self.number(diversion.becomes, in: typeNumbers), cumulatedShare: cumulated))
    }
    let balking = type.announcement?.balking
    let offer = type.announcement?.offer
    types.append(
      TypeRow(
        handling: Sampler(type.handling), wrapUp: Sampler(type.wrapUp ?? .constant(0)), hasWrapUp: type.wrapUp != nil,
        patience: Sampler(type.patience ?? .constant(0)), hasPatience: type.patience != nil,
        tracksPlaces: !type.channel.isDeferred
          && (keepsAnnouncements || type.queueLimit != nil || type.announcement != nil),
        isDeferred: type.channel.isDeferred, cutsOff: type.closing == .cutOff,
        overflows: skillsOfTypes[Int(skillStart)...].contains { $0.after > 0 },
        answerWithin: type.promise?.answerWithin ?? ContactTypeResult.usualAnswerWithin,
        queueLimit: type.queueLimit ?? .max, announceFrom: type.announcement?.fromPosition ?? .max,
        balkAbove: balking?.whenExpectedWaitAbove ?? .infinity, balkShare: balking?.share ?? 0,
        offerAbove: offer?.whenExpectedWaitAbove ?? .infinity, offerAcceptance: offer?.acceptance ?? 0,
        offerBecomes: try offer.map { try Self.number($0.becomes, in: typeNumbers) } ?? -1,
        meanWork: type.handling.mean + (type.wrapUp?.mean ?? 0),
        abandonmentRate: type.patience.map { 1 / $0.mean } ?? 0,
        diversions: Slice(start: diversionStart, end: Int32(diversions.count)),
        skills: Slice(start: skillStart, end: Int32(skillsOfTypes.count))))
    dayFactors.append(type.arrivals?.dayFactor.map { Sampler($0) })
    for period in 0..<periodCount {
      let perHour =
        type.arrivals?.perHour.value(day: timeline.periodDay[period], period: timeline.periodOfDay[period]) ?? 0
      arrivalRates.append(perHour / 3600)
    }
  }

  private mutating func addOpening(_ intervals: [(open: Double, close: Double)], type: Int32) {
    for interval in intervals {
      schedule.append(ScheduleEvent(time: interval.open, kind: .typeOpens, subject: type, count: 0))
      schedule.append(ScheduleEvent(time: interval.close, kind: .typeCloses, subject: type, count: 0))
    }
  }

  private mutating func addStaff(_ scenario: Scenario, timeline: RunTimeline) {
    for (number, group) in scenario.agentGroups.enumerated() {
      let plan = StaffPlan(
        group, number: Int32(number), timeline: timeline, days: scenario.calendar.days,
        firstShiftAgent: shiftAgents.count)
      schedule += plan.events
      shiftAgents += Array(repeating: Int32(number), count: plan.shiftAgentCount)
      paidSeconds += plan.paidSeconds
      headsPlanned += plan.heads
    }
  }
}

extension ContactTypeResult {
  /// The acceptable waiting time of types without a promise: the platform's 30 seconds.
  public static let usualAnswerWithin = 30.0
}
