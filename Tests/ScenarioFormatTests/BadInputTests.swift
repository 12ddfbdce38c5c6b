import ScenarioFormat
import Testing

/// Every mistake a planner can make with calendar, contact types and rates, with its line, its path, what is wrong and what was expected.
@Suite struct BadInputTests {
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
    ("{empirical: {quantiles: [1min]}}", ".empirical.quantiles", "2 to 1001 ascending times"),
    ("{empirical: {quantiles: [2min, 1min]}}", ".empirical.quantiles", "ascending"),
    ("{phaseType: [{share: 0.5, mean: 1min}]}", ".phaseType", "add up to 1"),
    ("{phaseType: [{share: 1, mean: 0s}]}", ".phaseType.0.mean", "above 0"),
    ("{phaseType: [{share: 1, mean: 1min, stages: 0}]}", ".phaseType.0.stages", "from 1 to 100"),
    ("{piecewiseHazard: {until: [1min], leave: [1], tailMean: 1min}}", ".piecewiseHazard.leave.0", "below 1"),
    ("{piecewiseHazard: {until: [1min], leave: [0.1, 0.2], tailMean: 1min}}", ".piecewiseHazard.leave", "as many"),
    (
      "{piecewiseHazard: {until: [1min, 1min], leave: [0.1, 0], tailMean: 1min}}", ".piecewiseHazard.until", "ascending"
    ),
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
    BadPiece(
      "gamma: {cv: 0.15}", "phaseType: [{share: 1, mean: 1s}]", 15, "\(chat).arrivals.dayFactor.phaseType", "for times"),
    BadPiece("gamma: {cv: 0.15}", "uniform: {min: 0.5, max: 2}", 15, "\(chat).arrivals.dayFactor.uniform", "mean 1"),
  ]

  @Test(arguments: badArrivals) func arrivals(bad: BadPiece) { check(bad) }

  @Test func deferredWorkHasNoPatience() {
    for key in ["patience: 5min", "announcement: {from: 1}", "waitingCredit: 90s"] {
      let name = String(key.prefix { $0 != ":" })
      check(
        BadPiece(
          "message: {channel: deferred,", "message: {channel: deferred, \(key),", 25, "contactTypes.message.\(name)",
          "nobody waits on the line", "leave “\(name)” out"))
    }
  }
}
