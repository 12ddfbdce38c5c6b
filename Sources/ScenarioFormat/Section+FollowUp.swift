// What happens to a contact once somebody has it in hand, and when it comes back.
extension Section {
  static let step = Section(
    name: "step", help: "One step of work that passes through departments.",
    keys: [
      Key("name", .name, "Its name; “step 1”, “step 2” … when left out."),
      Key("group", .name, "Name of the agent group that does it; every group with the skill when left out."),
      Key("handling", .distribution, required: true, "Handling time."),
      Key("delay", .distribution, "Time before the step can begin, for example until an approval is given."),
      Key(
        "then", .either([.name, .section("stepRoute"), .list(.either([.name, .section("stepRoute")]))]),
        "Where the work goes; the share left over is done. The next of the list when left out."),
    ])

  static let stepRoute = Section(
    name: "stepRoute", help: "A share of the work that goes on to a step, or is done.",
    keys: [
      Key("next", .name, "Name of the step."),
      Key("share", .number(minimum: 0, maximum: 1), "Share that goes there; 1 when left out."),
      Key("done", .number(minimum: 0, maximum: 1), "Share that is done, instead of next and share."),
    ])

  static let resolution = Section(
    name: "resolution", help: "Whether a contact settles the issue.",
    keys: [
      Key("firstContact", .number(minimum: 0, maximum: 1), required: true, "Share of contacts that do."),
      Key(
        "otherwise", .either([.section("return"), .list(.section("return"))]),
        "How the others come back; the share left over is never heard of again."),
      Key("window", .duration, "A return within this time counts against first-contact resolution; 7d when left out."),
    ])

  static let comeBack = Section(
    name: "return", help: "A way in which an unsettled issue comes back.",
    keys: [
      Key("as", .name, "Name of the contact type."),
      Key("becomes", .name, "The same as “as”."),
      Key("share", .number(minimum: 0, maximum: 1), "Share of the unsettled contacts; 1 when left out."),
      Key("after", .distribution, "How long after the contact; at once when left out."),
    ],
    oneOf: ["as", "becomes"])

  static let redirect = Section(
    name: "redirect", help: "A share of contacts that belong elsewhere.",
    keys: [
      Key("as", .name, "Name of the contact type that they become."),
      Key("becomes", .name, "The same as “as”."),
      Key("share", .number(minimum: 0, maximum: 1), required: true, "Share of the contacts."),
      Key("because", .text, "Why; shown in reports."),
    ],
    oneOf: ["as", "becomes"])

  static let redial = Section(
    name: "redial", help: "Customers who were blocked or gave up try again.",
    keys: [
      Key("share", .number(minimum: 0, maximum: 1), required: true, "Share of them who do, each time."),
      Key("after", .distribution, required: true, "How long after."),
      Key(
        "attempts", .integer(minimum: 1, maximum: 1_000_000),
        "The most attempts of one customer, the first one counted; no limit when left out."),
    ])

  static let broadcast = Section(
    name: "broadcast", help: "One answer for everyone who waits with the same topic.",
    keys: [
      Key(
        "share", .number(minimum: 0, maximum: 1), required: true, "Share of the contacts whose answer is of use to all."
      )
    ])
}
