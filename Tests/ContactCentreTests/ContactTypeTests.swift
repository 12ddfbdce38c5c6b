import ContactCentre
import Randomness
import Testing

/// Contact types, and what they are when nothing more is said.
@Suite struct ContactTypeTests {
  @Test func workThatKeepsIsDeferred() {
    #expect(Channel.allCases.filter(\.isDeferred) == [.deferred, .ticket])
    #expect(Channel.allCases.filter { !$0.isDeferred } == [.chat, .phone, .social])
  }

  @Test func aPlainTypeHasNoRules() {
    let type = ContactType(name: "call", channel: .phone, handling: .exponential(mean: 180))
    // Always open, no demand of its own, customers wait for ever and are promised nothing.
    #expect(type.hours == nil && type.arrivals == nil && type.patience == nil && type.promise == nil)
    #expect(type.wrapUp == nil && type.queueLimit == nil && type.announcement == nil && type.deadline == nil)
    #expect(type.resolution == nil && type.redial == nil && type.broadcast == nil)
    #expect(type.afterHours.isEmpty && type.steps.isEmpty && type.redirects.isEmpty)
    #expect(type.priority == 0)
    #expect(type.closing == .serveOut)
  }

  @Test func plainDemandIsPoisson() {
    let arrivals = Arrivals(perHour: PeriodProfile(constant: 60, periodsPerDay: 48))
    #expect(arrivals.dayFactor == nil && arrivals.topics == nil && arrivals.lagged == nil)
    #expect(arrivals.sharedDayFactors.isEmpty && arrivals.bursts.isEmpty && arrivals.trace.isEmpty)
  }

  @Test func rulesWithoutAShareHoldForAll() {
    #expect(Diversion(becomes: "message").share == 1)
    #expect(Return(becomes: "call").share == 1)
    #expect(Return(becomes: "call").after == .constant(0))
    #expect(StepRoute(step: "review").share == 1)
    #expect(Topics(count: 10).zipf == 0)
    #expect(Burst(start: 0, contacts: 10, decay: 60).day == nil)
    #expect(
      LaggedDemand(purchasesPerHour: PeriodProfile(constant: 1, periodsPerDay: 1), share: 0.1, after: .constant(60))
        .within == nil)
  }

  @Test func promisesAndDeadlines() {
    #expect(Promise(answerWithin: 30, target: 0.8).definition == .SL1)
    #expect(ServiceLevelDefinition.allCases.map(\.rawValue) == ["SL1", "SL2", "SL3", "SL4"])
    let deadline = Deadline(within: 86_400)
    #expect(deadline.clock == .wall && deadline.until == .answered && deadline.target == 1)
    #expect(deadline.hours == nil && deadline.fromStep == nil)
  }

  @Test func announcementsAreMadeFromTheFirstPlace() {
    let announcement = Announcement(
      offer: MessageOffer(becomes: "message", whenExpectedWaitAbove: 120, acceptance: 0.3))
    #expect(announcement.fromPosition == 1)
    #expect(announcement.balking == nil)
  }

  @Test func customersRedialWithoutALimitUnlessOneIsGiven() {
    #expect(Redial(share: 0.5, after: .exponential(mean: 60)).attempts == .max)
    #expect(Redial(share: 0.5, after: .exponential(mean: 60), attempts: 3).attempts == 3)
  }

  @Test func firstContactResolutionLooksAWeekAhead() {
    let resolution = Resolution(firstContact: 0.8)
    #expect(resolution.window == 7 * 24 * 3600)
    #expect(resolution.otherwise.isEmpty)
  }

  @Test func aStepEndsTheContactUnlessItLeadsOn() {
    let step = WorkStep(name: "check", handling: .constant(60))
    #expect(step.next.isEmpty && step.group == nil && step.delay == nil)
  }
}
