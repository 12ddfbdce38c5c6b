import ContactCentre
import Simulation
import Testing

/// Same scenario, seed and version: the same result.
@Suite struct DeterminismTests {
  @Test(arguments: [3, 17, 58])
  func threadsDoNotMatter(number: Int) throws {
    var scenario = ConservationTests.random(number)
    scenario.experiment.minimumReplications = 23
    let simulator = try Simulator(scenario)
    let one = try simulator.run(threads: 1)
    #expect(try simulator.run(threads: 2) == one)
    #expect(try simulator.run(threads: 7) == one)
    #expect(try Simulator(scenario).run(threads: 1) == one)
  }

  @Test func seedsMatter() throws {
    var scenario = ConservationTests.random(5)
    let one = try Simulator(scenario).run()
    scenario.experiment.seed = 99
    #expect(try Simulator(scenario).run() != one)
  }

  @Test func stoppingDoesNotDependOnThreads() throws {
    var scenario = Make.queue(
      perHour: 300, handling: .exponential(mean: 60), agents: 6, patience: .exponential(mean: 100), replications: 10)
    scenario.experiment.maximumReplications = 400
    scenario.experiment.stopping = StoppingRule(halfWidth: 0.004, contactType: "calls")
    let one = try Simulator(scenario).run(threads: 1)
    #expect(one.ended == .precisionReached)
    #expect(one.replications > 10)
    let halfWidth = try #require(one.contactTypes[0].day.serviceLevel.SL1.halfWidth)
    #expect(halfWidth <= 0.004)
    #expect(try Simulator(scenario).run(threads: 5) == one)
    scenario.experiment.maximumReplications = 12
    #expect(try Simulator(scenario).run().ended == .precisionNotReached)
  }

  @Test func aTypeWithoutArrivalsChangesNothing() throws {
    var scenario = ConservationTests.random(11)
    let before = try Simulator(scenario).run()
    scenario.contactTypes.append(ContactType(name: "silent", channel: .phone, handling: .exponential(mean: 60)))
    scenario.agentGroups[0].skills.append(Skill(contactType: "silent"))
    var after = try Simulator(scenario).run()
    #expect(Array(after.contactTypes.dropLast()) == before.contactTypes)
    #expect(after.agentGroups[0].timeByType.last?.share.mean == 0)
    after.agentGroups[0].timeByType.removeLast()
    #expect((after.agentGroups == before.agentGroups) as Bool)
  }

  @Test func relabellingChangesLabelsOnly() throws {
    var scenario = ConservationTests.random(11)
    let before = try Simulator(scenario).run()
    func renamed(_ name: String) -> String { "x." + name }
    for index in scenario.contactTypes.indices {
      scenario.contactTypes[index].name = renamed(scenario.contactTypes[index].name)
      scenario.contactTypes[index].afterHours = scenario.contactTypes[index].afterHours.map {
        Diversion(becomes: renamed($0.becomes), share: $0.share)
      }
      if let offer = scenario.contactTypes[index].announcement?.offer {
        scenario.contactTypes[index].announcement?.offer?.becomes = renamed(offer.becomes)
      }
    }
    for group in scenario.agentGroups.indices {
      for skill in scenario.agentGroups[group].skills.indices {
        scenario.agentGroups[group].skills[skill].contactType = renamed(
          scenario.agentGroups[group].skills[skill].contactType)
      }
    }
    var after = try Simulator(scenario).run()
    for index in after.contactTypes.indices { after.contactTypes[index].name = before.contactTypes[index].name }
    func original(_ name: String) -> String { String(name.dropFirst(2)) }
    for index in after.loops.indices {
      after.loops[index].from = original(after.loops[index].from)
      after.loops[index].to = original(after.loops[index].to)
    }
    for group in after.agentGroups.indices {
      for index in after.agentGroups[group].timeByType.indices {
        after.agentGroups[group].timeByType[index].contactType = original(
          after.agentGroups[group].timeByType[index].contactType)
      }
    }
    #expect((after == before) as Bool)
  }

  @Test func cuttingKeepsWhatIsFinished() throws {
    let scenario = Make.queue(perHour: 300, handling: .exponential(mean: 60), agents: 6, replications: 500)
    let counter = Counter()
    let result = try Simulator(scenario).run(threads: 2, isCancelled: { counter.next() >= 20 })
    #expect(result.ended == .interrupted)
    #expect((20...22).contains(result.replications))
  }
}

import Synchronization

/// Counts calls from any thread.
private final class Counter: Sendable {
  private let value = Atomic(0)
  func next() -> Int { value.add(1, ordering: .relaxed).newValue }
}
