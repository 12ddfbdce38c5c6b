import ContactCentre
import Testing

/// Agents, their skills and shifts.
@Suite struct AgentGroupTests {
  @Test func aSkillIsForOneContactAtATime() {
    let skill = Skill(contactType: "call")
    #expect(skill.rank == 1)
    #expect(skill.concurrency == 1)
    #expect(skill.slowdown == [1])
    #expect(skill.after == 0)
    #expect(skill.whenIdle == 0)
  }

  @Test(arguments: 1...5)
  func contactsDoNotSlowEachOtherDownUnlessTheyAreSaidTo(concurrency: Int) {
    let skill = Skill(contactType: "chat", concurrency: concurrency)
    #expect(skill.slowdown.count == concurrency)
    #expect(skill.slowdown.allSatisfy { $0 == 1 })
  }

  @Test func slowdownsAreKeptAsGiven() {
    #expect(Skill(contactType: "chat", concurrency: 3, slowdown: [1, 1.25, 1.6]).slowdown == [1, 1.25, 1.6])
  }

  @Test func aPlainGroupIsAllProductive() {
    let group = AgentGroup(name: "agents", skills: [Skill(contactType: "call")])
    #expect(group.heads == nil && group.shifts.isEmpty)
    #expect(group.shrinkage == 0 && group.absence == 0)
    #expect(group.costPerHour == nil && group.trainees == nil)
  }

  @Test func plainTraineesWorkLikeTheOthers() {
    let trainees = Trainees(share: 0.2)
    #expect(trainees.slower == 1 && trainees.resolves == 1)
  }

  @Test func breaksOfANightShiftHaveTheClockOfItsStart() {
    // 22:00 to 6:00; the break at 2:00 lies in the shift only when it is counted on from the day before.
    let shift = Shift(
      name: "night", time: ClockRange(start: 79_200, end: 108_000), breaks: [ClockRange(start: 93_600, end: 95_400)],
      heads: 5)
    #expect(shift.breaks.allSatisfy { $0.start >= shift.time.start && $0.end <= shift.time.end })
    #expect(Shift(name: "day", time: ClockRange(start: 0, end: 3600), heads: 1).breaks.isEmpty)
  }
}
