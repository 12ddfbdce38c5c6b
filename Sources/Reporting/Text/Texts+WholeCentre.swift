import ContactCentre
import Simulation

// Deferred work, issues and loops.
extension Texts {
  /// A deadline in a column: `95% ≤24 h`.
  func shortDeadline(_ deadline: Deadline, _ numbers: NumberText) -> String {
    let text = "\(numbers.target(deadline.target)) ≤\(numbers.roundDuration(deadline.within))"
    return deadline.clock == .business ? text + pick(" open", " 营业") : text
  }

  /// A title of the terminal, which has no lead to say what the figures are of.
  private func ofAnAverageDay(_ title: String) -> String { pick("\(title), an average day", "\(title)（平均每天）") }

  var deferredTitle: String { pick("Deferred work", "非即时工作") }
  var deferredWork: String { ofAnAverageDay(deferredTitle) }
  var inTime: String { pick("In time", "按时") }
  var late: String { pick("Late", "逾期") }
  var stillOpen: String { pick("Open", "未到期") }
  var backlog: String { pick("Backlog", "积压") }
  var oldest: String { pick("Oldest", "最久") }
  var stepsTitle: String { pick("Steps", "工单步骤") }
  var steps: String { ofAnAverageDay(stepsTitle) }
  var step: String { pick("Step", "步骤") }
  var arrived: String { pick("Arrived", "到达") }
  var wait: String { pick("Wait", "等待") }
  var handlingShort: String { pick("Handling", "处理时长") }
  var loopsTitle: String { pick("What each loop adds", "转化与再次联络带来的联络量") }
  var loopsOfADay: String { ofAnAverageDay(loopsTitle) }
  var from: String { pick("From", "来自") }
  var becomes: String { pick("Becomes", "变为") }
  var because: String { pick("Because", "原因") }
  var contacts: String { pick("Contacts", "联络量") }
  var issuesTitle: String { pick("Customers' issues", "客户问题") }
  var issuesOfADay: String { ofAnAverageDay(issuesTitle) }
  var issueOpened: String { pick("Began", "新增") }
  var issueResolved: String { pick("Settled", "解决") }
  var contactsEach: String { pick("Contacts each", "每件联络次数") }
  var handOffsEach: String { pick("Hand-offs each", "每件转手次数") }
  var timeToSettle: String { pick("Time to settle", "解决用时") }
  var firstContactResolution: String { pick("FCR", "首次解决率") }
  var costEach: String { pick("Cost each", "每件成本") }
  var allIssues: String { pick("All", "全部") }
  var wholeCentreNotes: String {
    pick(
      "In time: share of those done or due · Backlog and Oldest: what waits at the end of a day · FCR: first contacts "
        + "without a return",
      "按时：已完成或已到期者中的比例 · 积压与最久：每天结束时等待的工作 · 首次解决率：首次联络后没有再次联络的比例")
  }

  func reason(_ reason: LoopReason) -> String {
    switch reason {
    case .afterHours: pick("came after hours", "非营业时间来访")
    case .message: pick("left a message", "改为留言")
    case .unresolved: pick("not settled", "未解决")
    case .redial: pick("tries again", "再次拨打")
    case .redirect: pick("belongs elsewhere", "转交")
    }
  }
}

// The page: what stands around the tables and charts of deferred work, issues and loops.
extension Texts {
  /// What was promised: `Promised: 95% answered within 4 h of opening hours`.
  func promised(_ deadline: Deadline, _ numbers: NumberText) -> String {
    let target = numbers.target(deadline.target)
    // Number and unit stay on one line.
    let time = numbers.roundDuration(deadline.within).replacing(" ", with: "\u{A0}")
    let isBusiness = deadline.clock == .business
    let done =
      switch deadline.until {
      case .answered: (english: "taken up", chinese: "开始处理")
      case .resolved: (english: "done", chinese: "完成")
      }
    let from = deadline.fromStep.map { (english: " after \($0)", chinese: "\($0) 之后 ") }
    return pick(
      "Promised: \(target) \(done.english) within \(time)\(isBusiness ? " of opening hours" : "")\(from?.english ?? "")",
      "承诺：\(from?.chinese ?? "")\(isBusiness ? "营业时间 " : "")\(time)内 \(target) \(done.chinese)")
  }

  var lateLong: String { pick("Late", "逾期") }
  var stillOpenLong: String { pick("Still open at the end", "结束时未到期") }
  var backlogLong: String { pick("Backlog at midnight", "每日零点积压") }
  var oldestLong: String { pick("Oldest at midnight", "每日零点最久等待") }
  var deferredNote: String {
    pick(
      "In time: share of those done or due. Open: neither done nor due when the run ended. Backlog and Oldest: what waits "
        + "when a day ends.",
      "按时：已完成或已到期者中的比例。未到期：运行结束时既未完成也未到期。积压与最久：每天结束时等待的工作。")
  }
  func backlogChart(_ type: String) -> String { pick("Backlog: \(type)", "积压：\(type)") }
  func oldestChart(_ type: String) -> String { pick("Age of the oldest: \(type)", "最久等待：\(type)") }
  var ageOfOldest: String { pick("Age of the oldest", "最久等待") }
  func atTheEnd(_ time: String) -> String { pick("at the end of each \(time)", "每 \(time)结束时") }
  var gapWhereOpen: String { pick("no line while many are still open", "尚有较多未到期时不绘制") }
  var deadlineChart: String { pick("In time", "按时完成率") }
  var stepsNote: String {
    pick(
      "Contacts that came to each step, and how long they waited there until an agent took them up.",
      "到达各步骤的联络，以及在该步骤等待坐席接手的时间。")
  }
  var issueLost: String { pick("Given up", "放弃") }
  var issuesNote: String {
    pick(
      "By the contact type of the first contact. FCR (first-contact resolution): share of first contacts that no return "
        + "followed. Contacts and hand-offs are per issue that is over; the cost is that of all groups per issue settled.",
      "按首次联络的类型统计。首次解决率：首次联络后没有再次联络的比例。联络次数与转手次数按已结束的问题计算；成本为全部坐席组成本除以已解决的问题数。")
  }
  var loopsNote: String {
    pick(
      "Contacts on an average day that a rule of the scenario makes of others. The bars compare them.",
      "场景中各规则平均每天由其他联络产生的联络量，条形用于比较大小。")
  }
  var returned: String { pick("Returned (of offered)", "再次来访 (计入进线量)") }
  var broadcast: String { pick("By broadcast (of answered)", "群发答复 (计入接通)") }
  var timeByType: String { pick("What the groups' time goes to", "坐席组的时间用于哪些联络") }
  var timeByTypeNote: String {
    pick(
      "Shares of the time that each group worked on contacts.", "占各坐席组处理联络时间的比例。")
  }
  func timeByType(of group: String) -> String { pick("Working time: \(group)", "工作时间：\(group)") }
  /// What stands for the length of a period that is a whole day.
  var wholeDay: String { pick("day", "1 天") }
}
