import LogFitting

// A fitted scenario beside the record.
extension Texts {
  var fitKicker: String { pick("Fitted scenario", "拟合场景") }
  func fitFacts(_ first: String, _ last: String, days: Int, contacts: String, replications: Int) -> String {
    pick(
      "\(first) to \(last) · \(days) ordinary days · \(contacts) contacts · \(replications) replications",
      "\(first) 至 \(last) · \(days) 个普通日 · \(contacts) 个联络 · 重复模拟 \(replications) 次")
  }
  func fitTitle(_ name: String, ordinary: Int, special: Int, _ first: String, _ last: String) -> String {
    pick(
      "\(name): \(ordinary) ordinary and \(special) special days from \(first) to \(last)",
      "\(name)：\(first) 至 \(last)，\(ordinary) 个普通日，\(special) 个特殊日")
  }
  var mayItBeTrusted: String { pick("May the model be trusted?", "模型可信吗？") }

  /// What the comparison says, in a sentence or two.
  func fitVerdict(_ fit: LogFit, _ check: FitCheck) -> String {
    if check.verdict == .tooLittle {
      return pick(
        "There is too little to compare: \(check.all.offered) contacts on the line, at least \(FitCheck.leastOffered) are needed.",
        "可对照的数据太少：在线联络仅 \(check.all.offered) 个，至少需要 \(FitCheck.leastOffered) 个。")
    }
    let periods = check.periodsWithin
    let within = pick(
      "Service level within the record's interval in \(periods.within) of \(periods.of) periods with \(FitCheck.leastOffered) contacts.",
      "在 \(periods.of) 个联络量不少于 \(FitCheck.leastOffered) 的时段中，有 \(periods.within) 个时段的服务水平落在记录的区间内。")
    let verdict =
      switch check.verdict {
      case .tooLittle: ""
      case .agrees:
        pick(
          "The model agrees with the record: waits, abandonment and service level lie in its intervals.",
          "模型与记录一致：等待、放弃率与服务水平均落在记录的区间内。")
      case .close:
        pick(
          "The model is close: the service level is at most 5 points off the record.", "模型与记录接近：服务水平与记录相差不超过 5 个百分点。")
      case .differs:
        pick(
          "The model differs from the record by more than 5 points of service level.", "模型与记录不符：服务水平相差超过 5 个百分点。")
      }
    return verdict + sentenceSpace + within
  }
  /// What “all” leaves out; nothing when all types are live.
  func allMeans(_ fit: LogFit) -> String {
    fit.liveTypes.count == fit.types.count
      ? "" : pick("“all” and the periods are without work that keeps.", "“全部”及各时段不含可延后处理的工作。")
  }
  var fitNote: String {
    pick(
      "± is the half width of the 95% confidence interval over days (observed), else the standard error.",
      "± 在“实测”列为按天计算的 95% 置信区间半宽，其余为标准误。")
  }
  var simulatedAndObserved: String { pick("Simulated against observed", "模拟与实测") }
  func simulatedNote(_ time: String) -> String {
    pick(
      "Ordinary days; ± is the half width of the record's 95% interval over days. SL: answered within \(time).",
      "普通日；± 为记录按天计算的 95% 区间半宽。SL：\(time)内接通。")
  }
  var byPeriod: String { pick("By period of the day", "按时段") }
  var simulated: String { pick("simulated", "模拟") }
  var aDay: String { pick("a day", "每天") }
  func observedColumn(_ name: String) -> String { pick("\(name) (observed)", "\(name) (实测)") }
  var simulatedColumn: String { pick("(simulated)", "(模拟)") }
  var contactsADay: String { pick("Contacts a day", "每天联络量") }
  var allName: String { pick("all", "全部") }
  var simulatedCurve: String { pick("Simulated", "模拟") }
  func overTheDay(_ title: String) -> String {
    pick("\(title) by time of day, observed and simulated", "\(title)（按一天中的时间，实测与模拟）")
  }
  var bandOfRecord: String { pick("95% interval of the record", "记录的 95% 区间") }
  var levelOne: String { pick("Service level (SL1)", "服务水平（SL1）") }
  var meanWaitOfAnswered: String { pick("Mean wait of those answered", "已接通者的平均等待") }
}

