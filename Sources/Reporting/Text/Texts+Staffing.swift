import Planning

// Staff per period.
extension Texts {
  /// When a promise counts as kept.
  func aim(_ aim: StaffingAim) -> String {
    let english =
      switch aim {
      case .everyPeriod: "every period"
      case .day: "the day as a whole"
      case .probability(let share): "\(NumberText(language).target(share)) of the days"
      }
    let chinese =
      switch aim {
      case .everyPeriod: "每个时段达标"
      case .day: "全天达标"
      case .probability(let share): "全天达标率 ≥ \(NumberText(language).target(share))"
      }
    return pick(english, chinese)
  }
  func staffingTitle(_ scenario: String, aim: String) -> String {
    pick("\(scenario): staff that keeps the promises (aim: \(aim))", "\(scenario)：满足承诺所需的人员（目标：\(aim)）")
  }
  var staffingKicker: String { pick("Staffing", "人员需求") }
  var staffAgainstLoad: String { pick("Staff against load", "人员与负荷") }
  func hoursADay(_ hours: String) -> String { pick("\(hours) h a day", "每天 \(hours) 小时") }
  func costADay(_ cost: String) -> String { pick("cost \(cost) a day", "每天成本 \(cost)") }
  var startsAt: String { pick("From", "开始") }
  var agentsOnDuty: String { pick("Agents", "在岗坐席") }
  var scheduledHeads: String { pick("Scheduled", "排班人数") }
  var loadInAgents: String { pick("Load", "负荷") }
  var lowestColumn: String { pick("Lowest period", "最低时段") }
  /// What the columns and lines of a plan are.
  var loadNote: String {
    pick("Load: how many agents would be busy on average if nobody had to wait.", "负荷：若无人需要等待，平均忙碌的坐席数。")
  }
  var planNote: String {
    loadNote + sentenceSpace
      + pick("SIPP: what the formula asks for, each period by itself.", "SIPP：各时段单独按公式计算的需求。")
  }
  var nobodyLeftOut: String { pick("Periods in which nobody is needed are left out.", "无需坐席的时段未列出。") }
  var whatItAchieves: String {
    pick("What it achieves, in the final check:", "最终检验中达到的水平：")
  }
  var achievedHeading: String { pick("What it achieves", "达到的水平") }
  func dayNumber(_ day: Int) -> String { pick("day \(day)", "第 \(day) 天") }
  /// Between a name and what it stands for, on one line.
  var namedAs: String { pick(": ", "：") }
  func lowestPeriod(_ clock: String, _ level: String) -> String {
    pick("lowest at \(clock): \(level)", "最低时段 \(clock)：\(level)")
  }
  func shown(_ confidence: String, replications: String) -> String {
    pick(
      "Every promise is kept, with \(confidence) confidence for all together (\(replications) fresh replications, unseen by the search).",
      "所有承诺均可满足，整体置信度 \(confidence)（\(replications) 次全新模拟，搜索过程中未使用）。")
  }
  func notShown(_ what: String, replications: String) -> String {
    pick(
      "NOT shown to keep every promise in \(replications) fresh replications: \(what). Ask for more --replications.",
      "在 \(replications) 次全新模拟中未能证实满足所有承诺：\(what)。请增加 --replications。")
  }
  func stoppedEarly(replications: String) -> String {
    pick(
      "Stopped: the best plan so far, as seen in \(replications) replications. It has NOT been shown to keep every promise.",
      "已停止：目前最优的方案（依据 \(replications) 次模拟），尚未证实满足所有承诺。")
  }
  var shownBefore: String {
    pick(
      "Promises are tested in several rounds; one that has been shown is not tested again, so that its last interval may reach below.",
      "承诺分多轮检验；已证实的承诺不再检验，因此其最后的区间可能低于目标。")
  }
  func judgedTogether(_ type: String, periods: Int, isEnough: Bool) -> String {
    isEnough
      ? pick(
        "\(type): \(periods) periods with few contacts were judged together, not each by itself.",
        "\(type)：\(periods) 个时段联络量很少，已合并判断，而非逐个判断。")
      : pick(
        "\(type): in \(periods) periods so few contacts come that even together they show nothing beyond what was seen.",
        "\(type)：\(periods) 个时段联络量过少，合并后仍无法得出观察之外的结论。")
  }
  func notPlannedFor(_ types: String) -> String {
    pick(
      "Answered first by groups that were not planned, whose staff stays: \(types). Their promises were not looked at.",
      "由未列入规划的组优先接听（其人员不变）：\(types)。未检查其承诺。")
  }
  func nothingPromised(_ types: String) -> String {
    pick(
      "Nothing is promised for \(types): this staff may leave that work undone. A promise or a deadline would plan for it.",
      "\(types) 没有任何承诺：此方案可能不处理这些工作；可为其设置承诺或时限。")
  }
}
