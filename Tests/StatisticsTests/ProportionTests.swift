import Statistics
import Testing

@Suite struct ProportionTests {
  /// The ends solve (p − share)² = z² p (1 − p) / n: that is what the score interval is.
  @Test(arguments: [(8, 10), (0, 5), (5, 5), (1, 400), (250, 300)])
  func solvesItsEquation(part: Int, all: Int) throws {
    let proportion = Proportion(part, of: all)
    let share = try #require(proportion.value)
    let interval = try #require(proportion.interval())
    let z = 1.959963984540054
    for end in [interval.lowerBound, interval.upperBound] {
      #expect(abs((end - share) * (end - share) - z * z * end * (1 - end) / Double(all)) < 1e-12)
    }
    #expect(interval.lowerBound <= share && share <= interval.upperBound)
  }

  /// R: prop.test(8, 10, correct = FALSE) gives 0.4901625 to 0.9433178.
  @Test func knownInterval() throws {
    let interval = try #require(Proportion(8, of: 10).interval())
    #expect(abs(interval.lowerBound - 0.4901625) < 1e-7 && abs(interval.upperBound - 0.9433178) < 1e-7)
  }

  @Test func nothing() {
    #expect(Proportion(0, of: 0).value == nil && Proportion(0, of: 0).interval() == nil)
  }
}
