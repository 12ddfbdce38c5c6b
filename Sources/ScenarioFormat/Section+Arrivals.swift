// The demand on one kind of contact.
extension Section {
  static let arrivals = Section(
    name: "arrivals", help: "Poisson arrivals, and what comes on top.",
    keys: [
      Key("perHour", .profile, "Contacts per hour, by period."),
      Key(
        "dayFactor", .either([.distribution, .name, .list(.either([.name, .distribution]))]),
        "Random factor with mean 1 on the demand of a whole day, but for bursts and recorded arrivals: a law such as {gamma: {cv: 0.15}}, names of dayFactors, or both."
      ),
      Key(
        "topics", .either([.integer(minimum: 1, maximum: 1_000_000), .section("topics")]),
        "What the contacts are about; a number alone is how many topics there are."),
      Key("bursts", .either([.section("burst"), .list(.section("burst"))]), "Sudden demand on top."),
      Key("lagged", .section("lagged"), "Demand that follows purchases."),
      Key(
        "trace", .either([.section("traceFile"), .list(.either([.text, .number(minimum: 0, maximum: nil)]))]),
        "Recorded arrivals, replayed as they were."),
    ],
    anyOf: ["perHour", "bursts", "lagged", "trace"])

  static let topics = Section(
    name: "topics", help: "Topic k has a share proportional to 1 / k^zipf.",
    keys: [
      Key("count", .integer(minimum: 1, maximum: 1_000_000), required: true, "How many there are."),
      Key("zipf", .number(minimum: 0, maximum: 100), "How unequal they are; 0, all alike, when left out."),
    ])

  static let burst = Section(
    name: "burst", help: "A spike that decays exponentially, for example after a push message.",
    keys: [
      Key("day", .integer(minimum: 1, maximum: 366), "Day of the run, from 1; every day when left out."),
      Key("date", .date, "The day by its date, instead of “day”."),
      Key("at", .clock, required: true, "When it starts."),
      Key("contacts", .number(minimum: 0, maximum: nil), required: true, "Contacts expected in all."),
      Key("decay", .duration, required: true, "Time constant: 63 % come within it."),
    ])

  static let lagged = Section(
    name: "lagged", help: "Contacts that follow purchases, some time later.",
    keys: [
      Key("purchasesPerHour", .profile, required: true, "Purchases per hour, by period."),
      Key("share", .number(minimum: 0, maximum: 1), required: true, "Contacts per purchase, if there were no window."),
      Key("after", .distribution, required: true, "How long after the purchase."),
      Key("within", .duration, "Nothing comes later than this; no limit when left out."),
    ])

  static let traceFile = Section(
    name: "traceFile", help: "A CSV file of times, one a row.",
    keys: [
      Key("file", .text, required: true, "Path, relative to the scenario's folder."),
      Key("column", .text, "Which column holds the times; needed when there are several."),
    ])

  static let adjusted = Section(
    name: "adjusted", help: "Numbers by period with adjustments, as overlays make them.",
    keys: [
      Key("values", .profile, required: true, "The numbers before."),
      Key("adjust", .list(.section("adjustment")), "The adjustments, one after the other."),
    ])

  static let adjustment = Section(
    name: "adjustment", help: "A factor on, or an addition to, the numbers of some or all clock times.",
    keys: [
      Key("multiply", .number(minimum: 0, maximum: nil), "The factor."),
      Key("add", .number(minimum: nil, maximum: nil), "What is added; nothing falls below 0."),
      Key("to", .number(minimum: 0, maximum: nil), "What stands there instead."),
      Key("between", .clockRange, "Clock times in which it holds; always when left out."),
    ])

  static let profileFile = Section(
    name: "profileFile",
    help:
      "A CSV file with the columns time (and date), and one or more columns of values. A row each hour stands for all periods of the hour; where rows are missing it is 0.",
    keys: [
      Key("file", .text, required: true, "Path, relative to the scenario's folder."),
      Key("column", .text, "Which column of values; needed when there are several."),
    ])

  static let weekProfile = Section(
    name: "weekProfile", help: "Numbers by weekday; days left out have 0.",
    keys: WeekdayText.keys.map { Key($0, .profile, "Numbers of \($0).") })
}
