import WaitEstimation

/// Replays logs as a live service would have seen them and scores what it would have said.
public struct Backtest: Sendable {
  /// A forecast for a scored caller.
  public struct Prediction: Sendable, Hashable {
    /// Index of the file among the test logs.
    public var file: Int
    /// Row of the file; the first line after the header is 1.
    public var row: Int
    /// What was said on joining.
    public var forecast: WaitForecast
    /// What the other methods would have said, in the order of ``Backtest/methods`` behind the first; `nil` where one had nothing
    /// to say.
    public var others: [WaitForecast?]
    /// What was waited, seconds.
    public var wait: Double
  }

  /// The scores of a method.
  public struct Method: Sendable, Hashable {
    /// A stable name.
    public var name: String
    /// What people call it.
    public var title: String
    /// Over all scored callers.
    public var scores: ForecastScores
    /// By month, `yyyy-mm`, ascending.
    public var months: [String: ForecastScores]
    /// All who joined, with abandonment as censoring, by month, `yyyy-mm`, ascending.
    public var allByMonth: [String: CensoredScores]

    /// All who joined, with abandonment as censoring.
    public var all: CensoredScores {
      var all = CensoredScores()
      for (_, month) in allByMonth.sorted(by: { $0.key < $1.key }) { all.add(month) }
      return all
    }
  }

  /// The learned estimator first, then those of the model if there is one (``ModelMethod``), then the simple ones
  /// (``PointMethod``).
  public private(set) var methods: [Method] = []
  /// One for each scored caller, by file and row.
  public private(set) var predictions: [Prediction] = []
  /// Callers that the fit learned from.
  public private(set) var fitted = 0
  /// The test logs, as they were given.
  public let testFiles: [String]

  /// Fits on some logs and replays others.
  ///
  /// The test logs are replayed behind the fit logs, with the state that these left. Test logs that begin before the fit
  /// logs end are replayed from an empty centre.
  /// - Parameters:
  ///   - archive: all logs, those to learn from first.
  ///   - fitFiles: how many of the files are to learn from.
  ///   - centre: the scenario fitted to those files, for the methods of the model; `nil` leaves them out.
  ///   - progress: called with the share that is done.
  /// - Throws: `LogError` when there are too few callers to learn from or nobody to score; `SimulationError` for a centre that
  ///   cannot be played forward.
  public init(
    _ archive: LogArchive, fitFiles: Int, centre: ReplayCentre? = nil, progress: (Double) -> Void = { _ in }
  ) throws {
    try self.init(archive, fitFiles: fitFiles, centre: centre, learning: WaitLearning(), progress: progress)
  }

  init(
    _ archive: LogArchive, fitFiles: Int, centre: ReplayCentre? = nil, learning: WaitLearning,
    progress: (Double) -> Void = { _ in }
  ) throws {
    testFiles = Array(archive.files.dropFirst(fitFiles))
    func isFit(_ contact: LogContact) -> Bool { contact.file < fitFiles }
    let lastFit = archive.contacts.lazy.filter(isFit).compactMap(\.queued).max() ?? -.infinity
    let firstTest = archive.contacts.lazy.filter { !isFit($0) }.compactMap(\.queued).min() ?? .infinity
    let events = LogEvent.all(of: archive.contacts)
    var run = BacktestRun(archive, fitFiles: fitFiles, centre: centre, learning: learning)
    if firstTest > lastFit {
      try run.replay(events, progress: progress)
    } else {
      try run.replay(events.filter { isFit(archive.contacts[Int($0.contact)]) }, progress: progress)
      try run.learn(now: lastFit)
      run.restart()
      try run.replay(events.filter { !isFit(archive.contacts[Int($0.contact)]) }, progress: progress)
    }
    guard !run.predictions.isEmpty else {
      throw LogError(
        file: testFiles.joined(separator: ", "), message: "nobody whom the mapping scores waited and was served")
    }
    fitted = run.fitted
    predictions = run.predictions.sorted { ($0.file, $0.row) < ($1.file, $1.row) }
    methods = run.methods
  }
}
