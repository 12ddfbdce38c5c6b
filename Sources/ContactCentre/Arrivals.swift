import Randomness

/// Demand from outside: Poisson with a rate per period, times random factors for the day, and what comes on top.
public struct Arrivals: Sendable, Hashable, Codable {
  /// Contacts per hour, by period of local clock time.
  public var perHour: PeriodProfile
  /// Law of a factor with mean 1 that multiplies the rates of a whole day, ``lagged`` too, but not ``bursts``; `nil` is none.
  public var dayFactor: Distribution?
  /// Names of factors of the day that several types have in common (see ``Scenario/dayFactors``).
  public var sharedDayFactors: [String]
  /// What the contacts are about; `nil` when all are different.
  public var topics: Topics?
  /// Sudden demand on top.
  public var bursts: [Burst]
  /// Demand that follows something else, such as purchases.
  public var lagged: LaggedDemand?
  /// Recorded arrivals that are replayed as they were; in order of time.
  public var trace: [TraceTime]

  /// Creates demand from rates per hour.
  public init(
    perHour: PeriodProfile, dayFactor: Distribution? = nil, sharedDayFactors: [String] = [], topics: Topics? = nil,
    bursts: [Burst] = [], lagged: LaggedDemand? = nil, trace: [TraceTime] = []
  ) {
    self.perHour = perHour
    self.dayFactor = dayFactor
    self.sharedDayFactors = sharedDayFactors
    self.topics = topics
    self.bursts = bursts
    self.lagged = lagged
    self.trace = trace
  }
}

/// What contacts are about: topic k of `count` has a share proportional to 1 / k^`zipf`.
public struct Topics: Sendable, Hashable, Codable {
  /// How many topics there are.
  public var count: Int
  /// How unequal they are; 0 is all alike.
  public var zipf: Double

  /// Creates topics.
  public init(count: Int, zipf: Double = 0) {
    self.count = count
    self.zipf = zipf
  }
}

/// Sudden demand, for example after a push message: a spike that decays exponentially.
///
/// Poisson with rate (`contacts` / `decay`) · exp(−t / `decay`) at time t after its start.
public struct Burst: Sendable, Hashable, Codable {
  /// Day of the run on which it starts, from 0; `nil` is every day.
  public var day: Int?
  /// Seconds after local midnight.
  public var start: Int
  /// Contacts expected in all.
  public var contacts: Double
  /// Time constant of the decay.
  public var decay: Seconds

  /// Creates a burst.
  public init(day: Int? = nil, start: Int, contacts: Double, decay: Seconds) {
    self.day = day
    self.start = start
    self.contacts = contacts
    self.decay = decay
  }
}

/// Demand that lags something else: each purchase leads to a contact with some probability, some time later.
public struct LaggedDemand: Sendable, Hashable, Codable {
  /// Purchases per hour, by period of local clock time.
  ///
  /// Earlier days are like the first ones with the same weekday, if the profile covers a week, and else like the first ones.
  public var purchasesPerHour: PeriodProfile
  /// Days before the run with which the profile begins.
  public var daysBefore: Int
  /// Contacts per purchase, if there were no window.
  public var share: Double
  /// How long after the purchase.
  public var after: Distribution
  /// Nothing comes later than this after the purchase; `nil` is no limit.
  public var within: Seconds?

  /// Creates demand that lags purchases.
  public init(
    purchasesPerHour: PeriodProfile, daysBefore: Int = 0, share: Double, after: Distribution, within: Seconds? = nil
  ) {
    self.purchasesPerHour = purchasesPerHour
    self.daysBefore = daysBefore
    self.share = share
    self.after = after
    self.within = within
  }

  /// Purchases per hour in a period of a day of the run, which may lie before its start (−1 is the day before).
  public func purchases(day: Int, period: Int) -> Double {
    var place = day + daysBefore
    if place < 0 {
      let days = purchasesPerHour.values.count / purchasesPerHour.periodsPerDay
      let cycle = days >= 7 ? 7 : days
      place = (place % cycle + cycle) % cycle
    }
    return purchasesPerHour.value(day: place, period: period)
  }
}

/// A recorded arrival, in local time.
public struct TraceTime: Sendable, Hashable, Codable {
  /// Day of the run, from 0.
  public var day: Int
  /// Seconds after local midnight, with fractions.
  public var clock: Seconds
  /// When the clocks are put back some times occur twice: whether this is the second.
  public var isRepeated: Bool

  /// Creates a time.
  public init(day: Int, clock: Seconds, isRepeated: Bool = false) {
    self.day = day
    self.clock = clock
    self.isRepeated = isRepeated
  }
}

/// A number for each period of local clock time.
public struct PeriodProfile: Sendable, Hashable, Codable {
  /// One value a period: for one day, repeated, or for each day of the run, one day after the other.
  public var values: [Double]
  /// Periods in a 24-hour day.
  public var periodsPerDay: Int
  /// The seven weekdays from Monday on, for days outside the run; empty where the profile is not given by weekday.
  public var week: [Double]

  /// Creates a profile; `values` holds a whole number of days.
  public init(values: [Double], periodsPerDay: Int, week: [Double] = []) {
    self.values = values
    self.periodsPerDay = periodsPerDay
    self.week = week
  }

  /// The same value at all times.
  public init(constant: Double, periodsPerDay: Int) {
    self.init(values: Array(repeating: constant, count: periodsPerDay), periodsPerDay: periodsPerDay)
  }

  /// The value in a period of a day of the run; both count from 0. A profile of fewer days is repeated.
  public func value(day: Int, period: Int) -> Double {
    values[(day * periodsPerDay + period) % values.count]
  }

  /// The value in a period of a weekday, Monday is 0; `nil` where the profile is not given by weekday.
  public func value(weekday: Int, period: Int) -> Double? {
    let place = weekday * periodsPerDay + period
    return week.indices.contains(place) ? week[place] : nil
  }
}