// What was fitted.
extension Texts {
  var fitted: String { pick("fitted", "拟合") }
  var dayFactor: String { pick("day factor", "日系数") }
  var handlingName: String { pick("handling", "处理时长") }
  var lawName: String { pick("law", "分布") }
  var wrapUpName: String { pick("wrap-up", "话后处理") }
  var gaveUpName: String { pick("gave up", "放弃数") }
  var patienceName: String { pick("patience", "耐心") }
  var agentsName: String { pick("agents", "坐席") }
  var seenName: String { pick("seen", "出现人数") }
  var hoursOnDuty: String { pick("hours on duty a day", "每天在岗小时") }
  var absence: String { pick("absence", "缺勤率") }
  var answersName: String { pick("answers", "处理的类型") }
  func specialDaysLeftOut(_ days: String) -> String {
    pick("Special days, left out of the rates: \(days).", "特殊日（不计入到达率）：\(days)。")
  }
  func law(_ family: LawFit.Family) -> String {
    switch family {
    case .exponential: pick("exponential", "指数")
    case .lognormal: pick("lognormal", "对数正态")
    case .gamma: pick("gamma", "伽马")
    case .weibull: pick("Weibull", "韦布尔")
    case .phaseType: pick("phase-type", "相型")
    case .empirical: pick("empirical", "经验")
    case .piecewiseHazard: pick("piecewise hazard", "分段风险率")
    }
  }
  func lawCurve(_ family: LawFit.Family) -> String { pick("\(law(family)) law", "\(law(family))分布") }
  var handlingAndPatience: String { pick("Handling and patience", "处理时长与耐心") }
  func lawsNote(withoutHours: Bool) -> String {
    pick(
      "Bars and steps are what was recorded, lines the laws in the scenario: those that foretell other days best."
        + (withoutHours ? " Calls are shown as they would be without the factor of the hour (handlingFactor)." : ""),
      "柱形与阶梯线为记录，曲线为场景采用的分布：即对其他日子预测最好的分布。"
        + (withoutHours ? "电话的时长已除去时段系数（handlingFactor）。" : ""))
  }
  func handlingTitle(_ type: String) -> String { pick("\(type): handling", "\(type)：处理时长") }
  func patienceTitle(_ type: String) -> String { pick("\(type): patience", "\(type)：耐心") }
  var handlingTimes: String { pick("Handling times", "处理时长") }
  func handlingTimes(of type: String) -> String { pick("Handling times of \(type)", "\(type) 的处理时长") }
  func patience(of type: String) -> String { pick("Patience of \(type)", "\(type) 的耐心") }
  func meanWithError(_ mean: String) -> String { pick("Mean \(mean) (standard error).", "平均 \(mean)（标准误）。") }
  func likelihoods(_ fits: [LawFit]) -> String {
    let values = fits.map {
      "\(law($0.family)) \($0.foretells ? NumberText.fixed($0.heldOut, decimals: 3) : NumberText.nothing)"
    }
    return pick("Log-likelihood on other days: ", "在其他日子上的对数似然：") + values.joined(separator: comma) + fullStop
  }
  var recorded: String { pick("Recorded", "记录") }
  var fittedColumn: String { pick("Fitted", "拟合") }
  func barHint(_ stretch: String, _ recorded: String, _ fitted: String) -> String {
    pick("\(stretch): \(recorded), fitted \(fitted)", "\(stretch)：\(recorded)，拟合 \(fitted)")
  }
  func patienceNote(gaveUp: Int, served: Int) -> String {
    pick(
      "Still waiting after so long, if nobody answered. \(gaveUp) gave up, \(served) were answered (censored).",
      "若无人接听，等待这么久之后仍在等待的比例。\(gaveUp) 人放弃，\(served) 人被接通（删失）。")
  }
  var demandAndStaff: String { pick("Demand and staff", "需求与人员") }
  func dutyNote(namesAgents: Bool) -> String {
    namesAgents
      ? pick("Agents on duty are inferred from their contacts.", "在岗坐席由其处理的联络推断。")
      : pick("The log names no agents: those on duty are a lower bound.", "记录中没有坐席姓名：在岗人数为下限。")
  }
  func dutyTitle(_ day: String) -> String { pick("\(day): agents on duty and load", "\(day)：在岗坐席与负荷") }
  func dayCount(_ day: String, _ days: Int) -> String { pick("\(day) (\(days) days)", "\(day)（\(days) 天）") }
  var workOfferedErlangs: String { pick("Work offered (Erlangs)", "话务量（爱尔兰）") }
  var contactsAnHour: String { pick("Contacts an hour", "每小时联络量") }
  var workOffered: String { pick("Work offered", "话务量") }
  var plannedHeads: String { pick("Planned heads", "计划人数") }
  var specialDaysTitle: String { pick("Special days", "特殊日") }
  var specialDaysNote: String {
    pick("Left out of all rates; each is an overlay of the scenario.", "不计入任何到达率；每个特殊日是场景的一个叠加层。")
  }
  var contactsName: String { pick("Contacts", "联络量") }
  var timesOrdinary: String { pick("Times an ordinary day", "相当于普通日的倍数") }
  var furtherFindings: String { pick("Further findings", "其他发现") }
  var notFitted: String { pick("What could not be fitted", "未能拟合的内容") }
  var colon: String { pick(":", "：") }

