import Statistics
import Testing

/// Conversions of wide integers against those of the standard library.
@Suite struct WideIntegerTests {
  @Test func nearestDoubleIsThatOfTheLibrary() {
    var generator = SystemRandomNumberGenerator()
    var values: [UInt128] = [0, 1, UInt128(1) << 53 + 1, UInt128(1) << 64, UInt128.max, (UInt128(1) << 100) + 1]
    // Ties of rounding, and their neighbours.
    for shift in 54..<127 {
      let tie = (UInt128(1) << UInt128(shift)) + (UInt128(1) << UInt128(shift - 53))
      values += [tie - 1, tie, tie + 1]
    }
    for _ in 0..<2000 {
      values.append(UInt128.random(in: 0...UInt128.max, using: &generator) >> UInt128.random(in: 0..<128))
    }
    for value in values {
      #expect(value.nearestDouble == Double(value))
      let signed = Int128(truncatingIfNeeded: value)
      #expect(signed.nearestDouble == Double(signed))
    }
  }
}
