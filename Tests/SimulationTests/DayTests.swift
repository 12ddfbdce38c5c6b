import ContactCentre
import Foundation
import QueueingTheory
import Randomness
import Simulation
import Testing

/// Days with hours, shifts and the rules at their edges.
@Suite struct DayTests {
  private let office = OpeningHours(name: "office", everyDay: [ClockRange(start: 9 * 3600, end: 22 * 3600)])

  /// Calls by day, voicemail by night; the same agents answer both, from 9:00 to 22:00.
  private func hotline(days: Int = 2, closing: ClosingRule = .serveOut) -> Scenario {
    let calendar = ServiceCalendar(
      timeZone: "Asia/Shanghai", start: Make.monday, days: days, periodSeconds: 3600, hours: [office])
    let open = (0..<24).map { (9..<22).contains($0) ? 3.0 : 0 }
    return Scenario(
      name: "hotline", calendar: calendar,
      contactTypes: [
        ContactType(
          name: "calls", channel: .phone, hours: "office", afterHours: [Diversion(becomes: "voicemail", share: 0.8)],
          arrivals: Arrivals(perHour: PeriodProfile(constant: 20, periodsPerDay: 24)),
          handling: .exponential(mean: 240),
          patience: .exponential(mean: 300), promise: Promise(answerWithin: 30, target: 0.8), closing: closing),
        ContactType(name: "voicemail", channel: .deferred, handling: .exponential(mean: 120)),
      ],
      agentGroups: [
        AgentGroup(
          name: "hotline", skills: [Skill(contactType: "calls"), Skill(contactType: "voicemail", rank: 2)],
          heads: PeriodProfile(values: open, periodsPerDay: 24), costPerHour: 50)
      ],
      experiment: Experiment(minimumReplications: 200))
  }

  @Test func voicemailOfTheNightIsAnsweredInTheMorning() throws {
    let result = try Simulator(hotline()).run()
    let calls = result.contactTypes[0]
    let voicemail = result.contactTypes[1]
    // 11 closed hours a day at 20 an hour; 80 % leave a message, the others go away.
    try expect(calls.day.diverted, isExactly: 11 * 20 * 0.8)
    try expect(calls.day.turnedAway, isExactly: 11 * 20 * 0.2)
    try expect(calls.day.offered, isExactly: 13 * 20)
    for hour in 0..<9 {
      #expect(voicemail.periods[hour].answeredInPeriod.mean == 0)
      #expect(calls.periods[hour].offered.mean == 0)
      // Left at night, answered on the same morning, after at least the hours until 9:00.
      #expect(voicemail.periods[hour].unfinished.mean == 0)
      let wait = try #require(voicemail.periods[hour].waitAnswered.mean.mean)
      #expect(wait > Double(8 - hour) * 3600)
    }
    let morning = try #require(voicemail.periods[9].answeredInPeriod.mean)
    #expect(morning > 20)
    // Nobody comes back after the last closing: 2 hours of voicemail stay.
    let last = voicemail.periods[46].unfinished.mean ?? 0
    #expect(last == voicemail.periods[46].offered.mean)
    #expect(calls.days.allSatisfy { $0.unfinished.mean == 0 })
  }

  @Test func closingServesOutOrCutsOff() throws {
    var scenario = hotline(days: 1)
    // One agent and a heavy last hour: there is always a queue at closing.
    scenario.contactTypes[0].patience = nil
    scenario.contactTypes[0].afterHours = []
    scenario.agentGroups[0].heads = PeriodProfile(
      values: (0..<24).map { (9..<22).contains($0) ? 1 : 0 }, periodsPerDay: 24)
    let served = try Simulator(scenario).run()
    #expect(served.contactTypes[0].day.cutOff.mean == 0)
    #expect(served.contactTypes[0].day.answered.mean == served.contactTypes[0].day.offered.mean)
    let overtime = try #require(served.agentGroups[0].day.paidHours.mean)
    #expect(overtime > 13.2)
    #expect(abs(try #require(served.agentGroups[0].day.cost?.mean) - overtime * 50) < 1e-6)
    scenario.contactTypes[0].closing = .cutOff
    let cut = try Simulator(scenario).run()
    let day = cut.contactTypes[0].day
    #expect(try #require(day.cutOff.mean) > 1)
    #expect(day.offered.mean == served.contactTypes[0].day.offered.mean)
    // Neither answered nor abandoned, and still in offered.
    #expect(day.abandoned.mean == 0)
    let level = try #require(day.serviceLevel.SL1.mean)
    let within = level * (day.offered.mean ?? 0)
    #expect(abs(within - (day.serviceLevel.SL4.mean ?? 0) * (day.answered.mean ?? 0)) < 1e-6)
  }

