import Foundation

/// By how much contacts slow each other down, from what each of them went through.
///
/// Work goes on at 1/s of its pace with k in hand, and ends with a hazard h that depends on how much of it is done: with k in hand
/// contacts that have got so far end at the rate h/s. Those who are held together have often got further than those held alone,
/// so that only contacts that have got equally far may be compared. h (in steps of the work done) and s are found in turn, each
/// the one that makes the events of the other likeliest (Poisson), until they stay.
struct SlowdownFit: Sendable {
  /// Some time with so many in hand.
  struct Stretch: Sendable {
    var level: Int
    var seconds: Double
  }

  /// Contacts that are kept at most; beyond it only every second, fourth, … is.
  private static let most = 40_000
  /// Events at each level below which contacts are not told apart.
  private static let fewest = 200.0
  /// Steps of the work done.
  private static let cells = 40

  private var paths: [[Stretch]] = []
  private var seen = 0
  private var each = 1

  /// Adds a contact from its beginning to its end.
  mutating func add(_ path: [Stretch]) {
    seen += 1
    guard seen % each == 0, !path.isEmpty else { return }
    paths.append(path)
    guard paths.count > Self.most else { return }
    each *= 2
    paths = paths.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  /// Factors on the time with 1, 2, …, `levels` in hand; `nil` where there is too little at one of them.
  func factors(levels: Int) -> [Double]? {
    func level(_ stretch: Stretch) -> Int { min(stretch.level, levels) }
    var ends = [Double](repeating: 0, count: levels + 1)
    for path in paths { ends[path.last.map(level) ?? 0] += 1 }
    guard ends[1...levels].allSatisfy({ $0 >= Self.fewest }) else { return nil }
    var factors = [Double](repeating: 1, count: levels + 1)
    for _ in 0..<200 {
      let next = step(from: factors, ends: ends, level: level)
      let moved = zip(next, factors).map { abs($0 - $1) }.max() ?? 0
      factors = next
      if moved < 1e-5 { break }
    }
    return Array(factors[1...])
  }

  /// Better factors from those so far.
  private func step(from factors: [Double], ends: [Double], level: (Stretch) -> Int) -> [Double] {
    let done = paths.map { $0.reduce(0) { $0 + $1.seconds / factors[level($1)] } }
    let edges = Self.edges(done)
    // Work done at each level in each step, at full pace; and what ended in each step.
    var work = [[Double]](repeating: Array(repeating: 0, count: Self.cells), count: factors.count)
    var ended = [Double](repeating: 0, count: Self.cells)
    for (path, whole) in zip(paths, done) {
      var at = 0.0
      var cell = 0
      for stretch in path {
        let end = at + stretch.seconds / factors[level(stretch)]
        while at < end {
          let upTo = cell < Self.cells - 1 ? min(end, edges[cell + 1]) : end
          work[level(stretch)][cell] += upTo - at
          at = upTo
          if at < end { cell += 1 }
        }
      }
      ended[Self.cell(whole, edges)] += 1
    }
    let hazards = (0..<Self.cells).map { cell in
      let all = work.reduce(0) { $0 + $1[cell] }
      return all > 0 ? ended[cell] / all : 0
    }
    var next = factors
    for level in 1..<factors.count where ends[level] > 0 {
      // As many would have ended with this work done if the factor were right.
      let expected = zip(hazards, work[level]).reduce(0) { $0 + $1.0 * $1.1 }
      next[level] = factors[level] * expected / ends[level]
    }
    let alone = next[1]
    return next.map { $0 / alone }
  }

  /// Equally many contacts end in each step.
  private static func edges(_ done: [Double]) -> [Double] {
    let sorted = done.sorted()
    return (0...cells).map { $0 == 0 ? 0 : sorted[min(sorted.count - 1, $0 * sorted.count / cells)] }
  }

  private static func cell(_ work: Double, _ edges: [Double]) -> Int {
    var cell = 0
    while cell < cells - 1, work > edges[cell + 1] { cell += 1 }
    return cell
  }
}
