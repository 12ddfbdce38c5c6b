import ContactCentre
import Randomness

extension CompiledScenario {
  /// Compiles a scenario into flat tables.
  /// - Parameters:
  ///   - timeline: the periods by which rates and staff change.
  ///   - counting: the periods that are counted by.
  ///   - tracksIssues: follow contacts beyond their first answer even if no rule needs it, for a trace.
  /// - Throws: ``SimulationError`` for a reference that does not resolve or an unknown time zone.
  package init(
    _ scenario: Scenario, timeline: RunTimeline, counting: RunTimeline? = nil, keepsAnnouncements: Bool = true,
    tracksIssues: Bool = false
  ) throws {
    let isCountedByDay = counting.map { $0.periodCount < timeline.periodCount } ?? false
    let counting = counting ?? timeline
    let names = Names(scenario)
    self.keepsAnnouncements = keepsAnnouncements
    periodStarts = counting.periodStarts
    periodDay = counting.periodDay.map(Int32.init)
    rateStarts = timeline.periodStarts
    rateDay = timeline.periodDay.map(Int32.init)
    // A long run is counted by whole days: the warm-up is as many of them, but for the last.
    // Days of 24 hours by name: a change of the clocks among them makes them neither more nor fewer.
    let warmUp = scenario.experiment.warmUp
    let inWarmUp =
      isCountedByDay ? Int((warmUp / 86_400).rounded(.up)) : counting.periodStarts.prefix { $0 < warmUp }.count
    warmUpPeriods = min(inWarmUp, counting.periodCount - 1)
    rankBeforeLoad = scenario.routing.agent == .bestRankThenLongestIdle
    earliestDeadlineFirst = scenario.routing.deferred == .earliestDeadlineFirst
    liveInterruptsDeferred = scenario.routing.liveInterruptsDeferred
    self.tracksIssues =
      tracksIssues || liveInterruptsDeferred || scenario.contactTypes.contains(where: \.isFollowed)
    typeCount = scenario.contactTypes.count
    try addGroups(scenario, names: names)
    for (number, type) in scenario.contactTypes.enumerated() {
      try add(type, number: Int32(number), names: names)
      try addDemand(type, scenario: scenario, timeline: timeline)
      addHandlingFactors(type, timeline: timeline)
      let hours = try type.hours.flatMap { name in try names.hours(name) }
      addOpening(timeline.openIntervals(hours), type: Int32(number))
    }
    for (number, type) in scenario.contactTypes.enumerated() {
      try addSteps(of: type, number: Int32(number), names: names)
    }
    for (number, type) in scenario.contactTypes.enumerated() {
      let oldest = scenario.backlog.filter { $0.contactType == type.name }.map(\.oldest).max() ?? 0
      try addEnding(of: type, number: Int32(number), oldest: oldest, names: names, timeline: timeline)
    }
    sharedDayFactors = scenario.dayFactors.map { Sampler($0.law) }
    for work in scenario.backlog {
      let type = try names.type(work.contactType)
      for index in 0..<work.count {
        backlog.append(
          BacklogRow(type: type, arrival: start - work.oldest * Double(work.count - index) / Double(work.count)))
      }
    }
    addStaff(scenario, timeline: timeline, counting: counting)
    for period in 0..<periodCount {
      schedule.append(
        ScheduleEvent(time: periodStarts[period], kind: .periodStarts, subject: Int32(period), count: 0))
    }
    schedule.append(ScheduleEvent(time: end, kind: .runEnds, subject: 0, count: 0))
    schedule.sort { ($0.time, $0.kind.rawValue, $0.subject) < ($1.time, $1.kind.rawValue, $1.subject) }
  }

