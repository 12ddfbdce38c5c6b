/// Buckets for times: one for 0, and for every power of two a number of linear steps.
///
/// Bucket 0 holds 0 (and whatever is below). The others are half-open, [lower, upper), and cover 2⁻¹⁰ s (a millisecond)
/// to 2²⁴ s (194 days) with `2^subBits` steps per octave; their relative width is at most 2^−subBits. Times that are
/// shorter or longer fall into the first or the last of them; the first therefore reaches down to 0.
///
/// Finding a bucket is a shift of the bits of the number, about a nanosecond.
///
/// Source of the idea: G. Tene, HdrHistogram (log-linear buckets).
@frozen public struct LogBuckets: Sendable, Equatable {
  /// Steps per octave are 2 to this power.
  public let subBits: Int
  @usableFromInline let shift: Int64
  @usableFromInline let offset: Int64
  @usableFromInline let last: Int64

  /// 64 steps per octave: quantiles to within 1.6 %.
  public static let fine = LogBuckets(subBits: 6)
  /// 16 steps per octave: quantiles to within 6.3 %, a quarter of the memory.
  public static let coarse = LogBuckets(subBits: 4)

  /// Exponents of the shortest and the longest time told apart.
  private static let exponents = -10..<24

  /// Buckets with 2^`subBits` steps per octave; `subBits` from 0 to 16.
  public init(subBits: Int) {
    precondition((0...16).contains(subBits), "subBits from 0 to 16")
    self.subBits = subBits
    shift = Int64(52 - subBits)
    offset = Int64((1023 + Self.exponents.lowerBound) << subBits)
    last = Int64(Self.exponents.count << subBits)
  }

  /// How many buckets there are, the one for 0 included.
  @inlinable public var count: Int { Int(last) &+ 1 }

  /// The bucket of a time. Negative times go with 0; infinity and NaN go into the last bucket.
  @inlinable @inline(__always) public func bucket(of seconds: Double) -> Int {
    let bits = Int64(bitPattern: seconds.bitPattern)
    let raw = (bits &>> shift) &- offset &+ 1
    return bits > 0 ? Int(min(max(raw, 1), last)) : 0
  }

  /// The bucket of a time above 0 where an octave has 2^`steps` times fewer steps, from its bucket here.
  @inlinable @inline(__always) public static func wider(_ bucket: Int, by steps: Int) -> Int {
    (bucket &- 1) &>> steps &+ 1
  }

  /// The shortest time of a bucket, in seconds.
  public func lowerBound(of bucket: Int) -> Double { bucket <= 1 ? 0 : edge(bucket - 1) }

  /// The time at which the next bucket begins, in seconds; 0 for bucket 0.
  public func upperBound(of bucket: Int) -> Double { bucket <= 0 ? 0 : edge(min(bucket, count - 1)) }

  /// Steps above 2⁻¹⁰ s.
  private func edge(_ steps: Int) -> Double {
    Double(bitPattern: UInt64(bitPattern: (Int64(steps) &+ offset) &<< shift))
  }
}
