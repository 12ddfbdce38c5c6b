// Leaving out what is not needed, and ruling out what is cheaper.
extension ScheduleSearch {
  /// Schedules judged at most to leave single heads out.
  private static let mostDrops = 30
  /// Schedules that are judged at most, to rule out cheaper ones.
  private static let mostProofs = 150
  /// Above so many possible shifts a day's promise is not worth a proof.
  private static let mostShiftsOfDays = 24

  /// Leaves out single heads of all parts at once, the dearest first, as long as the promises are kept.
  mutating func leaveOut() throws {
    var tried = parts.map { _ in 0 }
    for _ in 0..<Self.mostDrops where !isOver {
      var candidates: [[Int]?] = Array(repeating: nil, count: parts.count)
      for (number, part) in parts.enumerated() {
        guard let best = part.best, !part.isProven, part.hasPlanes || !(part.isWithin(gap(part)) || isWithinGap)
        else { continue }
        let present = best.indices.filter { best[$0] > 0 }.sorted {
          (choices[part.columns[$0]].cost, $1) > (choices[part.columns[$1]].cost, $0)
        }
        guard tried[number] < present.count else { continue }
        var fewer = best
        fewer[present[tried[number]]] -= 1
        candidates[number] = fewer
      }
      guard candidates.contains(where: { $0 != nil }) else { break }
      let before = parts.map(\.bestCost)
      _ = try judge(candidates)
      for number in parts.indices where candidates[number] != nil && parts[number].bestCost == before[number] {
        tried[number] += 1
      }
    }
    for number in parts.indices where parts[number].bestCost < parts[number].bound - 1e-9 { forgetPlanes(number) }
  }

  /// A schedule below the bound has shown that the planes with their margin ask for too much: those without it may still
  /// hold, else only the rows that assume nothing do.
  private mutating func forgetPlanes(_ number: Int) {
    parts[number].programme = parts[number].safe
    let relaxed = Self.bound(of: parts[number].relaxed, seconds: min(3, secondsLeft))
    guard relaxed > parts[number].bestCost + 1e-9 else {
      parts[number].bound = relaxed
      return
    }
    parts[number].leaveOutPlanes()
    let safe = Self.bound(of: parts[number].safe, seconds: min(3, secondsLeft))
    parts[number].bound = min(safe, parts[number].bestCost)
  }

  /// A cost that no solution of a programme is below.
  static func bound(of programme: ScheduleProgramme, seconds: Double) -> Double {
    switch programme.solve(seconds: seconds, gap: 0.002) {
    case .solved(_, _, let found), .outOfTime(let found): found
    case .infeasible: 0
    }
  }

  /// Asks the programmes without assumptions for cheaper schedules until there are none, or it takes too long.
  mutating func prove() throws {
    for number in parts.indices where !parts[number].isProven && parts[number].best != nil {
      guard parts[number].columns.count <= (problem.aim == .everyPeriod ? Self.mostShiftsExact : Self.mostShiftsOfDays),
        !parts[number].isWithin(max(1e-9, gap(parts[number]))) || gap(parts[number]) == 0
      else { continue }
      try prove(number)
    }
  }

  private mutating func prove(_ number: Int) throws {
    for _ in 0..<Self.mostProofs {
      guard !isOver else { return }
      var cheaper = parts[number].safe
      cheaper.requireCost(below: parts[number].bestCost - max(1e-6, 1e-7 * parts[number].bestCost))
      switch cheaper.solve(seconds: min(10, secondsLeft), isCancelled: problem.isCancelled) {
      case .infeasible:
        parts[number].isProven = true
        parts[number].bound = parts[number].bestCost
        parts[number].leaveOutPlanes()
        return
      case .outOfTime: return
      case .solved(let values, _, let found):
        // Without planes in the way the bound holds whatever the shape of service.
        if problem.aim == .everyPeriod { parts[number].raiseBound(to: found) }
        var candidates: [[Int]?] = Array(repeating: nil, count: parts.count)
        candidates[number] = values
        let missed = try judge(candidates).intersection(parts[number].cells).sorted()
        if missed.isEmpty { continue }
        let heads = agents(values, parts[number])
        let days = missed.filter { problem.cells[$0].periods.count > 1 }
        for cell in missed where problem.cells[cell].periods.count == 1 {
          parts[number].safe.requireMore(than: heads, in: places(of: [cell]))
        }
        if !days.isEmpty { parts[number].safe.requireMore(than: heads, in: places(of: days)) }
      }
    }
  }
}
