import ContactCentre
import Simulation

// Deferred work, issues and loops.
extension Texts {
  /// A deadline in a column: `95% ≤24 h`.
  func shortDeadline(_ deadline: Deadline, _ numbers: NumberText) -> String {
    let text = "\(numbers.target(deadline.target)) ≤\(numbers.roundDuration(deadline.within))"
    return deadline.clock == .business ? text + pick(" open", " 营业") : text
  }

  var deferredWork: String { pick("Deferred work, an average day", "非即时工作（平均每天）") }
  var inTime: String { pick("In time", "按时") }
  var late: String { pick("Late", "逾期") }
  var stillOpen: String { pick("Open", "未到期") }
  var backlog: String { pick("Backlog", "积压") }
  var oldest: String { pick("Oldest", "最久") }
  var steps: String { pick("Steps, an average day", "工单步骤（平均每天）") }
  var step: String { pick("Step", "步骤") }
  var arrived: String { pick("Arrived", "到达") }
  var wait: String { pick("Wait", "等待") }
  var handlingShort: String { pick("Handling", "处理时长") }
  var loopsOfADay: String { pick("What each loop adds, an average day", "各回流增加的联络量（平均每天）") }
  var from: String { pick("From", "来自") }
  var becomes: String { pick("Becomes", "变为") }
  var because: String { pick("Because", "原因") }
  var contacts: String { pick("Contacts", "联络量") }
  var issuesOfADay: String { pick("Customers' issues, an average day", "客户问题（平均每天）") }
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
