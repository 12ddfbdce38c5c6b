import ContactCentre
import QueueingTheory
import Randomness
import Simulation
import Testing

/// Stationary queues against their closed forms, each with at least a million contacts.
@Suite struct ClosedFormTests {
  private func expect(_ result: SimulationResult, agreesWith model: some QueueModel, within seconds: Double) throws {
    let day = result.contactTypes[0].day
    let levels = model.serviceLevels(within: seconds)
    try SimulationTests.expect(day.serviceLevel.SL1, isExactly: levels.SL1)
    try SimulationTests.expect(day.serviceLevel.SL2, isExactly: levels.SL2)
    try SimulationTests.expect(day.serviceLevel.SL3, isExactly: levels.SL3)
    try SimulationTests.expect(day.serviceLevel.SL4, isExactly: levels.SL4)
    try SimulationTests.expect(day.waitAnswered.mean, isExactly: model.meanWaitOfAnswered)
    try SimulationTests.expect(day.queueLength, isExactly: model.meanQueueLength)
    try SimulationTests.expect(result.agentGroups[0].day.occupancy, isExactly: model.occupancy)
    let offered = try #require(day.offered.mean)
    #expect(offered * Double(result.replications) * Double(result.days - 1) >= 1e6)
  }

  @Test func oneAgent() throws {
    // M/M/1 at occupancy 0.8.
    let scenario = Make.queue(
      perHour: 48, handling: .exponential(mean: 60), agents: 1, days: 31, replications: 30, warmUpHours: 24)
    try expect(
      Simulator(scenario).run(), agreesWith: ErlangC(arrivalRate: 48.0 / 3600, serviceRate: 1.0 / 60, agents: 1),
      within: 20)
  }

  @Test func manyAgents() throws {
    // M/M/10 at occupancy 0.9.
    let scenario = Make.queue(
      perHour: 540, handling: .exponential(mean: 60), agents: 10, days: 6, replications: 120, warmUpHours: 24)
    try expect(
      Simulator(scenario).run(), agreesWith: ErlangC(arrivalRate: 540.0 / 3600, serviceRate: 1.0 / 60, agents: 10),
      within: 20)
  }

  @Test func abandonment() throws {
    // M/M/10+M, offered load above the agents.
    let scenario = Make.queue(
      perHour: 660, handling: .exponential(mean: 60), agents: 10, patience: .exponential(mean: 120), days: 4,
      replications: 30, warmUpHours: 24)
    let result = try Simulator(scenario).run()
    let model = try ErlangA(
      arrivalRate: 660.0 / 3600, serviceRate: 1.0 / 60, agents: 10, abandonmentRate: 1.0 / 120)
    try expect(result, agreesWith: model, within: 20)
    let day = result.contactTypes[0].day
    try SimulationTests.expect(day.waitVirtual.mean, isExactly: model.meanVirtualWait)
    try SimulationTests.expect(day.abandoned, isExactly: 660 * 24 * model.abandonProbability)
    // Percentiles of the virtual wait: the exact probability of exceeding them.
    for (figure, share) in [(day.waitVirtual.p50, 0.5), (day.waitVirtual.p90, 0.9), (day.waitVirtual.p95, 0.95)] {
      let quantile = try #require(figure.mean)
      #expect(abs(model.virtualWaitExceeds(quantile) - (1 - share)) < 0.005)
    }
  }

  @Test func finiteWaitingRoom() throws {
    // M/M/5/8: three may wait.
    let scenario = Make.queue(
      perHour: 360, handling: .exponential(mean: 60), agents: 5, days: 6, replications: 30, warmUpHours: 24
    ) { $0.queueLimit = 3 }
    let result = try Simulator(scenario).run()
    let model = try MMsK(arrivalRate: 0.1, serviceRate: 1.0 / 60, agents: 5, waitingRoom: 3)
    try expect(result, agreesWith: model, within: 20)
    try SimulationTests.expect(result.contactTypes[0].day.blocked, isExactly: 360 * 24 * model.blockProbability)
  }

  @Test func finiteWaitingRoomWithAbandonment() throws {
    // M/M/5/5+3+M by its birth-death chain: places are freed by those who give up.
    let scenario = Make.queue(
      perHour: 400, handling: .exponential(mean: 60), agents: 5, patience: .exponential(mean: 30), days: 6,
      replications: 30, warmUpHours: 24
    ) { $0.queueLimit = 3 }
    let day = try Simulator(scenario).run().contactTypes[0].day
    let deaths: [Double] = (1...8).map { n -> Double in
      let busy = Double(min(n, 5))
      return busy / 60 + Double(max(n - 5, 0)) / 30
    }
    let chain = try BirthDeathChain(births: Array(repeating: 400.0 / 3600, count: 8), deaths: deaths)
    let share = chain.stationary()
    let queue = share[6] + 2 * share[7] + 3 * share[8]
    try SimulationTests.expect(day.blocked, isExactly: 9600 * share[8])
    try SimulationTests.expect(day.queueLength, isExactly: queue)
    try SimulationTests.expect(day.abandoned, isExactly: 86_400 * queue / 30)
  }

