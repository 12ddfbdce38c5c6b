import WaitEstimation

// Waits told to customers, and what else they can do.
extension Texts {
  func unknownWait(waitingAhead: Int, _ reason: UnknownReason) -> String {
    switch reason {
    case .closed: pick("Closed now", "现已休息")
    default:
      pick(
        "Waiting ahead: \(waitingAhead), expected wait: not known (\(reason.description))",
        "当前排队人数:\(waitingAhead),预计等待时间:未知(\(chinese(reason)))")
    }
  }

  private func chinese(_ reason: UnknownReason) -> String {
    switch reason {
    case .closed: "现已休息"
    case .groupMissing(let group): "状态中没有坐席组“\(group)”"
    case .nobodyAnswers: "没有坐席组处理此类联络"
    case .nobodyOnDuty: "当前无人在岗，之后也无排班"
    case .stale: "状态已过时"
    case .nothingObserved: "尚无观测数据"
    case .tookTooLong: "推演耗时过长"
    case .notPlayed: "无法由当前状态推演"
    case .beyondMarkov: "精确方法不适用"
    }
  }

  func assumption(_ assumption: Assumption) -> String {
    switch assumption {
    case .exponentialHandling: pick(assumption.description, "处理时间按均值相同的指数分布计算")
    case .exponentialPatience: pick(assumption.description, "前面客户的耐心按均值相同的指数分布计算")
    case .fullHands: pick(assumption.description, "忙碌坐席按满负荷计算")
    case .agesUnknown: pick(assumption.description, "处理中的联络已用时间未知，按随机时刻计算")
    case .averageAgents: pick(assumption.description, "所有坐席按新老员工的平均速度计算")
    case .staffDiffers(let group, let onDuty, let planned):
      pick(assumption.description, "“\(group)”在岗 \(onDuty) 人，计划 \(planned) 人；差额按保持不变计算")
    case .similarDay: pick(assumption.description, "方案中没有这一天；人员按相似的一天计算")
    }
  }

  func chances(within30: String, beforeClosing: String, abandons: String) -> String {
    pick(
      "Answered within 30 s: \(within30) · before closing: \(beforeClosing) · gives up: \(abandons)",
      "30 秒内接通：\(within30) · 结束服务前接通：\(beforeClosing) · 放弃等待：\(abandons)")
  }

  func advice(_ action: Advice.Action, type: String, at: String?) -> String {
    switch action {
    case .wait: pick("Stay in the queue", "继续排队")
    case .leaveMessage: pick("Leave a message (\(type))", "留言（\(type)）")
    case .call: pick("Call (\(type))", "拨打电话（\(type)）")
    case .fileTicket: pick("File a ticket (\(type))", "提交工单（\(type)）")
    case .comeBack: pick("Come back at \(at ?? "")", "\(at ?? "") 再来")
    }
  }

  func openUntil(_ clock: String) -> String { pick(", open until \(clock)", "，服务至 \(clock)") }
  func waitOf(_ wait: String) -> String { pick(": wait \(wait)", "：等待\(wait)") }
  func answeredBy(_ clock: String) -> String { pick(": answered by \(clock)", "：\(clock) 前答复") }
  func promisedBy(_ clock: String) -> String { pick(": promised by \(clock)", "：承诺 \(clock) 前答复") }
  var timeNotKnown: String { pick(": time not known", "：时间未知") }
  func assumed(_ what: String) -> String { pick("Assumed: \(what)", "假定：\(what)") }
}
