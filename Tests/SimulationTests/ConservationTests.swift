import ContactCentre
import Randomness
import Simulation
import Testing

/// Laws that hold on every sample path, whatever the scenario.
@Suite struct ConservationTests {
  /// A scenario with a bit of everything, different for each number.
  static func random(_ number: Int) -> Scenario {
    var dice = SplitMix64(state: UInt64(number) &* 0x9E37_79B9)
    func roll(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(dice.next() % UInt64(range.count))
    }
    func chance(_ share: Double) -> Bool { dice.nextUnit() <= share }
    let hours = OpeningHours(name: "office", everyDay: [ClockRange(start: 9 * 3600, end: 22 * 3600)])
    let calendar = ServiceCalendar(
      timeZone: chance(0.5) ? "Asia/Shanghai" : "Europe/Berlin", start: LocalDate(year: 2026, month: 3, day: 28),
      days: roll(1...3), periodSeconds: [900, 1800, 3600][roll(0...2)], hours: [hours])
    let count = roll(1...4)
    var types: [ContactType] = []
    for index in 0..<count {
      let isDeferred = chance(0.25)
      var type = ContactType(
        name: "type\(index)", channel: isDeferred ? .deferred : chance(0.5) ? .chat : .phone,
        arrivals: Arrivals(
          perHour: PeriodProfile(constant: Double(roll(5...60)), periodsPerDay: calendar.periodsPerDay),
          dayFactor: chance(0.3) ? .gamma(mean: 1, cv: 0.3) : nil),
        handling: .lognormal(mean: Double(roll(60...400)), cv: 1), wrapUp: chance(0.3) ? .exponential(mean: 30) : nil,
        priority: roll(0...2), closing: chance(0.5) ? .cutOff : .serveOut)
      if !isDeferred {
        type.hours = chance(0.7) ? "office" : nil
        type.patience = chance(0.7) ? .weibull(mean: 150, shape: 1.3) : nil
        type.queueLimit = chance(0.3) ? roll(0...10) : nil
        type.promise = Promise(answerWithin: 30, target: 0.8)
        if chance(0.5) { type.afterHours = [Diversion(becomes: "message", share: 0.6)] }
        if chance(0.6) {
          type.announcement = Announcement(
            fromPosition: roll(1...3), balking: Balking(whenExpectedWaitAbove: 100, share: 0.3),
            offer: MessageOffer(becomes: "message", whenExpectedWaitAbove: 40, acceptance: 0.4))
        }
      }
      types.append(type)
    }
    types.append(ContactType(name: "message", channel: .deferred, handling: .exponential(mean: 120)))
    var groups: [AgentGroup] = []
    for index in 0..<roll(1...3) {
      let isChat = chance(0.4)
      var group = AgentGroup(
        name: "group\(index)",
        skills: types.indices.map {
          Skill(
            contactType: types[$0].name, rank: roll(1...3), concurrency: isChat && types[$0].channel == .chat ? 3 : 1,
            after: index > 0 && chance(0.3) ? 45 : 0)
        },
        shrinkage: 0.1, costPerHour: 40)
      if chance(0.5) {
        group.shifts = [
          Shift(
            name: "day", time: ClockRange(start: 8 * 3600, end: 17 * 3600),
            breaks: [ClockRange(start: 12 * 3600, end: 12 * 3600 + 2700)], heads: roll(1...5)),
          Shift(name: "late", time: ClockRange(start: 15 * 3600, end: 26 * 3600), heads: roll(1...4)),
        ]
      } else {
        group.heads = PeriodProfile(
          values: (0..<calendar.periodsPerDay).map { _ in Double(roll(0...6)) }, periodsPerDay: calendar.periodsPerDay)
      }
      groups.append(group)
    }
    return Scenario(
      name: "random \(number)", calendar: calendar, contactTypes: types, agentGroups: groups,
      routing: RoutingPolicy(
        contact: ContactOrder.allCases[roll(0...2)], agent: AgentOrder.allCases[roll(0...1)]),
      experiment: Experiment(seed: UInt64(number), minimumReplications: 1))
  }

  private func sum(_ figures: [Figure]) -> Double { figures.reduce(0) { $0 + ($1.mean ?? 0) } }

