import ScenarioFormat
import Testing

/// Every mistake a planner can make with groups of agents and with the scenario as a whole.
@Suite struct BadCentreTests {
  static let badGroups = [
    BadPiece(
      "skills: {phone: 1}", "skills: {phone: 1, phne: 2}", 31, "agentGroups.hotline.skills.phne",
      "no contact type “phne”", "did you mean “phone”?"),
    BadPiece(
      "skills: {phone: 1}", "skills: {phone: 0}", 31, "agentGroups.hotline.skills.phone", "“0”", "a rank from 1"),
    BadPiece(
      "skills: {phone: 1}", "skills: {phone: {rank: 1, concurrency: 2}}", 31,
      "agentGroups.hotline.skills.phone.concurrency", "2 calls at once"),
    BadPiece(
      "skills: {phone: 1}", "skills: {phone: {rnk: 1}}", 31, "agentGroups.hotline.skills.phone.rnk",
      "did you mean “rank”?"),
    BadPiece(
      "skills: {phone: 1}", "skills: {phone: {after: 1m}}", 31, "agentGroups.hotline.skills.phone.after", "write min"),
    BadPiece(
      "slowdown: [1, 1.25]", "slowdown: [1]", 28, "agentGroups.agents.skills.chat.general.slowdown", "1 factors",
      "expected 2"),
    BadPiece(
      "slowdown: [1, 1.25]", "slowdown: [1, 0]", 28, "agentGroups.agents.skills.chat.general.slowdown.1", "“0”",
      "above 0"),
    BadPiece("staff: 12", "staff: 12.5", 29, "agentGroups.agents.staff", "“12.5”", "whole heads"),
    BadPiece("staff: 12", "staff: -1", 29, "agentGroups.agents.staff", "“-1”", "whole heads"),
    BadPiece("staff: 12", "shrinkage: 0.1", 27, "agentGroups.agents", "nobody is on duty", "“staff”", "“shifts”"),
    BadPiece("staff: 12", "shifts: []", 27, "agentGroups.agents", "nobody is on duty"),
    BadPiece("staff: 12", "staff: 12\n    shrinkage: 1", 30, "agentGroups.agents.shrinkage", "“1”", "below 1"),
    BadPiece("staff: 12", "staff: 12\n    costPerHour: -1", 30, "agentGroups.agents.costPerHour", "“-1”", "from 0"),
    BadPiece("staff: 12", "staff: 12\n    absence: 1", 30, "agentGroups.agents.absence", "“1”", "below 1"),
    BadPiece("staff: 12", "staff: 12\n    absence: -0.1", 30, "agentGroups.agents.absence", "from 0"),
    BadPiece(
      "staff: 12", "staff: 12\n    trainees: 0.2", 30, "agentGroups.agents.trainees", "mapping with share, slower"),
    BadPiece(
      "staff: 12", "staff: 12\n    trainees: {slower: 2}", 30, "agentGroups.agents.trainees", "“share” is missing"),
    BadPiece(
      "staff: 12", "staff: 12\n    trainees: {share: 1.1}", 30, "agentGroups.agents.trainees.share", "from 0 to 1"),
    BadPiece(
      "staff: 12", "staff: 12\n    trainees: {share: 0.2, slower: 0}", 30, "agentGroups.agents.trainees.slower",
      "above 0"),
    BadPiece(
      "staff: 12", "staff: 12\n    trainees: {share: 0.2, resolves: 1.1}", 30, "agentGroups.agents.trainees.resolves",
      "from 0 to 1"),
    BadPiece(
      "skills: {phone: 1}", "skills: {phone: {whenIdle: -1}}", 31, "agentGroups.hotline.skills.phone.whenIdle", "“-1”",
      "from 0"),
    BadPiece(
      "skills: {phone: 1}", "skills: {phone: {whenIdle: 1.5}}", 31, "agentGroups.hotline.skills.phone.whenIdle",
      "number of agents"),
    BadPiece(
      "start: \"13:30\"", "start: 13:30", 34, "agentGroups.hotline.shifts.1.start", "must be quoted", "\"13:30\""),
    BadPiece("start: \"13:30\"", "start: \"1330\"", 34, "agentGroups.hotline.shifts.1.start", "expected a clock time"),
    BadPiece("start: \"13:30\"", "start: \"22:00\"", 34, "agentGroups.hotline.shifts.1", "same time"),
    BadPiece("start: \"13:30\", ", "", 34, "agentGroups.hotline.shifts.1", "“start” is missing"),
    BadPiece("heads: 16", "heads: 16.5", 34, "agentGroups.hotline.shifts.1.heads", "“16.5”", "whole heads"),
    BadPiece(
      "heads: 16", "heads: 16, days: [mon, tus]", 34, "agentGroups.hotline.shifts.1.days.1", "unknown weekday “tus”",
      "did you mean"),
    BadPiece("heads: 16", "heads: 16, days: []", 34, "agentGroups.hotline.shifts.1.days", "is empty"),
    BadPiece("heads: 16", "heads: 16, braeks: []", 34, "agentGroups.hotline.shifts.1.braeks", "did you mean “breaks”?"),
    BadPiece("[\"12:00+45min\"]", "[12:00+45min]", 33, "agentGroups.hotline.shifts.0.breaks.0", "must be quoted"),
    BadPiece(
      "[\"12:00+45min\"]", "[\"18:00+45min\"]", 33, "agentGroups.hotline.shifts.0.breaks.0", "not inside the shift"),
    BadPiece(
      "[\"12:00+45min\"]", "[\"12:00+45min\", \"12:30-13:00\"]", 33, "agentGroups.hotline.shifts.0.breaks.1", "overlaps"
    ),
  ]

