import ContactCentre
import Foundation
import Randomness
import ScenarioFormat
import Testing

/// What a file without mistakes becomes.
@Suite struct GoodFileTests {
  /// Laws with a list of figures; a factor changes their times, not their shares.
  @Test(arguments: [
    ("{empirical: {quantiles: [2s, 1min, 5min]}}", Distribution.empirical(quantiles: [2, 60, 300])),
    (
      "{phaseType: [{share: 0.25, mean: 20s}, {share: 0.75, mean: 4min, stages: 3}]}",
      .phaseType([PhaseBranch(share: 0.25, mean: 20), PhaseBranch(share: 0.75, mean: 240, stages: 3)])
    ),
    (
      "{piecewiseHazard: {until: [30s, 2min], leave: [0.1, 0], tailMean: 10min}}",
      .piecewiseHazard(HazardPieces(until: [30, 120], leave: [0.1, 0], tailMean: 600))
    ),
  ])
  func lawsWithAListOfFigures(text: String, law: Distribution) throws {
    let text = goodText("handling: 5min", "handling: \(text)")
    #expect(try load(text).scenario.contactTypes[1].handling == law)
    let doubled = try load(
      text.replacing(
        "overlays:\n", with: "overlays:\n  slow:\n    - {set: contactTypes.phone.handling, multiply: 2}\n"),
      overlays: ["slow"])
    #expect(doubled.scenario.contactTypes[1].handling == law.scaled(by: 2))
  }

