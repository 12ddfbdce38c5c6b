import ContactCentre
import LogFitting

// The audit of promises against logs.
extension Texts {
  var auditKicker: String { pick("Audit of promises", "服务承诺审计") }
  func fromTo(_ first: String, _ last: String) -> String { pick("\(first) to \(last)", "\(first) 至 \(last)") }
  func rowsRead(_ rows: String) -> String { pick("\(rows) rows", "\(rows) 行记录") }
  func rowsNotUsable(_ rows: String) -> String { pick("\(rows) of them not usable", "其中 \(rows) 行无法使用") }
  func neverAsked(_ contacts: String) -> String {
    pick("\(contacts) never asked for an agent and are in no figure", "\(contacts) 个联络从未请求人工服务，不计入任何指标")
  }
  var promisedAndHappened: String { pick("What was promised, and what happened", "承诺与实际") }
  var auditNote: String {
    pick(
      "± is half of the 95% confidence interval. Whole days are its unit of chance: contacts of a bad day are bad together.",
      "± 为 95% 置信区间的半宽。区间按整天计算：情况差的一天，当天的联络往往一起变差。")
  }
  /// A sentence on the clock of a promise; nothing on the wall clock.
  func businessClock(_ promise: ServicePromise) -> String {
    guard let business = promise.business else { return "" }
    let holidays = business.holidays.count
    return pick(
      "Times run on business time: the clock stands still outside the hours of the promise"
        + (holidays == 0 ? "." : ", and on \(holidays == 1 ? "one holiday" : "\(holidays) holidays")."),
      "时间按营业时间计算：在承诺所列营业时段之外" + (holidays == 0 ? "不计时。" : "以及 \(holidays) 个节假日不计时。"))
  }
  func said(_ verdict: PromiseAudit.Verdict) -> String {
    switch verdict {
    case .kept: pick("kept", "达标")
    case .close: pick("too close to call", "尚难判定")
    case .missed: pick("missed", "未达标")
    }
  }
  func claimedAndObserved(_ claimed: String, _ definition: String, _ observed: String, _ said: String) -> String {
    pick(
      "Claimed \(claimed), observed \(definition) \(observed): \(said).",
      "承诺 \(claimed)，实测 \(definition) \(observed)：\(said)。")
  }
  func recently(_ level: String, _ said: String, trend: String) -> String {
    pick(
      "Last 30 days \(level): \(said). Trend \(trend) points in 30 days.",
      "最近 30 天 \(level)：\(said)。趋势：每 30 天 \(trend) 个百分点。")
  }
  func daysKept(_ met: Int, of days: Int) -> String {
    pick("\(met) of \(days) days kept it.", "\(days) 天中有 \(met) 天达标。")
  }
  func tookUpTo(_ share: String, _ time: String?) -> String {
    guard let time else {
      return pick("However long one waits, fewer than \(share) of all were served.", "无论等多久，得到服务的都不足全部的 \(share)。")
    }
    return pick("\(share) of all were served within \(time).", "\(share) 的联络在 \(time)内得到服务。")
  }
  var claimed: String { pick("Claimed", "承诺") }
  var changeIn30Days: String { pick("Change in 30 days", "30 天变化") }
  func points(_ change: String) -> String { pick("\(change) points", "\(change) 个百分点") }
  var daysThatKept: String { pick("Days that kept it", "达标天数") }
  func daysOf(_ met: Int, _ days: Int) -> String { pick("\(met) of \(days)", "\(met) / \(days)") }
  func ofAllTook(_ share: String) -> String { pick("\(share) served within", "\(share) 的联络得到服务用时") }
  var neverServed: String { pick("fewer were served", "始终未达到") }
  var byAllDefinitions: String { pick("The claim by all four definitions", "按四种定义检验承诺") }
  func judgedBy(_ definition: String) -> String {
    pick(
      "Judged by \(definition); a claim may look kept by another definition.", "以 \(definition) 判定；换一种定义，承诺可能看似达标。")
  }
  var whatItDivides: String { pick("What it divides", "计算方式") }
  var verdictName: String { pick("Verdict", "判定") }
  func divides(_ definition: ServiceLevelDefinition, isDone: Bool) -> String {
    let word = isDone ? pick("done", "完成") : pick("answered", "接通")
    return switch definition {
    case .SL1: pick("\(word) in time / offered", "及时\(word) / 进线量")
    case .SL2: pick("\(word) in time / (offered − abandoned in time)", "及时\(word) /（进线量 − 时限内放弃）")
    case .SL3: pick("(\(word) + abandoned in time) / offered", "（及时\(word) + 时限内放弃）/ 进线量")
    case .SL4: pick("\(word) in time / \(word)", "及时\(word) / 全部\(word)")
    }
  }
  var byMonth: String { pick("By month", "按月") }
  var byHour: String { pick("By hour", "按小时") }
  var byWeekday: String { pick("By weekday", "按星期") }
  var worstHours: String { pick("Worst hours", "表现最差的小时") }
  var worstDays: String { pick("Worst days", "表现最差的日期") }
  var daysName: String { pick("Days", "天数") }
  var meanTime: String { pick("Mean time", "平均用时") }
  func levelBy(_ definition: String, _ part: String) -> String {
    pick("\(definition) \(part.lowercased())", "\(definition)：\(part)")
  }
  func claimedLine(_ target: String) -> String { pick("Claimed: \(target)", "承诺：\(target)") }
  func cameFrom(_ first: String, to last: String) -> String {
    pick("From \(first) to \(last).", "\(first) 至 \(last)。")
  }

  /// Monday is 0.
  func weekday(_ day: Int) -> String {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return pick(names[day], ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][day])
  }
  /// The name of a part of an audit.
  func part(_ part: PromiseAudit.Part) -> String {
    if let weekday = part.weekday { return self.weekday(weekday) }
    return switch part.name {
    case "all": pick("all", "全部")
    case "last 30 days": pick("last 30 days", "最近 30 天")
    default: part.name
    }
  }
}

// What was read from logs.
extension Texts {
  func rowsUnused(_ dirty: Int, of rows: Int, _ reasons: String) -> String {
    pick(
      "\(dirty) of \(rows) rows could not be used: \(reasons).", "\(rows) 行中有 \(dirty) 行无法使用：\(reasons)。")
  }
}

// Punctuation.
extension Texts {
  var comma: String { pick(", ", "，") }
  var fullStop: String { pick(".", "。") }
  /// Between two sentences.
  var sentenceSpace: String { pick(" ", "") }
  package var sentenceGap: String { sentenceSpace }
}