  /// A pattern of the first group: what is wrong in it, and what must be said.
  private static func badPattern(_ keys: String, _ path: String, _ words: String) -> BadPiece {
    BadPiece(
      "staff: 12", "staff: 12\n    patterns: [{from: \"09:00\", length: 8h, \(keys)}]", 30,
      "agentGroups.agents.patterns.0.\(path)", words)
  }

  static let badWeeks = [
    badPattern("daysPerWeek: 8", "daysPerWeek", "days from 1 to 7"),
    badPattern("days: mon-fri, daysPerWeek: [4, 6]", "daysPerWeek", "asks for 6 days of 5"),
    badPattern("days: mon-frx", "days", "unknown weekday"),
    badPattern("hoursPerWeek: {least: 30, most: 20}", "hoursPerWeek", "lies below"),
    badPattern("daysPerWeek: [4, 5], hoursPerWeek: {most: 30}", "hoursPerWeek", "they come to 32, 40 hours a week"),
    badPattern("hoursPerWeek: {mots: 30}", "hoursPerWeek.mots", "did you mean “most”?"),
    badPattern("days: [mon, wed, fri], daysOffTogether: true", "daysOffTogether", "follow one another"),
    badPattern("daysOffTogether: often", "daysOffTogether", "true or false"),
    BadPiece(
      "staff: 12", "staff: 12\n    people: [Ann, Bo, Ann]", 30, "agentGroups.agents.people.2", "“Ann” is there twice"),
  ]

  @Test(arguments: badWeeks) func weeks(bad: BadPiece) { check(bad) }

  @Test(arguments: badGroups) func groups(bad: BadPiece) { check(bad) }

  private static let of = "of: chat.general.promise"

