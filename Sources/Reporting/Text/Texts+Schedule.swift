// Shifts.
extension Texts {
  func scheduleTitle(_ scenario: String, aim: String) -> String {
    pick("\(scenario): shifts that keep the promises (aim: \(aim))", "\(scenario)：满足承诺的班次（目标：\(aim)）")
  }
  var scheduleKicker: String { pick("Schedule", "排班") }
  var requirementLine: String { pick("Requirement", "需求") }
  var shiftName: String { pick("Shift", "班次") }
  var shiftsHeading: String { pick("Shifts", "班次") }
  var hoursOfRun: String { pick("Hours", "工时") }
  var shiftTime: String { pick("Time", "时间") }
  var shiftBreaks: String { pick("Breaks", "休息") }
  var shiftDays: String { pick("Days", "工作日") }
  /// Monday is 0.
  func shortWeekday(_ day: Int) -> String {
    pick(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day], ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][day])
  }
  /// Between the first and the last of several days.
  var weekdaysTo: String { pick("–", "至") }
  /// Between days that do not follow each other.
  var weekdaysAnd: String { pick(", ", "、") }
  var rosterHeading: String { pick("Who works when", "个人班表") }
  var personName: String { pick("Name", "姓名") }
  var hoursPerWeek: String { pick("Hours a week", "每周工时") }
  var rosterElsewhere: String { pick("The roster is in roster.csv.", "班表见 roster.csv。") }
  var shiftHeads: String { pick("Heads", "人数") }
  /// What all days of the run cost together; other commands say what a day costs.
  func scheduleCost(_ cost: String, isMoney: Bool, days: Int) -> String {
    pick(
      "\(isMoney ? "Cost" : "Paid hours") of the run of \(days == 1 ? "1 day" : "\(days) days"): \(cost)",
      "整个运行期（\(days) 天）的\(isMoney ? "成本" : "付薪工时")：\(cost)")
  }
  func scheduleProven(_ isEveryPeriod: Bool) -> String {
    pick(
      "On the days that the search simulated no cheaper schedule keeps the promises: all were ruled out.",
      "在搜索所模拟的各天中，没有更便宜的排班能满足承诺：均已排除。")
  }
  func scheduleBound(_ bound: String, gap: String, assumesConcavity: Bool) -> String {
    pick(
      "On the days that the search simulated no schedule is below \(bound) (gap \(gap))"
        + (assumesConcavity ? ", as far as service gains less from each further agent." : "."),
      "在搜索所模拟的各天中，任何排班都不会低于 \(bound)（差距 \(gap)）"
        + (assumesConcavity ? "，前提是每增加一名坐席的收益递减。" : "。"))
  }
  func scheduleMargin(_ bound: String) -> String {
    pick(
      "The search asks promises to be kept by the margin that the final check wants; to keep them on average may cost as little as \(bound).",
      "搜索要求承诺留有最终检验所需的余量；若只求平均满足，成本可能低至 \(bound)。")
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
