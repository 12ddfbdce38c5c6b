/// An estimator that learns the waits of a queue from its events, and goes on learning.
///
/// It hears events in the order in which they happen, forecasts the wait of whoever joins, and learns what it hears: what the
/// state of the queue was like when a caller joined, and what the caller waited. Those who abandon teach the state only. Every
/// few days the trees are learned anew from the callers so far; after every wait the forecasts are calibrated. No scenario is
/// needed: who is on duty, who can do what, how long services and pauses last is seen from the events.
///
/// ```swift
/// var estimator = LearnedEstimator()
/// for event in history { estimator.hear(event) }
/// estimator.learn(now: history.last?.time ?? 0)
/// let forecast = estimator.hear(LineEvent(.joined, at: now, contact: 17, type: 0))  // mean, quantiles, P(≤ 30 s)
/// ```
///
/// Limits: clock times are read off the events' times, so these are of the centre's own clock; learning anew takes some
/// seconds for 80 000 callers, during which nothing is heard.
public struct LearnedEstimator: Sendable {
  /// A forecast whose wait is not known yet.
  private struct Open {
    var row: [Float]
    var joined: Double
    /// What the trees said, and that moved by the drift of the type.
    var law: LearnedLaw?
    var moved: LearnedLaw?
    var isLearned: Bool
  }

  private let learning: WaitLearning
  package private(set) var state = QueueState()
  package private(set) var sample = WaitSample(features: QueueFeatures.count)
  package private(set) var model: WaitModel?
  private var learnedAt = -Double.infinity
  private var calibration: OnlineCalibration
  private var drifts: [Int: TypeDrift] = [:]
  /// The slow drifts as they were in the morning, against which the day is watched.
  private var morning: [Int: DriftRecord] = [:]
  private var watch = RegimeWatch()
  private var day = Int.min
  /// When the centre changed, ascending.
  private var changes: [Double] = []
  private var open: [Int: Open] = [:]
  /// The features of the caller who joined last.
  package private(set) var row: [Double] = []
  private var joins = 0
  private var play = ForwardPlay()
  /// Most callers that are kept to learn from.
  private static let mostKept = 80_000

  /// Knows nothing yet.
  public init() { self.init(WaitLearning()) }

  package init(_ learning: WaitLearning) {
    self.learning = learning
    calibration = OnlineCalibration(step: learning.step, memory: learning.memory)
  }

  /// Learns the trees from all callers so far; fewer than 200 are not enough, and nothing happens.
  public mutating func learn(now: Double) {
    guard sample.count >= 200 else { return }
    sample.keepLast(Self.mostKept)
    model = WaitModel(sample, now: now, changes: changes, settings: learning)
    learnedAt = now
  }

  /// An empty centre; what was learned stays.
  public mutating func restart() {
    state = QueueState()
    open.removeAll()
    watch = RegimeWatch()
    day = .min
    learnedAt = -.infinity
  }

  /// Takes in an event; the forecast for a caller who joins, once there is a model.
  /// - Parameter isLearned: whether the wait of this contact is to be learned; otherwise it is part of the state only.
  @discardableResult
  public mutating func hear(_ event: LineEvent, isLearned: Bool = true) -> WaitForecast? {
    var forecast: WaitForecast?
    switch event.kind {
    case .joined:
      joins += 1
      if joins % 50 == 0 { state.tidy(at: event.time) }
      if model != nil, learnedAt == -.infinity { learnedAt = event.time }
      beginDay(of: event.time)
      if model != nil, event.time - learnedAt >= learning.refitDays * 86_400 { learn(now: event.time) }
      QueueFeatures.of(event, &state, &play, into: &row)
      let features = row.map(Float.init)
      let law = model?.law(features)
      let drift = drifts[event.type] ?? TypeDrift()
      let moved = law.map(drift.moved)
      forecast = moved.map(calibration.forecast)
      open[event.contact] = Open(row: features, joined: event.time, law: law, moved: moved, isLearned: isLearned)
    case .started:
      if let known = open.removeValue(forKey: event.contact), known.isLearned {
        let wait = event.time - known.joined
        sample.add(known.row, wait: wait, joined: known.joined)
        if let law = known.law, let moved = known.moved {
          calibration.learn(moved, wait: wait)
          let expected = (morning[event.type] ?? .slow).moved(law)
          watch.add(type: event.type, level: expected.probability(within: wait))
          drifts[event.type, default: TypeDrift()].learn(wait: wait, law: law)
        }
      }
    case .left: open.removeValue(forKey: event.contact)
    case .finished: break
    }
    if event.kind == .joined {
      state.apply(
        event, place: row[QueueFeatures.Column.place.rawValue], expected: row[QueueFeatures.Column.byChain.rawValue])
    } else {
      state.apply(event)
    }
    return forecast
  }

  /// On the first event of a day: when the day before was off, what was seen before it counts less, and the trees are
  /// learned anew every morning until the new days are as many as lie between two lessons.
  private mutating func beginDay(of time: Double) {
    let today = WeekClock.day(time)
    guard today != day else { return }
    let isOff = watch.endDay()
    let span = (learning.refitDays + 1) * 86_400
    let hasChanged = changes.last.map { (0..<span).contains(time - $0) } ?? false
    if isOff || hasChanged {
      if !hasChanged { changes.append(Double(day) * 86_400) }
      learn(now: time)
      drifts = [:]
    }
    day = today
    morning = drifts.mapValues(\.slow)
  }
}