  @Test(arguments: [
    (Distribution.constant(60), 0.0), (.lognormal(mean: 60, cv: 1.5), 1.5), (.gamma(mean: 60, cv: 0.5), 0.5),
    (.uniform(minimum: 0, maximum: 120), 1 / 3.0.squareRoot()),
  ])
  func generalHandling(handling: Distribution, cv: Double) throws {
    // M/G/1 at occupancy 0.7: Pollaczek and Khinchine.
    let scenario = Make.queue(
      perHour: 42, handling: handling, agents: 1, days: 35, replications: 30, warmUpHours: 24)
    let result = try Simulator(scenario).run()
    let model = try MG1(arrivalRate: 42.0 / 3600, serviceMean: 60, serviceCV: cv)
    try SimulationTests.expect(result.contactTypes[0].day.waitAnswered.mean, isExactly: model.meanWait)
    try SimulationTests.expect(result.contactTypes[0].day.queueLength, isExactly: model.meanQueueLength)
    let offered = try #require(result.contactTypes[0].day.offered.mean)
    #expect(offered * 30 * 34 >= 1e6)
  }

  @Test func wrapUpCountsAsHandling() throws {
    // Exponential talk and exponential wrap-up, one agent: M/G/1 with the sum.
    let scenario = Make.queue(
      perHour: 42, handling: .exponential(mean: 40), agents: 1, days: 35, replications: 30, warmUpHours: 24
    ) { $0.wrapUp = .exponential(mean: 20) }
    let day = try Simulator(scenario).run().contactTypes[0].day
    let cv = (40.0 * 40 + 20 * 20).squareRoot() / 60
    try SimulationTests.expect(
      day.waitAnswered.mean, isExactly: MG1(arrivalRate: 42.0 / 3600, serviceMean: 60, serviceCV: cv).meanWait)
    try SimulationTests.expect(day.handling, isExactly: 60)
  }

  @Test func balkingSlowsTheQueueOnly() throws {
    // Whoever must wait leaves at once with probability 0.3: M/M/4 with births 0.7 λ above 4.
    let scenario = Make.queue(
      perHour: 270, handling: .exponential(mean: 60), agents: 4, days: 8, replications: 30, warmUpHours: 24
    ) { $0.announcement = Announcement(balking: Balking(whenExpectedWaitAbove: 0, share: 0.3)) }
    let day = try Simulator(scenario).run().contactTypes[0].day
    let states = 400
    let births: [Double] = (0..<states).map { n -> Double in n < 4 ? 0.075 : 0.0525 }
    let deaths: [Double] = (1...states).map { n -> Double in Double(min(n, 4)) / 60 }
    let chain = try BirthDeathChain(births: births, deaths: deaths)
    let share = chain.stationary()
    let full = share[4...].reduce(0, +)
    let queue = mean(share) { max(0, $0 - 4) }
    try SimulationTests.expect(day.balked, isExactly: 270 * 24 * full * 0.3)
    try SimulationTests.expect(day.queueLength, isExactly: queue)
  }

  @Test func severalChatsAtOnce() throws {
    // One agent holds up to 3 chats; with n in hand each goes on at 1 / slowdown[n]: a birth-death chain.
    var scenario = Make.queue(
      perHour: 90, handling: .exponential(mean: 60), agents: 1, days: 15, replications: 30, warmUpHours: 24)
    scenario.contactTypes[0].channel = .chat
    scenario.agentGroups[0].skills = [Skill(contactType: "calls", concurrency: 3, slowdown: [1, 1.25, 1.6])]
    let result = try Simulator(scenario).run()
    let states = 400
    let rates = [1.0, 2 / 1.25, 3 / 1.6].map { $0 / 60 }
    let deaths: [Double] = (1...states).map { n -> Double in rates[min(n, 3) - 1] }
    let share = try BirthDeathChain(births: Array(repeating: 90.0 / 3600, count: states), deaths: deaths).stationary()
    let queue = mean(share) { max(0, $0 - 3) }
    let inHand = mean(share) { min(3, $0) }
    try SimulationTests.expect(result.contactTypes[0].day.queueLength, isExactly: queue, atMostWide: 0.1)
    try SimulationTests.expect(result.agentGroups[0].day.occupancy, isExactly: 1 - share[0])
    // Little's law on the contacts in hand gives the mean handling time, slowed down as it is.
    try SimulationTests.expect(result.contactTypes[0].day.handling, isExactly: inHand / (90.0 / 3600))
  }
}