  @Test func aDayThatStartsEmptyFollowsItsChain() throws {
    // M(t)/M/6+M in three steps of two hours: mean queue length by uniformization.
    let rates = [30.0, 90, 50]
    let calendar = ServiceCalendar(start: Make.monday, days: 1, periodSeconds: 7200)
    let scenario = Scenario(
      name: "transient", calendar: calendar,
      contactTypes: [
        ContactType(
          name: "calls", channel: .phone,
          arrivals: Arrivals(
            perHour: PeriodProfile(values: rates + Array(repeating: 0, count: 9), periodsPerDay: 12)),
          handling: .exponential(mean: 300), patience: .exponential(mean: 600))
      ],
      agentGroups: [Make.group("agents", ["calls"], agents: 6, calendar)],
      experiment: Experiment(minimumReplications: 4000))
    let result = try Simulator(scenario).run()
    var chain = TransientChain(start: 0, states: 121)
    for (period, perHour) in rates.enumerated() {
      let deaths: [Double] = (1...120).map { n -> Double in
        let busy = Double(min(n, 6))
        return busy / 300 + Double(max(n - 6, 0)) / 600
      }
      let law = try BirthDeathChain(births: Array(repeating: perHour / 3600, count: 120), deaths: deaths)
      let average = try chain.advance(by: 7200, chain: law)
      let queue = mean(average) { max(0, $0 - 6) }
      let busy = mean(average) { min(6, $0) }
      try expect(result.contactTypes[0].periods[period].queueLength, isExactly: queue, atMostWide: 0.1)
      try expect(result.agentGroups[0].periods[period].occupancy, isExactly: busy / 6)
    }
  }

  @Test func leaversFinishTheContactInHand() throws {
    // 10 agents, all busy at all times, until 10:00; then 4. Named leavers finish: their number decays exponentially.
    let calendar = ServiceCalendar(start: Make.monday, days: 1, periodSeconds: 3600)
    let heads = (0..<24).map { $0 < 10 ? 10.0 : 4 }
    var scenario = Make.queue(
      perHour: 2000, handling: .exponential(mean: 600), agents: 1, periodMinutes: 60, replications: 3000
    ) { $0.queueLimit = 50 }
    scenario.agentGroups[0].heads = PeriodProfile(values: heads, periodsPerDay: calendar.periodsPerDay)
    scenario.agentGroups[0].costPerHour = 1
    let group = try Simulator(scenario).run().agentGroups[0]
    // Expected overtime in the hour: 6 × (1 − e^−6) × 10 minutes.
    let overtime = 6 * (1 - Foundation.exp(-6.0)) * 600 / 3600
    let staffed = group.periods[10].staffedHours
    try expect(staffed, isExactly: 4 + overtime)
    try expect(group.periods[10].paidHours, isExactly: 4 + overtime)
    #expect(group.periods[9].staffedHours.mean == 10)
  }

  @Test func longestWaitsAreServedByPriority() throws {
    // Two classes, one agent, no pre-emption (Cobham 1954): W_k = R / ((1 − σ_{k−1}) (1 − σ_k)).
    let calendar = ServiceCalendar(start: Make.monday, days: 31, periodSeconds: 3600)
    func type(_ name: String, _ perHour: Double, priority: Int) -> ContactType {
      ContactType(
        name: name, channel: .phone, arrivals: Arrivals(perHour: PeriodProfile(constant: perHour, periodsPerDay: 24)),
        handling: .exponential(mean: 60), priority: priority)
    }
    let result = try Simulator(
      Scenario(
        name: "priorities", calendar: calendar,
        contactTypes: [type("plain", 24, priority: 0), type("urgent", 21, priority: 5)],
        agentGroups: [Make.group("agents", ["plain", "urgent"], agents: 1, calendar)],
        experiment: Experiment(minimumReplications: 30, warmUp: 86_400))
    ).run()
    let residual = 45.0 / 3600 * 60 * 60
    let urgent = 21.0 / 60
    let all = 45.0 / 60
    try expect(result.contactTypes[1].day.waitAnswered.mean, isExactly: residual / (1 - urgent))
    try expect(result.contactTypes[0].day.waitAnswered.mean, isExactly: residual / ((1 - urgent) * (1 - all)))
  }

