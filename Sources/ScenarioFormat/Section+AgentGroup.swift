// What is known of one group of agents.
extension Section {
  static let agentGroup = Section(
    name: "agentGroup", help: "Agents with the same skills.",
    keys: [
      Key("description", .text, "Notes for readers."),
      Key(
        "skills", .map(.either([.section("skill"), .integer(minimum: 1, maximum: 1000)])), required: true,
        "The contact types they answer, by name; a number alone is the rank."),
      Key("staff", .profile, "Heads on duty, by period; those of the shifts come on top."),
      Key("shifts", .list(.section("shift")), "Shifts, worked every day or on some weekdays."),
      Key("patterns", .list(.section("pattern")), "Kinds of shift that `waitline schedule` may choose from."),
      Key("people", .list(.text), "Names, for the roster that `waitline schedule` writes."),
      Key(
        "shrinkage", .number(minimum: 0, maximum: nil),
        "Share of scheduled time that is not productive, below 1. What is left of the heads is rounded to whole agents: of 15 with "
          + "0.3 there are 10.5, that is 11, at work."),
      Key("absence", .number(minimum: 0, maximum: nil), "Probability that an agent is away all day, below 1."),
      Key("trainees", .section("trainees"), "Agents in training."),
      Key("costPerHour", .number(minimum: 0, maximum: nil), "Cost of a paid hour; a shift may have another."),
    ])

  static let skill = Section(
    name: "skill", help: "What a group can do for a contact type.",
    keys: [
      Key(
        "rank", .integer(minimum: 1, maximum: 1000),
        "Whom a contact is offered to first: 1 is the best and is taken when left out. Which waiting contact an agent takes goes by it "
          + "only with routing.contact: highestPriorityThenBestRank."),
      Key(
        "concurrency", .integer(minimum: 1, maximum: 20),
        "How many of these an agent may hold at once; 1 when left out."),
      Key("slowdown", .list(.number(minimum: nil, maximum: nil, above: 0)), "Factor on the time with 1, 2, … in hand."),
      Key("after", .duration, "The group helps only after this wait (overflow)."),
      Key(
        "whenIdle", .integer(minimum: 0, maximum: 100_000),
        "The group takes these only while so many of its agents are idle, the one who takes it counted, and interrupts no work for them; 0 keeps none free."
      ),
    ])

  static let trainees = Section(
    name: "trainees", help: "Agents in training: slower, and less often with a lasting answer.",
    keys: [
      Key("share", .number(minimum: 0, maximum: 1), required: true, "Share of the agents."),
      Key("slower", .number(minimum: nil, maximum: nil, above: 0), "Factor on their handling times; 1 when left out."),
      Key(
        "resolves", .number(minimum: 0, maximum: 1),
        "Factor on the probability that a contact settles the issue; 1 when left out."),
    ])

  static let shift = Section(
    name: "shift", help: "A shift.",
    keys: [
      Key("name", .text, "What it is called."),
      Key("start", .clock, required: true, "Start."),
      Key("end", .clock, required: true, "End; at or before the start is on the next day."),
      Key("breaks", .list(.clockRange), "Breaks, for example \"12:00+45min\"."),
      Key("heads", .integer(minimum: 0, maximum: 100_000), required: true, "How many agents work it."),
      Key(
        "days", .either([.choice(WeekdayText.keys), .list(.choice(WeekdayText.keys))]),
        "Weekdays on which it starts, such as mon-fri or [sat, sun]; every day when left out."),
      Key("costPerHour", .number(minimum: 0, maximum: nil), "Cost of a paid hour; that of the group when left out."),
    ])

  static let pattern = Section(
    name: "pattern",
    help: "A kind of shift that a schedule may choose: every start with every length and placing of breaks.",
    keys: [
      Key("name", .text, "What it is called."),
      Key("from", .clock, required: true, "Earliest start."),
      Key("to", .clock, "Latest start; the earliest when left out."),
      Key("every", .duration, "Grid of the starts and of the breaks; a period when left out."),
      Key(
        "length", .either([.duration, .list(.duration)]), required: true,
        "Length, breaks included, or several to choose from."),
      Key("breaks", .list(.section("patternBreak")), "Breaks, in order; they are paid."),
      Key("costPerHour", .number(minimum: 0, maximum: nil), "Cost of a paid hour; that of the group when left out."),
      Key("most", .integer(minimum: 0, maximum: 100_000), "The most heads on this pattern, all starts together."),
      Key(
        "days", .either([.choice(WeekdayText.keys), .list(.choice(WeekdayText.keys))]),
        "Weekdays on which it may start, such as mon-fri; every day when left out."),
      Key(
        "daysPerWeek", .either([.integer(minimum: 1, maximum: 7), .list(.integer(minimum: 1, maximum: 7))]),
        "On how many of them each person works, or several numbers to choose from; on all when left out."),
      Key("daysOffTogether", .boolean, "Whether each person's days off follow one another; false when left out."),
      Key("hoursPerWeek", .section("weekBounds"), "Paid hours a week of each person."),
    ])

  static let weekBounds = Section(
    name: "weekBounds", help: "Bounds of paid hours a week.",
    keys: [
      Key("least", .number(minimum: 0, maximum: 168), "At least; 0 when left out."),
      Key("most", .number(minimum: 0, maximum: 168), "At most; no limit when left out."),
    ])

  static let patternBreak = Section(
    name: "patternBreak", help: "A break of a kind of shift.",
    keys: [
      Key("after", .duration, required: true, "How long after the start it begins, at the earliest."),
      Key("until", .duration, "At the latest; at the earliest when left out."),
      Key("length", .duration, required: true, "How long it takes."),
    ])
}
