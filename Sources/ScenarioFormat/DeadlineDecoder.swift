import ContactCentre

/// Reads the promise on work that keeps.
struct DeadlineDecoder {
  let calendar: ServiceCalendar
  let names: Names
  /// The hours that the contact type names, whether they exist or not.
  let hoursOfType: String?
  /// The steps of the type.
  let steps: [WorkStep]

  func decode(_ item: Item) -> Deadline? {
    let fields = item.fields(.deadline)
    let within = fields["within"]?.duration("a time such as 24h", allowZero: false)
    let target = fields["target"]?.share()
    let clock = fields["clock"].map { $0.choice(DeadlineClock.self) } ?? .wall
    var hours: String?
    switch clock {
    case .business: hours = businessHours(fields)
    case .wall: fields["hours"]?.report("changes nothing on the wall clock; write clock: business, or leave it out")
    case nil: break
    }
    let until = fields["until"]?.choice(DeadlineEnd.self) ?? (steps.isEmpty ? .answered : .resolved)
    let from = fields["from"].flatMap(fromStep)
    guard let within, let target, let clock else { return nil }
    return Deadline(within: within, clock: clock, hours: hours, until: until, fromStep: from, target: target)
  }

  /// The hours in which business time runs: those named here, those of the type, or the only ones there are.
  private func businessHours(_ fields: Fields) -> String? {
    if let item = fields["hours"] {
      return item.reference(names.hours, "the name of opening hours").flatMap { checked($0, item) }
    }
    let item = fields["clock"] ?? fields.parent
    if let hoursOfType {
      // Hours that do not exist are reported where the type names them.
      return names.hours.contains(hoursOfType) ? checked(hoursOfType, item) : nil
    }
    let candidates = calendar.hours.filter { !$0.isRoundTheClock }.map(\.name)
    if candidates.contains("office") { return checked("office", item) }
    if candidates.count == 1 { return checked(candidates[0], item) }
    item.report(
      candidates.isEmpty
        ? "business time needs opening hours; name some in the calendar, and here with “hours”"
        : "business time could run in \(candidates.joined(separator: ", ")); name one with “hours”")
    return nil
  }

  /// `nil` for hours round the clock, in which business time is that of the wall clock.
  private func checked(_ name: String, _ item: Item) -> String? {
    guard let hours = calendar.hours.first(where: { $0.name == name }) else { return nil }
    if hours.byWeekday.allSatisfy(\.isEmpty) {
      item.report("“\(name)” is never open: the deadline would never come")
    }
    return hours.isRoundTheClock ? nil : name
  }

  /// The step with whose end the clock starts.
  private func fromStep(_ item: Item) -> String? {
    guard !steps.isEmpty else {
      item.report("goes with “steps” only; without them the clock starts with the arrival")
      return nil
    }
    let list = NameList(steps.map(\.name), missing: "there is no step")
    guard let name = item.reference(list, "the name of a step") else { return nil }
    if steps.first(where: { $0.name == name })?.next.isEmpty == true {
      item.report("nothing is left to do after “\(name)”; expected a step that others follow")
    }
    return name
  }
}

extension OpeningHours {
  /// Whether they are always open. Ranges do not overlap, so their lengths tell.
  var isRoundTheClock: Bool {
    byWeekday.joined().reduce(0) { $0 + $1.end - $1.start } == 7 * 86_400
  }
}
