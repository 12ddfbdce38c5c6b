// Shifts.
extension Texts {
  func scheduleTitle(_ scenario: String, aim: String) -> String {
    pick("\(scenario): shifts that keep the promises (aim: \(aim))", "\(scenario)：满足承诺的班次（目标：\(aim)）")
  }
  var scheduleKicker: String { pick("Schedule", "排班") }
  var requirementLine: String { pick("Requirement", "需求") }
  var shiftName: String { pick("Shift", "班次") }
  var shiftTime: String { pick("Time", "时间") }
  var shiftBreaks: String { pick("Breaks", "休息") }
  var shiftHeads: String { pick("Heads", "人数") }
  func scheduleCost(_ cost: String, isMoney: Bool) -> String {
    pick(isMoney ? "Cost: \(cost)" : "Paid hours: \(cost)", isMoney ? "成本：\(cost)" : "付薪工时：\(cost)")
  }
  func scheduleProven(_ isEveryPeriod: Bool) -> String {
    pick("No cheaper schedule keeps the promises: all were ruled out.", "没有更便宜的排班能满足承诺：均已排除。")
  }
  func scheduleBound(_ bound: String, gap: String) -> String {
    pick(
      "No schedule is below \(bound) (gap \(gap)), as far as service gains less from each further agent.",
      "任何排班都不会低于 \(bound)（差距 \(gap)），前提是每增加一名坐席的收益递减。")
  }
  func scheduleMargin(_ bound: String) -> String {
    pick(
      "That is with the margin by which the final check wants promises kept; without it none is below \(bound).",
      "以上包含最终检验所要求的余量；若不留余量，下限为 \(bound)。")
  }
  var scheduleInterrupted: String {
    pick("The search was stopped; this is the best schedule found by then.", "搜索被中止；这是此前找到的最佳排班。")
  }
  func setCovering(_ model: String, _ cost: String, _ more: String) -> String {
    pick(
      "Covering what \(model) asks for in each period by itself costs \(cost) (\(more)).",
      "按各时段 \(model) 需求覆盖的成本为 \(cost)（\(more)）。")
  }
}
