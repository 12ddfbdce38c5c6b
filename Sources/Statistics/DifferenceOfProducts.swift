/// a·b − c·d in 256 bits: exact where the difference is far smaller than the products.
struct DifferenceOfProducts {
  /// The upper half, signed.
  private let high: Int128
  /// The lower half.
  private let low: UInt128

  init(_ a: Int128, _ b: Int128, minus c: Int128, _ d: Int128) {
    let first = a.multipliedFullWidth(by: b)
    let second = c.multipliedFullWidth(by: d)
    let (difference, borrow) = first.low.subtractingReportingOverflow(second.low)
    low = difference
    high = first.high - second.high - (borrow ? 1 : 0)
  }

  /// The value rounded to a Double.
  var double: Double {
    if high < 0 {
      // Through the magnitude: −1 in two's complement would be −2¹²⁸ + (2¹²⁸ − 1), which cancels in Doubles.
      let (flipped, carry) = (~low).addingReportingOverflow(1)
      return -((~high + (carry ? 1 : 0)).nearestDouble * 0x1p128 + flipped.nearestDouble)
    }
    return high.nearestDouble * 0x1p128 + low.nearestDouble
  }

  /// The value as a 128-bit integer; `nil` when it does not fit.
  var exact: Int128? {
    let value = Int128(truncatingIfNeeded: low)
    return high == (value < 0 ? -1 : 0) ? value : nil
  }
}