  @Test(arguments: 0..<150)
  func contactsAreNeitherLostNorMade(number: Int) throws {
    let scenario = Self.random(number)
    let result = try Simulator(scenario).run(threads: 1)
    for type in result.contactTypes {
      for cell in type.periods + type.days {
        let ways = sum([
          cell.blocked, cell.balked, cell.messages, cell.answered, cell.abandoned, cell.cutOff, cell.unfinished,
        ])
        #expect(cell.offered.mean == ways, "\(scenario.name), \(type.name)")
      }
      let days = type.days.map(\.offered.mean).reduce(0.0) { $0 + ($1 ?? 0) }
      #expect(type.periods.reduce(0.0) { $0 + ($1.offered.mean ?? 0) } == days)
      #expect(abs((type.day.offered.mean ?? 0) * Double(result.days) - days) < 1e-6)
    }
    // What left as a message arrived as one.
    let left = result.contactTypes.dropLast().reduce(0.0) {
      $0 + sum($1.days.map(\.messages)) + sum($1.days.map(\.diverted))
    }
    #expect(sum(result.contactTypes.last?.days.map(\.offered) ?? []) == left)
  }

  @Test(arguments: 0..<150)
  func queueLengthIsArrivalsTimesWait(number: Int) throws {
    // Little's law on the path itself: the time spent in queue, by the clock, is the sum of the waits. Waits that the
    // end of the run cuts in two are left out by ending with no open type and no deferred work.
    var scenario = Self.random(number)
    for index in scenario.contactTypes.indices {
      scenario.contactTypes[index].closing = .cutOff
      scenario.contactTypes[index].channel = .phone
    }
    for index in scenario.agentGroups.indices {
      for skill in scenario.agentGroups[index].skills.indices {
        scenario.agentGroups[index].skills[skill].concurrency = 1
      }
    }
    let result = try Simulator(scenario).run(threads: 1)
    for type in result.contactTypes {
      let area = zip(type.periods, result.periodLengths).reduce(0.0) { $0 + ($1.0.queueLength.mean ?? 0) * $1.1 }
      let waits = type.days.reduce(0.0) {
        $0 + ($1.waitAll.mean.mean ?? 0) * sum([$1.answered, $1.abandoned, $1.cutOff])
      }
      let contacts = sum(type.days.map(\.offered))
      // Whole microseconds, a contact at most one for each period that it waits through.
      #expect(abs(area - waits) <= 1e-6 * (contacts + 1) * 50, "\(scenario.name), \(type.name): \(area) and \(waits)")
    }
  }

  @Test(arguments: 0..<60)
  func busyTimeIsPartOfStaffedTime(number: Int) throws {
    let result = try Simulator(Self.random(number)).run(threads: 1)
    for group in result.agentGroups {
      for cell in group.periods {
        let staffed = try #require(cell.staffedHours.mean)
        let busy = try #require(cell.busyHours.mean)
        #expect(busy <= staffed + 1e-6)
        #expect(busy >= 0)
      }
      // Staffed time is the plan plus the overtime that is paid on top of it.
      let planned = zip(group.headsPlanned, result.periodLengths).reduce(0.0) { $0 + $1.0 * $1.1 / 3600 }
      let staffed = group.periods.reduce(0.0) { $0 + ($1.staffedHours.mean ?? 0) }
      #expect(staffed >= planned - 1e-3)
    }
  }

  /// The log of a run has every contact that was offered, whatever became of it: blocked on a second attempt, left a message, came
  /// back, or was handed over.
  @Test(arguments: 0..<40)
  func everyContactIsInTheLog(number: Int) throws {
    let scenario = RandomCentre.scenario(number)
    let simulator = try Simulator(scenario)
    let result = try simulator.run(threads: 1)
    var contacts: [String: Set<Int>] = [:]
    for record in ContactRecord.all(of: simulator.trace(replication: 0)) {
      contacts[record.contactType, default: []].insert(record.contact)
    }
    for type in result.contactTypes {
      let offered = (type.day.offered.mean ?? 0) * Double(result.days)
      #expect(Double(contacts[type.name]?.count ?? 0) == offered.rounded(), "\(type.name)")
    }
  }
}

extension SimulationResult {
  /// Seconds of each period; the last of a day may be cut short by the clocks.
  var periodLengths: [Double] { periods.map { _ in Double(periodSeconds) } }
}
