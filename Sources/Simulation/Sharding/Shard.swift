/// One of several equal parts of a run: `3/8` plays the third eighth of its replications.
public struct Shard: Sendable, Hashable, Codable, CustomStringConvertible {
  /// Which part, from 1.
  public let index: Int
  /// How many parts there are.
  public let count: Int

  /// The most parts that a run can be cut into.
  public static let mostParts = 100_000

  /// Creates a part; `nil` unless 1 ≤ index ≤ count ≤ ``mostParts``.
  public init?(index: Int, count: Int) {
    guard (1...Self.mostParts).contains(count), (1...count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads `3/8`.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
    self.init(index: index, count: count)
  }

  /// `3/8`.
  public var description: String { "\(index)/\(count)" }

  /// The part's share of some replications.
  public func part(of replications: Range<Int>) -> Range<Int> {
    let (first, total) = (replications.lowerBound, replications.count)
    return first + total * (index - 1) / count..<first + total * index / count
  }
}
