import ContactCentre

// The page: headings and what stands between them.
extension Texts {
  var reportTitle: String { pick("Simulation report", "模拟报告") }
  var contents: String { pick("Contents", "目录") }
  var promises: String { pick("Promises", "服务承诺") }
  var contactTypes: String { pick("Contact types", "联络类型") }
  var staff: String { pick("Staff", "人员") }
  var definitions: String { pick("How the figures are defined", "指标定义") }
  var averageDay: String { pick("An average day of the run.", "以下为平均每天的结果。") }
  var numbersOfChart: String { pick("Show the numbers", "查看数据") }
  var numbersElsewhere: String {
    pick("The numbers are in periods.csv and summary.json.", "数据见 periods.csv 与 summary.json。")
  }
  var band: String { pick("95% interval", "95% 区间") }
  var noPromises: String { pick("No contact type makes a promise.", "没有任何联络类型作出服务承诺。") }

  func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .kept: pick("Kept", "达标")
    case .close: pick("Too close to call", "尚难判定")
    case .missed: pick("Missed", "未达标")
    case .unknown: pick("No contacts", "无联络")
    }
  }

  /// The sentence that opens the page.
  package func verdicts(kept: Int, close: Int, missed: Int) -> String {
    let all = kept + close + missed
    if all == 1 {
      return kept == 1
        ? pick("The promise is kept on average.", "平均来看，服务承诺已兑现。")
        : missed == 1
          ? pick("The promise is missed on average.", "平均来看，服务承诺未兑现。")
          : pick("The promise is too close to call.", "服务承诺是否兑现尚难判定。")
    }
    if kept == all { return pick("All \(all) promises are kept on average.", "平均来看，\(all) 项服务承诺全部兑现。") }
    if missed == all { return pick("All \(all) promises are missed on average.", "平均来看，\(all) 项服务承诺均未兑现。") }
    var english = [
      kept == 0
        ? "None of the \(all) promises is kept on average"
        : "\(kept) of \(all) promises \(kept == 1 ? "is" : "are") kept on average"
    ]
    var chinese = ["平均来看，\(all) 项服务承诺中 \(kept) 项达标"]
    if missed > 0 {
      english.append("\(missed) \(missed == 1 ? "is" : "are") missed")
      chinese.append("\(missed) 项未达标")
    }
    if close > 0 {
      english.append("\(close) \(close == 1 ? "is" : "are") too close to call")
      chinese.append("\(close) 项尚难判定")
    }
    return pick(english.joined(separator: ", ") + ".", chinese.joined(separator: "，") + "。")
  }

  /// What was promised: `Promised: 90% answered within 30 s (SL1)`.
  func promised(_ promise: Promise, _ numbers: NumberText) -> String {
    let target = numbers.target(promise.target)
    let time = numbers.roundDuration(promise.answerWithin)
    return pick(
      "Promised: \(target) within \(time) (\(promise.definition.rawValue))",
      "承诺：\(time)内 \(target)（\(promise.definition.rawValue)）")
  }
  func targetLine(_ target: String) -> String { pick("target \(target)", "目标 \(target)") }
  func within(_ time: String) -> String { pick("Within \(time)", "\(time)内") }
  func later(than time: String) -> String { pick("After \(time)", "\(time)后") }
  var wholeDays: String { pick("Days that meet it", "全天达标率") }
}

// The page: names of columns and charts.
extension Texts {
  var outcomes: String { pick("What became of the contacts", "联络的去向") }
  var levelsAndWaits: String { pick("Service levels and waits", "服务水平与等待") }
  var blocked: String { pick("Blocked", "队满拒绝") }
  var balked: String { pick("Balked", "听后即离") }
  var messages: String { pick("Messages", "改为留言") }
  var cutOff: String { pick("Cut off", "下班中断") }
  var unfinished: String { pick("Unfinished", "未完成") }
  var diverted: String { pick("Diverted", "非营业转出") }
  var turnedAway: String { pick("Turned away", "非营业离开") }
  var asaLong: String { pick("ASA", "平均应答时间") }
  var p90Virtual: String { pick("P90, endless patience", "P90（无限耐心）") }
  var handling: String { pick("Handling", "处理时长") }
  var queueLength: String { pick("Waiting, mean", "平均排队人数") }
  var answeredWait: String { pick("answered", "已接通") }
  var allWait: String { pick("all", "全部") }
  var virtualWait: String { pick("virtual", "无限耐心") }
  func serviceLevelChart(_ definition: ServiceLevelDefinition, _ time: String) -> String {
    pick("Service level: \(definition.rawValue) within \(time)", "服务水平：\(time)内 \(definition.rawValue)")
  }
  var waitChart: String { pick("Wait", "等待时间") }
  var queueChart: String { pick("Customers waiting", "排队人数") }
  var queueChartDeferred: String { pick("Work waiting", "待处理数量") }
  var histogramChart: String { pick("How long the answered waited", "已接通者的等待分布") }
  var noWait: String { pick("none", "无") }
  var waitColumn: String { pick("Wait", "等待") }
  var share: String { pick("Share", "占比") }
  var cumulative: String { pick("Cumulative", "累计") }
  func upTo(_ time: String) -> String { pick("up to \(time)", "不超过 \(time)") }
  func above(_ time: String) -> String { pick("above \(time)", "超过 \(time)") }
  var dayByDay: String { pick("Day by day", "逐日结果") }
  var nothingOffered: String { pick("Nothing was offered.", "没有进线。") }
  var shareOfAnswered: String { pick("share of those answered, whole run", "占已接通者的比例，整个运行期") }
  func perPeriod(_ time: String) -> String {
    pick("by \(time) of arrival", "按到达时段（每 \(time)）")
  }
  var shadedWarmUp: String { pick("shaded: warm-up, not counted in the day", "灰色部分为预热，不计入全天结果") }
  func byTheClock(_ time: String) -> String { pick("mean over each \(time)", "每 \(time)的平均值") }
}