  private mutating func addGroups(_ scenario: Scenario, names: Names) throws {
    for (number, group) in scenario.agentGroups.enumerated() {
      let rows = try group.skills.flatMap { skill in
        let type = try names.type(skill.contactType)
        let first = slowdowns.count
        slowdowns += skill.slowdown
        return names.rows(of: type, group: group.name).map { row in
          SkillRow(
            type: row, group: Int32(number), rank: Int32(skill.rank), order: 0, concurrency: Int32(skill.concurrency),
            slowdown: Int32(first), after: skill.after, whenIdle: Int32(skill.whenIdle))
        }
      }
      let start = Int32(skillsOfGroups.count)
      skillsOfGroups += Self.ordered(rows, scenario: scenario, names: names)
      for place in Int(start)..<skillsOfGroups.count { skillsOfGroups[place].place = Int32(place) - start }
      var row = GroupRow(
        skills: Slice(start: start, end: Int32(skillsOfGroups.count)),
        concurrency: group.skills.map(\.concurrency).max() ?? 1, absence: group.absence)
      row.firstWord = Int32(groups.reduce(0) { $0 + $1.words })
      if let trainees = group.trainees {
        row.traineeShare = trainees.share
        row.traineePace = trainees.slower
        row.traineeResolves = trainees.resolves
      }
      groups.append(row)
    }
  }

  /// The skills of a group in the order in which its agents prefer them.
  private static func ordered(_ rows: [SkillRow], scenario: Scenario, names: Names) -> [SkillRow] {
    let keys = rows.map { row -> [Int] in
      let type = scenario.contactTypes[Int(names.parent(of: row.type))]
      let live = type.channel.isDeferred ? 1 : 0
      return switch scenario.routing.contact {
      case .highestPriorityThenLongestWaiting: [live, -type.priority]
      case .highestPriorityThenBestRank: [live, -type.priority, Int(row.rank)]
      case .longestWaiting: [live]
      }
    }
    let classes = Set(keys).sorted { $0.lexicographicallyPrecedes($1) }
    var rows = rows
    for index in rows.indices { rows[index].order = Int32(classes.firstIndex(of: keys[index]) ?? 0) }
    return rows.sorted { ($0.order, $0.type) < ($1.order, $1.type) }
  }

  /// Adds the skills of all groups for a type or step, best first.
  private mutating func addSkills(for row: Int32) -> Slice {
    let start = Int32(skillsOfTypes.count)
    skillsOfTypes += skillsOfGroups.filter { $0.type == row }.sorted { ($0.rank, $0.group) < ($1.rank, $1.group) }
    for index in Int(start)..<skillsOfTypes.count where skillsOfTypes[index].after > 0 {
      skillsOfTypes[index].overflow = Int32(overflowCount)
      overflowCount += 1
    }
    return Slice(start: start, end: Int32(skillsOfTypes.count))
  }

  private mutating func add(_ type: ContactType, number: Int32, names: Names) throws {
    let skills = addSkills(for: number)
    let diversionStart = Int32(ways.count)
    var cumulated = 0.0
    for diversion in type.afterHours {
      cumulated += diversion.share
      let becomes = try names.type(diversion.becomes)
      ways.append(
        WayRow(
          becomes: becomes, loop: addLoop(number, becomes, .afterHours), cumulatedShare: cumulated,
          after: Sampler(.constant(0))))
    }
    let diversions = Slice(start: diversionStart, end: Int32(ways.count))
    let balking = type.announcement?.balking
    let offer = type.announcement?.offer
    let message = try offer.map { try names.type($0.becomes) } ?? -1
    let abandonmentRate = type.patience.map { 1 / max($0.mean, 1e-9) } ?? 0
    types.append(
      TypeRow(
        handling: Sampler(type.handling), wrapUp: Sampler(type.wrapUp ?? .constant(0)), hasWrapUp: type.wrapUp != nil,
        patience: Sampler(type.patience ?? .constant(0)), hasPatience: type.patience != nil,
        tracksPlaces: !type.channel.isDeferred && type.broadcast == nil
          && (keepsAnnouncements || type.queueLimit != nil || type.announcement != nil),
        isDeferred: type.channel.isDeferred, cutsOff: type.closing == .cutOff, parent: number, isStep: false,
        firstStep: names.firstStep(of: number), hasDeadline: type.deadline != nil, redials: type.redial != nil,
        broadcasts: type.broadcast != nil,
        overflows: skillsOfTypes[Int(skills.start)..<Int(skills.end)].contains { $0.after > 0 },
        answerWithin: type.promise?.answerWithin ?? ContactTypeResult.usualAnswerWithin,
        queueLimit: type.queueLimit ?? .max, announceFrom: type.announcement?.fromPosition ?? .max,
        balkAbove: balking?.whenExpectedWaitAbove ?? .infinity,
        balkShare: balking?.share ?? 0,
        offerAbove: offer?.whenExpectedWaitAbove ?? .infinity,
        offerAcceptance: offer?.acceptance ?? 0,
        offerBecomes: message, offerLoop: message < 0 ? -1 : addLoop(number, message, .message),
        trace: Slice(start: 0, end: 0), meanWork: type.handling.mean + (type.wrapUp?.mean ?? 0),
        abandonmentRate: abandonmentRate, waitingCredit: type.channel.isDeferred ? 0 : type.waitingCredit,
        diversions: diversions, skills: skills))
    endings.append(EndingRow())
  }

