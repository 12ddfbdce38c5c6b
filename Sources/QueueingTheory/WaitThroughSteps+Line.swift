extension WaitThroughSteps {
  /// The line on its way: how many are ahead, and what must be finished before the line moves on.
  struct Line {
    let serviceRate: Double
    let abandonmentRate: Double
    let leavers: LeaverRule
    var agents = 0
    /// Rows: things that hold the line up (contacts put back, or agents who must go first). Columns: people ahead.
    var rows: [[Double]]
    /// People ahead with a probability that counts: from … to.
    var least = 0
    var most: Int

    /// Probabilities below this are put aside; even a hundred thousand of them do not count.
    private static let minute = 1e-26

    init(ahead: Int, serviceRate: Double, abandonmentRate: Double, leavers: LeaverRule) {
      self.serviceRate = serviceRate
      self.abandonmentRate = abandonmentRate
      self.leavers = leavers
      var row = [Double](repeating: 0, count: ahead + 1)
      row[ahead] = 1
      rows = [row]
      least = ahead
      most = ahead
    }

    var total: Double { rows.reduce(0) { $0 + $1.reduce(0, +) } }

    /// Rate at which a row of things that hold the line up is left.
    private func drain(_ row: Int) -> Double {
      switch leavers {
      case .finishContactInHand, .leaveAtOnce: Double(agents) * serviceRate
      case .firstToFinish: Double(agents + (row > 0 ? row : 0)) * serviceRate
      }
    }

    /// Lets the time of a stretch pass.
    mutating func stretch(from start: Double, to end: Double, negligible: Double) -> Stretch {
      let begin = total
      let pace = (0..<rows.count).map(drain).max().map { $0 + Double(most) * abandonmentRate } ?? 0
      guard pace > 0 else { return Stretch(start: start, end: end, pace: 0, waiting: [begin], rest: begin) }
      var waiting: [Double] = []
      // Answers come from the first row alone.
      let isStuck = drain(0) == 0
      var weights: (first: Int, weights: [Double]) = (.max, [])
      if end.isFinite { weights = PoissonLaw(mean: pace * (end - start)).window() }
      let last = end.isFinite ? weights.first + weights.weights.count - 1 : .max
      var finish = rows.map { [Double](repeating: 0, count: $0.count) }
      var n = 0
      while true {
        let share = isStuck ? begin : total(least, most)
        waiting.append(share)
        if n >= weights.first {
          let weight = weights.weights[n - weights.first]
          for row in rows.indices {
            for place in least...most { finish[row][place] += weight * rows[row][place] }
          }
        }
        if n == last || share < negligible || (isStuck && end == .infinity) { break }
        jump(pace)
        n += 1
      }
      if end.isFinite {
        rows = finish
        least = 0
        most = max(0, (rows.map { $0.lastIndex { $0 > 0 } ?? 0 }.max() ?? 0))
      }
      return Stretch(
        start: start, end: end, pace: pace, waiting: waiting, rest: isStuck && end == .infinity ? begin : 0)
    }

    private func total(_ least: Int, _ most: Int) -> Double {
      var sum = 0.0
      for row in rows { for place in least...most { sum += row[place] } }
      return sum
    }

    /// One jump of the uniformized chain.
    private mutating func jump(_ pace: Double) {
      let from = max(0, least - 1)
      let (lowest, highest, step) = (least, most, abandonmentRate / pace)
      for row in rows.indices {
        let leave = drain(row) / pace
        let moves = row == 0 ? leave : 0
        // Rows above have already moved: what they pass down is of the same jump, so it is taken before they do.
        rows[row].withUnsafeMutableBufferPointer { places in
          for place in from...highest {
            var flow = place >= lowest ? places[place] * (1 - leave - Double(place) * step) : 0
            if place < highest { flow += places[place + 1] * (moves + Double(place + 1) * step) }
            places[place] = flow
          }
        }
        if row + 1 < rows.count {
          // Not yet moved itself: `rows[row + 1]` still holds what it was before this jump.
          let down = drain(row + 1) / pace
          for place in lowest...highest { rows[row][place] += rows[row + 1][place] * down }
        }
      }
      least = from
      while most > least, rows.allSatisfy({ $0[most] < Self.minute }) { most -= 1 }
      while least < most, rows.allSatisfy({ $0[least] < Self.minute }) { least += 1 }
    }

    /// Agents go, then others come.
    mutating func take(_ step: StaffStep) {
      let leaving = min(step.leaving, agents)
      agents += step.coming - leaving
      if leavers != .finishContactInHand, leaving > 0 {
        let empty = [Double](repeating: 0, count: rows[0].count)
        rows = Array(repeating: empty, count: leaving) + rows
      }
      guard step.coming > 0 else { return }
      var next = rows.map { [Double](repeating: 0, count: $0.count) }
      for row in rows.indices {
        for place in rows[row].indices where rows[row][place] > 0 {
          let held = max(0, row - step.coming)
          let ahead = place - (step.coming - (row - held))
          if ahead >= 0 { next[held][ahead] += rows[row][place] }
        }
      }
      while next.count > 1, next[next.count - 1].allSatisfy({ $0 == 0 }) { next.removeLast() }
      rows = next
      // Nobody may have been there to move the line before.
      least = 0
      most = max(0, (rows.map { $0.lastIndex { $0 > 0 } ?? 0 }.max() ?? 0))
    }
  }
}
