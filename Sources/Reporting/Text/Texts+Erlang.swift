// The answers of formulas.
extension Texts {
  func erlangQuestion(_ model: String, load: String, agents: Int) -> String {
    pick("\(model): \(load) erlangs for \(agents) agents", "\(model)：话务量 \(load) 爱尔兰，坐席 \(agents) 人")
  }
  func erlangNeeded(_ agents: Int, promise: String) -> String {
    pick("\(promise) takes \(agents) agents", "\(promise) 需要坐席 \(agents) 人")
  }
  func erlangUnstable(fewest: Int) -> String {
    pick(
      "The queue is unstable: it grows without end. It takes at least \(fewest) agents, or customers who give up.",
      "队列不稳定（unstable）：排队将无限增长。至少需要坐席 \(fewest) 人，或有客户放弃等待。")
  }
  var mustWait: String { pick("Must wait", "需要等待") }
  var blockedShare: String { pick("Blocked", "被拒") }
}
