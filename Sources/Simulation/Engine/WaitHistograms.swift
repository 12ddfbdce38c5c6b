import Statistics

/// How waits are spread, over all replications of one worker: counters only, so that workers merge exactly.
///
/// Three spreads are kept, from which those of the answered, of all and of the virtual wait are put together.
/// Waits of 0 are not kept here: their number is what the other counts leave over.
struct WaitHistograms {
  /// Which waits.
  enum Spread: Int {
    /// Until answered.
    case answered
    /// Until abandoned or cut off.
    case lost
    /// Of those who gave up: until an agent would have taken them.
    case virtualLost
    static let count = 3
  }

  /// Places in the queue for which the announced wait is kept: 0 … this − 1 waiting ahead.
  static let places = 32
  /// Resolution of a whole run and of a period: steps per doubling are 2 to this power.
  static let fine = LogBuckets(subBits: 6)
  static let coarse = LogBuckets(subBits: 6 - fineSteps)
  /// A bucket of a period is made up of 2 to this power of those of a run.
  @inline(__always) static var fineSteps: Int { 2 }
  /// Replications are dealt into this many hands, whose percentiles give the confidence interval.
  static let sections = 10

  // Copies: a static property costs a check of its initialisation at every use.
  let fine = Self.fine
  let coarse = Self.coarse
  let typeCount: Int
  let periodCount: Int
  /// Whether percentiles are kept per period, and the waits by place in the queue: not for very long runs.
  let keepsPeriods: Bool
  let days: Table<Int64>
  /// The longest wait in each fine bucket of a spread, and beside it the shortest: as bits, which order times, those of the
  /// shortest inverted, so that 0 is none in both.
  let extremes: Table<UInt64>
  let periods: Table<UInt32>
  let places: Table<UInt32>
  let placeWithin: Table<UInt32>
  let placeTime: Table<Int64>

  init(types: Int, periods periodCount: Int, keepsPeriods: Bool) {
    typeCount = types
    self.periodCount = periodCount
    self.keepsPeriods = keepsPeriods
    days = Table(zeros: types * Spread.count * Self.sections * Self.fine.count)
    extremes = Table(zeros: types * Spread.count * Self.fine.count * 2)
    let cells = keepsPeriods ? types * periodCount : 0
    periods = Table(zeros: cells * Spread.count * Self.coarse.count)
    places = Table(zeros: cells * Self.places * Self.coarse.count)
    placeWithin = Table(zeros: cells * Self.places)
    placeTime = Table(zeros: cells * Self.places)
  }

  @inline(__always) func dayIndex(type: Int, spread: Spread, section: Int) -> Int {
    ((type &* Spread.count &+ spread.rawValue) &* Self.sections &+ section) &* fine.count
  }

  /// Where the extremes of a bucket stand: the longest, then the shortest.
  @inline(__always) func rangeIndex(type: Int, spread: Spread, bucket: Int) -> Int {
    2 &* ((type &* Spread.count &+ spread.rawValue) &* fine.count &+ bucket)
  }

  @inline(__always) func periodIndex(type: Int, period: Int, spread: Spread) -> Int {
    ((type &* periodCount &+ period) &* Spread.count &+ spread.rawValue) &* coarse.count
  }

  @inline(__always) func placeIndex(type: Int, period: Int, place: Int) -> Int {
    (type &* periodCount &+ period) &* Self.places &+ place
  }

  /// Counts a wait above 0.
  @inline(__always) func add(_ wait: Double, _ spread: Spread, type: Int32, period: Int32, section: Int) {
    let bucket = fine.bucket(of: wait)
    days[dayIndex(type: Int(type), spread: spread, section: section) &+ bucket] &+= 1
    // Hardly ever a new one: a branch that is nearly always foreseen, instead of two writes.
    let range = rangeIndex(type: Int(type), spread: spread, bucket: bucket)
    let (long, short) = (wait.bitPattern, ~wait.bitPattern)
    if long > extremes[range] { extremes[range] = long }
    if short > extremes[range &+ 1] { extremes[range &+ 1] = short }
    guard keepsPeriods else { return }
    let wide = LogBuckets.wider(bucket, by: Self.fineSteps)
    periods[periodIndex(type: Int(type), period: Int(period), spread: spread) &+ wide] &+= 1
  }

  /// Counts the virtual wait of a customer who joined behind `ahead` others.
  @inline(__always) func addPlace(_ wait: Double, type: Int32, period: Int32, ahead: Int32, within: Bool) {
    // −1 for those whose place is not known: as an unsigned number it is above all places.
    guard keepsPeriods, UInt32(bitPattern: ahead) < UInt32(Self.places) else { return }
    let cell = placeIndex(type: Int(type), period: Int(period), place: Int(ahead))
    places[cell &* coarse.count &+ coarse.bucket(of: wait)] &+= 1
    placeTime[cell] &+= Tally.microseconds(wait)
    if within { placeWithin[cell] &+= 1 }
  }

  /// Adds what another worker counted. Counters that are 0 are only read, so that they take no memory here either.
  ///
  /// Of the places only those at which somebody was seen: whoever waits no microsecond is within the promise. Reading the
  /// others too took two threads 30 ms at the end of a run of the whole centre, most of it to be given pages of zeros.
  func merge(_ other: WaitHistograms) {
    Self.add(other.days, to: days)
    for index in 0..<extremes.count where other.extremes[index] != 0 {
      extremes[index] = max(extremes[index], other.extremes[index])
    }
    Self.add(other.periods, to: periods)
    for cell in 0..<other.placeTime.count where other.placeTime[cell] != 0 || other.placeWithin[cell] != 0 {
      placeWithin[cell] &+= other.placeWithin[cell]
      placeTime[cell] &+= other.placeTime[cell]
      let start = cell * coarse.count
      for index in start..<start + coarse.count where other.places[index] != 0 { places[index] &+= other.places[index] }
    }
  }

  private static func add<Counter: FixedWidthInteger>(_ other: Table<Counter>, to counters: Table<Counter>) {
    for index in 0..<counters.count where other[index] != 0 { counters[index] &+= other[index] }
  }

  /// The shortest and the longest wait of each fine bucket of some spreads, in whole microseconds.
  func ranges(type: Int, _ spreads: [Spread]) -> BucketRanges {
    func rounded(_ bits: UInt64) -> Double { (Double(bitPattern: bits) * 1e6).rounded() / 1e6 }
    var ranges = BucketRanges(buckets: Self.fine)
    for spread in spreads {
      for bucket in 0..<Self.fine.count {
        let index = rangeIndex(type: type, spread: spread, bucket: bucket)
        guard extremes[index] != 0 else { continue }
        ranges.add(from: rounded(~extremes[index + 1]), to: rounded(extremes[index]), bucket: bucket)
      }
    }
    return ranges
  }

  func write(to writer: inout ByteWriter) {
    writer.write(sparse: days)
    writer.write(sparse: periods)
    writer.write(sparse: places)
    writer.write(sparse: placeWithin)
    writer.write(sparse: placeTime)
    writer.write(sparse: extremes)
  }

  /// Adds what a shard counted.
  func merge(_ reader: inout ByteReader) throws {
    try reader.add(sparse: days)
    try reader.add(sparse: periods)
    try reader.add(sparse: places)
    try reader.add(sparse: placeWithin)
    try reader.add(sparse: placeTime)
    try reader.update(sparse: extremes) { max($0, $1) }
  }

  func deallocate() {
    days.deallocate()
    extremes.deallocate()
    periods.deallocate()
    places.deallocate()
    placeWithin.deallocate()
    placeTime.deallocate()
  }
}
