import ContactCentre

/// What a run found out about one contact type.
public struct ContactTypeResult: Sendable, Equatable {
  /// The name.
  public var name: String
  /// The channel.
  public var channel: Channel
  /// The promise; `nil` when none was made.
  public var promise: Promise?
  /// The acceptable waiting time that the service levels are counted with: the promise's, else 30 s.
  public var answerWithin: Double
  /// An average day: counts per 24 hours simulated, ratios weighted by contacts.
  public var day: ContactFigures
  /// Each day of the run, in order.
  public var days: [ContactFigures]
  /// Each period of the run.
  public var periods: [ContactFigures]
  /// P(a whole day meets the promise); `nil` when none was made.
  public var dayMeetsPromise: Figure?
  /// How the waits of those answered are spread, over all days and replications.
  public var waitHistogram: [HistogramBar]
  /// What a queued customer would be told; empty for deferred work.
  public var announcements: [AnnouncementRow]
  /// The deadline; `nil` when none was set.
  public var deadline: Deadline?
  /// The steps that contacts pass through; empty when one agent does all.
  public var steps: [StepResult]
  /// The issues that began with a contact of this type; `nil` when the scenario has no loops.
  public var issues: IssueFigures?

  package init(
    name: String, channel: Channel, promise: Promise?, answerWithin: Double, day: ContactFigures,
    days: [ContactFigures], periods: [ContactFigures], dayMeetsPromise: Figure?, waitHistogram: [HistogramBar],
    announcements: [AnnouncementRow], deadline: Deadline? = nil, steps: [StepResult] = [], issues: IssueFigures? = nil
  ) {
    self.name = name
    self.channel = channel
    self.promise = promise
    self.answerWithin = answerWithin
    self.day = day
    self.days = days
    self.periods = periods
    self.dayMeetsPromise = dayMeetsPromise
    self.waitHistogram = waitHistogram
    self.announcements = announcements
    self.deadline = deadline
    self.steps = steps
    self.issues = issues
  }
}

/// One bar of a histogram: contacts that waited more than the bar before and at most `upTo`.
public struct HistogramBar: Sendable, Equatable {
  /// Upper end in seconds; the first bar, 0, holds those who did not wait; `infinity` in the last.
  public var upTo: Double
  /// Share of the contacts, 0 to 1.
  public var share: Double

  package init(upTo: Double, share: Double) {
    self.upTo = upTo
    self.share = share
  }
}

/// The wait of a customer who joins at a place in the queue in a period.
public struct AnnouncementRow: Sendable, Equatable {
  /// Index into ``SimulationResult/periods``.
  public var period: Int
  /// People waiting ahead on joining.
  public var waitingAhead: Int
  /// Customers seen at this place in this period over all replications.
  public var observations: Int
  /// Mean wait with endless patience, seconds.
  public var mean: Double
  /// Quantiles of the wait, seconds.
  public var p50: Double
  /// 80 % quantile, seconds.
  public var p80: Double
  /// 90 % quantile, seconds.
  public var p90: Double
  /// P(answered within the acceptable waiting time).
  public var withinPromise: Double

  package init(
    period: Int, waitingAhead: Int, observations: Int, mean: Double, p50: Double, p80: Double, p90: Double,
    withinPromise: Double
  ) {
    self.period = period
    self.waitingAhead = waitingAhead
    self.observations = observations
    self.mean = mean
    self.p50 = p50
    self.p80 = p80
    self.p90 = p90
    self.withinPromise = withinPromise
  }
}
