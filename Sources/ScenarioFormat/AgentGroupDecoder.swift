import ContactCentre

/// Reads one agent group.
struct AgentGroupDecoder {
  let calendar: ServiceCalendar
  let directory: String
  let names: Names

  func decode(_ name: String, _ item: Item) -> AgentGroup {
    let fields = item.fields(.agentGroup)
    var group = AgentGroup(name: name, skills: [])
    if let skills = fields["skills"] {
      group.skills = skills.entries("skills by contact type").map { skill($0.name, $0.item) }
      if group.skills.isEmpty { skills.report("is empty; expected the contact types that the group answers") }
    }
    let heads = ProfileDecoder(calendar: calendar, directory: directory, expected: "whole heads from 0", isWhole: true)
    group.heads = fields["staff"].flatMap(heads.decode)
    group.shifts = fields["shifts"]?.list("a list of shifts").compactMap(shift) ?? []
    let patterns = PatternDecoder(calendar: calendar)
    group.patterns = fields["patterns"]?.list("a list of patterns").compactMap(patterns.decode) ?? []
    group.people = fields["people"].map(people) ?? []
    let hasShifts = fields["shifts"].map { if case .list(let shifts) = $0.node.value { !shifts.isEmpty } else { true } }
    if fields["staff"] == nil, hasShifts != true, fields["patterns"] == nil {
      item.report("nobody is on duty; expected “staff” (heads per period) or “shifts”")
    }
    group.shrinkage = fields["shrinkage"]?.number("a share from 0 and below 1") { $0 >= 0 && $0 < 1 } ?? 0
    group.absence = fields["absence"]?.number("a probability from 0 and below 1") { $0 >= 0 && $0 < 1 } ?? 0
    group.trainees = fields["trainees"].flatMap(trainees)
    group.costPerHour = fields["costPerHour"]?.number("a cost from 0") { $0 >= 0 }
    return group
  }

  private func people(_ item: Item) -> [String] {
    var names: [String] = []
    for entry in item.list("a list of names") {
      guard let name = entry.string("a name") else { continue }
      if names.contains(name) { entry.report("“\(name.shortened)” is there twice; tell them apart") }
      names.append(name)
    }
    return names
  }

  private func trainees(_ item: Item) -> Trainees? {
    let fields = item.fields(.trainees)
    let slower = fields["slower"]?.number("a factor above 0") { $0 > 0 && $0 <= 1000 } ?? 1
    let resolves = fields["resolves"]?.share("a factor from 0 to 1") ?? 1
    return fields["share"]?.share().map { Trainees(share: $0, slower: slower, resolves: resolves) }
  }

  private func skill(_ type: String, _ item: Item) -> Skill {
    if !names.contactTypes.accepts(type) { item.report(names.contactTypes.complaint(type)) }
    if case .scalar = item.node.value {
      return Skill(contactType: type, rank: item.integer("a rank from 1", in: 1...1000) ?? 1)
    }
    let fields = item.fields(.skill)
    let concurrency = fields["concurrency"]?.integer("a whole number from 1 to 20", in: 1...20) ?? 1
    var slowdown: [Double] = []
    if let factors = fields["slowdown"] {
      let items = factors.list("a list of factors")
      slowdown = items.compactMap { $0.number("a factor above 0") { $0 > 0 } }
      if items.count != concurrency {
        factors.report("has \(items.count) factors; expected \(concurrency), one for each number of contacts in hand")
        slowdown = []
      } else if slowdown.count != items.count {
        slowdown = []
      }
    }
    return Skill(
      contactType: type, rank: fields["rank"]?.integer("a rank from 1", in: 1...1000) ?? 1, concurrency: concurrency,
      slowdown: slowdown, after: fields["after"]?.duration() ?? 0,
      whenIdle: fields["whenIdle"]?.integer("a number of agents from 0", in: 0...100_000) ?? 0)
  }

  private func shift(_ item: Item) -> Shift? {
    let fields = item.fields(.shift)
    let start = fields["start"]?.clock()
    let end = fields["end"]?.clock()
    let heads = fields["heads"]?.integer("whole heads from 0", in: 0...100_000)
    let weekdays = fields["days"]?.weekdays() ?? Set(Weekday.allCases)
    let cost = fields["costPerHour"]?.number("a cost from 0") { $0 >= 0 }
    let breaks =
      fields["breaks"]?.list("a list of breaks").compactMap { entry in entry.clockRange().map { (entry, $0) } } ?? []
    guard let start, let end, let heads else { return nil }
    guard start < 86_400, start != end else {
      item.report("the shift starts and ends at the same time")
      return nil
    }
    let time = ClockRange(start: start, end: end > start ? end : end + 86_400)
    var pauses: [ClockRange] = []
    for (entry, range) in breaks {
      // A break after midnight of a shift over midnight is on the next day.
      let pause = range.start < start ? ClockRange(start: range.start + 86_400, end: range.end + 86_400) : range
      guard pause.start >= time.start, pause.end <= time.end else {
        entry.report("the break is not inside the shift")
        continue
      }
      if pauses.contains(where: { $0.start < pause.end && pause.start < $0.end }) {
        entry.report("overlaps another break")
      }
      pauses.append(pause)
    }
    return Shift(
      name: fields["name"]?.string() ?? ClockText.text(start), time: time, breaks: pauses, heads: heads,
      weekdays: weekdays, costPerHour: cost)
  }
}
