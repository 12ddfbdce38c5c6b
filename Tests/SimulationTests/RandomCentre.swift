import ContactCentre
import Randomness
import Simulation

/// Contact centres with a bit of every rule, a different one for each number.
struct RandomCentre {
  private var dice: SplitMix64
  private let calendar: ServiceCalendar
  private let number: Int

  private init(_ number: Int) {
    self.number = number
    dice = SplitMix64(state: UInt64(number) &* 0xD1B5_4A32_D192_ED03 &+ 7)
    let hours = OpeningHours(name: "office", everyDay: [ClockRange(start: 9 * 3600, end: 22 * 3600)])
    calendar = ServiceCalendar(
      timeZone: number % 2 == 0 ? "Asia/Shanghai" : "Europe/Berlin", start: LocalDate(year: 2026, month: 3, day: 28),
      days: 1 + number % 3, periodSeconds: [900, 1800, 3600][number % 3], hours: [hours])
  }

  static func scenario(_ number: Int) -> Scenario {
    var centre = RandomCentre(number)
    return centre.scenario()
  }

  private mutating func roll(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(dice.next() % UInt64(range.count))
  }

  private mutating func chance(_ share: Double) -> Bool { dice.nextUnit() <= share }

  private mutating func rates(_ range: ClosedRange<Int>) -> PeriodProfile {
    PeriodProfile(constant: Double(roll(range)), periodsPerDay: calendar.periodsPerDay)
  }

  private mutating func scenario() -> Scenario {
    let types = [chat(), call(), message(), ticket(), group()]
    var groups: [AgentGroup] = []
    for index in 0..<roll(1...3) {
      var group = AgentGroup(
        name: "group\(index)",
        skills: types.map {
          Skill(
            contactType: $0.name, rank: roll(1...3), concurrency: $0.channel == .chat ? roll(1...3) : 1,
            after: index > 0 && chance(0.3) ? 45 : 0, whenIdle: $0.channel.isDeferred && chance(0.4) ? 2 : 0)
        },
        heads: PeriodProfile(
          values: (0..<calendar.periodsPerDay).map { _ in Double(roll(0...6)) }, periodsPerDay: calendar.periodsPerDay),
        shrinkage: 0.1, costPerHour: 40, absence: chance(0.4) ? 0.15 : 0,
        trainees: chance(0.4) ? Trainees(share: 0.3, slower: 1.4, resolves: 0.8) : nil)
      if chance(0.4) {
        group.shifts = [
          Shift(
            name: "day", time: ClockRange(start: 8 * 3600, end: 17 * 3600),
            breaks: [ClockRange(start: 12 * 3600, end: 12 * 3600 + 2700)], heads: roll(1...4))
        ]
      }
      groups.append(group)
    }
    return Scenario(
      name: "centre \(number)", calendar: calendar, contactTypes: types, agentGroups: groups,
      routing: RoutingPolicy(
        contact: ContactOrder.allCases[roll(0...2)], agent: AgentOrder.allCases[roll(0...1)],
        deferred: DeferredOrder.allCases[roll(0...1)], liveInterruptsDeferred: chance(0.5)),
      experiment: Experiment(seed: UInt64(number), minimumReplications: 1),
      dayFactors: [SharedDayFactor(name: "mood", law: .gamma(mean: 1, cv: 0.2))],
      backlog: chance(0.5) ? [Backlog(contactType: "ticket", count: roll(1...20), oldest: 50_000)] : [])
  }

  private mutating func chat() -> ContactType {
    ContactType(
      name: "chat", channel: .chat,
      arrivals: Arrivals(
        perHour: rates(5...40), sharedDayFactors: ["mood"],
        bursts: chance(0.5) ? [Burst(start: 12 * 3600, contacts: Double(roll(10...80)), decay: 900)] : []),
      handling: .lognormal(mean: Double(roll(60...300)), cv: 1),
      handlingFactor: chance(0.5)
        ? PeriodProfile(
          values: (0..<calendar.periodsPerDay).map { _ in 0.5 + Double(roll(0...10)) / 10 },
          periodsPerDay: calendar.periodsPerDay) : nil, patience: .weibull(mean: 150, shape: 1.3),
      queueLimit: chance(0.4) ? roll(0...10) : nil,
      announcement: chance(0.6)
        ? Announcement(
          fromPosition: roll(1...3), balking: Balking(whenExpectedWaitAbove: 100, share: 0.3),
          offer: MessageOffer(becomes: "message", whenExpectedWaitAbove: 40, acceptance: 0.4)) : nil,
      promise: Promise(answerWithin: 30, target: 0.8), priority: roll(0...1),
      resolution: Resolution(
        firstContact: 0.7,
        otherwise: [
          Return(becomes: "ticket", share: 0.5), Return(becomes: "chat", share: 0.3, after: .exponential(mean: 3600)),
        ]),
      redial: chance(0.5) ? Redial(share: 0.6, after: .exponential(mean: 300), attempts: roll(2...4)) : nil)
  }

