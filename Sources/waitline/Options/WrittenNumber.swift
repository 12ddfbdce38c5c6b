/// A number on the command line, written as such or with a percent sign: `0.02` or `2%`.
struct WrittenNumber {
  /// The number; of 2 % it is 0.02.
  let value: Double
  let isPercent: Bool

  /// - Returns: `nil` for what is no finite number.
  init?(_ text: some StringProtocol) {
    isPercent = text.hasSuffix("%")
    guard let number = Double(isPercent ? text.dropLast() : text[...]), number.isFinite else { return nil }
    value = isPercent ? number / 100 : number
  }
}
