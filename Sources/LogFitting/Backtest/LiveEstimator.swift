/// The estimator as a live service would run it: hears events in order, forecasts for who joins, learns what it hears.
///
/// A caller's wait is learned when the caller enters service; those who abandon teach the state of the queue only. Every
/// few days the trees are learned anew from the callers so far.
struct LiveEstimator {
  /// A forecast whose wait is not known yet.
  private struct Open {
    var row: [Float]
    var joined: Double
    var law: WaitLaw?
    var isScored: Bool
  }

  let learning: WaitLearning
  private(set) var state: QueueState
  private(set) var sample = WaitSample(features: QueueFeatures.count)
  private(set) var model: WaitModel?
  private var learnedAt = -Double.infinity
  private var calibration: OnlineCalibration
  private var open: [Int32: Open] = [:]
  /// The features of the caller who joined last.
  private(set) var row: [Double] = []
  private var joins = 0
  /// Most callers that are kept to learn from.
  private static let mostKept = 80_000

  init(credits: [NameID: Double], learning: WaitLearning) {
    self.learning = learning
    state = QueueState(credits: credits)
    calibration = OnlineCalibration(step: learning.step, memory: learning.memory)
  }

  /// Learns the trees from all callers so far.
  mutating func learn(now: Double) {
    guard sample.count >= 200 else { return }
    sample.keepLast(Self.mostKept)
    model = WaitModel(sample, now: now, settings: learning)
    learnedAt = now
  }

  /// An empty centre; what was learned stays.
  mutating func restart() {
    state = QueueState(credits: state.credits)
    open.removeAll()
    learnedAt = -.infinity
  }

  /// Takes in an event; the forecast for a caller who joins, once there is a model.
  mutating func hear(_ event: LogEvent, _ contact: LogContact, isScored: Bool) -> WaitForecast? {
    var forecast: WaitForecast?
    switch event.kind {
    case .joined:
      joins += 1
      if joins % 50 == 0 { state.tidy(at: event.time) }
      if model != nil, learnedAt == -.infinity { learnedAt = event.time }
      if model != nil, event.time - learnedAt >= learning.refitDays * 86_400 { learn(now: event.time) }
      QueueFeatures.of(contact, at: event.time, &state, into: &row)
      let features = row.map(Float.init)
      let law = model?.law(features)
      forecast = law.map(calibration.forecast)
      open[event.contact] = Open(row: features, joined: event.time, law: law, isScored: isScored)
    case .started:
      if let known = open.removeValue(forKey: event.contact), known.isScored {
        let wait = event.time - known.joined
        sample.add(known.row, wait: wait, joined: known.joined)
        if let law = known.law { calibration.learn(law, wait: wait) }
      }
    case .left: open.removeValue(forKey: event.contact)
    case .finished: break
    }
    state.apply(event, contact)
    return forecast
  }
}