  private mutating func call() -> ContactType {
    ContactType(
      name: "call", channel: .phone, hours: "office", afterHours: [Diversion(becomes: "message", share: 0.6)],
      arrivals: Arrivals(perHour: rates(5...40)), handling: .gamma(mean: Double(roll(60...300)), cv: 1.2),
      wrapUp: chance(0.5) ? .exponential(mean: 30) : nil, patience: .exponential(mean: 120),
      queueLimit: chance(0.5) ? roll(0...10) : nil, promise: Promise(answerWithin: 20, target: 0.8),
      priority: roll(0...1), closing: chance(0.5) ? .cutOff : .serveOut,
      redial: Redial(share: 0.5, after: .exponential(mean: 200), attempts: 3),
      redirects: chance(0.5) ? [Redirect(becomes: "ticket", share: 0.2)] : [])
  }

  private mutating func message() -> ContactType {
    ContactType(
      name: "message", channel: .deferred, handling: .exponential(mean: 120),
      deadline: chance(0.5) ? Deadline(within: 4 * 3600) : nil)
  }

  private mutating func ticket() -> ContactType {
    ContactType(
      name: "ticket", channel: .ticket, arrivals: Arrivals(perHour: rates(0...10)), handling: .exponential(mean: 200),
      deadline: Deadline(
        within: 8 * 3600, clock: chance(0.5) ? .business : .wall, hours: "office",
        until: chance(0.5) ? .answered : .resolved),
      steps: chance(0.7)
        ? [
          WorkStep(
            name: "check", handling: .exponential(mean: 150),
            next: [StepRoute(step: "approve", share: 0.5), StepRoute(step: "check", share: 0.2)]),
          WorkStep(name: "approve", handling: .constant(60), delay: .exponential(mean: 1800)),
        ] : [],
      resolution: Resolution(
        firstContact: 0.9, otherwise: [Return(becomes: "ticket", after: .exponential(mean: 7200))]))
  }

  private mutating func group() -> ContactType {
    ContactType(
      name: "group", channel: .social,
      arrivals: Arrivals(perHour: rates(5...30), topics: Topics(count: roll(1...5), zipf: 1)),
      handling: .exponential(mean: 100), redirects: chance(0.5) ? [Redirect(becomes: "ticket", share: 0.1)] : [],
      broadcast: chance(0.7) ? Broadcast(share: 0.6) : nil)
  }

  /// A moment of the first day, with agents in the middle of something and customers in the queues.
  static func state(of scenario: Scenario, _ number: Int) -> StartingState {
    var centre = RandomCentre(number)
    let groups = scenario.agentGroups.map { group in
      let onDuty = centre.roll(0...8)
      let hands = (0..<centre.roll(0...onDuty + 1)).map { _ in
        // Only chats come several at a time, and not all groups hold them so.
        [
          ContactAtStart(
            contactType: centre.chance(0.5) ? group.skills[centre.roll(0...group.skills.count - 1)].contactType : nil,
            elapsed: centre.chance(0.7) ? Double(centre.roll(0...600)) : nil)
        ]
      }
      return GroupAtStart(name: group.name, onDuty: onDuty, inHand: hands)
    }
    let queues = scenario.contactTypes.map { type in
      QueueAtStart(
        contactType: type.name,
        waited: (0..<centre.roll(0...6)).map { _ in Double(centre.roll(0...200)) }.sorted(by: >))
    }
    return StartingState(time: Double(centre.roll(0...23 * 3600)), groups: groups, queues: queues)
  }
}
