/// The shortest and the longest time that was counted in each bucket of a ``LogHistogram``.
///
/// Within a bucket times are taken to be spread evenly. Where all are the same, such as the waits of customers who give up
/// after just 90 s, they are not: between the shortest and the longest they are.
public struct BucketRanges: Sendable, Equatable {
  /// The buckets.
  public let buckets: LogBuckets
  private var shortest: [Double]
  private var longest: [Double]

  /// Creates ranges of buckets in which nothing was counted yet.
  public init(buckets: LogBuckets = .fine) {
    self.buckets = buckets
    shortest = Array(repeating: .infinity, count: buckets.count)
    longest = Array(repeating: -.infinity, count: buckets.count)
  }

  /// Counts a time.
  public mutating func add(_ seconds: Double) { add(from: seconds, to: seconds, bucket: buckets.bucket(of: seconds)) }

  /// Counts times of one bucket, of which the shortest and the longest are known.
  public mutating func add(from least: Double, to most: Double, bucket: Int) {
    shortest[bucket] = min(shortest[bucket], least)
    longest[bucket] = max(longest[bucket], most)
  }

  /// The same times in other buckets, each of which is made up of whole ones of these.
  public func regrouped(in wider: LogBuckets) -> BucketRanges {
    var result = BucketRanges(buckets: wider)
    for bucket in shortest.indices where shortest[bucket] <= longest[bucket] {
      let last = buckets.upperBound(of: bucket).nextDown
      result.add(from: shortest[bucket], to: longest[bucket], bucket: wider.bucket(of: last))
    }
    return result
  }

  /// Between which times those of a bucket lie: its edges when none was counted.
  func bounds(of bucket: Int) -> (lower: Double, upper: Double) {
    shortest[bucket] <= longest[bucket]
      ? (shortest[bucket], longest[bucket]) : (buckets.lowerBound(of: bucket), buckets.upperBound(of: bucket))
  }
}
