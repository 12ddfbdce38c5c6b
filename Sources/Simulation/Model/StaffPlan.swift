import ContactCentre

/// The staff of one group by the clock: what is planned, and when agents come and go.
struct StaffPlan {
  /// Comings and goings, not in order.
  var events: [ScheduleEvent] = []
  /// Agents who work shifts.
  var shiftAgentCount = 0
  /// Productive heads, averaged over each period.
  var heads: [Double]
  /// Paid seconds in each period, by plan.
  var paidSeconds: [Double]
  /// What shifts with a cost of their own cost beyond that of the group, in each period.
  var surcharges: [Double]

  /// Lays out the heads per period and the shifts of a group.
  ///
  /// Shrinkage is taken off the scheduled heads of a period, and off those of all shifts up to one, and the rest rounded to
  /// whole agents; see `AgentGroup.productiveOfShifts`.
  /// - Parameters:
  ///   - timeline: the periods by which heads change.
  ///   - counting: the periods that are counted by.
  ///   - firstShiftAgent: number of this group's first shift agent over all groups.
  init(
    _ group: AgentGroup, number: Int32, timeline: RunTimeline, counting: RunTimeline, days: Int, firstShiftAgent: Int
  ) {
    heads = Array(repeating: 0, count: counting.periodCount)
    paidSeconds = heads
    surcharges = heads
    if let profile = group.heads {
      addHeads(profile, of: group, number: number, timeline: timeline, counting: counting)
    }
    for (shift, productive) in zip(group.shifts, group.productiveOfShifts) {
      let first = firstShiftAgent + shiftAgentCount
      let surcharge = shift.costPerHour.map { $0 - (group.costPerHour ?? 0) } ?? 0
      shiftAgentCount += productive
      // A shift of the day before the first may reach over midnight into the run.
      for day in -1..<days where shift.isWorked(weekday: timeline.weekday(day: day)) {
        add(shift, productive: productive, surcharge: surcharge, day: day, firstAgent: first, timeline: counting)
      }
    }
  }

  private mutating func addHeads(
    _ profile: PeriodProfile, of group: AgentGroup, number: Int32, timeline: RunTimeline, counting: RunTimeline
  ) {
    var present = 0
    for period in 0..<timeline.periodCount {
      let scheduled = profile.value(day: timeline.periodDay[period], period: timeline.periodOfDay[period])
      let productive = group.productive(scheduled)
      let (from, to) = (timeline.periodStarts[period], timeline.periodStarts[period + 1])
      spread(from: from, to: to, heads: Double(productive), into: \.heads, timeline: counting, average: true)
      spread(from: from, to: to, heads: scheduled, into: \.paidSeconds, timeline: counting)
      guard productive != present else { continue }
      events.append(
        ScheduleEvent(
          time: timeline.periodStarts[period], kind: productive > present ? .headsCome : .headsLeave, subject: number,
          count: Int32(abs(productive - present))))
      present = productive
    }
  }

  private mutating func add(
    _ shift: Shift, productive: Int, surcharge: Double, day: Int, firstAgent: Int, timeline: RunTimeline
  ) {
    let start = timeline.elapsed(day: day, clockSeconds: shift.time.start)
    let end = timeline.elapsed(day: day, clockSeconds: shift.time.end)
    spread(from: start, to: end, heads: Double(shift.heads), into: \.paidSeconds, timeline: timeline)
    spread(from: start, to: end, heads: Double(shift.heads) * surcharge / 3600, into: \.surcharges, timeline: timeline)
    var from = start
    for pause in shift.breaks.sorted(by: { $0.start < $1.start }) {
      work(
        from: from, to: timeline.elapsed(day: day, clockSeconds: pause.start), productive: productive,
        paidUntil: end, firstAgent: firstAgent, day: day, timeline: timeline)
      from = timeline.elapsed(day: day, clockSeconds: pause.end)
    }
    work(
      from: from, to: end, productive: productive, paidUntil: end, firstAgent: firstAgent, day: day, timeline: timeline)
  }

  /// The agents of a shift are on duty from one time to another.
  private mutating func work(
    from: Double, to: Double, productive: Int, paidUntil: Double, firstAgent: Int, day: Int, timeline: RunTimeline
  ) {
    let start = max(timeline.start, from)
    let end = min(timeline.end, to)
    guard end > start else { return }
    for agent in 0..<productive {
      let subject = Int32(firstAgent + agent)
      events.append(ScheduleEvent(time: start, kind: .shiftStarts, subject: subject, count: Int32(day)))
      if end < timeline.end {
        events.append(
          ScheduleEvent(time: end, kind: .shiftEnds, subject: subject, count: Int32(day), paidUntil: paidUntil))
      }
    }
    spread(from: start, to: end, heads: Double(productive), into: \.heads, timeline: timeline, average: true)
  }

  private mutating func spread(
    from: Double, to: Double, heads: Double, into path: WritableKeyPath<StaffPlan, [Double]>, timeline: RunTimeline,
    average: Bool = false
  ) {
    guard to > from else { return }
    // The first period that ends after `from`: long runs have many, and every head of every period comes by here.
    var period = timeline.period(at: from)
    while period < timeline.periodCount, timeline.periodStarts[period] < to {
      defer { period += 1 }
      let overlap = min(to, timeline.periodStarts[period + 1]) - max(from, timeline.periodStarts[period])
      guard overlap > 0 else { continue }
      let length = timeline.periodStarts[period + 1] - timeline.periodStarts[period]
      self[keyPath: path][period] += heads * overlap / (average ? length : 1)
    }
  }
}
