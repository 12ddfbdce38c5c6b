import ContactCentre

extension ReferenceCheck {
  /// Warns of chats and calls that come while nobody who answers them is on duty: mostly opening hours were forgotten.
  func checkDuty() {
    let calendar = scenario.calendar
    // What two weeks do not show is not a habit.
    let days = min(calendar.days, 14)
    var onDuty: [String: [Bool]] = [:]
    for group in scenario.agentGroups { onDuty[group.name] = onDutyByPeriod(group, days: days) }
    for type in scenario.contactTypes where type.channel == .chat || type.channel == .phone {
      guard type.steps.isEmpty else { continue }
      let teams = scenario.agentGroups.filter { $0.skills.contains { $0.contactType == type.name } }
      // That nobody can answer at all is said elsewhere.
      guard !teams.isEmpty else { continue }
      guard teams.contains(where: { onDuty[$0.name]?.contains(true) == true }) else {
        // A group with patterns gets its staff from a schedule.
        guard !teams.contains(where: { !$0.patterns.isEmpty }), mayCome(type) else { continue }
        let names = teams.map { "“\($0.name)”" }.joined(separator: ", ")
        item("contactTypes", type.name).warn(
          "nobody who answers these contacts is ever on duty: give \(names) staff or shifts")
        continue
      }
      guard let demand = type.arrivals?.perHour else { continue }
      let open = openByPeriod(type, days: days)
      let came = open.indices.map { index in
        open[index] ? demand.value(day: index / calendar.periodsPerDay, period: index % calendar.periodsPerDay) : 0
      }
      let isAlone = came.indices.map { index in
        came[index] > 0 && !teams.contains { onDuty[$0.name]?[index] == true }
      }
      // A stray call at night, as logs have them, is no mistake.
      let alone = zip(came, isAlone).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
      guard alone >= 0.02 * came.reduce(0, +), let first = isAlone.firstIndex(of: true) else { continue }
      let day = first / calendar.periodsPerDay
      let thatDay = Array(isAlone[(day * calendar.periodsPerDay)..<((day + 1) * calendar.periodsPerDay)])
      let date = days == 1 ? "" : " on day \(day + 1)"
      item("contactTypes", type.name).warn(
        "contacts come at \(ranges(thatDay))\(date), when nobody who answers them is on duty; "
          + (type.hours == nil ? "give the type opening hours (hours: …), or staff" : "close earlier, or give staff"))
    }
  }

  /// Whether contacts of a type come from outside, or others turn into them.
  private func mayCome(_ type: ContactType) -> Bool {
    if let arrivals = type.arrivals, arrivals.perHour.values.contains(where: { $0 > 0 }) { return true }
    if let arrivals = type.arrivals, !arrivals.trace.isEmpty || !arrivals.bursts.isEmpty || arrivals.lagged != nil {
      return true
    }
    return scenario.contactTypes.contains { other in
      other.turnsInto.contains(type.name) || other.followedBy.contains { $0.type == type.name && $0.share > 0 }
    }
  }

  /// Whether somebody is on duty in some part of each period.
  private func onDutyByPeriod(_ group: AgentGroup, days: Int) -> [Bool] {
    let calendar = scenario.calendar
    let day = calendar.periodsPerDay
    var isOnDuty = (0..<(days * day)).map { (group.heads?.value(day: $0 / day, period: $0 % day) ?? 0) > 0 }
    for shift in group.shifts where shift.heads > 0 {
      for start in -1..<days where shift.isWorked(weekday: DateText.weekday(calendar.start, plus: start)) {
        mark(&isOnDuty, shift.time, day: start)
      }
    }
    return isOnDuty
  }

  /// Whether a type is open in some part of each period.
  private func openByPeriod(_ type: ContactType, days: Int) -> [Bool] {
    let calendar = scenario.calendar
    guard let name = type.hours, let hours = calendar.hours.first(where: { $0.name == name }) else {
      return Array(repeating: true, count: days * calendar.periodsPerDay)
    }
    var isOpen = Array(repeating: false, count: days * calendar.periodsPerDay)
    for day in -1..<days {
      for range in hours.byWeekday[DateText.weekday(calendar.start, plus: day)] { mark(&isOpen, range, day: day) }
    }
    return isOpen
  }

  private func mark(_ periods: inout [Bool], _ range: ClockRange, day: Int) {
    let length = scenario.calendar.periodSeconds
    let first = max(0, (day * 86_400 + range.start) / length)
    let end = min(periods.count, (day * 86_400 + range.end + length - 1) / length)
    for index in first..<max(first, end) { periods[index] = true }
  }

  /// The stretches of a day, in words; no more than three.
  private func ranges(_ periods: [Bool]) -> String {
    let length = scenario.calendar.periodSeconds
    var stretches: [(start: Int, end: Int)] = []
    for (index, isIn) in periods.enumerated() where isIn {
      if stretches.last?.end == index {
        stretches[stretches.count - 1].end = index + 1
      } else {
        stretches.append((index, index + 1))
      }
    }
    let words = stretches.prefix(3).map { "\(ClockText.text($0.start * length))–\(ClockText.text($0.end * length))" }
    return words.joined(separator: ", ") + (stretches.count > 3 ? " …" : "")
  }
}