  /// Adds the steps of a type as rows of their own.
  private mutating func addSteps(of type: ContactType, number: Int32, names: Names) throws {
    for step in type.steps {
      let row = Int32(types.count)
      let skills = addSkills(for: row)
      // A copy of the type: a step is work of the same priority, without hours, customers on the line, or demand.
      var copy = types[Int(number)]
      copy.handling = Sampler(step.handling)
      copy.hasWrapUp = false
      copy.hasPatience = false
      copy.tracksPlaces = false
      copy.isStep = true
      copy.firstStep = -1
      copy.redials = false
      copy.broadcasts = false
      copy.queueLimit = .max
      copy.announceFrom = .max
      copy.meanWork = step.handling.mean
      copy.diversions = Slice(start: 0, end: 0)
      copy.skills = skills
      copy.overflows = skillsOfTypes[Int(skills.start)..<Int(skills.end)].contains { $0.after > 0 }
      types.append(copy)
      var ending = EndingRow()
      if let delay = step.delay {
        ending.delay = Sampler(delay)
        ending.hasDelay = true
      }
      let start = Int32(ways.count)
      var cumulated = 0.0
      for route in step.next {
        cumulated += route.share
        ways.append(
          WayRow(
            becomes: try names.step(route.step, of: number), loop: -1, cumulatedShare: cumulated,
            after: Sampler(.constant(0))))
      }
      ending.routes = Slice(start: start, end: Int32(ways.count))
      endings.append(ending)
      schedule.append(ScheduleEvent(time: self.start, kind: .typeOpens, subject: row, count: 0))
    }
  }

  /// Numbers a rule that makes contacts of others.
  mutating func addLoop(_ from: Int32, _ to: Int32, _ reason: LoopReason) -> Int32 {
    loops.append(LoopRow(from: from, to: to, reason: reason))
    return Int32(loops.count - 1)
  }

  private mutating func addOpening(_ intervals: [(open: Double, close: Double)], type: Int32) {
    for interval in intervals {
      schedule.append(ScheduleEvent(time: interval.open, kind: .typeOpens, subject: type, count: 0))
      schedule.append(ScheduleEvent(time: interval.close, kind: .typeCloses, subject: type, count: 0))
    }
  }

  private mutating func addStaff(_ scenario: Scenario, timeline: RunTimeline, counting: RunTimeline) {
    for (number, group) in scenario.agentGroups.enumerated() {
      let plan = StaffPlan(
        group, number: Int32(number), timeline: timeline, counting: counting, days: scenario.calendar.days,
        firstShiftAgent: shiftAgents.count)
      schedule += plan.events
      shiftAgents += Array(repeating: Int32(number), count: plan.shiftAgentCount)
      paidSeconds += plan.paidSeconds
      surcharges += plan.surcharges
      headsPlanned += plan.heads
      guard group.absence > 0, group.heads != nil else { continue }
      for day in Int(periodDay[0])..<scenario.calendar.days {
        // Before and after the heads of midnight change: who comes and who stays is drawn for the same day.
        for kind in [ScheduleEvent.Kind.dayBegins, .absencesDrawn] {
          schedule.append(
            ScheduleEvent(
              time: max(start, timeline.dayStarts[day]), kind: kind, subject: Int32(number), count: Int32(day)))
        }
      }
    }
  }
}

extension ContactType {
  /// Whether some rule looks beyond the first answer.
  fileprivate var isFollowed: Bool {
    deadline != nil || !steps.isEmpty || resolution != nil || redial != nil || !redirects.isEmpty || broadcast != nil
  }
}

extension ContactTypeResult {
  /// The acceptable waiting time of types without a promise: the platform's 30 seconds.
  public static let usualAnswerWithin = 30.0
}
