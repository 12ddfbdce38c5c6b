// How much demand the staff can carry, and what service costs.
extension Texts {
  var capacityKicker: String { pick("Capacity", "承载能力") }
  func capacityTitle(_ scenario: String, aim: String) -> String {
    pick(
      "\(scenario): how much demand the present staff can carry (aim: \(aim))", "\(scenario)：现有人员能承载多少需求（目标：\(aim)）")
  }
  var promiseColumn: String { pick("Promise", "承诺") }
  var levelNow: String { pick("Now", "当前") }
  var demandFactor: String { pick("Demand up to", "可承载需求") }
  var breaksAt: String { pick("Breaks first at", "最先失守") }
  func timesAtLeast(_ factor: String) -> String { pick("above ×\(factor)", "高于 ×\(factor)") }
  var brokenAnyway: String { pick("missed at any demand", "任何需求下均未达标") }
  func capacityVerdict(_ type: String, _ percent: String, isMore: Bool) -> String {
    isMore
      ? pick(
        "The present staff carries \(percent) more demand; then \(type) breaks first.",
        "现有人员还可多承载 \(percent) 的需求；之后 \(type) 最先失守。")
      : pick(
        "The present staff is too small for \(type) today: it would do for \(percent) less demand.",
        "现有人员目前不足以满足 \(type)：需求减少 \(percent) 才够。")
  }
  func capacityJust(_ type: String) -> String {
    pick(
      "The present staff just carries today's demand: \(type) is the first to break.", "现有人员刚好承载目前的需求：\(type) 最先失守。")
  }
  var capacityBeyond: String {
    pick("No promise breaks at any demand that was looked at.", "在所考察的需求范围内没有承诺失守。")
  }
  var serviceAgainstDemand: String { pick("Service against demand", "服务水平与需求") }
  var factorColumn: String { pick("Demand", "需求") }
  func priceListTitle(_ type: String, _ promise: String) -> String {
    pick("What service costs: \(type) (\(promise))", "服务水平的成本：\(type)（\(promise)）")
  }
  var levelAsked: String { pick("Level", "水平") }
  var levelAchieved: String { pick("Achieved", "实际达到") }
  func priceColumn(isMoney: Bool) -> String { isMoney ? costPerDay : pick("Hours per day", "每天工时") }
  var perFurtherPoint: String { pick("Per further point", "每提高 1 个百分点") }
  func pricedGroups(_ groups: String) -> String {
    pick(
      "Priced: \(groups), staffed anew per period so that the day keeps the level; other groups keep their staff.",
      "计价范围：\(groups)，按全天达到该水平重新配置各时段人员；其他组保持现有人员。")
  }
  func notReached(_ level: String, _ why: String) -> String { pick("\(level): \(why)", "\(level)：\(why)") }
  var costCurve: String { pick("Cost against service level", "成本与服务水平") }
  var searchStopped: String { pick("Stopped before it was done; this is what was known by then.", "已中止；以下为此前得到的结果。") }
  func commonNumbers(_ replications: String) -> String {
    pick(
      "95% intervals; \(replications) replications of each demand, common random numbers.",
      "95% 区间；每种需求模拟 \(replications) 次，共用随机数。")
  }
}
