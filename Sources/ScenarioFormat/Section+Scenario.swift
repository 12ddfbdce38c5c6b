import ContactCentre

// Every key of a scenario file, in one place.
extension Section {
  static let scenario = Section(
    name: "scenario", help: "A contact centre and the days to simulate.",
    keys: [
      Key("version", .integer(minimum: 1, maximum: 1), required: true, "Version of the format: 1."),
      Key("name", .text, "What the scenario is called in reports."),
      Key("description", .text, "Notes for readers."),
      Key("calendar", .section("calendar"), "The days simulated, their periods and the named opening hours."),
      Key("contactTypes", .map(.section("contactType")), required: true, "The kinds of contact, by name."),
      Key("agentGroups", .map(.section("agentGroup")), required: true, "The groups of agents, by name."),
      Key("routing", .section("routing"), "How contacts and agents find each other."),
      Key("overlays", .map(.list(.section("overlay"))), "Named sets of changes, applied with --overlay."),
      Key("experiment", .section("experiment"), "Seed, replications and precision."),
    ])

  static let calendar = Section(
    name: "calendar", help: "The days simulated, in local time.",
    keys: [
      Key("timezone", .text, "IANA time zone, for example Asia/Shanghai; UTC when left out."),
      Key("start", .date, "First day simulated, local; 2026-01-05, a Monday, when left out."),
      Key("days", .integer(minimum: 1, maximum: 366), "Days simulated; 1 when left out."),
      Key("period", .duration, "Length of a period; divides 24 hours; 30min when left out."),
      Key(
        "hours", .map(.either([.clockRange, .list(.clockRange), .choice(["closed"]), .section("weekHours")])),
        "Named opening hours."),
    ])

  static let weekHours = Section(
    name: "weekHours", help: "Opening hours by weekday; days left out are closed.",
    keys: WeekdayText.keys.map {
      Key($0, .either([.clockRange, .list(.clockRange), .choice(["closed"])]), "Hours of \($0).")
    })

  static let contactType = Section(
    name: "contactType", help: "One kind of contact.",
    keys: [
      Key("description", .text, "Notes for readers."),
      Key("channel", .choice(Channel.allCases.map(\.rawValue)), required: true, "How it reaches the centre."),
      Key("hours", .name, "Name of the opening hours; always open when left out."),
      Key(
        "afterHours", .either([.section("diversion"), .list(.section("diversion"))]),
        "What contacts outside the hours become; the share left over goes away."),
      Key("arrivals", .section("arrivals"), "Demand from outside."),
      Key("handling", .distribution, required: true, "Talk and hold time."),
      Key("wrapUp", .distribution, "After-contact work that keeps the agent busy."),
      Key("patience", .distribution, "How long a customer waits before giving up; for ever when left out."),
      Key("queue", .section("queue"), "Limit of the queue."),
      Key("announcement", .section("announcement"), "What waiting customers are told, and offered."),
      Key("promise", .section("promise"), "The promise on the wait."),
      Key("priority", .integer(minimum: -1000, maximum: 1000), "Higher is served first; 0 when left out."),
      Key(
        "closing", .choice(ClosingRule.allCases.map(\.rawValue)),
        "What happens at closing to those who wait; serveOut when left out."),
    ],
    later: ["deadline", "steps", "resolution", "redial", "broadcast", "redirect"])

  static let diversion = Section(
    name: "diversion", help: "A share of contacts that become another type.",
    keys: [
      Key("becomes", .name, required: true, "Name of the contact type."),
      Key("share", .number(minimum: 0, maximum: 1), "Share of the contacts; 1 when left out."),
    ])