  @Test func overflowWaitsForItsTime() throws {
    // The home group is empty; the other group helps after exactly 60 seconds and always has room.
    let calendar = ServiceCalendar(start: Make.monday, days: 1, periodSeconds: 3600)
    let scenario = Scenario(
      name: "overflow", calendar: calendar,
      contactTypes: [
        ContactType(
          name: "calls", channel: .phone, arrivals: Arrivals(perHour: PeriodProfile(constant: 10, periodsPerDay: 24)),
          handling: .constant(10), promise: Promise(answerWithin: 60, target: 0.5))
      ],
      agentGroups: [
        Make.group("home", ["calls"], agents: 0, calendar),
        AgentGroup(
          name: "help", skills: [Skill(contactType: "calls", rank: 2, after: 60)],
          heads: PeriodProfile(constant: 100, periodsPerDay: 24)),
      ],
      experiment: Experiment(minimumReplications: 20))
    let day = try Simulator(scenario).run().contactTypes[0].day
    // Those of the last minute are served out at once at the end of the day; all others wait exactly 60 seconds.
    #expect(abs(try #require(day.waitAnswered.p50.mean) - 60) < 1)
    #expect(try #require(day.waitAnswered.mean.mean) <= 60)
    #expect(try #require(day.waitAnswered.mean.mean) > 59.9)
    #expect(day.serviceLevel.SL1.mean == 1)
    #expect(day.answered.mean == day.offered.mean)
  }

  /// A run of more than 31 days is counted by days: its warm-up is whole ones, it says so, and a day is left.
  @Test(arguments: [(0, 0), (12, 1), (24, 1), (720, 30), (756, 31)])
  func longRunsDeleteTheDaysThatTheySay(warmUpHours: Int, days: Int) throws {
    let scenario = Make.queue(
      perHour: 6, handling: .constant(60), agents: 2, days: 32, replications: 2, warmUpHours: Double(warmUpHours))
    let result = try Simulator(scenario).run(threads: 1)
    #expect(result.warmUpSeconds == Double(days) * 86_400)
    let offered = result.contactTypes[0].periods.dropFirst(days).reduce(0) { $0 + ($1.offered.mean ?? 0) }
    #expect(abs(try #require(result.contactTypes[0].day.offered.mean) - offered / Double(32 - days)) < 1e-9)
  }

  /// Five days are five days, whether the clocks change among them or not.
  @Test(arguments: ["UTC", "Europe/Berlin"])
  func aWarmUpOverAChangeOfTheClocks(zone: String) throws {
    var scenario = Make.queue(
      perHour: 6, handling: .constant(60), agents: 2, days: 32, replications: 1, warmUpHours: 5 * 24)
    scenario.calendar.timeZone = zone
    scenario.calendar.start = LocalDate(year: 2026, month: 3, day: 28)
    #expect(try Simulator(scenario).run(threads: 1).warmUpSeconds == 5 * 86_400)
  }

  /// The days of a replication depend on each other: here each contact takes all agents from then on, so that the days after
  /// it are bad. What is known of the share of good days is what the replications say, not their days.
  @Test func daysOfAReplicationAreOneObservation() throws {
    var scenario = Make.queue(
      perHour: 1, handling: .phaseType([PhaseBranch(share: 0.99, mean: 60), PhaseBranch(share: 0.01, mean: 1e9)]),
      agents: 1, patience: .constant(60), days: 12, replications: 40)
    scenario.contactTypes[0].promise = Promise(answerWithin: 30, target: 0.5)
    scenario.experiment.varianceReduction = []
    let whole = try Simulator(scenario).run(threads: 1).contactTypes[0]
    let figure = try #require(whole.dayMeetsPromise)
    // The same replications one by one.
    var (met, days): ([Double], [Double]) = ([], [])
    for replication in 0..<40 {
      var byDay = Array(repeating: (within: 0, offered: 0), count: 12)
      var since: [Int: Double] = [:]
      for event in try Simulator(scenario).trace(replication: replication) {
        let day = min(11, Int(event.elapsed / 86_400))
        if event.event == .arrived {
          byDay[day].offered += 1
          since[event.issue] = event.elapsed
        } else if event.event == .answered, let from = since[event.issue], event.elapsed - from <= 30 {
          byDay[Int(from / 86_400)].within += 1
        }
      }
      met.append(Double(byDay.filter { $0.offered > 0 && 2 * $0.within >= $0.offered }.count))
      days.append(Double(byDay.filter { $0.offered > 0 }.count))
    }
    let share = met.reduce(0, +) / days.reduce(0, +)
    let squares = zip(met, days).reduce(0) { $0 + ($1.0 - share * $1.1) * ($1.0 - share * $1.1) }
    let halfWidth = 2.022691 * (squares / 39 / 40).squareRoot() / (days.reduce(0, +) / 40)
    #expect(abs(try #require(figure.mean) - share) < 1e-12 && share > 0.1 && share < 0.9)
    #expect(abs(try #require(figure.halfWidth) - halfWidth) < 1e-5 * halfWidth)
  }

