// What is known of one kind of contact: what reaches it, and the promises made.
import ContactCentre

extension Section {
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
      Key("handling", .distribution, "Talk and hold time."),
      Key(
        "handlingFactor", .profile,
        "Work that begins in a period, wrap-up included, takes so many times as long; 1 where nothing is said."),
      Key("steps", .list(.section("step")), "The departments that the work passes through, instead of handling."),
      Key("wrapUp", .distribution, "After-contact work that keeps the agent busy; not with steps."),
      Key("patience", .distribution, "How long a customer waits before giving up; for ever when left out."),
      Key("queue", .section("queue"), "Limit of the queue."),
      Key("announcement", .section("announcement"), "What waiting customers are told, and offered."),
      Key("redial", .section("redial"), "Customers who were blocked or gave up try again; chat and phone."),
      Key("promise", .section("promise"), "The promise on the wait."),
      Key("deadline", .section("deadline"), "The promise on work that keeps; deferred and ticket."),
      Key(
        "redirect", .either([.section("redirect"), .list(.section("redirect"))]),
        "Contacts that an agent, having looked at them, hands over as another type."),
      Key("resolution", .section("resolution"), "Whether a contact settles the issue, and how it comes back."),
      Key("broadcast", .section("broadcast"), "One answer for all who wait with the same topic; social."),
      Key("priority", .integer(minimum: -1000, maximum: 1000), "Higher is served first; 0 when left out."),
      Key(
        "waitingCredit", .duration,
        "Among waiting contacts of the same priority: served as if it had waited that much longer; 0 when left out."),
      Key(
        "closing", .choice(ClosingRule.allCases.map(\.rawValue)),
        "What happens at closing to those who wait; serveOut when left out."),
    ],
    oneOf: ["handling", "steps"])

  static let diversion = Section(
    name: "diversion", help: "A share of contacts that become another type.",
    keys: [
      Key("becomes", .name, required: true, "Name of the contact type."),
      Key("share", .number(minimum: 0, maximum: 1), "Share of the contacts; 1 when left out."),
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

  static let deadline = Section(
    name: "deadline", help: "Done within a time, for a share of contacts.",
    keys: [
      Key("within", .duration, required: true, "The time allowed; exactly then is in time."),
      Key("target", .number(minimum: 0, maximum: 1), required: true, "The share promised."),
      Key(
        "clock", .choice(DeadlineClock.allCases.map(\.rawValue)),
        "Whether all hours count or only opening hours; wall when left out."),
      Key("hours", .name, "Opening hours of the business clock; those of the type or the office when left out."),
      Key(
        "until", .choice(DeadlineEnd.allCases.map(\.rawValue)),
        "What has to happen in time; answered when left out, resolved for work in steps."),
      Key("from", .name, "Name of the step with whose end the clock starts; the arrival when left out."),
    ])
}
