import ScenarioFormat
import Testing

/// One wrong piece of an otherwise good file, and the one mistake that must be reported.
struct BadPiece: Sendable, CustomTestStringConvertible {
  var piece: String
  var wrong: String
  var line: Int
  var path: String
  var words: [String]

  init(_ piece: String, _ wrong: String, _ line: Int, _ path: String, _ words: String...) {
    self.piece = piece
    self.wrong = wrong
    self.line = line
    self.path = path
    self.words = words
  }

  var testDescription: String { "\(path): \(wrong)" }
}

/// Every mistake a planner can make, with its line, its path, what is wrong and what was expected.
@Suite struct BadInputTests {
  private func check(_ bad: BadPiece, sourceLocation: SourceLocation = #_sourceLocation) {
    let found = mistakes(goodText(bad.piece, bad.wrong, sourceLocation: sourceLocation))
    let all = found.map(\.description).joined(separator: "\n")
    guard found.count == 1, let mistake = found.first else {
      Issue.record("\(found.count) mistakes for \(bad.wrong):\n\(all)", sourceLocation: sourceLocation)
      return
    }
    #expect(mistake.file == "test.yaml", sourceLocation: sourceLocation)
    #expect(mistake.line == bad.line, "\(all)", sourceLocation: sourceLocation)
    #expect(mistake.path == bad.path, "\(all)", sourceLocation: sourceLocation)
    for word in bad.words { #expect(mistake.message.contains(word), "\(all)", sourceLocation: sourceLocation) }
  }

  static let badTop = [
    BadPiece("version: 1\n", "version: 2\n", 1, "version", "“2”", "expected version 1"),
    BadPiece("version: 1\n", "\n", 2, "", "“version” is missing"),
    BadPiece("version: 1\n", "version:\n", 1, "version", "is empty"),
    BadPiece("name: Small centre", "nmae: Small centre", 2, "nmae", "unknown key “nmae”", "did you mean “name”?"),
    BadPiece("name: Small centre", "name: [a]", 2, "name", "found a list", "expected a text"),
  ]

  @Test(arguments: badTop) func top(bad: BadPiece) { check(bad) }

  static let badCalendar = [
    BadPiece(
      "Asia/Shanghai", "Asia/Shangai", 4, "calendar.timezone", "unknown time zone", "did you mean “Asia/Shanghai”?"),
    BadPiece("\"2026-11-11\"", "\"2026-02-29\"", 5, "calendar.start", "“2026-02-29”", "expected a date"),
    BadPiece("\"2026-11-11\"", "11.11.2026", 5, "calendar.start", "expected a date"),
    BadPiece("days: 2", "days: 0", 6, "calendar.days", "“0”", "1 to 366"),
    BadPiece("days: 2", "days: 367", 6, "calendar.days", "1 to 366"),
    BadPiece("days: 2", "days: 1.5", 6, "calendar.days", "1 to 366"),
    BadPiece("period: 30min", "period: 7min", 7, "calendar.period", "divide the day"),
    BadPiece("period: 30min", "period: 1e30", 7, "calendar.period", "divide the day"),
    BadPiece("period: 30min", "period: 30m", 7, "calendar.period", "“30m”", "write min"),
    BadPiece("period: 30min", "period: 0s", 7, "calendar.period", "above 0"),
    BadPiece("period: 30min", "perod: 30min", 7, "calendar.perod", "unknown key", "did you mean “period”?"),
    BadPiece("\"09:00-22:00\"\n", "09:00-22:00\n", 9, "calendar.hours.office", "must be quoted", "\"09:00-22:00\""),
    BadPiece("\"09:00-22:00\"\n", "\"09:00\"\n", 9, "calendar.hours.office", "“09:00”", "expected a range"),
    BadPiece("\"09:00-22:00\"\n", "\"09:00-25:00\"\n", 9, "calendar.hours.office", "expected a range"),
    BadPiece("\"09:00-22:00\"\n", "\"09:60-22:00\"\n", 9, "calendar.hours.office", "expected a range"),
    BadPiece("\"09:00-22:00\"\n", "\"09:00-09:00\"\n", 9, "calendar.hours.office", "expected a range"),
    BadPiece("\"09:00-22:00\"\n", "900\n", 9, "calendar.hours.office", "“900”", "expected a range"),
    BadPiece("\"09:00-22:00\"\n", "[\"09:00-13:00\", \"12:00-18:00\"]\n", 9, "calendar.hours.office.1", "overlaps"),
    BadPiece(
      "\"09:00-22:00\"\n", "{mon: \"09:00-12:00\", mon-fri: closed}\n", 9, "calendar.hours.office.mon-fri",
      "monday is given twice"),
    BadPiece(
      "\"09:00-22:00\"\n", "{mnday: \"09:00-12:00\"}\n", 9, "calendar.hours.office.mnday", "unknown weekday",
      "did you mean “monday”?"),
    BadPiece("\"09:00-22:00\"\n", "{mon: 09:00-12:00}\n", 9, "calendar.hours.office.mon", "must be quoted"),
    BadPiece(
      "\"09:00-22:00\"\n", "{fri: \"22:00-06:00\", sat: \"05:00-12:00\"}\n", 9, "calendar.hours.office", "friday",
      "overlap", "saturday"),
    BadPiece("\"09:00-22:00\"\n", "[\"05:00-12:00\", \"22:00-06:00\"]\n", 9, "calendar.hours.office", "overlap"),
  ]

  @Test(arguments: badCalendar) func calendar(bad: BadPiece) { check(bad) }

  @Test func hoursThatAreNoMapping() {
    let found = mistakes(goodText("hours:\n    office: \"09:00-22:00\"", "hours: \"09:00-22:00\""))
    #expect(found.map(\.line) == [8, 12], "the second: a type refers to the hours that are gone")
    #expect(found.map(\.path) == ["calendar.hours", "contactTypes.chat.general.hours"])
  }

  private static let chat = "contactTypes.chat.general"

  static let badContactTypes = [
    BadPiece(
      "channel: phone", "channel: fone", 22, "contactTypes.phone.channel", "“fone”",
      "chat, phone, deferred, ticket, social", "did you mean “phone”?"),
    BadPiece("    channel: phone\n", "", 21, "contactTypes.phone", "“channel” is missing", "one of chat"),
    BadPiece("channel: phone", "channel:", 22, "contactTypes.phone.channel", "is empty"),
    BadPiece("handling: 5min", "handling:", 24, "contactTypes.phone.handling", "is empty", "expected a distribution"),
    BadPiece(
      "hours: office", "hours: offcie", 13, "\(chat).hours", "no opening hours “offcie”", "did you mean “office”?"),
    BadPiece(
      "hours: office", "patince: 5min", 13, "\(chat).patince", "unknown key “patince”", "did you mean “patience”?"),
    BadPiece("hours: office", "priority: high", 13, "\(chat).priority", "“high”", "expected a whole number"),
    BadPiece(
      "hours: office", "closing: serveout", 13, "\(chat).closing", "expected one of serveOut, cutOff",
      "did you mean “serveOut”?"),
    BadPiece("hours: office", "queue: 5", 13, "\(chat).queue", "found “5”", "expected a mapping with limit"),
    BadPiece("hours: office", "queue: {limit: -1}", 13, "\(chat).queue.limit", "“-1”", "from 0"),
    BadPiece("hours: office", "queue: {limit: 2.5}", 13, "\(chat).queue.limit", "whole number"),
    BadPiece(
      "{becomes: message}", "{becomes: mesage}", 14, "\(chat).afterHours.becomes", "no contact type “mesage”",
      "did you mean “message”?"),
    BadPiece(
      "{becomes: message}", "[{becomes: message, share: 0.7}, {becomes: phone, share: 0.6}]", 14, "\(chat).afterHours",
      "add up to 1.3", "at most 1"),
    BadPiece(
      "{becomes: message}", "{becomes: message, share: 1.2}", 14, "\(chat).afterHours.share", "“1.2”", "from 0 to 1"),
    BadPiece("{becomes: message}", "{share: 0.2}", 14, "\(chat).afterHours", "“becomes” is missing"),
    BadPiece("{becomes: message}", "message", 14, "\(chat).afterHours", "expected a mapping with becomes, share"),
    BadPiece("acceptance: 0.35", "acceptance: 35", 19, "\(chat).announcement.offer.acceptance", "“35”", "from 0 to 1"),
    BadPiece(
      "{becomes: message, whenExpectedWaitAbove", "{becomes: massage, whenExpectedWaitAbove", 19,
      "\(chat).announcement.offer.becomes", "did you mean “message”?"),
    BadPiece("announcement:", "announcement:\n      from: 0", 19, "\(chat).announcement.from", "“0”", "from 1"),
    BadPiece("target: 0.9", "target: 90", 20, "\(chat).promise.target", "“90”", "from 0 to 1"),
    BadPiece("target: 0.9", "target: 90%", 20, "\(chat).promise.target", "from 0 to 1"),
    BadPiece("target: 0.9", "target: .nan", 20, "\(chat).promise.target", "from 0 to 1"),
    BadPiece("target: 0.9", "target: nan", 20, "\(chat).promise.target", "from 0 to 1"),
    BadPiece("definition: SL1", "definition: SL5", 20, "\(chat).promise.definition", "SL1, SL2, SL3, SL4"),
    BadPiece("answerWithin: 30s", "answerWithin: soon", 20, "\(chat).promise.answerWithin", "“soon”", "30s or 4min"),
    BadPiece("answerWithin: 30s", "answerWithin: 00:30", 20, "\(chat).promise.answerWithin", "clock time"),
    BadPiece(
      "  message: {", "  a b: {channel: phone, handling: 1min}\n  message: {", 25, "contactTypes.a b", "is not a name"),
  ]

  @Test(arguments: badContactTypes) func contactTypes(bad: BadPiece) { check(bad) }

  static let badLaws: [(String, String, String)] = [
    ("0s", "", "above 0"), ("-5min", "", "expected a time"), ("inf", "", "expected a time"),
    ("nan", "", "expected a time"), ("5 bananas", "", "expected a time"), ("[1]", "", "expected one law"),
    ("{exponential: {mean: 0}}", ".exponential.mean", "above 0"), ("{exponential: 0s}", ".exponential", "above 0"),
    ("{exponential: {mean: -3s}}", ".exponential.mean", "expected a time"),
    ("{exponential: {}}", ".exponential", "“mean” is missing"),
    ("{lognormal: {mean: 6min, cv: 0}}", ".lognormal.cv", "above 0"),
    ("{lognormal: {mean: 6min, cv: -1}}", ".lognormal.cv", "above 0"),
    ("{lognormal: {mean: 6min, cv: nan}}", ".lognormal.cv", "above 0"),
    ("{lognormal: {mean: 6min}}", ".lognormal", "“cv” is missing"),
    ("{lognormal: 6min}", ".lognormal", "expected mean and cv"),
    ("{lognormal: {mean: 6min, cv: 1, shape: 2}}", ".lognormal.shape", "unknown key “shape”"),
    ("{weibull: {mean: 6min, shape: 0}}", ".weibull.shape", "above 0"),
    ("{gamma: {mean: 0min, cv: 1}}", ".gamma.mean", "above 0"),
    ("{uniform: {min: 5min, max: 2min}}", ".uniform", "min must be below max"),
    ("{lognormall: {mean: 6min, cv: 1}}", ".lognormall", "did you mean “lognormal”?"),
    ("{exponential: 3min, constant: 3min}", "", "expected one law"), ("{}", "", "expected one law"),
  ]

  @Test(arguments: badLaws) func laws(text: String, path: String, words: String) {
    check(BadPiece("handling: 5min", "handling: \(text)", 24, "contactTypes.phone.handling\(path)", words))
  }

  static let badArrivals = [
    BadPiece("{perHour: 10}", "{perHour: -10}", 23, "contactTypes.phone.arrivals.perHour", "“-10”", "a number from 0"),
    BadPiece("{perHour: 10}", "{perHour: .inf}", 23, "contactTypes.phone.arrivals.perHour", "a number from 0"),
    BadPiece("{perHour: 10}", "{perHour: }", 23, "contactTypes.phone.arrivals.perHour", "is empty"),
    BadPiece(
      "{perHour: 10}", "{}", 23, "contactTypes.phone.arrivals", "“perHour” is missing",
      "“bursts” or “lagged” or “trace”"),
    BadPiece("{perHour: 10}", "10", 23, "contactTypes.phone.arrivals", "expected a mapping with perHour"),
    BadPiece(
      "{perHour: 10}", "{perHour: [1, 2, 3]}", 23, "contactTypes.phone.arrivals.perHour", "found 3 values", "48", "96",
      "24"),
    BadPiece(
      "{perHour: 10}", "{perHour: {09:00-12:00: 5}}", 23, "contactTypes.phone.arrivals.perHour.09:00-12:00",
      "must be quoted"),
    BadPiece(
      "{perHour: 10}", "{perHour: {\"09:10-12:00\": 5}}", 23, "contactTypes.phone.arrivals.perHour.09:10-12:00",
      "period of 30 min"),
    BadPiece(
      "{perHour: 10}", "{perHour: {\"09:00-12:00\": 5, \"11:30-13:00\": 6}}", 23,
      "contactTypes.phone.arrivals.perHour.11:30-13:00", "overlaps", "11:30"),
    BadPiece(
      "{perHour: 10}", "{perHour: {\"09:00-12:00\": -5}}", 23, "contactTypes.phone.arrivals.perHour.09:00-12:00", "“-5”"
    ),
    BadPiece(
      "{perHour: 10}", "{perHour: {fle: x.csv}}", 23, "contactTypes.phone.arrivals.perHour.fle", "unknown key “fle”",
      "file"),
    BadPiece("gamma: {cv: 0.15}", "gamma: {cv: 0.15, mean: 2}", 15, "\(chat).arrivals.dayFactor.gamma.mean", "mean 1"),
    BadPiece("gamma: {cv: 0.15}", "gamma: {cv: 0}", 15, "\(chat).arrivals.dayFactor.gamma.cv", "above 0"),
    BadPiece("gamma: {cv: 0.15}", "uniform: {min: 0.5, max: 2}", 15, "\(chat).arrivals.dayFactor.uniform", "mean 1"),
  ]

  @Test(arguments: badArrivals) func arrivals(bad: BadPiece) { check(bad) }

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
    BadPiece("heads: 16", "heads: 16, braeks: []", 34, "agentGroups.hotline.shifts.1.braeks", "did you mean “breaks”?"),
    BadPiece("[\"12:00+45min\"]", "[12:00+45min]", 33, "agentGroups.hotline.shifts.0.breaks.0", "must be quoted"),
    BadPiece(
      "[\"12:00+45min\"]", "[\"18:00+45min\"]", 33, "agentGroups.hotline.shifts.0.breaks.0", "not inside the shift"),
    BadPiece(
      "[\"12:00+45min\"]", "[\"12:00+45min\", \"12:30-13:00\"]", 33, "agentGroups.hotline.shifts.0.breaks.1", "overlaps"
    ),
  ]

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

  @Test func deferredWorkHasNoPatience() {
    for key in ["patience: 5min", "announcement: {from: 1}"] {
      let name = String(key.prefix { $0 != ":" })
      check(
        BadPiece(
          "message: {channel: deferred,", "message: {channel: deferred, \(key),", 25, "contactTypes.message.\(name)",
          "nobody waits on the line", "leave “\(name)” out"))
    }
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
