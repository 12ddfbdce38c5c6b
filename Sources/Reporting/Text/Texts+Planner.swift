// The planner's page: what is worked out for it.
extension Texts {
  package func savedShare(_ share: String) -> String { pick("Saved: \(share)", "原方案：\(share)") }
  package func changeInPoints(_ change: String) -> String { pick("\(change) points", "\(change) 个百分点") }
  package var noChange: String { pick("No difference to be seen", "看不出差别") }
  package var saved: String { pick("Saved", "原方案") }
  package var changed: String { pick("Changed", "改后") }
  package var difference: String { pick("Difference", "差值") }
  package func moreTypes(_ count: Int) -> String {
    pick("\(count) more promises are in the heat map below.", "其余 \(count) 项承诺见下方热力图。")
  }
  package var heatMap: String { pick("Kept promises by period, %", "各时段达标率（%）") }
  package var heatNote: String {
    pick(
      "Service level of the promise, or deadlines kept; the redder, the further below the target.",
      "按承诺计算的服务水平或按时完成率；颜色越红，距目标越远。")
  }
}