  static let badExperiment = [
    BadPiece("experiment: {seed: 1", "experiment: {seed: -1", 39, "experiment.seed", "“-1”", "from 0"),
    BadPiece("experiment: {seed: 1", "experiment: {seed: 9223372036854775808", 39, "experiment.seed", "from 0"),
    BadPiece("{min: 30, max: 2000}", "0", 39, "experiment.replications", "“0”", "from 1"),
    BadPiece("{min: 30, max: 2000}", "{min: 30, max: 20}", 39, "experiment.replications", "max is below min"),
    BadPiece("halfWidth: 0.005", "halfWidth: 0", 39, "experiment.stopWhen.halfWidth", "above 0"),
    BadPiece(of, "of: chat.general.promis", 39, "experiment.stopWhen.of", "did you mean “promise”?"),
    BadPiece(
      of, "of: chat.genral.promise", 39, "experiment.stopWhen.of", "no contact type “chat.genral”",
      "did you mean “chat.general”?"),
    BadPiece(of, "of: phone.promise", 39, "experiment.stopWhen.of", "“phone” makes no promise"),
    BadPiece(of, "of: SL1", 39, "experiment.stopWhen.of", "a contact type, a dot and one of promise"),
    BadPiece("experiment: {seed: 1", "experiment: {warmUp: 45min", 39, "experiment.warmUp", "whole number of periods"),
    BadPiece("experiment: {seed: 1", "experiment: {warmUp: 2d", 39, "experiment.warmUp", "as long as the run"),
    BadPiece(
      "experiment: {seed: 1", "routing: {contact: longestWaitin}\nexperiment: {seed: 1", 39, "routing.contact",
      "did you mean “longestWaiting”?"),
    BadPiece(
      "experiment: {seed: 1", "routing: {deferred: fifo}\nexperiment: {seed: 1", 39, "routing.deferred",
      "expected one of earliestDeadlineFirst, longestWaiting"),
    BadPiece(
      "experiment: {seed: 1", "routing: {liveInterruptsDeferred: 1}\nexperiment: {seed: 1", 39,
      "routing.liveInterruptsDeferred", "“1”", "true or false"),
  ]

  @Test(arguments: badExperiment) func experiment(bad: BadPiece) { check(bad) }

  static let badFactorsAndBacklog = [
    BadPiece(
      "experiment: {seed: 1", "dayFactors: {busy: {gamma: {cv: 0}}}\nexperiment: {seed: 1", 39,
      "dayFactors.busy.gamma.cv", "above 0"),
    BadPiece(
      "experiment: {seed: 1", "dayFactors: {busy: {gamma: {cv: 1, mean: 2}}}\nexperiment: {seed: 1", 39,
      "dayFactors.busy.gamma.mean", "mean 1"),
    BadPiece(
      "experiment: {seed: 1", "backlog: {mesage: 4}\nexperiment: {seed: 1", 39, "backlog.mesage",
      "no contact type “mesage”", "did you mean “message”?"),
    BadPiece(
      "experiment: {seed: 1", "backlog: {message: -4}\nexperiment: {seed: 1", 39, "backlog.message", "“-4”", "from 0"),
    BadPiece(
      "experiment: {seed: 1", "backlog: {message: {oldest: 6h}}\nexperiment: {seed: 1", 39, "backlog.message",
      "“count” is missing"),
    BadPiece(
      "experiment: {seed: 1", "backlog: {message: {count: 1.5}}\nexperiment: {seed: 1", 39, "backlog.message.count",
      "“1.5”"),
    BadPiece("experiment: {seed: 1", "backlog: 4\nexperiment: {seed: 1", 39, "backlog", "numbers by contact type"),
  ]

  @Test(arguments: badFactorsAndBacklog) func factorsAndBacklog(bad: BadPiece) { check(bad) }

  @Test func circlesOfBecomes() {
    check(
      BadPiece(
        "message: {channel: deferred,", "message: {channel: deferred, afterHours: {becomes: chat.general},", 11,
        "contactTypes.chat.general", "circle", "chat.general → message → chat.general"))
    check(
      BadPiece(
        "channel: phone", "channel: phone\n    afterHours: {becomes: phone}", 21, "contactTypes.phone",
        "phone → phone"))
    check(
      BadPiece(
        "channel: phone",
        "channel: phone\n    announcement: {offer: {becomes: phone, whenExpectedWaitAbove: 1min, acceptance: 0.1}}",
        21, "contactTypes.phone", "phone → phone"))
  }

