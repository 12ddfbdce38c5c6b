// What is said about precision and variance reduction.
extension Texts {
  func shortfall(of figure: String, wanted: String, reached: String, most: String) -> String {
    pick(
      "Wanted ±\(wanted) of \(figure), reached ±\(reached) with at most \(most) replications.",
      "要求 \(figure) 的精度为 ±\(wanted)，最多 \(most) 次模拟只达到 ±\(reached)。")
  }
  var varianceReduction: String { pick("Variance divided by", "方差缩减倍数") }
  var bySpreading: String { pick("spreading days", "均匀分布各日") }
  var byControls: String { pick("controls", "控制变量") }
  var byBoth: String { pick("in all", "合计") }
  func blocks(of block: Int) -> String {
    pick(
      "Replications in blocks of \(block), filled up to whole blocks; intervals are over blocks.",
      "每 \(block) 次模拟为一组，并补足整组；置信区间按组计算。")
  }
  /// - Parameter factor: of the figures judged, the least and, if it is another, the largest.
  func commonNumbers(_ factor: [String]) -> String {
    pick(
      "Common random numbers divided the variance of these differences by \(factor.joined(separator: " to ")).",
      "共用随机数使上述差值的方差缩减为原来的 \(factor.map { "1/\($0)" }.joined(separator: " 至 "))。")
  }
}
