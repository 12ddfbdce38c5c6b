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
    guard let from, let to, let every, !lengths.isEmpty else { return nil }
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
      costPerHour: cost, most: most)
    guard (to - from) / every * lengths.count <= Self.mostShifts, pattern.shifts.count <= Self.mostShifts else {
      item.report("allows more than \(Self.mostShifts) shifts; expected a coarser “every” or fewer breaks")
      return nil
    }
    if pattern.shifts.isEmpty { item.report("allows no shift: its breaks do not fit into its length") }
    return pattern
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
