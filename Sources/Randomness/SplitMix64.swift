/// A small, fast generator of 64-bit numbers: a counter that steps by the golden gamma, and a hash of it.
///
/// Every state is valid and the period is 2⁶⁴. Because the state is a counter, any place of the sequence can be
/// reached at once, which is what ``RandomStream`` builds on.
///
/// Source: G. L. Steele, D. Lea, C. H. Flood, “Fast splittable pseudorandom number generators”, OOPSLA 2014; the hash is
/// D. Stafford's variant 13, as in the authors' `java.util.SplittableRandom`.
@frozen public struct SplitMix64: Sendable, Equatable {
  /// The counter: the next output is the hash of `state` + ``gamma``.
  public var state: UInt64

  /// The step of the counter: 2⁶⁴ / golden ratio, odd.
  @inlinable public static var gamma: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// Starts at a state; every value will do.
  @inlinable public init(state: UInt64) { self.state = state }

  /// The hash that turns the counter into an output: a bijection of the 64-bit numbers.
  @inlinable @inline(__always) public static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  /// The next 64 bits.
  @inlinable @inline(__always) public mutating func next() -> UInt64 {
    state &+= Self.gamma
    return Self.mix(state)
  }

  /// A uniform number in (0, 1] with 53 bits: never 0, so that its logarithm is finite.
  @inlinable @inline(__always) public mutating func nextUnit() -> Double {
    Double((next() &>> 11) &+ 1) * 0x1p-53
  }
}
