import ContactCentre
import Randomness
import Simulation
import Testing

/// Laws that hold on every sample path of a centre with all rules, whatever happens in it.
@Suite struct WholeCentreLawsTests {
  private func sum(_ figures: [Figure]) -> Double { figures.reduce(0) { $0 + ($1.mean ?? 0) } }

  @Test(arguments: 0..<200)
  func contactsAreNeitherLostNorMade(number: Int) throws {
    try expectLaws(try Simulator(RandomCentre.scenario(number)).run(threads: 1))
  }

  @Test(arguments: 0..<200)
  func contactsAreNeitherLostNorMadeFromAState(number: Int) throws {
    let scenario = RandomCentre.scenario(number)
    let state = RandomCentre.state(of: scenario, number)
    let result = try Simulator(scenario, from: state).run(threads: 1)
    try expectLaws(result)
    #expect(try Simulator(scenario, from: state).run(threads: 3) == result)
  }

  /// Every offered contact goes one way, and busy time lies in staffed time.
  private func expectLaws(_ result: SimulationResult) throws {
    for type in result.contactTypes {
      for cell in type.periods + type.days {
        let ways = sum([
          cell.blocked, cell.balked, cell.messages, cell.answered, cell.abandoned, cell.cutOff, cell.unfinished,
        ])
        #expect((cell.offered.mean ?? 0) == ways, "\(result.scenario), \(type.name)")
        #expect((cell.returned.mean ?? 0) <= (cell.offered.mean ?? 0))
        #expect((cell.broadcast.mean ?? 0) <= (cell.answered.mean ?? 0))
      }
    }
    let issues = try #require(result.issues)
    #expect((issues.resolved.mean ?? 0) + (issues.lost.mean ?? 0) <= (issues.opened.mean ?? 0))
    for group in result.agentGroups {
      for cell in group.periods {
        #expect((cell.busyHours.mean ?? 0) <= (cell.staffedHours.mean ?? 0) + 1e-6)
        #expect((cell.busyHours.mean ?? 0) >= 0)
      }
      let shares = sum(group.timeByType.map(\.share))
      #expect(shares == 0 || abs(shares - 1) < 1e-6)
    }
  }

  /// The trace is a second account of the same replication.
  @Test(arguments: 0..<60)
  func traceAgreesWithTheFigures(number: Int) throws {
    let scenario = RandomCentre.scenario(number)
    let simulator = try Simulator(scenario)
    let result = try simulator.run(threads: 1)
    let events = simulator.trace()
    func count(_ kind: TraceEventKind, _ type: String) -> Double {
      Double(events.filter { $0.event == kind && $0.contactType == type }.count)
    }
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.elapsed <= $1.elapsed })
    for type in result.contactTypes {
      let days = type.days
      #expect(count(.blocked, type.name) == sum(days.map(\.blocked)))
      #expect(count(.balked, type.name) == sum(days.map(\.balked)))
      #expect(count(.message, type.name) == sum(days.map(\.messages)))
      #expect(count(.abandoned, type.name) == sum(days.map(\.abandoned)))
      #expect(count(.cutOff, type.name) == sum(days.map(\.cutOff)))
      #expect(count(.diverted, type.name) == sum(days.map(\.diverted)))
      #expect(count(.broadcast, type.name) == sum(days.map(\.broadcast)))
      #expect(count(.deadlineMissed, type.name) == sum(days.map(\.deadlineMissed)))
    }
    // An agent has at most as many contacts in hand as the group may hold, and nobody is answered who did not come.
    let most = scenario.agentGroups.map { $0.skills.map(\.concurrency).max() ?? 1 }
    var held: [String: Int] = [:]
    var arrived: Set<Int> = []
    for event in events {
      if event.event == .arrived { arrived.insert(event.issue) }
      guard let group = event.group, let agent = event.agent else { continue }
      let place = "\(group) \(agent)"
      switch event.event {
      case .answered:
        held[place, default: 0] += 1
        #expect(arrived.contains(event.issue))
      case .finished, .interrupted: held[place, default: 0] -= 1
      default: break
      }
      let limit = most[scenario.agentGroups.firstIndex { $0.name == group } ?? 0]
      #expect((0...limit).contains(held[place, default: 0]), "\(scenario.name), \(place)")
    }
  }

  /// More staff never lengthens the mean wait of a queue that is served in order: with the same contacts, path by path.
  @Test(arguments: 0..<40)
  func moreStaffNeverLengthensTheWait(number: Int) throws {
    var dice = SplitMix64(state: UInt64(number) &+ 99)
    let agents = 2 + Int(dice.next() % 8)
    var last = Double.infinity
    for more in 0..<4 {
      var scenario = Make.queue(
        perHour: Double(agents) * 55, handling: .lognormal(mean: 60, cv: 1.2), agents: agents + more, replications: 1)
      scenario.experiment.seed = UInt64(number)
      let wait = try #require(try Simulator(scenario).run(threads: 1).contactTypes[0].day.waitAnswered.mean.mean)
      #expect(wait <= last + 1e-9)
      last = wait
    }
  }

  /// A queue twice as large at the same load waits less: the gain of scale.
  @Test func doublingRatesAndStaffShortensWaits() throws {
    var waits: [Double] = []
    for scale in [1, 2, 4] {
      let scenario = Make.queue(
        perHour: 270 * Double(scale), handling: .exponential(mean: 60), agents: 5 * scale,
        patience: .exponential(mean: 90),
        replications: 40)
      let wait = try Simulator(scenario).run().contactTypes[0].day.waitAnswered.mean
      waits.append(try #require(wait.mean))
      #expect(try #require(wait.halfWidth) < 0.05 * waits[0])
    }
    #expect(waits[1] < 0.9 * waits[0])
    #expect(waits[2] < 0.9 * waits[1])
  }

  /// Halving the periods without changing what they say changes nothing but rounding.
  @Test(arguments: 0..<20)
  func splittingPeriodsChangesNothing(number: Int) throws {
    var scenario = Make.queue(
      perHour: 100, handling: .exponential(mean: 90), agents: 3, patience: .exponential(mean: 120), periodMinutes: 60,
      replications: 3)
    scenario.experiment.seed = UInt64(number)
    scenario.agentGroups[0].heads = PeriodProfile(values: (0..<24).map { Double(2 + $0 % 3) }, periodsPerDay: 24)
    let whole = try Simulator(scenario).run(threads: 1)
    var halves = scenario
    halves.calendar.periodSeconds = 1800
    func split(_ profile: PeriodProfile) -> PeriodProfile {
      PeriodProfile(values: profile.values.flatMap { [$0, $0] }, periodsPerDay: 48)
    }
    halves.contactTypes[0].arrivals?.perHour = PeriodProfile(constant: 100, periodsPerDay: 48)
    halves.agentGroups[0].heads = scenario.agentGroups[0].heads.map(split)
    let fine = try Simulator(halves).run(threads: 1)
    let (a, b) = (whole.contactTypes[0].day, fine.contactTypes[0].day)
    #expect(a.offered == b.offered)
    #expect(a.answered == b.answered)
    #expect(a.abandoned == b.abandoned)
    let (one, other) = (try #require(a.waitAll.mean.mean), try #require(b.waitAll.mean.mean))
    #expect(abs(one - other) < 1e-5)
    for hour in 0..<24 {
      let parts = sum([
        fine.contactTypes[0].periods[2 * hour].offered, fine.contactTypes[0].periods[2 * hour + 1].offered,
      ])
      #expect(abs((whole.contactTypes[0].periods[hour].offered.mean ?? 0) - parts) < 1e-9)
    }
  }
}
