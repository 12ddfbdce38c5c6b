import ContactCentre
import Randomness
import Simulation
import Testing

/// The engine against a second simulator that is too plain to be wrong in the same way: hundreds of small days with a bit of
/// every rule of routing, and the fate of each contact.
@Suite struct PlainSimulatorTests {
  @Test(arguments: 0..<400)
  func theFateOfEachContactIsTheSame(number: Int) throws {
    var dice = Dice(number)
    let scenario = dice.day()
    var plain = PlainSimulator(scenario)
    let expected = plain.run()
    let found = try fates(scenario)
    #expect(Set(found.keys) == Set(expected.keys))
    for (contact, fate) in expected {
      let other = try #require(found[contact])
      #expect(
        fate.end == other.end && abs(fate.time - other.time) < 1e-6 && fate.group == other.group,
        "\(scenario.contactTypes[contact.type].name) \(contact.index): \(fate), by the engine \(other)")
    }
  }

  /// The days differ enough that each end and each rule is met.
  @Test func everyEndOccurs() throws {
    var ends: [PlainSimulator.Fate.End: Int] = [:]
    for number in 0..<400 {
      var dice = Dice(number)
      var plain = PlainSimulator(dice.day())
      for fate in plain.run().values { ends[fate.end, default: 0] += 1 }
    }
    for end in [PlainSimulator.Fate.End.answered, .abandoned, .cutOff, .blocked, .turnedAway, .waiting] {
      #expect(ends[end, default: 0] >= 20, "\(end)")
    }
  }

  /// What the engine's trace says of each contact.
  private func fates(_ scenario: Scenario) throws -> [PlainSimulator.Contact: PlainSimulator.Fate] {
    typealias Contact = PlainSimulator.Contact
    var contacts: [Int: Contact] = [:]
    var fates: [Contact: PlainSimulator.Fate] = [:]
    for event in try Simulator(scenario).trace() {
      if contacts[event.issue] == nil {
        let type = try #require(scenario.contactTypes.firstIndex { $0.name == event.contactType })
        let times = try #require(scenario.contactTypes[type].arrivals).trace
        let index = try #require(times.firstIndex { abs($0.clock - event.elapsed) < 1e-6 })
        contacts[event.issue] = Contact(type: type, index: index)
        fates[Contact(type: type, index: index)] = PlainSimulator.Fate(end: .waiting)
      }
      let contact = try #require(contacts[event.issue])
      if let end = PlainSimulator.Fate.End(rawValue: event.event.rawValue) {
        fates[contact] = PlainSimulator.Fate(end: end, time: event.elapsed, group: end == .answered ? event.group : nil)
      }
    }
    return fates
  }
}

/// Small days without chance, a different one for each number.
private struct Dice {
  private var stream: SplitMix64

  init(_ number: Int) { stream = SplitMix64(state: UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 11) }

  private mutating func roll(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(stream.next() % UInt64(range.count))
  }

  private mutating func chance(_ share: Double) -> Bool { stream.nextUnit() <= share }

  /// A time that hardly ever falls together with another.
  private mutating func time(_ range: ClosedRange<Double>) -> Double {
    ((range.lowerBound + stream.nextUnit() * (range.upperBound - range.lowerBound)) * 1000).rounded() / 1000
  }

  mutating func day() -> Scenario {
    let office = OpeningHours(name: "office", everyDay: [ClockRange(start: 9 * 3600, end: 12 * 3600)])
    let types = (0..<roll(1...4)).map { type($0) }
    let groups = (0..<roll(1...3)).map { group($0, types) }
    return Scenario(
      name: "day", calendar: ServiceCalendar(start: Make.monday, hours: [office]), contactTypes: types,
      agentGroups: groups,
      routing: RoutingPolicy(
        contact: ContactOrder.allCases[roll(0...2)], agent: AgentOrder.allCases[roll(0...1)],
        deferred: DeferredOrder.allCases[roll(0...1)]),
      experiment: Experiment(minimumReplications: 1))
  }

  private mutating func type(_ index: Int) -> ContactType {
    let channel = [Channel.phone, .phone, .chat, .ticket, .deferred][roll(0...4)]
    let isLive = !channel.isDeferred
    let isOffice = isLive && chance(0.5)
    let trace = (0..<roll(2...25)).map { _ in TraceTime(day: 0, clock: time(9 * 3600...12.3 * 3600)) }
    let factors = (0..<48).map { _ in time(0.5...2) }
    return ContactType(
      name: "type \(index)", channel: channel, hours: isOffice ? "office" : nil,
      arrivals: Arrivals(
        perHour: PeriodProfile(constant: 0, periodsPerDay: 48), trace: trace.sorted { $0.clock < $1.clock }),
      handling: .constant(time(60...900)),
      handlingFactor: chance(0.4) ? PeriodProfile(values: factors, periodsPerDay: 48) : nil,
      wrapUp: channel == .phone && chance(0.3) ? .constant(time(5...60)) : nil,
      patience: isLive && chance(0.7) ? .constant(time(20...1500)) : nil,
      queueLimit: isLive && chance(0.2) ? roll(0...3) : nil, priority: [0, 0, 0, 1, 2][roll(0...4)],
      waitingCredit: isLive && chance(0.3) ? time(10...300) : 0,
      closing: isOffice && chance(0.5) ? .cutOff : .serveOut,
      deadline: !isLive && chance(0.6) ? Deadline(within: time(600...7200), target: 0.9) : nil)
  }

  private mutating func group(_ index: Int, _ types: [ContactType]) -> AgentGroup {
    var skills: [Skill] = []
    for type in types where index == 0 || chance(0.7) {
      let concurrency = type.channel == .chat ? roll(1...3) : 1
      var skill = Skill(contactType: type.name, rank: roll(1...3), concurrency: concurrency)
      for inHand in 0..<concurrency where inHand > 0 {
        skill.slowdown[inHand] = 1 + 0.1 * Double(inHand) + time(0...0.3)
      }
      if index > 0, chance(0.3) { skill.after = time(10...300) }
      if type.channel.isDeferred { skill.whenIdle = [0, 0, 2, 3][roll(0...3)] }
      skills.append(skill)
    }
    if skills.isEmpty { skills = [Skill(contactType: types[0].name)] }
    let shifts = (0..<roll(1...3)).map { number in
      let start = [8 * 3600 + 1800, 9 * 3600, 9 * 3600 + 1800, 10 * 3600][roll(0...3)]
      let pause = ClockRange(start: 37_800 + roll(0...2) * 300, end: 38_700 + roll(0...2) * 300)
      return Shift(
        name: "shift \(number)",
        time: ClockRange(start: start, end: [11 * 3600, 41_400, 12 * 3600, 13 * 3600][roll(0...3)]),
        breaks: chance(0.3) ? [pause] : [], heads: roll(1...2))
    }
    return AgentGroup(name: "group \(index)", skills: skills, shifts: shifts)
  }
}