  @Test func aCircleIsFoundFromOutsideIt() {
    let text = """
      version: 1
      contactTypes:
        a: {channel: phone, handling: 1min, arrivals: {perHour: 1}, afterHours: {becomes: b}}
        b: {channel: phone, handling: 1min, afterHours: {becomes: c}}
        c: {channel: phone, handling: 1min, afterHours: {becomes: b}}
      agentGroups:
        agents: {staff: 1, skills: {a: 1, b: 1, c: 1}}
      """
    expectMistake(text, line: 4, path: "contactTypes.b", "b → c → b")
  }

  @Test func aLongChainIsNoCircleAndNoCrash() throws {
    var text = "version: 1\ncontactTypes:\n"
    let length = 20_000
    for index in 0..<length {
      text += "  t\(index): {channel: phone, handling: 1min, afterHours: {becomes: t\(index + 1)}}\n"
    }
    text += "  t\(length): {channel: phone, handling: 1min}\nagentGroups: {a: {skills: {t0: 1}, staff: 1}}\n"
    #expect(try load(text).scenario.contactTypes.count == length + 1)
  }

  @Test func typesThatNobodyAnswers() {
    check(
      BadPiece("message: 2}", "phone: 2}", 25, "contactTypes.message", "no agent group has the skill for “message”"))
    check(
      BadPiece(
        "skills: {phone: 1}", "skills: {message: 1}", 21, "contactTypes.phone",
        "no agent group has the skill for “phone”"))
  }

  @Test func aTypeThatGetsNothingNeedsNobody() throws {
    let text = goodText("skills: {phone: 1}", "skills: {message: 1}").replacingOccurrences(
      of: "{perHour: 10}", with: "{perHour: 0}")
    #expect(throws: Never.self) { try load(text) }
  }

  @Test func sectionsThatAreNoMappings() {
    for (piece, path, line) in [
      ("calendar: 5", "calendar", 2), ("contactTypes: []", "contactTypes", 3), ("agentGroups: x", "agentGroups", 4),
      ("experiment: 1", "experiment", 5), ("routing: []", "routing", 6), ("overlays: 1", "overlays", 7),
    ] {
      let text = "version: 1\ncalendar: 5\ncontactTypes: []\nagentGroups: x\nexperiment: 1\nrouting: []\noverlays: 1\n"
      let found = mistakes(text).filter { $0.path == path }
      #expect(found.map(\.line) == [line], "\(piece)")
      #expect(found.first?.message.contains("expected") == true, "\(piece)")
    }
  }

  @Test func allMistakesAtOnceInTheOrderOfTheirLines() {
    let text =
      goodText
      .replacingOccurrences(of: "days: 2", with: "days: 0")
      .replacingOccurrences(of: "{perHour: 10}", with: "{perHour: -1}")
      .replacingOccurrences(of: "acceptance: 0.35", with: "acceptance: 3.5")
      .replacingOccurrences(of: "{becomes: message}", with: "{becomes: mesage}")
      .replacingOccurrences(of: "staff: 12", with: "staf: 12")
      .replacingOccurrences(of: "start: \"13:30\"", with: "start: 13:30")
    let found = mistakes(text)
    #expect(found.map(\.line) == [6, 14, 19, 23, 27, 29, 34], "\(found.map(\.description).joined(separator: "\n"))")
    #expect(ScenarioErrors(mistakes: found).description.split(separator: "\n").count == 7)
  }

  @Test func aMistakeIsOneLine() {
    let mistake = Mistake(file: "a.yaml", line: 12, path: "contactTypes.chat.patience", message: "what is wrong")
    #expect(mistake.description == "a.yaml:12: contactTypes.chat.patience: what is wrong")
    #expect(Mistake(file: "a.yaml", line: nil, path: "", message: "m").description == "a.yaml: m")
    let found = mistakes(goodText("handling: 5min", "handling: \"a\\nb\\nc\""))
    #expect(found.allSatisfy { !$0.description.contains("\n") })
  }
}
