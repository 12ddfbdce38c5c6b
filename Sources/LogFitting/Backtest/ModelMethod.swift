import WaitEstimation

/// A method of `WaitEstimator` on the fitted scenario, to be compared with the learned one: what `waitline serve` says.
public enum ModelMethod: String, Sendable, Hashable, CaseIterable {
  /// The scenario played forward from the state, corrected by the waits observed so far.
  case forwardCalibrated
  /// The scenario played forward from the state.
  case forward
  /// The exact law of one line, corrected by the waits observed so far.
  case markovCalibrated
  /// The exact law of one line. Types that share their agents are taken as one.
  case markov

  /// What people call it.
  public var title: String {
    switch self {
    case .forwardCalibrated: "model played forward, calibrated"
    case .forward: "model played forward"
    case .markovCalibrated: "exact law of one line, calibrated"
    case .markov: "exact law of one line"
    }
  }
}

/// Asks the estimator of a fitted scenario for each caller who joins, and calibrates it by what was observed, as the service
/// does.
struct ModelMethods {
  /// What was predicted for a caller.
  struct Said {
    var type: Int
    fileprivate var forward: WaitLaw?
    fileprivate var markov: WaitLaw?
    /// In the order of `ModelMethod`.
    var forecasts: [WaitForecast?] = []
  }

  private let centre: ReplayCentre
  private var day = Int.min
  private var estimator: WaitEstimator?
  private var oneLine: WaitEstimator?
  private var ofForward: [Int: Calibrator] = [:]
  private var ofMarkov: [Int: Calibrator] = [:]

  init(_ centre: ReplayCentre) { self.centre = centre }

  /// What can be said of a caller who has joined the line.
  /// - Parameters:
  ///   - type: the caller's type in the log.
  ///   - state: with the caller in it.
  mutating func ask(contact: Int, type: Int, credit: Double, at now: Double, state: borrowing QueueState) throws -> Said
  {
    var said = Said(type: type)
    guard let name = centre.typeName(type, credit) else {
      said.forecasts = ModelMethod.allCases.map { _ in nil }
      return said
    }
    if LogClock.day(now) != day {
      // The plan of the day is laid out once.
      day = LogClock.day(now)
      estimator = try WaitEstimator(centre.scenario, at: now)
      // Without a limit of time the forecasts are the same on every machine.
      estimator?.budget = ForwardBudget(paths: 256, mostTime: nil)
      oneLine = try WaitEstimator(centre.oneLine, at: now)
    }
    let ahead = state.ahead(of: contact) { centre.typeName($0, $1) == name } ?? (0, 0)
    let live = state.liveState(
      at: now, of: centre.scenario, groupOf: centre.group, typeName: centre.typeName,
      wrapUp: centre.wrapUp)
    said.forward = try estimator?.estimate(
      live, contactType: name, position: ahead.alike + 1, advises: false, method: .forward
    ).law.flatMap(Self.known)
    let all = state.liveState(
      at: now, of: centre.oneLine, groupOf: centre.group, typeName: { _, _ in ReplayCentre.all },
      wrapUp: ReplayCentre.all)
    said.markov = try oneLine?.estimate(
      all, contactType: ReplayCentre.all, position: ahead.all + 1, advises: false, method: .markov
    ).law.flatMap(Self.known)
    said.forecasts = ModelMethod.allCases.map { method in
      switch method {
      case .forwardCalibrated: said.forward.map { Self.forecast($0, ofForward[type], at: now) }
      case .forward: said.forward.map { Self.forecast($0, nil, at: now) }
      case .markovCalibrated: said.markov.map { Self.forecast($0, ofMarkov[type], at: now) }
      case .markov: said.markov.map { Self.forecast($0, nil, at: now) }
      }
    }
    return said
  }

  /// Learns how a wait ended.
  mutating func record(_ said: Said, wait: Double, gaveUp: Bool, at now: Double) {
    let new = calibrator(said.type)
    if let law = said.forward {
      ofForward[said.type, default: new].record(law, wait: wait, gaveUp: gaveUp, at: now)
    }
    if let law = said.markov {
      ofMarkov[said.type, default: new].record(law, wait: wait, gaveUp: gaveUp, at: now)
    }
  }

  private func calibrator(_ type: Int) -> Calibrator {
    let name = centre.typeName(type, 0)
    return Calibrator(patience: centre.scenario.contactTypes.first { $0.name == name }?.patience)
  }

  /// A law that says how long the wait is; of one that may well never end, as nobody seems to be there, the service says that it
  /// is not known.
  private static func known(_ law: WaitLaw) -> WaitLaw? { law.quantile(0.9).isFinite ? law : nil }

  /// A wait that may never end is told as this long.
  private static let longest = 7_200.0

  private static func forecast(_ law: WaitLaw, _ calibrator: Calibrator?, at now: Double) -> WaitForecast {
    guard let calibrator, calibrator.scores.score(.month, at: now).answered >= Calibrator.fewest else {
      return WaitForecast(
        mean: law.mean ?? mean(law.quantile), quantiles: WaitForecast.levels.map { limited(law.quantile($0)) },
        within30: law.within(30))
    }
    let corrected = calibrator.corrected(law)
    let bounds = calibrator.bounds(of: law)
    let quantiles = WaitForecast.levels.map { level in
      switch level {
      case 0.1: limited(bounds.lower)
      case 0.9: limited(bounds.upper)
      default: limited(corrected.quantile(level))
      }
    }
    return WaitForecast(
      mean: mean(corrected.quantile), quantiles: quantiles.sorted(), within30: corrected.within(30))
  }

  private static func limited(_ wait: Double) -> Double { min(longest, max(0, wait)) }

  /// The mean of a law that has quantiles only: of the middle of each twentieth.
  private static func mean(_ quantile: (Double) -> Double) -> Double {
    let steps = 20
    return (0..<steps).reduce(0) { $0 + limited(quantile((Double($1) + 0.5) / Double(steps))) } / Double(steps)
  }
}
