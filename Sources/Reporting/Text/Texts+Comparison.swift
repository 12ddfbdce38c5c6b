// Scenarios side by side.
extension Texts {
  func comparisonTitle(_ count: Int, replications: String, seed: UInt64) -> String {
    pick(
      "\(count) scenarios, \(replications) replications each, common random numbers (seed \(seed))",
      "\(count) 个方案，各重复模拟 \(replications) 次，共用随机数（种子 \(seed)）")
  }
  func comparedWith(_ label: String, _ baseline: String) -> String {
    pick("\(label) minus \(baseline)", "\(label) 减 \(baseline)")
  }
  var comparisonKicker: String { pick("Comparison", "方案比较") }
  var promisesSideBySide: String { pick("Promises side by side", "各方案的承诺") }
  var figureColumn: String { pick("Figure", "指标") }
  var targetColumn: String { pick("Target", "目标") }
  var definitionColumn: String { pick("Definition", "定义") }
  var perDay: String { pick("per day", "每天") }
  var cellColumn: String { pick("Cell", "组合") }
  var answeredInTime: String { pick("Answered in time", "达标率") }
  var costPerDay: String { pick("Cost per day", "每天成本") }
  var deadlinesKept: String { pick("Deadlines kept", "按时完成") }
  var daysKept: String { pick("Days met", "全天达标率") }
  /// Percentage points in a table.
  func pointsInTable(_ points: String) -> String { pick("\(points) pts", "\(points) 百分点") }
  func answersMore(_ points: String, isMore: Bool, of type: String?, within: String) -> String {
    pick(
      "answers \(points) points \(isMore ? "more" : "fewer")\(type.map { " of \($0)" } ?? "") within \(within)",
      "\(type.map { "\($0) 在 " } ?? "")\(within)内的接通率\(isMore ? "高" : "低") \(points) 个百分点")
  }
  func keepsMore(_ points: String, isMore: Bool, of type: String?) -> String {
    pick(
      "keeps \(points) points \(isMore ? "more" : "fewer") of the deadlines\(type.map { " of \($0)" } ?? "")",
      "\(type.map { "\($0) 的" } ?? "")按时完成率\(isMore ? "高" : "低") \(points) 个百分点")
  }
  func noDifference(_ points: String, of type: String?) -> String {
    pick(
      "shows no difference\(type.map { " in \($0)" } ?? "") (\(points) points)",
      "\(type.map { "\($0) " } ?? "")看不出差别（\(points) 个百分点）")
  }
  func forCost(_ amount: String, isMore: Bool) -> String {
    pick("for \(amount) \(isMore ? "more" : "less") a day", "每天成本\(isMore ? "多" : "少") \(amount)")
  }
  var forSameCost: String { pick("for the same cost", "成本相同") }
  func promisesDiffer(_ type: String) -> String {
    pick("The promises of \(type) differ: each is counted by its own.", "\(type) 的承诺不同：各按其自身的承诺计算。")
  }
  func sentence(_ subject: String, _ clauses: [String], cost: String?) -> String {
    guard !clauses.isEmpty || cost != nil else {
      return pick("\(subject) has no promise to compare, and no known cost.", "\(subject)：没有可对照的承诺，成本也未知。")
    }
    if clauses.isEmpty, let cost {
      return pick("\(subject) has no promise to compare, \(cost).", "\(subject)：没有可对照的承诺，\(cost)。")
    }
    return pick(
      "\(subject) \(clauses.joined(separator: ", "))\(cost.map { (clauses.count > 1 ? ", " : " ") + $0 } ?? "").",
      "\(subject)：\((clauses + [cost].compactMap { $0 }).joined(separator: "，"))。")
  }
}