  func note(_ note: FitNote) -> String {
    let chinese =
      switch note {
      case .noReturnWindow: "再次联络与重拨：未查找，已计入到达率；使用 --return-window 可按问题或客户编号识别。"
      case .noIssues: "再次联络与重拨：记录中没有问题或客户编号（columns.issue），因此已计入到达率。"
      case .openForLong(let type, let atOnce, let mean):
        "\(type) 的处理：一名坐席最多同时打开 \(atOnce) 个，从首次处理到结束平均 \(NumberText(language).duration(mean))。其间包含夜间、其他部门的步骤以及等待客户的时间；记录无法说明实际工作时长。请自行填写处理时长，且不要采信由同一批坐席处理的各类型的对照结果。"
      case .otherFirstSteps(let type, let share, let step):
        "\(type) 的步骤：\(NumberText(language).share(share)) 从其他步骤开始；场景中全部从 \(step) 开始。"
      case .comesWhenFree(let type, let share, let others):
        "\(type) 的到达：\(NumberText(language).share(share)) 直接接通，而同一时段的其他联络仅 \(NumberText(language).share(others))。它们在坐席空闲时才到达（回拨或外呼）；场景中则随时到达，因此模拟的等待和放弃偏高。"
      case .wrapUpTooLong(let type, let limit):
        "\(type) 的话后处理：过多超过 \(NumberText(language).duration(limit))，而超过者视为休息，因此平均时长未知；场景中为粗略值。可用 --longest-wrap-up 调整该上限。"
      case .hardlyAnybody(let periods): "人员：一周中有 \(periods) 个时段几乎看不到坐席，但联络得到了接通；这些时段计划 1 名坐席。"
      case .nobodyGaveUp(let type): "\(type) 的耐心：放弃者太少，无法判断；场景中无人放弃。"
      }
    return pick(note.text, chinese)
  }
  /// Where a step hands contacts on to, and how long they wait until they may be worked on; nothing for a last step.
  func stepNote(_ step: FittedStep, of type: FittedType, _ numbers: NumberText) -> String? {
    let delay = step.delay.first.map { law in
      let mean = FitReport.seconds(Estimate(law.law.mean, law.meanError), numbers)
      return pick(" begins \(mean) after the step before", "在上一步骤之后 \(mean) 开始")
    }
    let routes = step.next.filter { $0.step != nil }.map { route in
      let share =
        numbers.share(route.share.value) + " ± "
        + NumberText.fixed((route.share.standardError ?? 0) * 100, decimals: 1)
      return pick("\(share) to \(route.step ?? "")", "\(share) 转至 \(route.step ?? "")")
    }
    guard delay != nil || !routes.isEmpty else { return nil }
    let moves = routes.isEmpty ? nil : pick(" hands on ", "：") + routes.joined(separator: comma)
    return "\(type.name), \(step.name)" + [delay, moves].compactMap { $0 }.joined(separator: pick(" and", "；"))
      + fullStop
  }
  func redialNote(_ type: FittedType, _ numbers: NumberText) -> String? {
    guard let share = type.redial else { return nil }
    let text = numbers.share(share.value) + " ± " + NumberText.fixed((share.standardError ?? 0) * 100, decimals: 1)
    return pick(
      "\(type.name): \(text) of \(type.missed) who gave up or were blocked tried again.",
      "\(type.name)：\(type.missed) 位放弃或被拒的客户中有 \(text) 再次拨打。") + delayNote(type.redialDelay, numbers)
  }
  /// How long after, with the standard errors of the mean and of the shape; nothing where too few came to tell.
  private func delayNote(_ fits: [LawFit], _ numbers: NumberText) -> String {
    guard let delay = fits.first else { return "" }
    let mean = FitReport.seconds(Estimate(delay.law.mean, delay.meanError), numbers)
    var shape = ""
    if let value = delay.shape, let error = delay.shapeError {
      let figure = NumberText.fixed(value, decimals: 2) + " ± " + NumberText.fixed(error, decimals: 2)
      shape = comma + (delay.family == .weibull ? pick("shape", "形状参数") : pick("cv", "变异系数")) + " " + figure
    }
    return sentenceSpace
      + pick("After \(mean) (\(law(delay.family))\(shape)).", "平均间隔 \(mean)（\(law(delay.family))\(shape)）。")
  }
  func returnNote(_ type: FittedType, _ numbers: NumberText) -> String? {
    guard let settled = type.firstContact else { return nil }
    let text =
      numbers.share(1 - settled.value) + " ± " + NumberText.fixed((settled.standardError ?? 0) * 100, decimals: 1)
    return pick(
      "\(type.name): \(text) of \(type.followed) answered contacts came back.",
      "\(type.name)：\(type.followed) 个已接通的联络中有 \(text) 再次联络。") + delayNote(type.returnDelay, numbers)
  }

