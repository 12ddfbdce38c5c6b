import WaitEstimation

/// The state of a replay: the estimator, the simple methods, and the forecasts whose outcome is not known yet.
struct BacktestRun {
  /// What was said to a caller who still waits.
  private struct Said {
    var learned: WaitForecast?
    var estimates: [Double]
    /// By the models and the simple methods, in the order of `methods`.
    var forecasts: [WaitForecast?]
    var models: ModelMethods.Said?
    var isTest: Bool
  }

  private let archive: LogArchive
  private let fitFiles: Int
  private let credits: ClassCredits
  private let scoredTypes: Set<NameID>
  private var estimator: LearnedEstimator
  private var models: ModelMethods?
  private var windows = PointMethod.allCases.map { _ in ErrorWindow() }
  private var hourHandling = Decayed(halfLife: 3_600)
  private var hourCount = Decayed(halfLife: 3_600)
  private var said: [Int32: Said] = [:]
  private var isLearned = false

  private(set) var predictions: [Backtest.Prediction] = []
  private(set) var methods: [Backtest.Method] = []
  private(set) var fitted = 0

  init(
    _ archive: LogArchive, fitFiles: Int, centre: ReplayCentre? = nil, learning: WaitLearning = WaitLearning()
  ) {
    self.archive = archive
    self.fitFiles = fitFiles
    scoredTypes = Set(archive.mapping.scored.types.compactMap(archive.names.known))
    credits = archive.credits
    estimator = LearnedEstimator(learning)
    models = centre.map(ModelMethods.init)
    var names = [("learned", "learned, calibrated online")]
    if centre != nil { names += ModelMethod.allCases.map { ($0.rawValue, $0.title) } }
    names += PointMethod.allCases.map { ($0.rawValue, $0.title) }
    methods = names.map {
      Backtest.Method(name: $0.0, title: $0.1, scores: .init(), months: [:], allByMonth: [:])
    }
  }

  /// Whether the back-test scores callers of this type who join at this time.
  private func isScored(_ contact: LogContact, joined: Double) -> Bool {
    let scored = archive.mapping.scored
    if !scored.types.isEmpty, !scoredTypes.contains(contact.type) { return false }
    if !scored.days.isEmpty, !scored.days.contains(LogClock.weekday(day: LogClock.day(joined))) { return false }
    guard let between = scored.between else { return true }
    let second = LogClock.secondOfDay(joined)
    let next = second + 86_400
    return second >= Double(between.start) && second < Double(between.end) || next < Double(between.end)
  }

  mutating func restart() {
    estimator.restart()
    said.removeAll()
  }

  /// Learns from the callers so far.
  mutating func learn(now: Double) throws(LogError) {
    fitted = estimator.sample.count
    isLearned = true
    estimator.learn(now: now)
    guard estimator.model != nil else {
      throw LogError(
        file: archive.files.prefix(fitFiles).joined(separator: ", "),
        message: "only \(fitted) callers waited and were served; the fit needs at least 200")
    }
  }

  mutating func replay(_ events: [LogEvent], progress: (Double) -> Void) throws {
    for (index, event) in events.enumerated() {
      if index % 20_000 == 0 { progress(Double(index) / Double(events.count)) }
      let contact = archive.contacts[Int(event.contact)]
      let isTest = contact.file >= fitFiles
      if isTest, event.kind == .joined, !isLearned { try learn(now: event.time) }
      let scored = contact.queued.map { isScored(contact, joined: $0) } ?? false
      let learned = estimator.hear(event.heard(of: contact, credits: credits), isLearned: scored)
      switch event.kind {
      case .joined:
        guard scored else { continue }
        let minutes = hourCount.value(at: event.time)
        let handling = minutes > 1 ? hourHandling.value(at: event.time) / minutes : estimator.state.handlings.mean
        let estimates = PointMethod.allCases.map { $0.estimate(estimator.row, hourHandling: handling) }
        var saying = Said(learned: learned, estimates: estimates, forecasts: [], models: nil, isTest: isTest)
        if isTest {
          // A step of work that passes through departments is no contact of its own to the model.
          if !contact.isStep {
            saying.models = try models?.ask(
              contact: Int(event.contact), type: Int(contact.type), credit: credits.credit(of: contact), at: event.time,
              state: estimator.state)
          }
          let none: [WaitForecast?] = models == nil ? [] : ModelMethod.allCases.map { _ in nil }
          saying.forecasts = (saying.models?.forecasts ?? none) + zip(windows, estimates).map { $0.forecast($1) }
        }
        said[event.contact] = saying
      case .started, .left: heardOutcome(event, contact)
      case .finished:
        hourHandling.add(event.time - max(contact.answered ?? event.time, contact.dequeued ?? 0), at: event.time)
        hourCount.add(1, at: event.time)
      }
    }
  }

  private mutating func heardOutcome(_ event: LogEvent, _ contact: LogContact) {
    guard let known = said.removeValue(forKey: event.contact), let joined = contact.queued else { return }
    let wait = event.time - joined
    let isServed = event.kind == .started
    let month = String(LogClock.dateText(day: LogClock.day(joined)).prefix(7))
    if known.isTest, let learned = known.learned {
      for (index, forecast) in ([learned] + known.forecasts).enumerated() {
        guard let forecast else { continue }
        methods[index].allByMonth[month, default: .init()].add(seconds: wait, isServed: isServed, forecast: forecast)
      }
    }
    if let asked = known.models { models?.record(asked, wait: wait, gaveUp: !isServed, at: event.time) }
    guard isServed else { return }
    for (index, estimate) in known.estimates.enumerated() { windows[index].learn(estimate: estimate, wait: wait) }
    guard known.isTest, let learned = known.learned else { return }
    predictions.append(
      Backtest.Prediction(
        file: Int(contact.file) - fitFiles, row: Int(contact.row), forecast: learned, others: known.forecasts,
        wait: recordedWait(contact, wait))
    )
    for (index, forecast) in ([learned] + known.forecasts).enumerated() {
      guard let forecast else { continue }
      methods[index].scores.add(forecast, wait: recordedWait(contact, wait))
      methods[index].months[month, default: .init()].add(forecast, wait: recordedWait(contact, wait))
    }
  }

  /// The wait as the log has it: until the caller left the queue, even if the service began a second later.
  private func recordedWait(_ contact: LogContact, _ heard: Double) -> Double { contact.wait ?? heard }
}
