import ContactCentre
import Randomness
import ScenarioFormat
import Testing

/// Demand beyond a rate: factors of the day, topics, bursts, purchases, weekdays.
@Suite struct ArrivalsTests {
  private static let factors = "dayFactors: {busyness: {gamma: {cv: 0.1}}, sale: {uniform: {min: 0.5, max: 1.5}}}"

  private func arrivals(
    _ entries: String, calendar: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Arrivals {
    try #require(
      try job(
        "arrivals: {\(entries)}", calendar: calendar, more: Self.factors, sourceLocation: sourceLocation
      ).arrivals, sourceLocation: sourceLocation)
  }

  private func expectWrong(
    _ entries: String, at path: String, _ word: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectMistakeInJob(
      "arrivals: {\(entries)}", more: Self.factors, at: "arrivals\(path)", word, sourceLocation: sourceLocation)
  }

  private let none = PeriodProfile(constant: 0, periodsPerDay: 48)

  // MARK: - Factors of the day

  @Test func sharedFactors() throws {
    let scenario = try load(jobText("", more: Self.factors)).scenario
    #expect(
      scenario.dayFactors == [
        SharedDayFactor(name: "busyness", law: .gamma(mean: 1, cv: 0.1)),
        SharedDayFactor(name: "sale", law: .uniform(minimum: 0.5, maximum: 1.5)),
      ])
  }

  @Test(arguments: [
    ("busyness", ["busyness"], nil), ("[busyness, sale]", ["busyness", "sale"], nil),
    ("{gamma: {cv: 0.15}}", [], Distribution.gamma(mean: 1, cv: 0.15)),
    ("[sale, {gamma: {cv: 0.15}}]", ["sale"], .gamma(mean: 1, cv: 0.15)), ("[]", [], nil),
  ])
  func factorsOfTheDay(text: String, names: [String], law: Distribution?) throws {
    let found = try arrivals("perHour: 1, dayFactor: \(text)")
    #expect(found.sharedDayFactors == names)
    #expect(found.dayFactor == law)
  }

  @Test func wrongFactors() {
    let law = "{gamma: {cv: 0.1}}"
    expectWrong("perHour: 1, dayFactor: busynes", at: ".dayFactor", "no factor “busynes” in dayFactors")
    expectWrong("perHour: 1, dayFactor: [sale, busynes]", at: ".dayFactor.1", "did you mean “busyness”?")
    expectWrong("perHour: 1, dayFactor: 1.2", at: ".dayFactor", "no factor “1.2”")
    expectWrong("perHour: 1, dayFactor: [sale, sale]", at: ".dayFactor.1", "“sale” is named twice")
    expectWrong("perHour: 1, dayFactor: [\(law), \(law)]", at: ".dayFactor.1", "second law")
    expectWrong("perHour: 1, dayFactor: {gamma: {cv: 0}}", at: ".dayFactor.gamma.cv", "above 0")
  }

  // MARK: - Topics

  @Test func topics() throws {
    #expect(try arrivals("perHour: 1, topics: {count: 12, zipf: 1.1}").topics == Topics(count: 12, zipf: 1.1))
    #expect(try arrivals("perHour: 1, topics: {count: 12}").topics == Topics(count: 12, zipf: 0))
    #expect(try arrivals("perHour: 1, topics: 12").topics == Topics(count: 12, zipf: 0))
    #expect(try arrivals("perHour: 1").topics == nil)
    expectWrong("perHour: 1, topics: 0", at: ".topics", "from 1")
    expectWrong("perHour: 1, topics: {count: 1.5}", at: ".topics.count", "from 1")
    expectWrong("perHour: 1, topics: {zipf: 1}", at: ".topics", "“count” is missing")
    expectWrong("perHour: 1, topics: {count: 3, zipf: -1}", at: ".topics.zipf", "from 0")
  }

  // MARK: - Bursts

  @Test func bursts() throws {
    let found = try arrivals(
      #"perHour: 1, bursts: [{day: 2, at: "20:00", contacts: 200, decay: 10min}, {date: "2026-11-11", at: "00:00", contacts: 0.5, decay: 1h}, {at: "23:59", contacts: 1, decay: 1s}]"#
    )
    #expect(
      found.bursts == [
        Burst(day: 1, start: 72_000, contacts: 200, decay: 600), Burst(day: 0, start: 0, contacts: 0.5, decay: 3600),
        Burst(day: nil, start: 86_340, contacts: 1, decay: 1),
      ])
    let alone = try arrivals(#"bursts: {at: "20:00", contacts: 200, decay: 10min}"#)
    #expect(alone.perHour == none)
    #expect(alone.bursts == [Burst(start: 72_000, contacts: 200, decay: 600)])
  }

  @Test func wrongBursts() {
    func wrong(_ burst: String, at path: String, _ word: String, sourceLocation: SourceLocation = #_sourceLocation) {
      expectWrong("perHour: 1, bursts: \(burst)", at: ".bursts\(path)", word, sourceLocation: sourceLocation)
    }
    let good = #"at: "20:00", contacts: 200, decay: 10min"#
    wrong("[{\(good), day: 3}]", at: ".0.day", "1 to 2")
    wrong("{\(good), day: 0}", at: ".day", "1 to 2")
    wrong("{\(good), date: \"2026-11-13\"}", at: ".date", "outside the run")
    wrong("{\(good), date: \"2026-11-10\"}", at: ".date", "outside the run")
    wrong("{\(good), date: 11.11}", at: ".date", "expected a date")
    wrong("{\(good), day: 1, date: \"2026-11-11\"}", at: ".date", "stands beside “day”")
    wrong("{at: \"20:00\", contacts: 200}", at: "", "“decay” is missing")
    wrong("{at: \"20:00\", decay: 1min}", at: "", "“contacts” is missing")
    wrong("{contacts: 200, decay: 1min}", at: "", "“at” is missing")
    wrong("{at: 20:00, contacts: 200, decay: 1min}", at: ".at", "must be quoted")
    wrong("{at: \"24:00\", contacts: 200, decay: 1min}", at: ".at", "the next day")
    wrong("{at: \"20:00\", contacts: -1, decay: 1min}", at: ".contacts", "from 0")
    wrong("{at: \"20:00\", contacts: nan, decay: 1min}", at: ".contacts", "from 0")
    wrong("{at: \"20:00\", contacts: 1, decay: 0s}", at: ".decay", "above 0")
  }

  // MARK: - Purchases

  @Test func lagged() throws {
    let found = try arrivals(
      #"lagged: {purchasesPerHour: {"09:00-12:00": 500}, share: 0.03, after: {exponential: {mean: 1d}}, within: 7d}"#)
    let lagged = try #require(found.lagged)
    #expect(lagged.purchasesPerHour.value(day: 0, period: 18) == 500)
    #expect(lagged.purchasesPerHour.value(day: 0, period: 24) == 0)
    #expect(lagged.share == 0.03 && lagged.after == .exponential(mean: 86_400) && lagged.within == 604_800)
    #expect(found.perHour == none)
    #expect(
      try arrivals("perHour: 2, lagged: {purchasesPerHour: 500, share: 0.03, after: 1d}").lagged
        == LaggedDemand(
          purchasesPerHour: PeriodProfile(constant: 500, periodsPerDay: 48), share: 0.03, after: .constant(86_400)))
  }

  @Test func wrongLags() {
    func wrong(_ lagged: String, at path: String, _ word: String, sourceLocation: SourceLocation = #_sourceLocation) {
      expectWrong("lagged: {\(lagged)}", at: ".lagged\(path)", word, sourceLocation: sourceLocation)
    }
    wrong("share: 0.1, after: 1d", at: "", "“purchasesPerHour” is missing")
    wrong("purchasesPerHour: 5, after: 1d", at: "", "“share” is missing")
    wrong("purchasesPerHour: 5, share: 0.1", at: "", "“after” is missing")
    wrong("purchasesPerHour: -5, share: 0.1, after: 1d", at: ".purchasesPerHour", "purchases per hour, a number from 0")
    wrong("purchasesPerHour: 5, share: 3, after: 1d", at: ".share", "from 0 to 1")
    wrong("purchasesPerHour: 5, share: 0.1, after: soon", at: ".after", "“soon”")
    wrong("purchasesPerHour: 5, share: 0.1, after: 1d, within: 0s", at: ".within", "above 0")
  }

  // MARK: - Weekdays

  @Test func ratesByWeekday() throws {
    // The run begins on a Wednesday.
    let found = try arrivals(
      #"perHour: {mon-thu: {"09:00-12:00": 60}, friday: 40, sat: 3, SUN: 0}"#, calendar: ""
    ).perHour
    #expect(found.values.count == 2 * 48)
    #expect(found.value(day: 0, period: 18) == 60 && found.value(day: 1, period: 18) == 60)
    let week = try load(
      jobText(#"arrivals: {perHour: {mon-thu: {"09:00-12:00": 60}, friday: 40, sat: 3, SUN: 0}}"#)
        .replacingOccurrences(of: "days: 2", with: "days: 8")
        .replacingOccurrences(
          of: "experts: {skills: {job: 1}, staff: 2}",
          with: "experts: {skills: {job: 1}, staff: {mon-wed: 2, thu-sun: 4}}"))
    #expect(week.warnings == [])
    let rates = try #require(week.scenario.contactTypes[1].arrivals).perHour
    #expect(rates.values.count == 8 * 48)
    #expect((0..<8).map { rates.value(day: $0, period: 20) } == [60, 60, 40, 3, 0, 60, 60, 60])
    #expect((0..<8).map { rates.value(day: $0, period: 30) } == [0, 0, 40, 3, 0, 0, 0, 0])
    let heads = try #require(week.scenario.agentGroups[1].heads)
    #expect((0..<8).map { heads.value(day: $0, period: 0) } == [2, 4, 4, 4, 4, 2, 2, 2])
  }

  @Test func weekdaysLeftOutAreNoneWithAWarning() throws {
    let text = jobText("arrivals: {perHour: {wed: 60}}")
    let loaded = try load(text)
    let rates = try #require(loaded.scenario.contactTypes[1].arrivals).perHour
    #expect(rates.value(day: 0, period: 0) == 60 && rates.value(day: 1, period: 0) == 0)
    #expect(loaded.warnings.map(\.path) == ["contactTypes.job.arrivals.perHour"])
    #expect(loaded.warnings.first?.message.contains("thursday of the run has no value") == true)
    let oneDay = text.replacingOccurrences(of: "days: 2", with: "days: 1")
    #expect(try load(oneDay).warnings == [], "only days of the run count")
  }

  @Test func wrongWeekdays() {
    expectWrong("perHour: {mon-fri: 1, sta: 2}", at: ".perHour.sta", "unknown weekday “sta”")
    expectWrong("perHour: {mondy: 1}", at: ".perHour.mondy", "did you mean “monday”?")
    expectWrong("perHour: {mon-sun: 1, thu: 2}", at: ".perHour.thu", "thursday is given twice")
    expectWrong("perHour: {mon-sun: -1}", at: ".perHour.mon-sun", "“-1”")
    expectWrong("perHour: {mon-sun: [1, 2]}", at: ".perHour.mon-sun", "found 2 values")
  }

  // MARK: - What else waits at the start, and who is away

  @Test func backlog() throws {
    let scenario = try load(jobText("", more: "backlog: {job: {count: 120, oldest: 6h}, call: 40}")).scenario
    #expect(
      scenario.backlog == [
        Backlog(contactType: "job", count: 120, oldest: 21_600), Backlog(contactType: "call", count: 40),
      ])
  }

  @Test func absenceTraineesAndReserve() throws {
    let text = jobText("").replacingOccurrences(
      of: "experts: {skills: {job: 1}, staff: 2}",
      with:
        "experts: {skills: {job: {whenIdle: 2}}, staff: 2, absence: 0.04, trainees: {share: 0.2, slower: 1.3, resolves: 0.9}}"
    ).replacingOccurrences(
      of: "callers: {skills: {call: 1}, staff: 2}",
      with: "callers: {skills: {call: 1}, staff: 2, trainees: {share: 0.5}}")
    let loaded = try load(text)
    #expect(loaded.warnings == [])
    let experts = loaded.scenario.agentGroups[1]
    #expect(experts.absence == 0.04)
    #expect(experts.trainees == Trainees(share: 0.2, slower: 1.3, resolves: 0.9))
    #expect(experts.skills == [Skill(contactType: "job", whenIdle: 2)])
    #expect(loaded.scenario.agentGroups[2].trainees == Trainees(share: 0.5, slower: 1, resolves: 1))
    #expect(loaded.scenario.agentGroups[0].absence == 0 && loaded.scenario.agentGroups[0].trainees == nil)
  }

  @Test func aReserveThatIsNeverThereIsWarnedOf() throws {
    func warnings(_ whenIdle: Int, _ staff: String) throws -> [String] {
      try load(
        jobText("").replacingOccurrences(
          of: "experts: {skills: {job: 1}, staff: 2}",
          with: "experts: {skills: {job: {whenIdle: \(whenIdle)}}, \(staff)}")
      ).warnings.map { "\($0.path): \($0.message)" }
    }
    let path = "agentGroups.experts.skills.job.whenIdle: “experts” never has"
    #expect(try warnings(2, "staff: 2") == [])
    #expect(try warnings(3, "staff: 2") == ["\(path) 3 agents (at most 2), so it never takes “job”"])
    let shifts =
      #"shifts: [{start: "09:00", end: "17:00", breaks: ["12:00+1h"], heads: 3}, {start: "16:00", end: "02:00", heads: 4}]"#
    #expect(try warnings(7, shifts) == [])
    #expect(try warnings(8, shifts).count == 1)
    // The late shift after midnight, together with heads by period.
    #expect(try warnings(9, shifts + #", staff: {"01:00-01:30": 5}"#) == [])
    #expect(try warnings(10, shifts + #", staff: {"01:00-01:30": 5, "02:00-09:00": 6}"#).count == 1)
    #expect(try warnings(1, #"shifts: [{start: "09:00", end: "17:00", heads: 0}]"#) == [])
    // Heads at all hours beside shifts are more often a mistake than meant.
    #expect(try warnings(1, shifts + ", staff: 5").map { $0.contains("both are on duty") } == [true])
  }

  @Test func routing() throws {
    let text = jobText("", more: "routing: {deferred: longestWaiting, liveInterruptsDeferred: true}")
    #expect(
      try load(text).scenario.routing == RoutingPolicy(deferred: .longestWaiting, liveInterruptsDeferred: true))
    let plain = jobText("", more: "routing: {deferred: earliestDeadlineFirst, liveInterruptsDeferred: false}")
    #expect(try load(plain).scenario.routing == RoutingPolicy())
  }
}
