import Foundation
import LogFitting
import Testing
import WaitEstimation

/// The replay sees the past only, and the scores are what their names say.
@Suite struct BacktestTests {
  private static let fit = InventedCentre.days(1...6, agents: 5)
  private static let test = InventedCentre.days(7...14, agents: 5, seed: 8)

  private func backtest(_ fit: [Call], _ test: [Call]) throws -> Backtest {
    try Logs.withFolder { folder in
      let first = try Logs.write(Logs.header + fit.map(\.row).joined(), "fit.csv", in: folder)
      let second = try Logs.write(Logs.header + test.map(\.row).joined(), "test.csv", in: folder)
      let archive = try LogArchive(paths: [first, second], mapping: Logs.parsed())
      let centre = try ReplayCentre(LogFit(paths: [first], mapping: Logs.parsed()), archive: archive, fitFiles: 1)
      return try Backtest(archive, fitFiles: 1, centre: centre)
    }
  }

  /// Whatever happens after a moment is changed: who joins later is dropped, who waits then waits for another time, is
  /// served or not, by another agent; services in progress end at other times. Days of calibration and two fits lie before.
  @Test(arguments: [(13, 45_000), (11, 36_000), (9, 30_000)])
  func theFutureChangesNoEarlierForecast(day: Int, second: Int) throws {
    let whole = try backtest(Self.fit, Self.test)
    var changed: [Call] = []
    for (index, call) in Self.test.enumerated() {
      func isLater(_ time: Int?) -> Bool { time.map { (call.day, $0) > (day, second) } ?? false }
      if (call.day, call.arrived) > (day, second) { continue }
      var call = call
      if isLater(call.left) {
        call.left = second + 1 + index % 97
        call.answered = index % 2 == 0 ? call.left : nil
        call.ended = call.answered.map { $0 + index % 500 }
        call.agent = index % 2 == 0 ? "B\(index % 3)" : ""
      } else if isLater(call.ended) {
        call.ended = second + 1 + index % 700
      }
      changed.append(call)
    }
    #expect(changed != Self.test)
    let cut = try backtest(Self.fit, changed)
    let known = Dictionary(uniqueKeysWithValues: whole.predictions.map { ($0.row, [$0.forecast] + $0.others) })
    #expect(known.values.allSatisfy { $0.count == 1 + ModelMethod.allCases.count + PointMethod.allCases.count })
    var compared = 0
    for prediction in cut.predictions {
      // Rows keep their numbers: only the end of the file was dropped.
      guard let earlier = known[prediction.row] else { continue }
      #expect([prediction.forecast] + prediction.others == earlier, "row \(prediction.row)")
      compared += 1
    }
    #expect(compared > 300)
  }

  @Test func forecastsAreOrderedAndTheSameEachTime() throws {
    let one = try backtest(Self.fit, Self.test)
    let other = try backtest(Self.fit, Self.test)
    #expect(one.predictions == other.predictions)
    for prediction in one.predictions {
      #expect(prediction.forecast.quantiles == prediction.forecast.quantiles.sorted())
      #expect((0...1).contains(prediction.forecast.within30))
      #expect(prediction.forecast.mean > 0)
      let call = Self.test[prediction.row - 1]
      #expect(Double((call.left ?? 0) - call.arrived) == prediction.wait)
    }
    let waited = Self.test.count { $0.answered != nil && $0.left != $0.arrived }
    #expect(one.predictions.count == waited)
    #expect(one.methods[0].scores.count == waited)
    let joined = Self.test.count { $0.left != $0.arrived }
    #expect(one.methods[0].all.count == joined)
    #expect(one.methods.allSatisfy { $0.all.abandoned == joined - waited })
    // Some thousand callers are enough to know more than the waits of others tell. (A line that follows its rules exactly
    // is a case that the queue-length formulas are made for; they are not beaten here.)
    for simple in one.methods where ["lastToEnterService", "headOfLine", "averageOfLast10"].contains(simple.name) {
      #expect(one.methods[0].scores.rmseOverMean < simple.scores.rmseOverMean, "\(simple.name)")
      #expect(one.methods[0].scores.meanPinball < simple.scores.meanPinball, "\(simple.name)")
    }
    #expect(abs(one.methods[0].scores.coverage80 - 0.8) < 0.05)
  }

  /// The line keeps the rules of the model, so that what the model says of it is right, and calibration has little to do.
  @Test func theModelKnowsALineThatKeepsItsRules() throws {
    let methods = try backtest(Self.fit, Self.test).methods
    func method(_ model: ModelMethod) throws -> Backtest.Method {
      try #require(methods.first { $0.name == model.rawValue })
    }
    let waited = methods[0].scores.count
    for model in ModelMethod.allCases {
      let scores = try method(model).scores
      #expect(Double(scores.count) > 0.97 * Double(waited), "\(model): nobody on duty is seldom")
      #expect(abs(scores.coverage80 - 0.8) < 0.06, "\(model): \(scores.coverage80)")
      #expect(abs(scores.coverage90 - 0.9) < 0.06, "\(model): \(scores.coverage90)")
    }
    // With credits played forward it knows more than what the waits of others tell.
    for simple in [PointMethod.lastToEnterService, .headOfLine, .averageOfLast10] {
      let other = try #require(methods.first { $0.name == simple.rawValue })
      for model in [ModelMethod.forward, .forwardCalibrated] {
        #expect(try method(model).scores.meanPinball < other.scores.meanPinball, "\(model), \(simple)")
      }
    }
  }

