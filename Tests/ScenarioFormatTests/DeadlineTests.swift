import ContactCentre
import ScenarioFormat
import Testing

/// Promises on work that keeps, and the hours that business time runs in.
@Suite struct DeadlineTests {
  private func deadline(
    _ text: String, channel: String = "ticket", handling: String? = "handling: 4min", calendar: String = "",
    rest: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Deadline {
    let entries = "deadline: {\(text)}\(rest)"
    return try #require(
      try job(entries, channel: channel, handling: handling, calendar: calendar, sourceLocation: sourceLocation)
        .deadline,
      sourceLocation: sourceLocation)
  }

  @Test func whatIsLeftOutHasADefault() throws {
    #expect(
      try deadline("within: 24h, target: 0.95")
        == Deadline(within: 86_400, clock: .wall, hours: nil, until: .answered, fromStep: nil, target: 0.95))
    #expect(
      try deadline("within: 24h, target: 0.95", handling: "steps: [{handling: 4min}]")
        == Deadline(within: 86_400, until: .resolved, target: 0.95))
  }

  @Test func everyKey() throws {
    let steps = "steps: [{name: look, handling: 4min}, {name: mend, handling: 4min}]"
    #expect(
      try deadline(
        "within: 90min, clock: business, hours: office, target: 1, until: answered, from: look", channel: "deferred",
        handling: steps)
        == Deadline(
          within: 5400, clock: .business, hours: "office", until: .answered, fromStep: "look", target: 1))
  }

  @Test func businessHoursAreThoseOfTheDeadlineTheTypeOrTheOffice() throws {
    let more = ", hours: {office: \"09:00-22:00\", night: \"22:00-06:00\", day: {mon-sun: \"00:00-24:00\"}}"
    func hours(_ entries: String, rest: String = "", calendar: String) throws -> String? {
      let text = jobText("deadline: {within: 2h, target: 1, clock: business\(entries)}\(rest)")
        .replacingOccurrences(
          of: ", hours: {office: \"09:00-22:00\", always: \"00:00-24:00\"}", with: calendar)
      return try #require(try load(text).scenario.contactTypes[1].deadline).hours
    }
    #expect(try hours("", calendar: more) == "office", "the office before others")
    #expect(try hours("", rest: ", hours: night", calendar: more) == "night")
    #expect(try hours(", hours: office", rest: ", hours: night", calendar: more) == "office")
    #expect(try hours(", hours: always", calendar: more) == nil)
    #expect(try hours(", hours: day", calendar: more) == nil, "round the clock by another name")
    #expect(try hours("", rest: ", hours: always", calendar: more) == nil)
    let one = ", hours: {shop: \"10:00-18:00\", all: \"00:00-24:00\", two: [\"00:00-12:00\", \"12:00-24:00\"]}"
    #expect(try hours("", calendar: one) == "shop", "the only ones that are not round the clock")
  }

  @Test func businessHoursThatAreNotClear() {
    let start = "deadline: {within: 2h, target: 1, clock: business"
    func text(_ calendar: String) -> String {
      jobText("\(start)}").replacingOccurrences(
        of: "{office: \"09:00-22:00\", always: \"00:00-24:00\"}", with: calendar)
    }
    let path = "contactTypes.job.deadline.clock"
    expectMistake(
      text("{shop: \"10:00-18:00\", night: \"18:00-02:00\"}"), line: 5, path: path, "shop, night", "name one",
      "“hours”")
    expectMistake(text("{always: \"00:00-24:00\"}"), line: 5, path: path, "needs opening hours", "“hours”")
    expectMistake(text("{office: closed}"), line: 5, path: path, "“office” is never open")
    expectMistakeInJob("\(start), hours: offce}", at: "deadline.hours", "no opening hours “offce”", "“office”?")
    // One mistake of the type is not two.
    expectMistakeInJob("\(start)}, hours: offce", at: "hours", "no opening hours “offce”")
  }

  @Test func mistakes() {
    let good = "within: 2h, target: 1"
    expectMistakeInJob("deadline: 24h", at: "deadline", "expected a mapping with within, target, clock")
    expectMistakeInJob("deadline: {within: 24h}", at: "deadline", "“target” is missing")
    expectMistakeInJob("deadline: {target: 1}", at: "deadline", "“within” is missing")
    expectMistakeInJob("deadline: {within: 0s, target: 1}", at: "deadline.within", "above 0")
    expectMistakeInJob("deadline: {within: 2h, target: 95}", at: "deadline.target", "from 0 to 1")
    expectMistakeInJob("deadline: {\(good), clock: busines}", at: "deadline.clock", "did you mean “business”?")
    expectMistakeInJob("deadline: {\(good), until: done}", at: "deadline.until", "one of answered, resolved")
    expectMistakeInJob("deadline: {\(good), hours: office}", at: "deadline.hours", "wall clock", "clock: business")
    expectMistakeInJob("deadline: {\(good), from: look}", at: "deadline.from", "goes with “steps” only")
    let steps = "steps: [{name: look, handling: 4min}, {name: mend, handling: 4min}]"
    expectMistakeInJob(
      "deadline: {\(good), from: lok}", handling: steps, at: "deadline.from", "no step “lok”", "“look”?")
    expectMistakeInJob("deadline: {\(good), from: mend}", handling: steps, at: "deadline.from", "nothing is left to do")
  }

  @Test(arguments: ["chat", "phone", "social"]) func onlyForWorkThatKeeps(channel: String) {
    expectMistakeInJob(
      "deadline: {within: 2h, target: 1}", channel: channel, at: "deadline", "deferred and ticket only",
      "this is \(channel)", "leave it out")
  }

  @Test func aPromiseBesidesADeadline() throws {
    let type = try job("deadline: {within: 2h, target: 1}, promise: {answerWithin: 1h, target: 0.5}")
    #expect(type.promise == Promise(answerWithin: 3600, target: 0.5) && type.deadline?.within == 7200)
  }

  @Test func nobodyOnDutyIsWarnedOf() throws {
    func warnings(_ entries: String, handling: String? = "handling: 4min", staff: [String: String]) throws -> [Mistake]
    {
      var text = jobText(
        "arrivals: {perHour: 1}, deadline: {within: 2h, target: 1}\(entries)", handling: handling)
      for (old, new) in staff { text = text.replacingOccurrences(of: old, with: new) }
      return try load(text).warnings
    }
    let agents = "{call: 1, job: 2}, staff: 5"
    let experts = "{job: 1}, staff: 2"
    let nobody = try warnings("", staff: [agents: "{call: 1, job: 2}, staff: 0", experts: "{job: 1}, staff: 0"])
    #expect(nobody.map(\.path) == ["contactTypes.job.deadline"])
    #expect(nobody.first?.message.contains("nobody of agents, experts") == true)
    #expect(try warnings("", staff: [experts: "{job: 1}, staff: 0"]) == [])
    #expect(
      try warnings(
        "", handling: "steps: [{handling: 1min}, {group: experts, handling: 1min}]",
        staff: [experts: "{job: 1}, staff: 0"]
      ).map(\.line) == [5])
    #expect(
      try warnings("", staff: [agents: "{call: 1}, staff: 5", experts: "{job: 1}, staff: {\"09:00-09:30\": 1}"]) == [])
  }
}
