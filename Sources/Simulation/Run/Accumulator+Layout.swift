extension Accumulator {
  /// What the cells of a type are: its periods, then its days, then the whole run. A run that is counted by whole days has
  /// no cells for its days beside those for its periods: the sums of a year would take twice the room.
  struct Layout {
    let periodDay: [Int32]
    /// Microseconds of each period.
    let lengths: [Int64]
    let warmUpPeriods: Int
    /// Contact types; the rows behind them are steps.
    let contactTypes: Int
    /// Acceptable service level and its definition by type; `nil` without a promise.
    let promises: [(target: Double, measure: ContactMeasure)?]
    /// The type of each row.
    let parents: [Int]
    /// What the plan of all groups costs, and what an hour of overtime of each group does; `nil` when a price is unknown.
    let plannedCost: Double?
    let overtimeCosts: [Double]
    /// Microseconds in which sums of waits are counted.
    let waitUnit: Int64

    /// Into how many parts money is divided, so that sums are of whole numbers whose squares can be summed.
    var costUnits: Double { plannedCost ?? 0 < 1e8 ? 1e6 : 1e3 }

    /// Seconds in one.
    var secondsPerWaitUnit: Double { 1e-6 * Double(waitUnit) }

    func inWaitUnits(_ microseconds: Int64) -> Int64 {
      waitUnit == 1 ? microseconds : (microseconds + waitUnit / 2) / waitUnit
    }

    /// Microseconds, or a thousand or a million of them if that is needed for the square of all waits, summed over the
    /// replications, to fit into 126 bits: a year of tickets that nobody gets to waits for 10¹⁹ µs.
    /// - Parameters:
    ///   - contacts: that may wait from the beginning to the end.
    ///   - seconds: length of the run.
    static func waitUnit(contacts: Double, seconds: Double, replications: Int) -> Int64 {
      let most = 0x1p63 / Double(max(1, replications)).squareRoot()
      var unit: Int64 = 1
      while contacts * seconds * 1e6 / Double(unit) > most { unit *= 1000 }
      return unit
    }

    var periods: Int { periodDay.count }
    var days: Int { Int(periodDay.last ?? -1) + 1 }
    /// Whether each period is a day, of which all is counted (as many periods as days, from the first on).
    private var periodsAreDays: Bool { periods == days && periodDay.first == 0 && warmUpPeriods == 0 }
    /// The cells for the days stand behind those for the periods, unless they are the same.
    var firstDayCell: Int { periodsAreDays ? 0 : periods }
    /// The cell of the whole run.
    var runCell: Int { firstDayCell + days }
    var cells: Int { runCell + 1 }

    /// Microseconds that are counted of a cell.
    func length(of cell: Int) -> Int64 {
      if cell < periods { return lengths[cell] }
      return (warmUpPeriods..<periods).reduce(0) { sum, period in
        cell == runCell || Int(periodDay[period]) == cell - firstDayCell ? sum + lengths[period] : sum
      }
    }
  }
}
