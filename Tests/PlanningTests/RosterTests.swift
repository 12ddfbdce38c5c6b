import ContactCentre
import Planning
import Testing

/// Weeks with days off, and who works them.
@Suite struct RosterTests {
  /// A week whose demand differs by day, for one pattern.
  private func scenario(_ perHour: [Double], _ pattern: ShiftPattern) -> Scenario {
    let rates = perHour.flatMap { rate in (0..<24).map { (8..<16).contains($0) ? rate : 0 } }
    return Scenario(
      name: "week",
      calendar: ServiceCalendar(
        start: LocalDate(year: 2026, month: 1, day: 5), days: perHour.count, periodSeconds: 3600),
      contactTypes: [
        ContactType(
          name: "call", channel: .phone,
          arrivals: Arrivals(perHour: PeriodProfile(values: rates, periodsPerDay: 24)),
          handling: .exponential(mean: 300), patience: .exponential(mean: 240),
          promise: Promise(answerWithin: 20, target: 0.7))
      ],
      agentGroups: [
        AgentGroup(
          name: "team", skills: [Skill(contactType: "call")], heads: PeriodProfile(constant: 3, periodsPerDay: 24),
          patterns: [pattern], people: ["Ann", "Bo"])
      ])
  }

  private func pattern(_ week: PatternWeek) -> ShiftPattern {
    ShiftPattern(name: "day", starts: 28_800...28_800, every: 3600, lengths: [28_800], week: week)
  }

  @Test func `the weeks of a pattern are counted`() {
    #expect(PatternWeek().tours(hoursPerDay: 8) == [Set(Weekday.allCases)])
    #expect(PatternWeek(days: [5]).tours(hoursPerDay: 8).count == 21)
    #expect(PatternWeek(days: [5], hasDaysOffTogether: true).tours(hoursPerDay: 8).count == 7)
    let office = Set(Weekday.allCases).subtracting([.sunday])
    // With Sunday off, the other day off next to it is Saturday or Monday.
    #expect(
      PatternWeek(weekdays: office, days: [5], hasDaysOffTogether: true).tours(hoursPerDay: 8) == [
        office.subtracting([.saturday]), office.subtracting([.monday]),
      ])
    // 4 h on 3 or 4 of 5 days: 12 or 16 hours.
    let weekdays = Set(Weekday.allCases.prefix(5))
    #expect(PatternWeek(weekdays: weekdays, days: [3, 4], hours: 0...16).tours(hoursPerDay: 4).count == 15)
    #expect(PatternWeek(weekdays: weekdays, days: [3, 4], hours: 13...16).tours(hoursPerDay: 4).count == 5)
    #expect(PatternWeek(days: [5], hours: 0...39).tours(hoursPerDay: 8).isEmpty)
  }

  @Test func `the least cost of a week is that of the days off that fit`() throws {
    // The same demand on all days: with five days of seven each, seven people give five on every day.
    let flat = Array(repeating: 20.0, count: 7)
    let perDay = try SchedulePlan.find(
      StaffingRequest(scenario: scenario(flat, pattern(PatternWeek()))), timeLimit: 60)
    let needed = perDay.groups[0].shifts.reduce(0) { $0 + $1.heads }
    let weekly = try SchedulePlan.find(
      StaffingRequest(scenario: scenario(flat, pattern(PatternWeek(days: [5], hasDaysOffTogether: true)))),
      timeLimit: 60)
    #expect(weekly.service.isShown)
    let people = weekly.groups[0].shifts.reduce(0) { $0 + $1.heads }
    #expect(people == (needed * 7 + 4) / 5)
    #expect(weekly.cost == Double(people * 40))
  }

  @Test func `the roster keeps the days off and gives out the names`() throws {
    let demand: [Double] = [30, 20, 20, 20, 20, 10, 0]
    let week = PatternWeek(
      weekdays: Set(Weekday.allCases).subtracting([.sunday]), days: [4, 5], hasDaysOffTogether: false, hours: 30...40)
    let plan = try SchedulePlan.find(
      StaffingRequest(scenario: scenario(demand, pattern(week))), timeLimit: 60, gap: 0.05)
    let roster = plan.roster
    #expect(roster.dates.first == "2026-01-05" && roster.dates.count == 7)
    #expect(roster.people.count == plan.groups[0].shifts.reduce(0) { $0 + $1.heads })
    #expect(roster.people.prefix(3).map(\.name) == ["Ann", "Bo", "team 3"])
    for person in roster.people {
      let days = person.isAtWork.count { $0 }
      #expect([4, 5].contains(days) && person.hoursPerWeek == Double(8 * days))
      #expect(!person.isAtWork[6])
    }
    // Who is at work on a day is who is on duty in its periods.
    for day in 0..<7 {
      let present = roster.people.count { $0.isAtWork[day] }
      #expect(plan.groups[0].agents[24 * day + 9] == Double(present))
      #expect(plan.groups[0].agents[24 * day + 7] == 0)
    }
  }

  @Test func `days that differ are cheaper with weeks than with the same shift every day`() throws {
    let demand: [Double] = [40, 5, 5, 5, 5, 5, 5]
    let same = try SchedulePlan.find(StaffingRequest(scenario: scenario(demand, pattern(PatternWeek()))), timeLimit: 60)
    let days = try SchedulePlan.find(
      StaffingRequest(scenario: scenario(demand, pattern(PatternWeek(days: [1, 5])))), timeLimit: 60)
    #expect(days.cost < 0.7 * same.cost)
  }
}
