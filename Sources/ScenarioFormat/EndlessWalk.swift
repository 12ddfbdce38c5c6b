/// A walk among numbered places, each of which passes shares on and may let a share go.
///
/// The shares that a place passes on add up to at most 1. The expected number of visits is therefore finite, and the
/// spectral radius of the matrix of shares below 1, exactly when from every place one can get to a place that lets some
/// share go (Kemeny and Snell, *Finite Markov Chains*, 1960, theorem 3.1.1 on absorbing chains).
struct EndlessWalk {
  /// Where a positive share goes, by place.
  let next: [[Int]]
  /// Whether a place lets a share go.
  let letsGo: [Bool]

  /// Shares below this are rounding.
  static let tolerance = 1e-9

  /// From passed shares, by place.
  init(_ shares: [[(to: Int, share: Double)]]) {
    next = shares.map { $0.filter { $0.share > 0 }.map(\.to) }
    letsGo = shares.map { $0.reduce(0) { $0 + $1.share } < 1 - Self.tolerance }
  }

  /// Circles that are never left, each with its first place again at its end.
  func circles() -> [[Int]] {
    let isFinite = placesThatEnd()
    var isVisited = isFinite
    var circles: [[Int]] = []
    for start in next.indices where !isVisited[start] {
      var trail: [Int] = []
      var place: [Int: Int] = [:]
      var here = start
      while !isVisited[here], let onward = next[here].first {
        isVisited[here] = true
        place[here] = trail.count
        trail.append(here)
        // All that is passed on by a place without an end goes to others without an end.
        here = onward
      }
      if let first = place[here] { circles.append(trail[first...] + [here]) }
    }
    return circles
  }

  /// A circle as a message shows it, the middle of a long one left out.
  static func words(_ circle: [String]) -> String {
    let shown = circle.count <= 10 ? circle : circle.prefix(6) + ["…"] + circle.suffix(2)
    return shown.joined(separator: " → ")
  }

  /// From which places one can get to one that lets a share go.
  private func placesThatEnd() -> [Bool] {
    var before = Array(repeating: [Int](), count: next.count)
    for (place, onward) in next.enumerated() {
      for to in onward { before[to].append(place) }
    }
    var ends = letsGo
    var rest = ends.indices.filter { ends[$0] }
    while let place = rest.popLast() {
      for earlier in before[place] where !ends[earlier] {
        ends[earlier] = true
        rest.append(earlier)
      }
    }
    return ends
  }
}
