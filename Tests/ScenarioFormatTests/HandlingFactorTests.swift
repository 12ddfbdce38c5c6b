import ContactCentre
import Foundation
import ScenarioFormat
import Testing

/// The factor on the work that begins in a period.
@Suite struct HandlingFactorTests {
  private func type(_ factor: String, overlays: [String] = [], operation: String = "") throws -> ContactType {
    var text = goodText("handling: 5min", "handling: 5min\n    handlingFactor: \(factor)")
    if !operation.isEmpty {
      text = text.replacingOccurrences(of: "overlays:\n", with: "overlays:\n  longer: [\(operation)]\n")
    }
    let scenario = try load(text, overlays: overlays).scenario
    return try #require(scenario.contactTypes.first { $0.name == "phone" })
  }

  /// Where nothing is said work takes its usual time.
  @Test func elsewhereItIsOne() throws {
    let ranges = try #require(try type(#"{"10:00-11:00": 1.2, "13:00-13:30": 0.9}"#).handlingFactor)
    #expect(ranges.values.count == 48 && ranges.value(day: 0, period: 20) == 1.2)
    #expect(ranges.value(day: 1, period: 26) == 0.9 && ranges.values.count { $0 == 1 } == 45)
    // Wednesday and Thursday are the days of the run.
    let days = try #require(try type(#"{thu: {"10:00-11:00": 1.2}}"#).handlingFactor)
    #expect(days.value(day: 0, period: 20) == 1 && days.value(day: 1, period: 20) == 1.2)
    #expect(try type("1.5").steadyHandlingFactor == 1.5)
    #expect(try type(#"{"10:00-11:00": 1.2}"#).steadyHandlingFactor == nil)
  }

  @Test func overlaysChangeIt() throws {
    let path = "contactTypes.phone.handlingFactor"
    let longer = try type(
      "1", overlays: ["longer"], operation: #"{set: \#(path), multiply: 1.5, between: "10:00-11:00"}"#)
    #expect(longer.handlingFactor?.value(day: 0, period: 20) == 1.5)
    #expect(longer.handlingFactor?.value(day: 0, period: 22) == 1)
  }

  @Test(arguments: [
    ("0", "", "a factor from 0.01 to 100"), ("-1", "", "a factor from 0.01 to 100"),
    ("101", "", "a factor from 0.01 to 100"), ("[1, 2]", "", "found 2 values"),
    (#"{"10:10-11:00": 2}"#, ".10:10-11:00", "does not start and end with a period"),
    ("{values: 1, adjust: {multiply: 0}}", ".adjust", "makes 0.0 of 1.0; expected a factor from 0.01 to 100"),
  ])
  func mistakes(factor: String, place: String, words: String) {
    expectMistakeInJob("handlingFactor: \(factor)", at: "handlingFactor" + place, words)
  }

  @Test func stepsKnowNone() {
    expectMistakeInJob(
      "steps: [{name: one, handling: 4min}], handlingFactor: 2", handling: nil, at: "handlingFactor", "leave it out")
  }
}
