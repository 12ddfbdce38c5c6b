/// How times are spread: a counter for 0 and for each of the ``LogBuckets``.
///
/// Counters are integers, so that histograms merge exactly in any order. A quantile is right to within the width of its
/// bucket: a relative error of at most 2^−subBits.
///
/// ```swift
/// var waits = LogHistogram()
/// for seconds in [0, 0, 12, 45] { waits.add(seconds) }
/// waits.quantile(0.5)  // 0
/// ```
public struct LogHistogram: Sendable, Equatable {
  /// The buckets.
  public let buckets: LogBuckets
  /// Times counted in each bucket.
  public private(set) var counts: [Int64]

  /// Buckets of a histogram of the usual resolution (64 steps per octave).
  public static let bucketCount: Int = LogBuckets.fine.count

  /// Creates an empty histogram.
  public init(buckets: LogBuckets = .fine) {
    self.buckets = buckets
    counts = Array(repeating: 0, count: buckets.count)
  }

  /// Wraps counters that were kept elsewhere: one for each bucket, in order.
  public init(counts: [Int64], buckets: LogBuckets = .fine) {
    self.buckets = buckets
    self.counts = counts
    precondition(self.counts.count == buckets.count, "one counter for each bucket")
  }

  /// Counts a time, or several of the same length.
  @inlinable public mutating func add(_ seconds: Double, count: Int64 = 1) {
    addToBucket(buckets.bucket(of: seconds), count: count)
  }

  @usableFromInline mutating func addToBucket(_ bucket: Int, count: Int64) { counts[bucket] += count }

  /// Adds the counts of another histogram with the same buckets.
  public mutating func merge(_ other: LogHistogram) {
    precondition(buckets == other.buckets, "histograms of the same resolution")
    for bucket in counts.indices { counts[bucket] &+= other.counts[bucket] }
  }

  /// Times counted.
  public var total: Int64 { counts.reduce(0, &+) }

  /// The time that a share `p` of those counted do not exceed; `nil` when nothing was counted.
  ///
  /// Within a bucket times are taken to be spread evenly, between the shortest and the longest if these are known. A share
  /// that lies among the zeros gives 0.
  /// - Parameter ranges: of these times, or of more of the same kind.
  public func quantile(_ p: Double, in ranges: BucketRanges? = nil) -> Double? {
    let total = total
    guard total > 0 else { return nil }
    let wanted = min(max(p, 0), 1) * Double(total)
    var below = 0.0
    var highest = 0.0
    for bucket in counts.indices where counts[bucket] > 0 {
      let count = Double(counts[bucket])
      let lower: Double
      (lower, highest) = bounds(of: bucket, in: ranges)
      if below + count >= wanted { return lower + (highest - lower) * max(0, wanted - below) / count }
      below += count
    }
    return highest
  }

  /// The share of those counted that lasted at most `seconds`; `nil` when nothing was counted.
  ///
  /// Within a bucket times are taken to be spread evenly, so this is an estimate to the bucket's precision: figures on a
  /// promise are to be counted exactly instead.
  /// - Parameter ranges: of these times, or of more of the same kind.
  public func share(atMost seconds: Double, in ranges: BucketRanges? = nil) -> Double? {
    let total = total
    guard total > 0 else { return nil }
    guard seconds >= 0 else { return 0 }
    let bucket = buckets.bucket(of: seconds)
    let below = counts[..<bucket].reduce(0, +)
    let (lower, upper) = bounds(of: bucket, in: ranges)
    let part = upper > lower ? min(1, max(0, (seconds - lower) / (upper - lower))) : seconds >= lower ? 1 : 0
    return (Double(below) + Double(counts[bucket]) * part) / Double(total)
  }

  private func bounds(of bucket: Int, in ranges: BucketRanges?) -> (lower: Double, upper: Double) {
    guard let ranges else { return (buckets.lowerBound(of: bucket), buckets.upperBound(of: bucket)) }
    precondition(buckets == ranges.buckets, "ranges of the same buckets")
    return ranges.bounds(of: bucket)
  }
}
