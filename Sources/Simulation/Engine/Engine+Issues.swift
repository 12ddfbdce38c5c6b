// Issues: what is known of a customer's problem over all its contacts, and the deadline of the current one.
extension Engine {
  /// A customer comes with something new.
  mutating func openIssue(type: Int32, at time: Double) -> Int32 {
    let issue = issues.open(type: type, period: period, at: time)
    if period >= warmUpPeriods { tally.add(1, .opened, type: type) }
    if isTracing { note(.arrived, issue: issue, type: type, number: states[type].contacts, at: time) }
    return issue
  }

  /// A contact of an issue comes in while its type is open.
  mutating func beginContact(of issue: Int32, type: Int32, number: Int, at time: Double) {
    let loop = issues[issue].loop
    if loop >= 0, loop == endings[type].redialLoop {
      issues[issue].attempts += 1
      tally.add(1, .returned, type: type, period: period)
    } else {
      issues[issue].attempts = 1
      if loop >= 0, issues[issue].cameBack { tally.add(1, .returned, type: type, period: period) }
    }
    issues[issue].loop = -1
    issues[issue].cameBack = false
    issues[issue].contacts += 1
    issues[issue].type = type
    issues[issue].number = number
    issues[issue].arrivedAt = time
    issues[issue].period = period
    issues[issue].isAnswered = false
    issues[issue].givesUp = .infinity
    issues[issue].due = .infinity
    if types[type].hasDeadline, endings[type].deadlineFrom < 0 { startDeadline(of: issue, type: type, at: time) }
  }

  /// The clock of a contact's deadline starts.
  mutating func startDeadline(of issue: Int32, type: Int32, at time: Double) {
    issues[issue].due = dueTime(type: type, from: time)
    issues[issue].isDueOpen = true
  }

  /// When a contact that comes at a time is due.
  ///
  /// On business time the answer is the last moment at which no more business time has run than is allowed: a deadline that
  /// ends with the day lasts until the next opening.
  @inline(__always)
  private func dueTime(type: Int32, from time: Double) -> Double {
    let within = endings[type].deadlineWithin
    let hours = endings[type].businessHours
    guard hours.start < hours.end else { return time + within }
    // The last interval that opens by then; before the first no business time is known to run.
    let current = max(hours.start, interval(in: hours) { businessIntervals[$0].open <= time })
    let known = max(time, businessIntervals[current].open)
    let ran = businessIntervals[current].before + min(known, businessIntervals[current].close)
    let target = ran - businessIntervals[current].open + within
    let last = interval(in: hours) { businessIntervals[$0].before <= target + 1e-6 }
    return businessIntervals[last].open + target - businessIntervals[last].before
  }

