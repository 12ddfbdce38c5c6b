/// Makes one contact of the rows that are its steps: it arrives and is answered with the first, and ends with the last.
///
/// Whether a row was the last step is known at the end of the logs only: contacts with steps are held until then. Those
/// of one row pass through.
struct StepJoin {
  private var held: [UInt64: LogContact] = [:]

  /// The contact of a row that has no steps; `nil` for one that is held.
  mutating func take(_ row: LogContact) -> LogContact? {
    guard row.isStep else { return row }
    guard let known = held[row.id] else {
      held[row.id] = row
      return nil
    }
    let isEarlier = (row.arrived, row.file, row.row) < (known.arrived, known.file, known.row)
    var joined = isEarlier ? row : known
    // While one step is open, so is the contact.
    joined.ended = nil
    if let one = row.ended, let other = known.ended {
      // The rows may be on either side of a change of the clocks.
      let ends = [(row, one), (known, other)].map { step, end in
        (end: end + Double(joined.clockOffset - step.clockOffset), offset: step.clockOffset + step.clockChange)
      }
      if let last = ends.max(by: { $0.end < $1.end }) {
        joined.ended = last.end
        joined.clockChange = last.offset - joined.clockOffset
      }
    }
    held[row.id] = joined
    return nil
  }

  /// The contacts with steps, in order of arrival.
  mutating func finish() -> [LogContact] {
    defer { held = [:] }
    return held.values.sorted { ($0.arrived, $0.file, $0.row) < ($1.arrived, $1.file, $1.row) }
  }
}
