import ContactCentre
import Simulation

/// A shift that a schedule may use, and what it covers.
struct ShiftChoice: Sendable {
  /// Index of its group into the planned groups.
  let index: Int
  /// The pattern it comes from, as an index into the patterns of the group.
  let pattern: Int
  let shift: Shift
  /// Cost of one scheduled head over the run.
  let cost: Double
  /// Share of each period of the run that a head is on duty.
  let cover: [(period: Int, share: Double)]
  /// The periods at whose beginning a head goes off duty, for a break or for good.
  let leaves: [Int]

  /// All shifts that the patterns of the planned groups allow; those that cover the same at no lower cost are left out.
  static func all(_ problem: StaffingProblem) -> [ShiftChoice] {
    var choices: [ShiftChoice] = []
    let hasPrices = problem.planned.contains { group in
      let described = problem.scenario.agentGroups[group]
      return described.costPerHour != nil || described.patterns.contains { $0.costPerHour != nil }
    }
    for (index, group) in problem.planned.enumerated() {
      let described = problem.scenario.agentGroups[group]
      // Tours that differ only on days outside the run are the same.
      var seen: Set<Key> = []
      for (number, pattern) in described.patterns.enumerated() {
        let price = hasPrices ? pattern.costPerHour ?? described.costPerHour ?? 0 : 1
        for shift in pattern.shifts {
          let cover = cover(shift, problem)
          guard !cover.isEmpty else { continue }
          let cost = max(price * paidHours(shift, problem), 1e-6)
          let key = Key(
            pattern: pattern.most == nil ? nil : number, cost: cost, periods: cover.map(\.period),
            shares: cover.map(\.share))
          guard seen.insert(key).inserted else { continue }
          choices.append(
            ShiftChoice(
              index: index, pattern: number, shift: shift, cost: cost, cover: cover, leaves: leaves(shift, problem)))
        }
      }
    }
    return choices
  }

  private struct Key: Hashable {
    var pattern: Int?
    var cost: Double
    var periods: [Int]
    var shares: [Double]
  }

  /// The days of the run, and the one before, on which a shift starts.
  private static func days(_ shift: Shift, _ problem: StaffingProblem) -> [Int] {
    (-1..<problem.scenario.calendar.days).filter { shift.isWorked(weekday: problem.timeline.weekday(day: $0)) }
  }

  /// Hours of the shift that lie in the run, over all its days.
  private static func paidHours(_ shift: Shift, _ problem: StaffingProblem) -> Double {
    days(shift, problem).reduce(0) { sum, day in
      let from = max(0, problem.timeline.elapsed(day: day, clockSeconds: shift.time.start))
      let to = min(problem.timeline.end, problem.timeline.elapsed(day: day, clockSeconds: shift.time.end))
      return sum + max(0, to - from) / 3600
    }
  }

  private static func cover(_ shift: Shift, _ problem: StaffingProblem) -> [(period: Int, share: Double)] {
    var seconds = Array(repeating: 0.0, count: problem.periodCount)
    func add(_ range: ClockRange, day: Int, sign: Double) {
      let from = max(0, problem.timeline.elapsed(day: day, clockSeconds: range.start))
      let to = min(problem.timeline.end, problem.timeline.elapsed(day: day, clockSeconds: range.end))
      guard to > from else { return }
      var period = problem.timeline.period(at: from)
      while period < problem.periodCount, problem.timeline.periodStarts[period] < to {
        let overlap =
          min(to, problem.timeline.periodStarts[period + 1]) - max(from, problem.timeline.periodStarts[period])
        seconds[period] += sign * max(0, overlap)
        period += 1
      }
    }
    for day in days(shift, problem) {
      add(shift.time, day: day, sign: 1)
      for pause in shift.breaks { add(pause, day: day, sign: -1) }
    }
    return seconds.enumerated().compactMap { period, value in
      let share = value / problem.length(period)
      return share > 1e-9 ? (period, share) : nil
    }
  }

  private static func leaves(_ shift: Shift, _ problem: StaffingProblem) -> [Int] {
    days(shift, problem).flatMap { day in
      (shift.breaks.map(\.start) + [shift.time.end]).compactMap { clock -> Int? in
        let time = problem.timeline.elapsed(day: day, clockSeconds: clock)
        guard time > 0, time < problem.timeline.end else { return nil }
        let period = problem.timeline.period(at: time)
        return problem.timeline.periodStarts[period] == time ? period : nil
      }
    }
  }
}
