import ContactCentre

/// Reads a kind of shift that a schedule may choose from.
struct PatternDecoder {
  let calendar: ServiceCalendar
  /// A pattern that allows more shifts than this is a mistake, and would take for ever.
  private static let mostShifts = 20_000

  func decode(_ item: Item) -> ShiftPattern? {
    let fields = item.fields(.pattern)
    let from = fields["from"]?.clock()
    let to = fields["to"].map { $0.clock() } ?? from
    let every = fields["every"].map { whole($0, allowZero: false) } ?? calendar.periodSeconds
    let lengths = fields["length"]?.listOrOne().compactMap { whole($0, allowZero: false) } ?? []
    let breaks = fields["breaks"]?.list("a list of breaks").compactMap(pause) ?? []
    let cost = fields["costPerHour"]?.number("a cost from 0") { $0 >= 0 }
    let most = fields["most"]?.integer("whole heads from 0", in: 0...100_000)
    let week = week(item, fields, lengths: lengths)
    guard let from, let to, let every, let week, !lengths.isEmpty else { return nil }
    guard from <= to, from < 86_400 else {
      fields["to"]?.report("lies before “from”; expected the latest start on the same day")
      return nil
    }
    if let longest = lengths.max(), longest > 86_400 {
      fields["length"]?.report("is longer than a day; expected at most 24h")
      return nil
    }
    let pattern = ShiftPattern(
      name: fields["name"]?.string() ?? "shift", starts: from...to, every: every, lengths: lengths, breaks: breaks,
      costPerHour: cost, most: most, week: week)
    guard (to - from) / every * lengths.count <= Self.mostShifts, pattern.shifts.count <= Self.mostShifts else {
      item.report("allows more than \(Self.mostShifts) shifts; expected a coarser “every” or fewer breaks")
      return nil
    }
    if pattern.shifts.isEmpty { item.report("allows no shift: its breaks do not fit into its length") }
    return pattern
  }

  /// On which days each person works; a choice that leaves none is reported.
  private func week(_ item: Item, _ fields: Fields, lengths: [Int]) -> PatternWeek? {
    let weekdays = fields["days"]?.weekdays() ?? Set(Weekday.allCases)
    let counts = fields["daysPerWeek"]?.listOrOne().compactMap { $0.integer("days from 1 to 7", in: 1...7) } ?? []
    let isTogether = fields["daysOffTogether"].flatMap { $0.boolean() } ?? false
    let bounds = fields["hoursPerWeek"]?.fields(.weekBounds)
    let least = bounds?["least"]?.number("hours from 0 to 168") { (0...168).contains($0) } ?? 0
    let most = bounds?["most"]?.number("hours from 0 to 168") { (0...168).contains($0) } ?? 168
    if let count = counts.max(), count > weekdays.count {
      fields["daysPerWeek"]?.report("asks for \(count) days of \(weekdays.count); expected no more than “days” has")
      return nil
    }
    guard least <= most else {
      fields["hoursPerWeek"]?.report("“most” lies below “least”")
      return nil
    }
    let week = PatternWeek(weekdays: weekdays, days: counts, hasDaysOffTogether: isTogether, hours: least...most)
    guard !lengths.isEmpty, lengths.allSatisfy({ week.tours(hoursPerDay: Double($0) / 3600).isEmpty }) else {
      return week
    }
    var free = week
    free.hours = 0...168
    let key =
      lengths.allSatisfy { free.tours(hoursPerDay: Double($0) / 3600).isEmpty } ? "daysOffTogether" : "hoursPerWeek"
    let days = counts.isEmpty ? [weekdays.count] : counts
    let paid = Set(days.flatMap { count in lengths.map { Double($0 * count) / 3600 } }).sorted()
      .map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
    fields[key]?.report(
      key == "hoursPerWeek"
        ? "no length and number of days fits; they come to \(paid.joined(separator: ", ")) hours a week"
        : "the other weekdays of “days” leave no choice whose days off follow one another")
    return nil
  }

  private func pause(_ item: Item) -> PatternBreak? {
    let fields = item.fields(.patternBreak)
    guard let after = fields["after"].flatMap({ whole($0, allowZero: true) }),
      let length = fields["length"].flatMap({ whole($0, allowZero: false) })
    else { return nil }
    let until = fields["until"].flatMap { whole($0, allowZero: true) } ?? after
    guard until >= after else {
      fields["until"]?.report("lies before “after”")
      return nil
    }
    return PatternBreak(after: after...until, length: length)
  }

  /// A time of whole seconds.
  private func whole(_ item: Item, allowZero: Bool) -> Int? {
    item.duration(allowZero: allowZero).flatMap { seconds in
      if seconds == seconds.rounded(), seconds < 1e9 { return Int(seconds) }
      item.report("expected whole seconds")
      return nil
    }
  }
}