  static let arrivals = Section(
    name: "arrivals", help: "Poisson arrivals.",
    keys: [
      Key("perHour", .profile, required: true, "Contacts per hour, by period."),
      Key(
        "dayFactor", .distribution,
        "Law of a random factor with mean 1 on a whole day, for example {gamma: {cv: 0.15}}."),
    ],
    later: ["topics", "bursts", "trace"])

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
    name: "profileFile", help: "A CSV file with the columns time (and date), and one or more columns of values.",
    keys: [
      Key("file", .text, required: true, "Path, relative to the scenario's folder."),
      Key("column", .text, "Which column of values; needed when there are several."),
    ])

  static let queue = Section(
    name: "queue", help: "The queue of a contact type.",
    keys: [Key("limit", .integer(minimum: 0, maximum: 1_000_000), "How many may wait; beyond it contacts are blocked.")]
  )

  static let announcement = Section(
    name: "announcement", help: "What a customer who must wait is told.",
    keys: [
      Key(
        "from", .integer(minimum: 1, maximum: 1_000_000), "Place in the queue from which it is made; 1 when left out."),
      Key("balking", .section("balking"), "A share leaves at once when the announced wait is long."),
      Key("offer", .section("offer"), "The offer to leave a message instead."),
    ])

  static let balking = Section(
    name: "balking", help: "A share of customers leaves at once.",
    keys: [
      Key("whenExpectedWaitAbove", .duration, required: true, "Announced wait above which they do."),
      Key("share", .number(minimum: 0, maximum: 1), required: true, "Share of customers who do."),
    ])

  static let offer = Section(
    name: "offer", help: "The offer to leave a message.",
    keys: [
      Key("becomes", .name, required: true, "Name of the contact type that the message is."),
      Key("whenExpectedWaitAbove", .duration, required: true, "Announced wait above which it is made."),
      Key("acceptance", .number(minimum: 0, maximum: 1), required: true, "Share of customers who accept."),
    ])

  static let promise = Section(
    name: "promise", help: "Answered within a time, for a share of contacts.",
    keys: [
      Key("answerWithin", .duration, required: true, "The acceptable waiting time."),
      Key("target", .number(minimum: 0, maximum: 1), required: true, "The share promised."),
      Key(
        "definition", .choice(ServiceLevelDefinition.allCases.map(\.rawValue)),
        "Which service level is promised; SL1 when left out."),
    ])

  static let agentGroup = Section(
    name: "agentGroup", help: "Agents with the same skills.",
    keys: [
      Key("description", .text, "Notes for readers."),
      Key(
        "skills", .map(.either([.section("skill"), .integer(minimum: 1, maximum: 1000)])), required: true,
        "The contact types they answer, by name; a number alone is the rank."),
      Key("staff", .profile, "Heads on duty, by period."),
      Key("shifts", .list(.section("shift")), "Shifts, worked every day."),
      Key("shrinkage", .number(minimum: 0, maximum: nil), "Share of scheduled time that is not productive, below 1."),
      Key("costPerHour", .number(minimum: 0, maximum: nil), "Cost of a paid hour."),
    ],
    later: ["absence", "trainees"])

  static let skill = Section(
    name: "skill", help: "What a group can do for a contact type.",
    keys: [
      Key("rank", .integer(minimum: 1, maximum: 1000), "1 is the best and is taken when left out."),
      Key(
        "concurrency", .integer(minimum: 1, maximum: 20),
        "How many of these an agent may hold at once; 1 when left out."),
      Key("slowdown", .list(.number(minimum: nil, maximum: nil, above: 0)), "Factor on the time with 1, 2, … in hand."),
      Key("after", .duration, "The group helps only after this wait (overflow)."),
    ])

  static let shift = Section(
    name: "shift", help: "A shift.",
    keys: [
      Key("name", .text, "What it is called."),
      Key("start", .clock, required: true, "Start."),
      Key("end", .clock, required: true, "End; at or before the start is on the next day."),
      Key("breaks", .list(.clockRange), "Breaks, for example \"12:00+45min\"."),
      Key("heads", .integer(minimum: 0, maximum: 100_000), required: true, "How many agents work it."),
    ])

  static let routing = Section(
    name: "routing", help: "How contacts and agents find each other.",
    keys: [
      Key("contact", .choice(ContactOrder.allCases.map(\.rawValue)), "Which waiting contact an agent takes."),
      Key("agent", .choice(AgentOrder.allCases.map(\.rawValue)), "Which idle agent a contact goes to."),
      Key("deferred", .choice(["earliestDeadlineFirst"]), "Order of deferred work."),
    ])

  static let overlay = Section(
    name: "overlay", help: "One change.",
    keys: [
      Key("set", .text, required: true, "Path of what is changed, for example contactTypes.chat.arrivals."),
      Key("multiply", .number(minimum: 0, maximum: nil), "Multiply what is there."),
      Key("add", .number(minimum: nil, maximum: nil), "Add to what is there."),
      Key("to", .any, "Put this in its place."),
      Key("between", .clockRange, "Clock times in which arrivals or staff are changed."),
    ])

  static let experiment = Section(
    name: "experiment", help: "How the scenario is run.",
    keys: [
      Key("seed", .integer(minimum: 0, maximum: nil), "Seed of the random streams; 1 when left out."),
      Key(
        "replications", .either([.integer(minimum: 1, maximum: 1_000_000), .section("replications")]),
        "How many; 30 when left out."),
      Key("stopWhen", .section("stopWhen"), "Stop when a figure is known well enough."),
      Key("warmUp", .duration, "For stationary runs: what is deleted at the start; whole periods."),
    ])

  static let replications = Section(
    name: "replications", help: "At least and at most this many.",
    keys: [
      Key("min", .integer(minimum: 1, maximum: 1_000_000), "At least."),
      Key("max", .integer(minimum: 1, maximum: 1_000_000), "At most."),
    ])

  static let stopWhen = Section(
    name: "stopWhen", help: "Precision wanted.",
    keys: [
      Key("halfWidth", .number(minimum: nil, maximum: nil, above: 0), required: true, "95 % half width."),
      Key("of", .text, required: true, "Type and figure, for example chat.general.promise."),
    ])

  /// All sections that the schema defines.
  static let all = [
    scenario, calendar, weekHours, contactType, diversion, arrivals, adjusted, adjustment, profileFile, queue,
    announcement, balking,
    offer, promise, agentGroup, skill, shift, routing, overlay, experiment, replications, stopWhen,
  ]
}

/// Names of weekdays in files.
enum WeekdayText {
  static let short = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  static let long = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  /// Every key that names a day or a span of days.
  static let keys: [String] =
    short + long
    + short.indices.flatMap { first in short.indices.filter { $0 > first }.map { "\(short[first])-\(short[$0])" } }

  /// The days of a key, Monday is 0.
  static func days(_ key: String) -> ClosedRange<Int>? {
    if let day = short.firstIndex(of: key) ?? long.firstIndex(of: key) { return day...day }
    let parts = key.split(separator: "-").map(String.init)
    guard parts.count == 2, let first = short.firstIndex(of: parts[0]), let last = short.firstIndex(of: parts[1]),
      first < last
    else { return nil }
    return first...last
  }
}
