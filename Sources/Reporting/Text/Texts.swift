import ContactCentre

/// The string table: every text that people read, in each language, in one place.
///
/// A text with parts is a function, so that each language orders them as it needs. Further texts are in `Texts+Page.swift`.
package struct Texts: Sendable {
  /// The language of the texts.
  package let language: Language

  /// Creates the table of a language.
  package init(_ language: Language) { self.language = language }

  func pick(_ english: String, _ chinese: String) -> String {
    switch language {
    case .english: english
    case .simplifiedChinese: chinese
    }
  }
}

// Announcements to customers.
extension Texts {
  func announcement(waitingAhead: Int, wait: String) -> String {
    pick("Waiting ahead: \(waitingAhead), expected wait: \(wait)", "当前排队人数:\(waitingAhead),预计等待时间:\(wait)")
  }
  var underAMinute: String { pick("under 1 minute", "不到1分钟") }
  func minutes(_ count: Int) -> String { pick(count == 1 ? "1 minute" : "\(count) minutes", "\(count)分钟") }
  func minutes(from lower: Int, to upper: Int) -> String { pick("\(lower)–\(upper) minutes", "\(lower)–\(upper)分钟") }
}

// Units, dates and what describes a run.
extension Texts {
  var secondsUnit: String { pick("s", "秒") }
  var minutesUnit: String { pick("min", "分钟") }
  var hoursUnit: String { pick("h", "小时") }

  /// A date; `weekday` counts from 0 for Sunday.
  func date(month: Int, day: Int, weekday: Int?) -> String {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let name = weekday.map {
      pick(
        ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][$0] + " ",
        " " + ["周日", "周一", "周二", "周三", "周四", "周五", "周六"][$0])
    }
    return pick("\(name ?? "")\(day) \(months[month - 1])", "\(month)月\(day)日\(name ?? "")")
  }

  /// Names in a row.
  package func list(_ names: [String]) -> String { names.joined(separator: pick(", ", "、")) }

  func days(_ days: Int, from start: String) -> String {
    pick(days == 1 ? start : "\(days) days from \(start)", days == 1 ? start : "\(start) 起 \(days) 天")
  }
  func replications(_ count: String) -> String {
    pick(count == "1" ? "1 replication" : "\(count) replications", "重复模拟 \(count) 次")
  }
  func seed(_ seed: UInt64) -> String { pick("seed \(seed)", "随机种子 \(seed)") }
  func warmUp(_ time: String) -> String { pick("the first \(time) not counted (warm-up)", "不计最初 \(time)（预热）") }
  var plusMinus: String {
    pick("± is the half width of the 95% confidence interval", "± 为 95% 置信区间的半宽")
  }
  var noIntervals: String {
    pick("one replication gives no confidence intervals", "只有一次模拟，无法给出置信区间")
  }
  var precisionNotReached: String {
    pick(
      "The run used all its replications without reaching the precision asked for.",
      "已用完允许的模拟次数，但仍未达到所要求的精度。")
  }
  var interrupted: String {
    pick(
      "The run was interrupted; these are the replications finished by then.", "运行被中断；以下结果来自中断前已完成的模拟。")
  }
}

// Names of figures.
extension Texts {
  var contactType: String { pick("Contact type", "联络类型") }
  var agentGroup: String { pick("Agent group", "坐席组") }
  var period: String { pick("Period", "时段") }
  var day: String { pick("Day", "日期") }
  var total: String { pick("Total", "合计") }
  var offered: String { pick("Offered", "进线量") }
  var answered: String { pick("Answered", "接通量") }
  var abandoned: String { pick("Abandoned", "放弃量") }
  var abandonedShort: String { pick("Aband.", "放弃率") }
  /// The share of those offered, beside ``answered`` and ``abandoned``, which are counts.
  var answeredShare: String { pick("Answered", "接通率") }
  var abandonedShare: String { pick("Abandoned", "放弃率") }
  var promise: String { pick("Promise", "服务承诺") }
  var reached: String { pick("Reached", "达成率") }
  var asa: String { pick("ASA", "平均应答") }
  var p90Wait: String { pick("P90 wait", "P90 等待") }
  var daysMet: String { pick("Days met", "全天达标率") }
  var waiting: String { pick("Waiting", "排队人数") }
  var occupancy: String { pick("Occupancy", "占用率") }
  var staffedHours: String { pick("Staffed h", "在岗小时") }
  var busyHours: String { pick("Busy h", "忙碌小时") }
  var paidHours: String { pick("Paid h", "计薪小时") }
  var cost: String { pick("Cost", "成本") }

  /// A promise in a column: `SL1 90% ≤30 s`.
  func shortPromise(_ promise: Promise, _ numbers: NumberText) -> String {
    "\(promise.definition.rawValue) \(numbers.target(promise.target)) ≤\(numbers.roundDuration(promise.answerWithin))"
  }

  package func channel(_ channel: Channel) -> String {
    switch channel {
    case .chat: pick("Chat", "在线聊天")
    case .phone: pick("Phone", "电话")
    case .deferred: pick("Left for later", "留言")
    case .ticket: pick("Ticket", "工单")
    case .social: pick("Social group", "社群")
    }
  }
}

// The terminal.
extension Texts {
  var promisesAndWaits: String { pick("Promises and waits, an average day", "服务承诺与等待（平均每天）") }
  /// Who came outside the opening hours and became nothing else.
  func goneOutsideHours(_ types: String) -> String {
    pick(
      "Came outside the opening hours and went away, on top of those offered: \(types).",
      "非营业时间来访后离开（不计入进线量）：\(types)。")
  }
  var agentGroupsOfADay: String { pick("Agent groups, an average day", "坐席组（平均每天）") }
  var busiestPeriods: String { pick("Busiest periods of the main contact types", "主要联络类型最繁忙的时段") }
  var terminalNotes: String {
    pick("✓ kept ✗ missed ~ too close to call", "✓ 达标 ✗ 未达标 ~ 尚难判定") + " · " + waitNotes + " · "
      + pick("Days met: probability that a whole day meets the promise", "全天达标率：单独一天达到承诺的概率")
  }
  var waitNotes: String {
    pick(
      "ASA: mean wait of those answered · P90 wait: nine in ten wait no longer, if they never give up",
      "平均应答：已接通者的平均等待时间 · P90 等待：客户若不放弃，九成等待不超过此值")
  }
}
