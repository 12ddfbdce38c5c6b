#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Cells of time that durations are counted in: seconds rounded to whole ones up to four minutes, then cells 1 % wide.
///
/// Counts in cells take the same memory for ten contacts and for ten million, and a likelihood over them is that of what was
/// recorded: that a duration lay between two moments.
enum DurationGrid {
  private static let seconds = 240
  private static let growth = 1.01
  private static let last = 40 * 86_400.0

  /// Ends of the cells: cell k reaches from `edges[k]` up to `edges[k + 1]`.
  static let edges: [Double] = {
    var edges = [0.0] + (0..<seconds).map { Double($0) + 0.5 }
    while let end = edges.last, end < last { edges.append(end * growth) }
    return edges
  }()

  /// How many cells there are.
  static var count: Int { edges.count - 1 }

  /// The cell of a duration; what is longer than forty days is in the last one.
  static func cell(_ duration: Double) -> Int {
    let end = Double(seconds) - 0.5
    if duration < end { return max(0, Int(duration + 0.5)) }
    return min(count - 1, seconds + Int(log(min(duration, last) / end) / log(growth)))
  }

  /// A duration that stands for its cell.
  static func middle(_ cell: Int) -> Double {
    cell == 0 ? 0.25 : (edges[cell] + edges[cell + 1]) / 2
  }
}

/// Durations that ended, and durations of which only a lower bound is known, counted by cells.
struct DurationCounts: Sendable {
  /// Durations that ended in each cell.
  private(set) var ended: [Int] = []
  /// Durations that were cut off (censored) in each cell.
  private(set) var censored: [Int] = []
  /// How many ended, their sum and the sum of their squares.
  private(set) var count = 0
  private(set) var sum = 0.0
  private(set) var squares = 0.0
  /// How many were cut off, and the sum of all durations: the time at risk.
  private(set) var cutOff = 0
  private(set) var exposure = 0.0
  /// What lasts longer is not recorded, unless it was cut off before; `nil` without such a limit.
  private(set) var limit: Double?

  /// No durations yet.
  init(limit: Double? = nil) { self.limit = limit }

  mutating func add(_ duration: Double, hasEnded: Bool = true) {
    let duration = max(0, duration)
    let cell = DurationGrid.cell(duration)
    exposure += duration
    if hasEnded {
      Self.grow(&ended, to: cell)
      ended[cell] += 1
      count += 1
      sum += duration
      squares += duration * duration
    } else {
      Self.grow(&censored, to: cell)
      censored[cell] += 1
      cutOff += 1
    }
  }

  mutating func add(_ other: DurationCounts) {
    Self.grow(&ended, to: other.ended.count - 1)
    Self.grow(&censored, to: other.censored.count - 1)
    for cell in other.ended.indices { ended[cell] += other.ended[cell] }
    for cell in other.censored.indices { censored[cell] += other.censored[cell] }
    count += other.count
    sum += other.sum
    squares += other.squares
    cutOff += other.cutOff
    exposure += other.exposure
    limit = limit ?? other.limit
  }

  private static func grow(_ counts: inout [Int], to cell: Int) {
    if cell >= counts.count { counts += Array(repeating: 0, count: cell + 1 - counts.count) }
  }

  /// Mean of those that ended.
  var mean: Double { count > 0 ? sum / Double(count) : 0 }
  /// Standard deviation of those that ended.
  var deviation: Double {
    guard count > 1 else { return 0 }
    return max(0, (squares - sum * mean) / Double(count - 1)).squareRoot()
  }

  /// Standard error of the mean.
  var meanError: Double? { count > 1 ? deviation / Double(count).squareRoot() : nil }

  /// Cells with durations that ended.
  var endedCells: [(cell: Int, count: Int)] {
    ended.enumerated().compactMap { $1 > 0 ? ($0, $1) : nil }
  }
  /// Cells with durations that were cut off.
  var censoredCells: [(cell: Int, count: Int)] {
    censored.enumerated().compactMap { $1 > 0 ? ($0, $1) : nil }
  }
}