  @Test func everyPartOfTheSmallCentre() throws {
    let loaded = try load(goodText)
    let scenario = loaded.scenario
    #expect(loaded.warnings.map(\.path) == ["contactTypes.phone"], "calls come at night too, when nobody is there")
    #expect(loaded.overlaysDefined == ["promotion"])
    #expect(loaded.overlaysApplied == [])
    #expect(scenario.name == "Small centre")
    #expect(
      scenario.calendar
        == ServiceCalendar(
          timeZone: "Asia/Shanghai", start: LocalDate(year: 2026, month: 11, day: 11), days: 2, periodSeconds: 1800,
          hours: [OpeningHours(name: "office", everyDay: [ClockRange(start: 32_400, end: 79_200)])]))
    #expect(
      scenario.contactTypes == [
        ContactType(
          name: "chat.general", channel: .chat, hours: "office", afterHours: [Diversion(becomes: "message")],
          arrivals: Arrivals(
            perHour: PeriodProfile(constant: 60, periodsPerDay: 48), dayFactor: .gamma(mean: 1, cv: 0.15)),
          handling: .lognormal(mean: 360, cv: 1.1), patience: .weibull(mean: 240, shape: 1.2),
          announcement: Announcement(
            offer: MessageOffer(becomes: "message", whenExpectedWaitAbove: 120, acceptance: 0.35)),
          promise: Promise(answerWithin: 30, target: 0.9, definition: .SL1)),
        ContactType(
          name: "phone", channel: .phone, arrivals: Arrivals(perHour: PeriodProfile(constant: 10, periodsPerDay: 48)),
          handling: .constant(300)),
        ContactType(name: "message", channel: .deferred, handling: .exponential(mean: 240)),
      ])
    #expect(
      scenario.agentGroups == [
        AgentGroup(
          name: "agents",
          skills: [
            Skill(contactType: "chat.general", rank: 1, concurrency: 2, slowdown: [1, 1.25]),
            Skill(contactType: "message", rank: 2),
          ], heads: PeriodProfile(constant: 12, periodsPerDay: 48)),
        AgentGroup(
          name: "hotline", skills: [Skill(contactType: "phone")],
          shifts: [
            Shift(
              name: "early", time: ClockRange(start: 32_400, end: 63_000),
              breaks: [ClockRange(start: 43_200, end: 45_900)], heads: 14),
            Shift(name: "late", time: ClockRange(start: 48_600, end: 79_200), heads: 16),
          ]),
      ])
    #expect(scenario.routing == RoutingPolicy())
    #expect(
      scenario.experiment
        == Experiment(
          seed: 1, minimumReplications: 30, maximumReplications: 2000,
          stopping: StoppingRule(halfWidth: 0.005, contactType: "chat.general", figure: .promise)))
  }

  @Test func whatIsLeftOutHasADefault() throws {
    let scenario = try load(
      """
      version: 1
      contactTypes: {call: {channel: phone, handling: 1min, arrivals: {perHour: 1}}}
      agentGroups: {agents: {skills: {call: 1}, staff: 1}}
      """
    ).scenario
    #expect(scenario.name == "test.yaml")
    #expect(
      scenario.calendar
        == ServiceCalendar(
          timeZone: "UTC", start: LocalDate(year: 2026, month: 1, day: 5), days: 1, periodSeconds: 1800))
    #expect(scenario.experiment == Experiment(seed: 1, minimumReplications: 30, maximumReplications: 30))
    #expect(scenario.routing == RoutingPolicy())
  }

  @Test func jsonIsReadToo() throws {
    let scenario = try load(
      """
      {
        "version": 1, "name": "J",
        "calendar": {"hours": {"office": ["09:00-12:00", "13:00-18:00"]}},
        "contactTypes": {"call": {"channel": "phone", "hours": "office", "handling": {"exponential": {"mean": "3min"}},
          "arrivals": {"perHour": {"09:00-12:00": 60, "13:00-18:00": 30}}}},
        "agentGroups": {"agents": {"skills": {"call": {"rank": 1}}, "staff": 3}}
      }
      """
    ).scenario
    #expect(scenario.name == "J")
    #expect(scenario.contactTypes[0].handling == .exponential(mean: 180))
    let rates = try #require(scenario.contactTypes[0].arrivals?.perHour)
    #expect(rates.value(day: 0, period: 17) == 0)
    #expect(rates.value(day: 0, period: 18) == 60)
    #expect(rates.value(day: 0, period: 24) == 0)
    #expect(rates.value(day: 0, period: 26) == 30)
  }

  @Test(arguments: [
    ("250ms", 0.25), ("30s", 30), ("4min", 240), ("1.5h", 5400), ("2h", 7200), ("1d", 86_400), ("1h30min", 5400),
    ("2 hours", 7200), ("1 minute", 60), ("90 seconds", 90), ("1 hour 5 minutes", 3900),
  ])
  func times(text: String, seconds: Double) throws {
    let loaded = try load(goodText("handling: 5min", "handling: \(text)"))
    #expect(loaded.scenario.contactTypes[1].handling == .constant(seconds))
    #expect(!loaded.warnings.contains { $0.path.hasSuffix("handling") })
  }

  @Test func aPlainNumberIsSecondsWithAWarning() throws {
    let loaded = try load(goodText("handling: 5min", "handling: 300"))
    #expect(loaded.scenario.contactTypes[1].handling == .constant(300))
    let warning = try #require(loaded.warnings.first { $0.path == "contactTypes.phone.handling" })
    #expect(warning.line == 24)
    #expect(warning.message.contains("300s"))
  }

  @Test(arguments: [
    ("{exponential: {mean: 30s}}", Distribution.exponential(mean: 30)),
    ("{exponential: 30s}", .exponential(mean: 30)),
    ("{lognormal: {mean: 6min, cv: 1.1}}", .lognormal(mean: 360, cv: 1.1)),
    ("{weibull: {mean: 4min, shape: 1.2}}", .weibull(mean: 240, shape: 1.2)),
    ("{gamma: {mean: 1h, cv: 0.5}}", .gamma(mean: 3600, cv: 0.5)),
    ("{uniform: {min: 0s, max: 2min}}", .uniform(minimum: 0, maximum: 120)),
    ("{constant: 5min}", .constant(300)), ("{constant: {mean: 5min}}", .constant(300)),
    ("{deterministic: 5min}", .constant(300)), ("4min", .constant(240)),
  ])
  func laws(text: String, law: Distribution) throws {
    #expect(try load(goodText("handling: 5min", "handling: \(text)")).scenario.contactTypes[1].handling == law)
  }

  @Test func openingHoursByWeekday() throws {
    let scenario = try load(
      goodText(
        "    office: \"09:00-22:00\"",
        """
            office: {mon-fri: "09:00-18:00", sat: ["09:00-12:00", "13:00-15:00"], sunday: closed}
            night: {fri: "22:00-06:00"}
            always: "00:00-24:00"
            never: closed
        """)
    ).scenario
    let office = scenario.calendar.hours[0].byWeekday
    #expect(office[0...4].allSatisfy { $0 == [ClockRange(start: 32_400, end: 64_800)] })
    #expect(office[5] == [ClockRange(start: 32_400, end: 43_200), ClockRange(start: 46_800, end: 54_000)])
    #expect(office[6] == [])
    #expect(scenario.calendar.hours[1].byWeekday[4] == [ClockRange(start: 79_200, end: 108_000)])
    #expect(scenario.calendar.hours[1].byWeekday[5] == [])
    #expect(scenario.calendar.hours[2].byWeekday[0] == [ClockRange(start: 0, end: 86_400)])
    #expect(scenario.calendar.hours[3].byWeekday == Array(repeating: [], count: 7))
  }

  @Test func alwaysNeedsNoDefinition() throws {
    let scenario = try load(goodText("hours: office", "hours: always")).scenario
    #expect(scenario.contactTypes[0].hours == "always")
  }

  @Test func ratesByPeriod() throws {
    func rates(_ text: String) throws -> [Double] {
      try #require(try load(goodText("{perHour: 10}", "{perHour: \(text)}")).scenario.contactTypes[1].arrivals).perHour
        .values
    }
    let hours = (0..<24).map { Double($0) }
    func list(_ values: [Double]) -> String { "[\(values.map { "\($0)" }.joined(separator: ", "))]" }
    #expect(try rates(list(hours)) == hours.flatMap { [$0, $0] })
    let day = (0..<48).map { Double($0) }
    #expect(try rates(list(day)) == day)
    let run = (0..<96).map { Double($0) }
    #expect(try rates(list(run)) == run)
    let ranges = try rates(#"{"09:00-12:00": 60, "22:00-02:00": 5.5}"#)
    #expect(ranges[0] == 5.5 && ranges[3] == 5.5 && ranges[4] == 0 && ranges[18] == 60 && ranges[24] == 0)
    #expect(ranges[44] == 5.5 && ranges[47] == 5.5)
  }

  @Test func severalDiversionsAndNamesOfAnyLanguage() throws {
    let text = goodText(
      "afterHours: {becomes: message}", "afterHours: [{becomes: 留言_1, share: 0.8}, {becomes: message, share: 0.2}]"
    )
    .replacingOccurrences(of: "  message: {", with: "  留言_1: {channel: deferred, handling: 4min}\n  message: {")
    .replacingOccurrences(of: "message: 2}", with: "message: 2, 留言_1: 3}")
    let scenario = try load(text).scenario
    #expect(
      scenario.contactTypes[0].afterHours == [
        Diversion(becomes: "留言_1", share: 0.8), Diversion(becomes: "message", share: 0.2),
      ])
  }

  @Test func routingAndExperiment() throws {
    let text = goodText(
      "experiment: {seed: 1, replications: {min: 30, max: 2000}, stopWhen: {halfWidth: 0.005, of: chat.general.promise}}",
      """
      routing: {contact: longestWaiting, agent: leastLoaded, deferred: earliestDeadlineFirst}
      experiment: {seed: 9223372036854775807, replications: 7, warmUp: 1h}
      """)
    let scenario = try load(text).scenario
    #expect(scenario.routing == RoutingPolicy(contact: .longestWaiting, agent: .leastLoaded))
    #expect(
      scenario.experiment
        == Experiment(
          seed: 9_223_372_036_854_775_807, minimumReplications: 7, maximumReplications: 7, warmUp: 3600))
  }

  @Test func aFileOnDisk() throws {
    try withFolder(["small.yaml": goodText]) { folder in
      let loaded = try ScenarioLoader().load(path: folder + "/small.yaml")
      #expect(loaded.scenario == (try load(goodText)).scenario)
    }
  }

  @Test func breaksOfANightShiftMayBeAfterMidnight() throws {
    let scenario = try load(
      goodText(
        #"{name: late, start: "13:30", end: "22:00", heads: 16}"#,
        #"{name: night, start: "22:00", end: "06:00", breaks: ["02:00-02:30", "23:00+15min"], heads: 2}"#)
    ).scenario
    #expect(
      scenario.agentGroups[1].shifts[1]
        == Shift(
          name: "night", time: ClockRange(start: 79_200, end: 108_000),
          breaks: [ClockRange(start: 93_600, end: 95_400), ClockRange(start: 82_800, end: 83_700)], heads: 2))
  }

  @Test func aShiftMayHaveACostOfItsOwn() throws {
    let scenario = try load(
      goodText(
        #"{name: late, start: "13:30", end: "22:00", heads: 16}"#,
        #"{name: late, start: "13:30", end: "22:00", heads: 16, costPerHour: 52.5}"#)
    ).scenario
    #expect(scenario.agentGroups[1].shifts.map(\.costPerHour) == [nil, 52.5])
  }
}
