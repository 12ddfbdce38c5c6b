import LogFitting

// The back-test of the wait estimator.
extension Texts {
  func fittedOn(_ callers: String) -> String {
    pick(
      "Fitted on \(callers) callers; scored at the moment of joining:", "以 \(callers) 位来电者拟合；按加入排队时的预测评分：")
  }
  var methodName: String { pick("method", "方法") }
  var learnedByMonth: String { pick("learned, by month", "学习模型，按月") }
  func learned(in month: String) -> String { pick("learned, \(month)", "学习模型，\(month)") }
  var whoJoined: String { pick("all who joined", "全部加入排队者") }
  func allWhoJoined(_ joined: String, abandoned: String) -> String {
    pick(
      "All \(joined) who joined, \(abandoned) abandoned and count as censored (those served stand for those who went "
        + "before):",
      "全部 \(joined) 位加入排队者，其中 \(abandoned) 位放弃，按删失处理（由接通者代表此前离开者）：")
  }

  /// Titles of the scores behind the name: callers, mean wait, errors, intervals, probabilities.
  var scoreColumns: [String] {
    pick(
      "callers,mean wait,RMSE/mean,MAE,in 80%,in 90%,width 80%,width 90%,pinball,Brier ≤30s,cal. error",
      "人数,平均等待,RMSE/均值,平均绝对误差,80% 内,90% 内,80% 宽,90% 宽,分位损失,Brier ≤30秒,校准误差"
    ).split(separator: ",").map(String.init)
  }

  var scoresNote: String {
    pick(
      "In 80%, width 80%: share of waits within the interval, and its mean width · pinball: mean loss of seven quantiles "
        + "· Brier, cal. error: of P(wait ≤ 30 s)",
      "80% 内、80% 宽：等待落在区间内的比例及区间平均宽度 · 分位损失：七个分位数的平均损失 · Brier、校准误差：对“等待 ≤30 秒”的概率"
    )
  }

  /// What people call a method.
  func method(_ method: Backtest.Method) -> String {
    let chinese: String? =
      switch PointMethod(rawValue: method.name) {
      case .lastToEnterService: "最近一位接通者的等待"
      case .headOfLine: "队首已等待时间"
      case .averageOfLast10: "最近十位的平均等待"
      case .queueLength: "排队长度"
      case .queueLengthAbandonment: "排队长度（计放弃）"
      case .handlingOfLastHour: "最近一小时处理时长 × 位次 / 在岗"
      case nil: method.name == "learned" ? "学习模型，在线校准" : ModelMethod(rawValue: method.name).map(chineseTitle)
      }
    return pick(method.title, chinese ?? method.title)
  }

  private func chineseTitle(_ method: ModelMethod) -> String {
    switch method {
    case .forwardCalibrated: "模型向前推演，校准后"
    case .forward: "模型向前推演"
    case .markovCalibrated: "单队列精确分布，校准后"
    case .markov: "单队列精确分布"
    }
  }

  /// Why rows cannot be used.
  func reason(_ reason: DirtyReason) -> String {
    let chinese =
      switch reason {
      case .fieldCount: "字段数不符"
      case .tooLong: "行过长或引号未闭合"
      case .noDate: "缺少日期"
      case .noArrival: "缺少到达时间"
      case .unreadableTime: "时间无法识别"
      case .unknownOutcome: "未知结果"
      case .answeredWithoutTime: "已接通但缺少时间"
      case .timesContradict: "时间相互矛盾"
      case .noType: "缺少联络类型"
      }
    return pick(reason.rawValue, chinese)
  }
}
