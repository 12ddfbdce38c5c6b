import CGSL
import Randomness
import Testing

@Suite struct RandomStreamTests {
  @Test func theGeneratorGivesThePublishedOutputs() {
    // Reference outputs of SplitMix64 for seed 1234567 (the authors' algorithm, as in java.util.SplittableRandom).
    var generator = SplitMix64(state: 1_234_567)
    #expect(generator.next() == 6_457_827_717_110_365_317)
    #expect(generator.next() == 3_203_168_211_198_807_973)
    #expect(generator.next() == 9_817_491_932_198_370_423)
    #expect(generator.next() == 4_593_380_528_125_082_431)
    #expect(generator.next() == 16_408_922_859_458_223_821)
  }

  @Test func randomAccessIsTheSameAsReadingOn() {
    let stream = RandomStream(seed: 1, replication: 2, subject: 3, purpose: 4)
    var sequential = stream.generator(at: 0)
    for number in 0..<1000 {
      var direct = stream.generator(at: number)
      for _ in 0..<RandomStream.outputsPerNumber { #expect(direct.next() == sequential.next()) }
    }
  }

  @Test func aStreamIsNamedByAllFourValues() {
    let stream = RandomStream(seed: 1, replication: 2, subject: 3, purpose: 4)
    #expect(stream == RandomStream(seed: 1, replication: 2, subject: 3, purpose: 4))
    var keys: Set<UInt64> = []
    for seed in 0..<16 {
      for replication in 0..<16 {
        for subject in 0..<16 {
          for purpose in 0..<16 {
            keys.insert(
              RandomStream(seed: UInt64(seed), replication: replication, subject: subject, purpose: purpose).key)
          }
        }
      }
    }
    #expect(keys.count == 65_536)
  }

  @Test(arguments: 0..<4) func neighbouringStreamsAreUncorrelated(_ position: Int) {
    func uniforms(_ step: Int) -> [Double] {
      var name = [1, 2, 3, 4]
      name[position] += step
      let stream = RandomStream(seed: UInt64(name[0]), replication: name[1], subject: name[2], purpose: name[3])
      return (0..<200_000).map { number in
        var generator = stream.generator(at: number)
        return generator.nextUnit()
      }
    }
    let first = uniforms(0)
    for step in 1...3 { #expect(abs(correlation(first, uniforms(step))) < 3.29 / 200_000.0.squareRoot()) }
  }

  @Test func firstDrawsOfManyReplicationsAreUniform() {
    // Across keys rather than along a stream: the hash of the name must be good.
    let sample = (0..<1_000_000).map { replication in
      var generator = RandomStream(seed: 1, replication: replication, subject: 0, purpose: 0).generator(at: 0)
      return generator.nextUnit()
    }
    #expect(kolmogorovStatistic(sample) { $0 } < 1.95)
    #expect(chiSquare(sample, cells: 1024, cdf: { $0 }) < gsl_cdf_chisq_Qinv(0.001, 1023))
  }

  @Test func unitsAreInTheirRangeAndNeverZero() {
    // The state before 0 gives output 0, the least there is.
    var generator = SplitMix64(state: 0 &- SplitMix64.gamma)
    #expect(generator.nextUnit() == 0x1p-53)
    for _ in 0..<1_000_000 {
      let unit = generator.nextUnit()
      #expect(unit > 0 && unit <= 1)
    }
  }
}
