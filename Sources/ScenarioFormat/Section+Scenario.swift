import ContactCentre

// The keys of a scenario file: what concerns it as a whole, and the list of all sections.
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
      Key(
        "dayFactors", .map(.distribution),
        "Random factors of the day, by name, that several types have in common; for example {gamma: {cv: 0.1}}."),
      Key(
        "backlog", .map(.either([.integer(minimum: 0, maximum: 10_000_000), .section("backlog")])),
        "Contacts that wait when the run starts, by type."),
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

  static let routing = Section(
    name: "routing", help: "How contacts and agents find each other.",
    keys: [
      Key(
        "contact", .choice(ContactOrder.allCases.map(\.rawValue)),
        "Which waiting contact an agent takes; highestPriorityThenLongestWaiting when left out."),
      Key(
        "agent", .choice(AgentOrder.allCases.map(\.rawValue)),
        "Which idle agent a contact goes to; bestRankThenLongestIdle when left out."),
      Key(
        "deferred", .choice(DeferredOrder.allCases.map(\.rawValue)),
        "Order of deferred work of the same priority; earliestDeadlineFirst when left out. Of what is due at the same time the "
          + "contact that came in first is worked on first."),
      Key(
        "liveInterruptsDeferred", .boolean,
        "Whether a live contact that finds nobody idle interrupts deferred work; false when left out."),
    ])

  static let backlog = Section(
    name: "backlog", help: "Contacts of a type that wait when the run starts.",
    keys: [
      Key("count", .integer(minimum: 0, maximum: 10_000_000), required: true, "How many."),
      Key("oldest", .duration, "How long the oldest has waited, the others evenly less; 0s when left out."),
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
      Key(
        "warmUp", .duration,
        "For stationary runs: what is deleted at the start; whole periods, and of a run above 31 days whole days."),
      Key(
        "varianceReduction",
        .either([
          .choice(VarianceReduction.allCases.map(\.rawValue)),
          .list(.choice(VarianceReduction.allCases.map(\.rawValue))),
        ]),
        "Ways to the same precision with fewer replications; plain replications when left out."),
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
      Key("halfWidth", .number(minimum: nil, maximum: nil, above: 0), "95 % half width, in the unit of the figure."),
      Key(
        "relativeHalfWidth", .number(minimum: nil, maximum: nil, above: 0),
        "Instead of halfWidth: 95 % half width as a share of the mean, for example 0.02."),
      Key("of", .text, required: true, "Type (or agent group) and figure, for example chat.general.promise."),
    ])

  /// All sections that the schema defines.
  static let all = [
    scenario, calendar, weekHours, contactType, diversion, arrivals, topics, burst, lagged, traceFile, adjusted,
    adjustment, profileFile, weekProfile, queue, announcement, balking, offer, promise, deadline, step, stepRoute,
    resolution, comeBack, redirect, redial, broadcast, agentGroup, skill, trainees, shift, pattern, patternBreak,
    weekBounds, routing, backlog, overlay, empiricalLaw, phaseBranch, piecewiseHazardLaw,
    experiment, replications, stopWhen, plan,
  ]
}