  /// The last interval for which a condition holds that holds for all before it; one before the first if there is none.
  @inline(__always)
  private func interval(in hours: Slice, where holds: (Int32) -> Bool) -> Int32 {
    var low = hours.start - 1
    var high = hours.end - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if holds(middle) { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// What a deferred contact is ordered by: when it is due; without a deadline it comes after all that has one.
  ///
  /// Before the step that starts the clock it is ordered as if the clock had started on arrival: it must not starve.
  @inline(__always)
  func dueOrder(of issue: Int32, since joined: Double) -> Double {
    let due = issues[issue].due
    if due < .infinity { return due }
    let within = endings[types[issues[issue].type].parent].deadlineWithin
    return within < .infinity ? issues[issue].arrivedAt + within : Self.afterAllDeadlines + joined
  }

  /// Whether a contact's turn is before another's in their line: of work that is due at the same time what came in first, as all
  /// that comes after hours is due at the same time of business.
  @inline(__always)
  func comesFirst(_ contact: WaitingContact, before other: WaitingContact) -> Bool {
    if abs(contact.order - other.order) > Self.simultaneous { return contact.order < other.order }
    return earliestDeadlineFirst && issues[contact.issue].arrivedAt < issues[other.issue].arrivedAt
  }

  /// 35 000 years: a clock time added to it is still exact to a millisecond.
  private static var afterAllDeadlines: Double { 0x1p40 }

  /// An agent takes a contact up.
  mutating func noteAnswered(_ issue: Int32, type: Int32, group: Int32, at time: Double) {
    if issues[issue].lastGroup >= 0, issues[issue].lastGroup != group { issues[issue].handOffs += 1 }
    issues[issue].lastGroup = group
    let parent = types[type].parent
    if !issues[issue].isAnswered {
      issues[issue].isAnswered = true
      noteTakenUp(issue, at: time)
      if types[type].isStep { countTakenUp(issue, type: parent, at: time) }
    }
    if issues[issue].isDueOpen, !endings[parent].isUntilResolved { settleDeadline(of: issue, type: parent, at: time) }
  }

  /// Counts a contact with steps as answered: an agent takes up the first of them.
  private mutating func countTakenUp(_ issue: Int32, type: Int32, at time: Double) {
    let wait = time - issues[issue].arrivedAt
    let row = tally.row(type: type, period: issues[issue].period)
    row.add(1, .answered)
    row.add(1, .handled)
    row.add(wait <= types[type].withinLimit ? 1 : 0, .answeredWithin)
    row.add(Tally.microseconds(wait), .waitAnswered)
    if period < periodCount { tally.add(1, .answeredInPeriod, type: type, period: period) }
    guard wait > 0, issues[issue].period >= warmUpPeriods else { return }
    histograms.add(wait, .answered, type: type, period: issues[issue].period, section: section)
  }

  /// What the deadline was for has happened.
  mutating func settleDeadline(of issue: Int32, type: Int32, at time: Double) {
    issues[issue].isDueOpen = false
    // Half a microsecond more, as for the promise: exactly at the deadline is in time.
    let isMet = time <= issues[issue].due + 5e-7
    tally.add(1, isMet ? .deadlineMet : .deadlineMissed, type: type, period: issues[issue].period)
    if isTracing, !isMet { noteDeadlineMissed(issue, type: type) }
  }

  /// The run is over: deadlines that have passed are missed, the others stay open.
  mutating func settleIssues() {
    for issue in 0..<issues.places where issues[issue].serial > 0 {
      let type = issues[issue].type
      let parent = types[type].parent
      if types[type].isStep, !issues[issue].isAnswered {
        tally.add(1, .unfinished, type: parent, period: issues[issue].period)
      }
      guard issues[issue].isDueOpen else { continue }
      let isMissed = issues[issue].due <= end
      tally.add(1, isMissed ? .deadlineMissed : .deadlineOpen, type: parent, period: issues[issue].period)
      if isTracing, isMissed { noteDeadlineMissed(issue, type: parent) }
    }
  }

  private mutating func noteDeadlineMissed(_ issue: Int32, type: Int32) {
    note(.deadlineMissed, issue: issue, type: type, number: issues[issue].number, at: issues[issue].due)
  }

  /// The customer is not heard of again.
  @inline(__always)
  mutating func lose(_ issue: Int32, at time: Double) {
    if tracksIssues { close(issue, isResolved: false, at: time) }
  }

  /// An issue is over.
  mutating func close(_ issue: Int32, isResolved: Bool, at time: Double) {
    if isTracing {
      note(
        isResolved ? .resolved : .lost, issue: issue, type: types[issues[issue].type].parent,
        number: issues[issue].number, at: time)
    }
    let type = issues[issue].firstType
    if isResolved, time >= countedFrom, time <= end { tally.add(1, .resolvedMeanwhile, type: type) }
    if issues[issue].firstPeriod >= warmUpPeriods, time <= end {
      tally.add(1, isResolved ? .resolved : .lost, type: type)
      tally.add(Int64(issues[issue].contacts), .contacts, type: type)
      tally.add(Int64(issues[issue].handOffs), .handOffs, type: type)
      if isResolved {
        tally.add(Tally.microseconds(time - issues[issue].startedAt), .timeToResolution, type: type)
      }
    }
    issues.free(issue)
  }
}
