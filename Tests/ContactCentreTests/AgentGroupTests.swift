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

  /// Of 20 scheduled heads 16 are left with a shrinkage of 0.2, however they are split: 1.6, 3.2, 4.8, 6.4, 8 … are rounded.
  @Test func shrinkageIsTakenOffAllShiftsTogether() {
    func left(_ heads: [Int], shrinkage: Double) -> [Int] {
      let day = ClockRange(start: 9 * 3600, end: 17 * 3600)
      let shifts = heads.map { Shift(name: "day", time: day, heads: $0) }
      return AgentGroup(name: "agents", skills: [], shifts: shifts, shrinkage: shrinkage).productiveOfShifts
    }
    #expect(left([20], shrinkage: 0.2) == [16])
    #expect(left(Array(repeating: 2, count: 10), shrinkage: 0.2) == [2, 1, 2, 1, 2, 2, 1, 2, 1, 2])
    #expect(left(Array(repeating: 1, count: 20), shrinkage: 0.45).reduce(0, +) == 11)
    #expect(left([3, 0, 4], shrinkage: 0) == [3, 0, 4])
    // 31.5, 59.5, 16.5, 13.5 and 22.5: halves are rounded up, whatever floating point makes of them.
    for (heads, shrinkage, agents) in [(45, 0.3, 32), (85, 0.3, 60), (25, 0.34, 17), (30, 0.55, 14), (50, 0.55, 23)] {
      #expect(left([heads], shrinkage: shrinkage) == [agents])
    }
  }

  /// What is to be scheduled for so many agents leaves so many, behind any other shifts.
  @Test(arguments: [0, 0.12, 0.2, 0.45, 0.5, 0.7, 0.99])
  func headsAreScheduledForTheAgentsThatAreLeft(shrinkage: Double) {
    let day = ClockRange(start: 9 * 3600, end: 17 * 3600)
    for before in 0..<7 {
      var group = AgentGroup(
        name: "agents", skills: [], shifts: [Shift(name: "day", time: day, heads: before)], shrinkage: shrinkage)
      let wanted = [3, 0, 1, 1, 7, 2, 1]
      let heads = group.headsToSchedule(wanted)
      group.shifts += heads.map { Shift(name: "day", time: day, heads: $0) }
      #expect(Array(group.productiveOfShifts.dropFirst()) == wanted)
      group.shifts[group.shifts.count - 1].heads -= 1
      #expect(group.productiveOfShifts.last == 0, "with one fewer somebody is missing")
    }
  }
}
