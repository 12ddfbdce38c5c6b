import ContactCentre
import Randomness
import ScenarioFormat
import Testing

/// The whole card platform, as the format was designed around it, is read in full.
@Suite struct CardPlatformTests {
  private func scenario(_ overlays: [String] = []) throws -> Scenario {
    try withFolder(cardPlatformFiles) { folder in
      let loaded = try load(cardPlatformText, directory: folder, overlays: overlays)
      #expect(loaded.warnings == [])
      return loaded.scenario
    }
  }

  private func profile(_ values: [Int: Double]) -> PeriodProfile {
    PeriodProfile(values: (0..<48).map { values[$0] ?? 0 }, periodsPerDay: 48)
  }

  private func perHour(_ rate: Double) -> PeriodProfile { PeriodProfile(constant: rate, periodsPerDay: 48) }

  @Test func chatsAndCalls() throws {
    let types = try scenario().contactTypes
    #expect(
      types.map(\.name) == [
        "chat.general", "phone.urgent", "emergency", "voicemail", "message", "ticket.quality", "ticket.urgent",
        "refund",
        "complaint", "social.group",
      ])
    #expect(
      types[0]
        == ContactType(
          name: "chat.general", channel: .chat, hours: "office", afterHours: [Diversion(becomes: "message")],
          arrivals: Arrivals(perHour: profile([18: 100, 40: 240]), dayFactor: .gamma(mean: 1, cv: 0.15)),
          handling: .lognormal(mean: 360, cv: 1.1), wrapUp: .exponential(mean: 30),
          patience: .weibull(mean: 240, shape: 1.2), queueLimit: 500,
          announcement: Announcement(
            fromPosition: 1, balking: Balking(whenExpectedWaitAbove: 600, share: 0.2),
            offer: MessageOffer(becomes: "message", whenExpectedWaitAbove: 120, acceptance: 0.35)),
          promise: Promise(answerWithin: 30, target: 0.9, definition: .SL1),
          resolution: Resolution(
            firstContact: 0.85,
            otherwise: [
              Return(becomes: "chat.general", share: 0.6, after: .exponential(mean: 7200)),
              Return(becomes: "ticket.quality", share: 0.4, after: .exponential(mean: 600)),
            ])))
    #expect(
      types[1]
        == ContactType(
          name: "phone.urgent", channel: .phone, hours: "office",
          afterHours: [Diversion(becomes: "voicemail", share: 0.8), Diversion(becomes: "emergency", share: 0.2)],
          arrivals: Arrivals(perHour: profile([18: 30, 46: 5])), handling: .lognormal(mean: 420, cv: 1),
          patience: .exponential(mean: 180), promise: Promise(answerWithin: 30, target: 0.8, definition: .SL2),
          closing: .serveOut, redial: Redial(share: 0.3, after: .exponential(mean: 300), attempts: 3)))
    #expect(
      types[2]
        == ContactType(
          name: "emergency", channel: .phone, hours: "always", handling: .lognormal(mean: 720, cv: 0.8),
          promise: Promise(answerWithin: 60, target: 0.95), priority: 10))
  }

  @Test func workThatKeeps() throws {
    let types = try scenario().contactTypes
    func deferred(_ name: String, _ within: Double) -> ContactType {
      ContactType(
        name: name, channel: .deferred, handling: .lognormal(mean: 240, cv: 0.8),
        deadline: Deadline(within: within, clock: .business, hours: "office", target: 0.95))
    }
    #expect(types[3] == deferred("voicemail", 7200))
    #expect(types[4] == deferred("message", 14_400))
    #expect(
      types[5]
        == ContactType(
          name: "ticket.quality", channel: .ticket, arrivals: Arrivals(perHour: perHour(25)),
          handling: .lognormal(mean: 480, cv: 1), deadline: Deadline(within: 86_400, until: .resolved, target: 0.95),
          steps: [
            WorkStep(
              name: "step 1", group: "frontline", handling: .lognormal(mean: 480, cv: 1),
              next: [StepRoute(step: "step 2")]),
            WorkStep(
              name: "step 2", group: "quality", handling: .lognormal(mean: 900, cv: 1),
              next: [StepRoute(step: "approval", share: 0.1)]),
            WorkStep(
              name: "approval", group: "supervisors", handling: .lognormal(mean: 300, cv: 1),
              delay: .exponential(mean: 10_800)),
          ],
          resolution: Resolution(
            firstContact: 0.92,
            otherwise: [
              Return(becomes: "complaint", share: 0.2, after: .constant(86_400)),
              Return(becomes: "ticket.quality", share: 0.8, after: .constant(14_400)),
            ])))
    #expect(
      types[6]
        == ContactType(
          name: "ticket.urgent", channel: .ticket, arrivals: Arrivals(perHour: perHour(4)),
          handling: .lognormal(mean: 720, cv: 1), priority: 5, deadline: Deadline(within: 7200, target: 0.95)))
    #expect(
      types[7]
        == ContactType(
          name: "refund", channel: .ticket, arrivals: Arrivals(perHour: perHour(6)),
          handling: .lognormal(mean: 360, cv: 1), deadline: Deadline(within: 86_400, target: 0.98)))
    #expect(
      types[8]
        == ContactType(
          name: "complaint", channel: .ticket, handling: .lognormal(mean: 1500, cv: 1),
          deadline: Deadline(within: 172_800, target: 0.98)))
  }

  @Test func socialGroups() throws {
    #expect(
      try scenario().contactTypes[9]
        == ContactType(
          name: "social.group", channel: .social, hours: "office",
          arrivals: Arrivals(perHour: perHour(120), topics: Topics(count: 12, zipf: 1.1)),
          handling: .lognormal(mean: 120, cv: 0.8), promise: Promise(answerWithin: 300, target: 0.8),
          redirects: [Redirect(becomes: "ticket.urgent", share: 0.05, because: "sensitive")],
          broadcast: Broadcast(share: 0.5)))
  }

  @Test func agentsAndRouting() throws {
    let scenario = try scenario()
    #expect(
      scenario.agentGroups == [
        AgentGroup(
          name: "frontline",
          skills: [
            Skill(contactType: "chat.general", rank: 1, concurrency: 3, slowdown: [1, 1.25, 1.6]),
            Skill(contactType: "social.group", rank: 2), Skill(contactType: "message", rank: 3),
            Skill(contactType: "ticket.quality", rank: 4),
          ], heads: profile([18: 25, 40: 40]), shrinkage: 0.12, costPerHour: 45, absence: 0.04,
          trainees: Trainees(share: 0.2, slower: 1.3, resolves: 0.9)),
        AgentGroup(
          name: "hotline",
          skills: [
            Skill(contactType: "phone.urgent", rank: 1), Skill(contactType: "voicemail", rank: 2),
            Skill(contactType: "chat.general", rank: 3, after: 60),
          ],
          shifts: [
            Shift(
              name: "early", time: ClockRange(start: 32_400, end: 63_000),
              breaks: [ClockRange(start: 43_200, end: 45_900)], heads: 14),
            Shift(
              name: "late", time: ClockRange(start: 48_600, end: 79_200),
              breaks: [ClockRange(start: 63_000, end: 65_700)], heads: 16),
          ], costPerHour: 55),
        AgentGroup(name: "on-call", skills: [Skill(contactType: "emergency")], heads: perHour(2), costPerHour: 90),
        AgentGroup(
          name: "quality",
          skills: [
            Skill(contactType: "ticket.quality"), Skill(contactType: "refund"), Skill(contactType: "ticket.urgent"),
          ], heads: perHour(6), costPerHour: 60),
        AgentGroup(
          name: "supervisors", skills: [Skill(contactType: "ticket.quality"), Skill(contactType: "complaint")],
          heads: perHour(2), costPerHour: 80),
      ])
    #expect(
      scenario.routing
        == RoutingPolicy(
          contact: .highestPriorityThenLongestWaiting, agent: .bestRankThenLongestIdle, deferred: .earliestDeadlineFirst
        ))
    #expect(
      scenario.experiment
        == Experiment(
          seed: 1, minimumReplications: 30, maximumReplications: 2000,
          stopping: StoppingRule(halfWidth: 0.005, contactType: "chat.general", figure: .promise)))
    #expect(scenario.dayFactors == [] && scenario.backlog == [])
  }

  @Test func thePromotion() throws {
    let types = try scenario(["promotion"]).contactTypes
    #expect(types[0].arrivals?.perHour == profile([18: 100, 40: 600]))
    #expect(types[1].arrivals?.perHour == profile([18: 48, 46: 8]))
    #expect(abs(types[0].handling.mean - 414) < 1e-9)
  }
}
