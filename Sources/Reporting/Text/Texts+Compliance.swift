import ContactCentre
import WaitEstimation

// The compliance page of the service.
extension Texts {
  package var complianceKicker: String { pick("Live service", "实时服务") }
  package var complianceTitle: String { pick("Promised and measured", "服务承诺与实测") }
  package func asOf(_ moment: String) -> String { pick("As of \(moment)", "截至 \(moment)") }
  package var allTypes: String { pick("All contact types", "所有联络类型") }
  package var typeColumn: String { contactType }
  package var nothingPromised: String { pick("nothing promised", "未作承诺") }

  package func window(_ window: ScoreBook.Window) -> String {
    switch window {
    case .hour: pick("Last hour", "最近一小时")
    case .day: pick("Last 24 hours", "最近 24 小时")
    case .month: pick("Last 30 days", "最近 30 天")
    }
  }
  package func trend(_ window: ScoreBook.Window) -> String {
    switch window {
    case .hour: pick("The share every five minutes", "每五分钟的达成率")
    case .day: pick("The share every hour", "每小时的达成率")
    case .month: pick("The share every day", "每天的达成率")
    }
  }
  package var trendNote: String {
    pick(
      "By the time of arrival; the lines through the points are 95% intervals, the dotted line is the target.",
      "按到达时间统计；点上的竖线为 95% 区间，点线为目标。")
  }

  /// A promise in a row: `90% within 30 s (SL1)`.
  package func promised(inRow promise: Promise) -> String {
    let numbers = NumberText(language)
    let (target, time) = (numbers.target(promise.target), numbers.roundDuration(promise.answerWithin))
    return pick(
      "\(target) within \(time) (\(promise.definition.rawValue))", "\(time)内 \(target)（\(promise.definition.rawValue)）")
  }
  package func measuredWithin(_ seconds: Double) -> String {
    let time = NumberText(language).roundDuration(seconds)
    return pick("Answered within \(time)", "\(time)内接通")
  }
  package func interval(_ range: ClosedRange<Double>) -> String {
    let numbers = NumberText(language)
    return numbers.share(range.lowerBound) + "–" + numbers.share(range.upperBound)
  }
  package func countOf(_ count: Int) -> String { pick("of \(count)", "共 \(count)") }
  package var intervalName: String { pick("95% interval", "95% 区间") }
  package func verdictWord(_ verdict: Verdict) -> String { self.verdict(verdict) }
  package var offeredName: String { offered }
  package var answeredName: String { answered }
  package var abandonedName: String { abandoned }
  package var answeredInTimeName: String { pick("In time", "及时接通") }
  package var shareName: String { reached }
  package var windows: String { pick("Over which time", "统计时段") }
  package var timeName: String { pick("From", "起始时间") }
  package func target(_ target: Double) -> String { targetLine(NumberText(language).target(target)) }
}

// The estimator's own score.
extension Texts {
  package var ownScore: String { pick("How good the estimates were", "估计的准确程度") }
  package func followed(answered: Int, gaveUp: Int) -> String {
    pick(
      "\(answered) customers were followed from joining to the answer, \(gaveUp) until they gave up.",
      "共跟踪 \(answered) 位客户至接通，\(gaveUp) 位客户至放弃。")
  }
  package var nobodyFollowed: String {
    pick("No customer whose wait was estimated has been answered in this time.", "这段时间内没有已估计等待的客户被接通。")
  }
  package var coverage: String { pick("Waits inside the 80% interval", "落入 80% 区间的等待") }
  package var coverageNote: String { pick("should be 80%", "应为 80%") }
  package var pinball: String { pick("Pinball loss", "分位数损失") }
  package var pinballNote: String {
    pick("of p50, p80 and p90 together; less is better", "p50、p80 与 p90 合计；越小越好")
  }
  /// A name and what is said of it, as a sentence.
  package func sentence(_ name: String, _ note: String) -> String { pick("\(name): \(note).", "\(name)：\(note)。") }
  /// An interval with its name, behind something else.
  package func withInterval(_ range: ClosedRange<Double>) -> String {
    pick(" · \(intervalName): \(interval(range))", " · \(intervalName)：\(interval(range))")
  }
  package var brier: String { pick("Brier score of “within 30 s”", "“30 秒内接通”的 Brier 得分") }
  package func brierNote(_ share: String) -> String {
    pick("always saying the mean scores \(share); less is better", "始终给出平均值的得分为 \(share)；越小越好")
  }
  package var quantileReliability: String { pick("Waits against what was said of them", "等待时间与预测的对照") }
  package var quantileReliabilityNote: String {
    pick(
      "How often the wait was no longer than the quantile announced. On the dashed line both agree; above it waits were "
        + "shorter than said, below it longer.",
      "实际等待不超过所预测分位数的比例。落在虚线上则两者一致；高于虚线说明实际等待更短，低于虚线说明更长。")
  }
  package var chanceReliability: String { pick("“Within 30 s”: said and observed", "“30 秒内接通”：预测与实测") }
  package var chanceReliabilityNote: String {
    pick(
      "Customers who were told alike, and how many of them were answered within 30 s. Larger points are more customers.",
      "得到相近预测的客户中，实际在 30 秒内接通的比例。点越大表示客户越多。")
  }
  package var said: String { pick("Said", "预测") }
  package var observed: String { pick("Observed", "实测") }
  package var customers: String { pick("Weight", "权重") }
  package var pit: String { pick("Where the waits fell", "等待落在预测分布的位置") }
  package var pitNote: String {
    pick(
      "Tenths of the predicted distribution: alike when it is right, a ∪ when it is too narrow.",
      "预测分布的十等分：预测准确时各段相近；呈 ∪ 形说明预测过窄。")
  }
  package func agrees(said: String, observed: String) -> String {
    pick("said \(said), observed \(observed)", "预测 \(said)，实测 \(observed)")
  }
}

// Who may see it.
extension Texts {
  package var tokenWanted: String { pick("This server wants a token", "此服务器需要令牌") }
  package var tokenHint: String {
    pick(
      "Give a token for “read”; it stays in this tab.", "请输入“read”令牌；它只保留在此标签页中。")
  }
  package var tokenLabel: String { pick("Token", "令牌") }
  package var show: String { pick("Show", "查看") }
  package var tokenWrong: String { pick("This token is not good for that.", "此令牌无效。") }
  package var notFresh: String { pick("Not up to date: the server does not answer.", "数据未更新：服务器没有响应。") }
  package var skip: String { pick("Skip to the figures", "跳至数据") }
}

// The queue display.
extension Texts {
  package var waitingTime: String { pick("Waiting time", "等待时间") }
  package var noSuchQueue: String { pick("There is no such queue", "没有这个队列") }
  package var checkAddress: String { pick("Check the address.", "请核对网址。") }
  package var scriptsWanted: String {
    pick("The waiting time is shown with the help of a script; scripts are off.", "显示等待时间需要启用脚本，而脚本已关闭。")
  }
}