  /// A year of tickets that nobody gets to: their waits are more microseconds than 64 bits hold.
  @Test func aYearWithTooFewAgents() throws {
    var scenario = Make.queue(perHour: 0, handling: .constant(1800), agents: 2, days: 366, replications: 3)
    scenario.contactTypes[0].channel = .ticket
    scenario.contactTypes[0].arrivals?.perHour = PeriodProfile(constant: 100, periodsPerDay: 48)
    let figures = try Simulator(scenario).run(threads: 1).contactTypes[0]
    // Four an hour are done, 96 more wait each hour: after n days 2304 n.
    let length = try #require(figures.day.queueLength.mean)
    #expect(abs(length / (2304 * 183) - 1) < 0.01)
    #expect(abs(try #require(figures.days[99].queueLength.mean) / (2304 * 99.5) - 1) < 0.02)
    // Whoever is answered on the last day has waited since the day on which as many had come: 96 a day of 2400.
    let wait = try #require(figures.days[10].waitAnswered.mean.mean)
    #expect(abs(wait / (10.5 * 25 * 86_400 - 10.5 * 86_400) - 1) < 0.02)
  }

  /// Two of eight hours at 12.5, one of four at what the group costs, over two days of which the first is not counted.
  @Test func shiftsMayHaveACostOfTheirOwn() throws {
    var scenario = hotline()
    scenario.contactTypes[0].arrivals = Arrivals(perHour: PeriodProfile(constant: 0, periodsPerDay: 24))
    scenario.experiment = Experiment(minimumReplications: 2, maximumReplications: 2, warmUp: 86_400)
    scenario.agentGroups[0].heads = nil
    scenario.agentGroups[0].costPerHour = 10
    scenario.agentGroups[0].shifts = [
      Shift(name: "full", time: ClockRange(start: 36_000, end: 64_800), heads: 2, costPerHour: 12.5),
      Shift(name: "part", time: ClockRange(start: 36_000, end: 50_400), heads: 1),
    ]
    let group = try Simulator(scenario).run().agentGroups[0]
    try expect(group.day.paidHours, isExactly: 20)
    try expect(#require(group.day.cost), isExactly: 2 * 8 * 12.5 + 4 * 10)
    try expect(#require(group.periods[24 + 10].cost), isExactly: 35)
    try expect(#require(group.periods[24 + 15].cost), isExactly: 25)
    // The group has no cost: what the other shift costs is not known, and so not what the group does.
    scenario.agentGroups[0].costPerHour = nil
    #expect(try Simulator(scenario).run().agentGroups[0].day.cost == nil)
    scenario.agentGroups[0].shifts[1].costPerHour = 11
    try expect(#require(try Simulator(scenario).run().agentGroups[0].day.cost), isExactly: 2 * 8 * 12.5 + 4 * 11)
  }

  /// 2 × 10 or 20 × 1 scheduled from nine to five with a shrinkage of 0.2: 16 agents for eight hours.
  @Test(arguments: [1, 2, 4, 20]) func shrinkageDoesNotDependOnHowShiftsAreSplit(heads: Int) throws {
    var scenario = hotline(days: 1)
    scenario.agentGroups[0].heads = nil
    scenario.agentGroups[0].shrinkage = 0.2
    scenario.agentGroups[0].shifts = (0..<20 / heads).map { _ in
      Shift(name: "day", time: ClockRange(start: 9 * 3600, end: 17 * 3600), heads: heads)
    }
    let planned: [Double] = try Simulator(scenario).headsPlanned[0]
    let expected: [Double] = (0..<24).map { (9..<17).contains($0) ? 16 : 0 }
    #expect(planned == expected)
  }
}