// The page: announcements and staff.
extension Texts {
  var announcements: String { pick("What a waiting customer is told", "告知排队客户的内容") }
  var announcementsNote: String {
    pick(
      "At some of the busiest times. The range told goes from the median to the 90% quantile of the wait, in whole "
        + "minutes rounded up. All places and periods are in announcements.json.",
      "选取若干最繁忙的时段。告知的范围为等待时间的中位数至 90% 分位数，向上取整到分钟。全部位置与时段见 announcements.json。")
  }
  var showAnnouncements: String { pick("Show what is told", "查看告知内容") }
  var waitingAhead: String { pick("Waiting ahead", "前面人数") }
  var told: String { pick("What the customer is told", "告知客户的内容") }
  var mean: String { pick("Mean", "平均") }
  var staffNote: String {
    pick(
      "Planned agents against agents with a contact in hand, on average. Where the area reaches the line nobody is free.",
      "计划在岗坐席与手头有联络的坐席（平均值）对比。色块触及折线处表示无人空闲。")
  }
  func staffChart(_ group: String) -> String { pick("Staff and load: \(group)", "人员与负荷：\(group)") }
  var planned: String { pick("Planned agents", "计划坐席") }
  var busyAgents: String { pick("Busy agents", "忙碌坐席") }
  var costUnknown: String {
    pick(
      "The total cost is unknown: a group with paid hours has no cost per hour.",
      "总成本未知：有付薪工时的坐席组缺少每小时成本。")
  }
  var foot: String {
    pick(
      "Made by Waitline. Same scenario, seed and version give the same figures.",
      "由 Waitline 生成。场景、种子与版本相同，结果即相同。")
  }

  var logFoot: String {
    pick(
      "Made by Waitline. Same log, mapping and version give the same figures.",
      "由 Waitline 生成。日志、映射与版本相同，结果即相同。")
  }

  /// Terms and what they mean.
  var glossary: [(term: String, meaning: String)] {
    [
      (
        pick("Service levels", "服务水平"),
        pick(
          "“Within” means a wait of at most the acceptable waiting time. "
            + "SL1 = answered within / offered. SL2 = answered within / (offered − abandoned within). "
            + "SL3 = (answered within + abandoned within) / offered. SL4 = answered within / answered.",
          "“之内”指等待不超过可接受等待时间。SL1 = 之内接通 / 进线量；SL2 = 之内接通 /（进线量 − 之内放弃）；"
            + "SL3 =（之内接通 + 之内放弃）/ 进线量；SL4 = 之内接通 / 接通量。")
      ),
      (
        pick("Kept, missed, too close to call", "达标、未达标、尚难判定"),
        pick(
          "Kept: the whole confidence interval is at or above the target. Missed: all of it is below. Too close to call: "
            + "the target is inside; more replications would tell.",
          "达标：整个置信区间不低于目标；未达标：整个区间低于目标；尚难判定：目标落在区间内，增加模拟次数可判定。")
      ),
      (
        pick("Days that meet it", "全天达标率"),
        pick(
          "Probability that a single day, taken by itself, reaches the target. A mean above the target can hide many days below.",
          "单独一天达到目标的概率。平均值高于目标时，仍可能有许多天未达标。")
      ),
      (
        pick("Periods and days", "时段与全天"),
        pick(
          "Contacts count in the period in which they arrive; the figures of a day weight by contacts. Answered, abandoned, "
            + "blocked, balked, messages, cut off and unfinished add up to offered; diverted and turned away come outside the "
            + "opening hours and are not part of it.",
          "联络计入其到达的时段；全天指标按联络数加权。接通、放弃、队满拒绝、听后即离、改为留言、下班中断与未完成之和等于进线量；"
            + "非营业转出与非营业离开发生在营业时间之外，不计入进线量。")
      ),
      (
        pick("The three waits", "三种等待"),
        pick(
          "Of those answered (its mean is the ASA); of all who joined the queue; and the virtual wait, with endless "
            + "patience: how long a customer who never gives up would wait, which is what is announced. P90: nine in ten wait no longer.",
          "已接通者的等待（其平均值即平均应答时间）；全部排队者的等待；无限耐心的等待，即从不放弃的客户要等多久，也就是对外告知的等待。P90：十人中有九人不超过该值。")
      ),
      (
        pick("Occupancy and paid hours", "占用率与计薪小时"),
        pick(
          "Occupancy = busy / staffed time. Staffed hours are productive hours on duty with overtime to finish the contact in "
            + "hand; paid hours are the scheduled heads and that overtime.",
          "占用率 = 忙碌时间 / 在岗时间。在岗小时为有效在岗时间，含处理完手头联络的加班；计薪小时为排班人数与该加班之和。")
      ),
    ]
  }
}
