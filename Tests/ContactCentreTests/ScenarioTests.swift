import ContactCentre
import Randomness
import Testing

/// Whole scenarios as values, and how they are run.
@Suite struct ScenarioTests {
  private var scenario: Scenario {
    let calendar = ServiceCalendar(start: LocalDate(year: 2026, month: 1, day: 5))
    return Scenario(
      name: "small", calendar: calendar,
      contactTypes: [
        ContactType(
          name: "call", channel: .phone, arrivals: Arrivals(perHour: PeriodProfile(constant: 60, periodsPerDay: 48)),
          handling: .exponential(mean: 180))
      ],
      agentGroups: [
        AgentGroup(
          name: "agents", skills: [Skill(contactType: "call")], heads: PeriodProfile(constant: 4, periodsPerDay: 48))
      ])
  }

  @Test func scenariosAreValues() {
    var changed = scenario
    #expect(changed == scenario)
    #expect(changed.hashValue == scenario.hashValue)
    changed.contactTypes[0].patience = .exponential(mean: 120)
    #expect(changed != scenario)
    #expect(scenario.contactTypes[0].patience == nil)
    changed.contactTypes[0].patience = nil
    #expect(changed == scenario)
    // The order of the file is part of the value.
    changed.agentGroups.insert(AgentGroup(name: "others", skills: []), at: 0)
    #expect(changed != scenario)
  }

  @Test func aPlainScenarioHasNoExtras() {
    #expect(scenario.routing == RoutingPolicy())
    #expect(scenario.experiment == Experiment())
    #expect(scenario.dayFactors.isEmpty && scenario.backlog.isEmpty)
  }

  @Test func routingIsFairUnlessItSaysOtherwise() {
    let routing = RoutingPolicy()
    #expect(routing.contact == .highestPriorityThenLongestWaiting)
    #expect(routing.agent == .bestRankThenLongestIdle)
    #expect(routing.deferred == .earliestDeadlineFirst)
    #expect(!routing.liveInterruptsDeferred)
  }

  @Test func asManyReplicationsAtMostAsAtLeast() {
    #expect(Experiment().minimumReplications == 30)
    #expect(Experiment().maximumReplications == 30)
    #expect(Experiment(minimumReplications: 200).maximumReplications == 200)
    #expect(Experiment(minimumReplications: 200, maximumReplications: 1000).maximumReplications == 1000)
    #expect(Experiment().seed == 1)
    #expect(Experiment().warmUp == 0)
    #expect(Experiment().stopping == nil)
  }

  @Test func runsStopOnThePromiseUnlessAnotherFigureIsWatched() {
    #expect(StoppingRule(halfWidth: 0.01, contactType: "call").figure == .promise)
    #expect(StoppingRule(halfWidth: 5, contactType: "call", figure: .averageWait).figure == .averageWait)
  }

  @Test func theWordsOfTheFileAreThoseOfTheCases() {
    // Scenario files use these names; a change of one breaks every file that has it.
    #expect(Channel.allCases.map(\.rawValue) == ["chat", "phone", "deferred", "ticket", "social"])
    #expect(
      ContactOrder.allCases.map(\.rawValue)
        == ["highestPriorityThenLongestWaiting", "highestPriorityThenBestRank", "longestWaiting"])
    #expect(AgentOrder.allCases.map(\.rawValue) == ["bestRankThenLongestIdle", "leastLoaded"])
    #expect(ClosingRule.allCases.map(\.rawValue) == ["serveOut", "cutOff"])
    #expect(DeferredOrder.allCases.map(\.rawValue) == ["earliestDeadlineFirst", "longestWaiting"])
    #expect(DeadlineClock.allCases.map(\.rawValue) == ["wall", "business"])
    #expect(DeadlineEnd.allCases.map(\.rawValue) == ["answered", "resolved"])
    #expect(
      WatchedFigure.allCases.map(\.rawValue)
        == [
          "promise", "SL1", "SL2", "SL3", "SL4", "averageWait", "abandonment", "waitAll", "waitVirtual", "handling",
          "queueLength", "deadlineCompliance", "dayMeetsPromise", "occupancy",
        ])
  }

  @Test func aBacklogIsFreshUnlessItsAgeIsGiven() {
    #expect(Backlog(contactType: "ticket", count: 40).oldest == 0)
  }
}
