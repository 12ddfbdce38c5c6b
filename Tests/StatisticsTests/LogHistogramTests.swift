import Foundation
import Statistics
import Testing

@Suite struct LogBucketsTests {
  static let resolutions = [LogBuckets.fine, .coarse, LogBuckets(subBits: 0)]

  @Test(arguments: resolutions) func everyBucketHoldsItsLowerBoundAndEndsBeforeItsUpper(_ buckets: LogBuckets) {
    for bucket in 2..<buckets.count {
      let (lower, upper) = (buckets.lowerBound(of: bucket), buckets.upperBound(of: bucket))
      #expect(buckets.bucket(of: lower) == bucket)
      #expect(buckets.bucket(of: upper.nextDown) == bucket)
      #expect(buckets.bucket(of: lower.nextDown) == bucket - 1)
      #expect(upper / lower - 1 <= 1 / Double(1 << buckets.subBits))
      #expect(lower == buckets.upperBound(of: bucket - 1))
    }
  }

  @Test func theEndsAreClamped() {
    let buckets = LogBuckets.fine
    #expect(buckets.count == 34 * 64 + 1)
    #expect(LogBuckets.coarse.count == 34 * 16 + 1)
    #expect(buckets.bucket(of: 0) == 0)
    #expect(buckets.bucket(of: -0.0) == 0)
    #expect(buckets.bucket(of: -5) == 0)
    #expect(buckets.bucket(of: .leastNonzeroMagnitude) == 1)
    #expect(buckets.bucket(of: 0x1p-10) == 1)
    #expect(buckets.bucket(of: 0x1p24.nextDown) == buckets.count - 1)
    #expect(buckets.bucket(of: 0x1p24) == buckets.count - 1)
    #expect(buckets.bucket(of: .infinity) == buckets.count - 1)
    #expect(buckets.bucket(of: .nan) == buckets.count - 1)
    #expect(buckets.lowerBound(of: 1) == 0)
    #expect(buckets.upperBound(of: 0) == 0)
    #expect(buckets.upperBound(of: buckets.count - 1) == 0x1p24)
  }

  @Test func widerBucketsAreMadeOfWholeOnes() {
    let times = (0..<4000).map { 0x1p-12 * pow(1.007, Double($0)) } + [.leastNonzeroMagnitude, 0x1p24, .infinity]
    for time in times {
      #expect(LogBuckets.wider(LogBuckets.fine.bucket(of: time), by: 2) == LogBuckets.coarse.bucket(of: time))
    }
  }

  @Test func stepsWithinAnOctaveAreLinear() {
    // From 32 s to 64 s in steps of half a second.
    #expect(LogBuckets.fine.bucket(of: 32.5) == LogBuckets.fine.bucket(of: 32) + 1)
    #expect(LogBuckets.fine.bucket(of: 64) == LogBuckets.fine.bucket(of: 32) + 64)
    #expect(LogBuckets.fine.lowerBound(of: LogBuckets.fine.bucket(of: 40.2)) == 40)
  }
}

@Suite struct LogHistogramTests {
  @Test func quantilesAreRightToTheWidthOfABucket() throws {
    var generator = Congruential(state: 5)
    let waits = (0..<20_001).map { _ in 30 * -log(generator.unit()) }
    let sorted = waits.sorted()
    for buckets in [LogBuckets.fine, .coarse] {
      var histogram = LogHistogram(buckets: buckets)
      for wait in waits { histogram.add(wait) }
      #expect(histogram.total == 20_001)
      for percent in [1, 10, 50, 80, 90, 95, 99] {
        let exact = sorted[percent * 20_000 / 100]
        let quantile = try #require(histogram.quantile(Double(percent) / 100))
        let bucket = buckets.bucket(of: exact)
        let width = buckets.upperBound(of: bucket) - buckets.lowerBound(of: bucket)
        #expect(abs(quantile - exact) <= width)
      }
      let within = try #require(histogram.share(atMost: 20))
      #expect(abs(within - Double(waits.count { $0 <= 20 }) / 20_001) < 0.02)
    }
  }

  /// Ranges tell that all waits of a bucket are the same, in buckets of either width.
  @Test func equalTimesAreFoundAgain() {
    var ranges = BucketRanges()
    for wait in [0.0004, 30.25, 90.5, 90.5, 3601] { ranges.add(wait) }
    for (buckets, ranges) in [(LogBuckets.fine, ranges), (.coarse, ranges.regrouped(in: .coarse))] {
      var histogram = LogHistogram(buckets: buckets)
      for wait in [0.0004, 30.25, 90.5, 90.5, 3601] { histogram.add(wait) }
      for (share, wait) in [(0.1, 0.0004), (0.4, 30.25), (0.5, 90.5), (0.8, 90.5), (0.81, 3601), (1, 3601)] {
        #expect(histogram.quantile(share, in: ranges) == wait)
      }
      for (wait, share) in [(30.2, 0.2), (30.25, 0.4), (90.4, 0.4), (90.5, 0.8), (3600, 0.8), (3601, 1)] {
        #expect(histogram.share(atMost: wait, in: ranges) == share)
      }
    }
  }

  @Test func aShareAmongTheZerosIsZero() {
    var histogram = LogHistogram()
    histogram.add(0, count: 60)
    histogram.add(10, count: 40)
    #expect(histogram.quantile(0.5) == 0)
    #expect(histogram.quantile(0.6) == 0)
    // The bucket of 10 is [10, 10.125); half of its contacts lie below 80 %.
    #expect(histogram.quantile(0.8) == 10.0625)
    #expect(histogram.quantile(1) == 10.125)
    #expect(histogram.share(atMost: 0) == 0.6)
    #expect(histogram.share(atMost: 9) == 0.6)
    #expect(histogram.share(atMost: 11) == 1)
    #expect(histogram.share(atMost: -1) == 0)
  }

  @Test func anEmptyHistogramKnowsNothing() {
    #expect(LogHistogram().quantile(0.5) == nil)
    #expect(LogHistogram().share(atMost: 30) == nil)
    #expect(LogHistogram().total == 0)
  }

  @Test func mergingAndWrappingCountersGiveTheSame() {
    var generator = Congruential(state: 6)
    var whole = LogHistogram(buckets: .coarse)
    var parts = Array(repeating: LogHistogram(buckets: .coarse), count: 3)
    var counters = [Int64](repeating: 0, count: LogBuckets.coarse.count)
    for index in 0..<3_000 {
      let wait = max(0, 100 * generator.normal())
      whole.add(wait)
      parts[index % 3].add(wait)
      counters[LogBuckets.coarse.bucket(of: wait)] += 1
    }
    var merged = parts[2]
    merged.merge(parts[0])
    merged.merge(parts[1])
    #expect(merged == whole)
    #expect(LogHistogram(counts: counters, buckets: .coarse) == whole)
    #expect(LogHistogram.bucketCount == LogHistogram().counts.count)
  }
}