  /// When calls take longest and shortest; nothing where they take the same all day.
  func handlingHoursNote(_ spells: [HandlingSpell]) -> String? {
    guard let low = spells.min(by: { $0.factor.value < $1.factor.value }),
      let high = spells.max(by: { $0.factor.value < $1.factor.value })
    else { return nil }
    func factor(_ spell: HandlingSpell) -> String {
      NumberText.fixed(spell.factor.value, decimals: 2) + " ± "
        + NumberText.fixed(spell.factor.standardError ?? 0, decimals: 2)
    }
    return pick(
      "Calls answered at \(high.hours) take \(factor(high)) times as long as on average, at \(low.hours) \(factor(low)) times: "
        + "handlingFactor in the scenario.",
      "\(high.hours) 接通的电话用时为平均的 \(factor(high)) 倍，\(low.hours) 为 \(factor(low)) 倍：见场景中的 handlingFactor。")
  }

  func trendNote(_ trend: Estimate) -> String {
    let text =
      (trend.value > 0 ? "+" : "") + NumberText.fixed(trend.value * 100, decimals: 1) + "% ± "
      + NumberText.fixed((trend.standardError ?? 0) * 100, decimals: 1)
    return pick("Demand changed by \(text) in 30 days.", "需求每 30 天变化 \(text)。")
  }
}
