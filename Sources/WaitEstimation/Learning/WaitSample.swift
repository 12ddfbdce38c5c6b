/// Callers whose wait is known, with what was known when they joined: what the learner learns from.
package struct WaitSample: Sendable {
  let features: Int
  private(set) var rows: [Float] = []
  private(set) var waits: [Double] = []
  /// When they joined, seconds since 1970.
  private(set) var joined: [Double] = []

  init(features: Int) { self.features = features }

  package var count: Int { waits.count }

  /// The features of a caller.
  func row(_ index: Int) -> ArraySlice<Float> { rows[(index * features)..<((index + 1) * features)] }

  mutating func add(_ row: [Float], wait: Double, joined time: Double) {
    rows += row
    waits.append(wait)
    joined.append(time)
  }

  /// Drops the oldest so that at most `most` are left.
  mutating func keepLast(_ most: Int) {
    guard count > most + most / 4 else { return }
    let surplus = count - most
    rows.removeFirst(surplus * features)
    waits.removeFirst(surplus)
    joined.removeFirst(surplus)
  }
}