  @Test func handWorkedScores() {
    var scores = ForecastScores()
    let forecast = WaitForecast(mean: 50, quantiles: [5, 10, 20, 40, 70, 90, 100], within30: 0.4)
    scores.add(forecast, wait: 20)
    scores.add(forecast, wait: 95)
    #expect(scores.meanWait == 57.5)
    #expect(abs(scores.rmseOverMean - ((900.0 + 2025) / 2).squareRoot() / 57.5) < 1e-12)
    #expect(scores.mae == 37.5)
    #expect(scores.bias == -7.5)
    #expect(scores.coverage80 == 0.5 && scores.coverage90 == 1)
    #expect(scores.width80 == 80 && scores.width90 == 95)
    // 5 %: (0.05·15 + 0.05·90) / 2; median: (0.5·20 + 0.5·55) / 2; 95 %: (0.05·80 + 0.05·5) / 2.
    #expect(abs(scores.pinball[0] - 2.625) < 1e-12)
    #expect(abs(scores.pinball[3] - 18.75) < 1e-12)
    #expect(abs(scores.pinball[6] - 2.125) < 1e-12)
    #expect(scores.shareBelow == [0, 0, 0.5, 0.5, 0.5, 0.5, 1])
    #expect(abs(scores.brier - (0.36 + 0.16) / 2) < 1e-12)
    #expect(abs(scores.calibrationError - 0.1) < 1e-12)
  }

  @Test func whoAbandonsIsCensored() throws {
    // Served at 10 and 50, gone at 20: of those at risk behind 20 all are open. G(30) = 1/2.
    var all = CensoredScores()
    let forecast = WaitForecast(mean: 40, quantiles: [5, 10, 20, 40, 70, 90, 100], within30: 0.5)
    all.add(seconds: 10, isServed: true, forecast: forecast)
    all.add(seconds: 20, isServed: false, forecast: forecast)
    all.add(seconds: 50, isServed: true, forecast: forecast)
    let scores = all.scores
    // The one at 50 s counts twice: for the one who went, too.
    #expect(all.count == 3 && all.abandoned == 1)
    #expect(abs(scores.meanWait - (10 + 2 * 50.0) / 3) < 1e-12)
    #expect(abs(scores.mae - (30 + 2 * 10.0) / 3) < 1e-12)
    #expect(abs(scores.brier - (0.25 + 2 * 0.25) / 3) < 1e-12)
    #expect(abs(scores.calibrationError - abs(3 * 0.5 - 1) / 3) < 1e-12)
    #expect(abs(scores.coverage80 - 1) < 1e-12)
    let bias = try #require(all.within30Bias)
    #expect(abs(bias - (0.5 - 1.0 / 3)) < 1e-12)
  }

  /// The 6-MP arm of Freireich et al. (Blood 21, 1963); survival and standard errors as `lifelines` and textbooks give them.
  @Test func kaplanMeierAgainstLifelines() {
    let happened = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    let censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    let curve = SurvivalCurve(happened.map { (Double($0), true) } + censored.map { (Double($0), false) })
    #expect(curve.times == [6, 7, 10, 13, 16, 22, 23])
    let survival = [0.857143, 0.806723, 0.752941, 0.690196, 0.627451, 0.537815, 0.448179]
    let errors = [0.076360, 0.086935, 0.096350, 0.106815, 0.114054, 0.128234, 0.134591]
    for index in survival.indices {
      #expect(abs(curve.survival[index] - survival[index]) < 1e-6)
      #expect(abs(curve.standardErrors[index] - errors[index]) < 1e-6)
    }
    #expect(curve.survival(before: 6) == 1)
    #expect(curve.survival(after: 8) == curve.survival[1])
  }

  /// The real record, where it is at hand: one month to learn from, the next one scored.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: bank), "no bank data: the record is not part of Waitline"))
  func theBankInJune() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let mapping = try LogMapping.load(path: root.path + "/scenarios/anonymous-bank-mapping.yaml")
    let archive = try LogArchive(
      paths: ["05", "06"].map { bank + "/1999-\($0).csv.gz" }, mapping: mapping)
    #expect(archive.counts.dirtyRows == 0)
    let centre = try ReplayCentre(
      LogFit(paths: [bank + "/1999-05.csv.gz"], mapping: mapping), archive: archive, fitFiles: 1)
    let methods = try Backtest(archive, fitFiles: 1, centre: centre).methods
    let scores = methods[0].scores
    #expect(scores.count == 15_736)
    #expect(scores.rmseOverMean <= 0.777)
    #expect(abs(scores.coverage80 - 0.8) <= 0.02)
    #expect(abs(scores.coverage90 - 0.9) <= 0.02)
    #expect(scores.brier <= 0.158)
    #expect(scores.calibrationError <= 0.01)
    // What the service says: over all who joined, as it foretells how long it would take who stays.
    let service = try #require(methods.first { $0.name == ModelMethod.forwardCalibrated.rawValue }).all
    #expect(service.count > 19_900)
    #expect(abs(service.scores.coverage80 - 0.8) <= 0.03)
    #expect(abs(service.scores.coverage90 - 0.9) <= 0.02)
    let simple = methods.filter { method in PointMethod.allCases.contains { $0.rawValue == method.name } }
    #expect(simple.count == PointMethod.allCases.count)
    for other in simple {
      #expect(service.scores.meanPinball < other.all.scores.meanPinball, "\(other.name)")
      #expect(service.scores.brier < other.all.scores.brier, "\(other.name)")
    }
  }
}

/// Where the record of the bank lies, beside the checkout.
private let bank = ProcessInfo.processInfo.environment["WAITLINE_BANK"] ?? beside
private let beside = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data/anonymous-bank").path
