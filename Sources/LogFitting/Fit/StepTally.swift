/// How contacts pass from one step to the next: rows with the same id, in order of their arrival.
struct StepTally {
  /// A contact whose hand-off is not longer ago than this may go on; a later row with its id is a new contact.
  private static let longest = 31 * 86_400.0

  /// Contacts that began with each work.
  private(set) var starts: [Int]
  /// How often each work was over, and what it was handed on to.
  private(set) var visits: [Int]
  private(set) var moves: [[Int]]
  /// How long after the end of the step before a work could begin, for both halves of the days.
  private(set) var delays: [[DurationCounts]]

  private struct Last {
    var work: Int
    var end: Double?
    var arrived: Double
  }

  private var open: [UInt64: Last] = [:]

  init(works: Int) {
    starts = Array(repeating: 0, count: works)
    visits = starts
    moves = Array(repeating: starts, count: works)
    delays = Array(repeating: [DurationCounts(), DurationCounts()], count: works)
  }

  /// Adds a row, in order of arrival; whether it goes on with a contact that began earlier.
  mutating func add(_ row: LogContact, work: Int) -> Bool {
    guard row.isStep else {
      starts[work] += 1
      if row.ended != nil { visits[work] += 1 }
      return false
    }
    let before = open[row.id]
    if let before {
      // Handed on without having been over: it was there nevertheless.
      if before.end == nil { visits[before.work] += 1 }
      moves[before.work][work] += 1
      // Where it has not begun by the end of the log, nobody knows when it could.
      if let end = before.end, row.queued != nil || row.answered != nil {
        delays[work][row.day & 1].add(row.arrived - end)
      }
    } else {
      starts[work] += 1
    }
    if row.ended != nil { visits[work] += 1 }
    open[row.id] = Last(work: work, end: row.ended, arrived: row.arrived)
    return before != nil
  }

  /// Forgets contacts that nobody has touched for long.
  mutating func forget(before time: Double) {
    guard !open.isEmpty else { return }
    open = open.filter { ($0.value.end ?? $0.value.arrived) + Self.longest >= time }
  }
}
