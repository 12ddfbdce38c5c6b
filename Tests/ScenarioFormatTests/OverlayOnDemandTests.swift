import ContactCentre
import Randomness
import ScenarioFormat
import Testing

/// Overlays on what is written in several places: demand, and the handling of work in steps.
@Suite struct OverlayOnDemandTests {
  /// The type `job` after an overlay with these operations.
  private func job(_ entries: String, handling: String? = "handling: 4min", _ operations: String) throws -> ContactType
  {
    let text = jobText(entries, handling: handling, more: "overlays: {o: [\(operations)]}")
    return try load(text, overlays: ["o"]).scenario.contactTypes[1]
  }

  private static let everyDemand = #"""
    arrivals: {perHour: 3, bursts: [{at: "20:00", contacts: 200, decay: 10min}, {day: 2, at: "01:00", contacts: 8, decay: 1h}], lagged: {purchasesPerHour: 500, share: 0.03, after: 1d}}
    """#

  @Test func arrivalsAreMultipliedAsAWhole() throws {
    let arrivals = try #require(
      try job(Self.everyDemand, "{set: contactTypes.job.arrivals, multiply: 2}").arrivals)
    #expect(arrivals.perHour == PeriodProfile(constant: 6, periodsPerDay: 48))
    #expect(
      arrivals.bursts == [
        Burst(start: 72_000, contacts: 400, decay: 600), Burst(day: 1, start: 3600, contacts: 16, decay: 3600),
      ])
    #expect(
      arrivals.lagged
        == LaggedDemand(
          purchasesPerHour: PeriodProfile(constant: 1000, periodsPerDay: 48), share: 0.03, after: .constant(86_400)))
    let one = try job(
      #"arrivals: {bursts: {at: "20:00", contacts: 200, decay: 10min}}"#,
      "{set: contactTypes.job.arrivals, multiply: 2}, {set: contactTypes.job.arrivals.bursts, multiply: 1.5}")
    #expect(one.arrivals?.bursts == [Burst(start: 72_000, contacts: 600, decay: 600)])
  }

  @Test func arrivalsInSomeHoursOnly() throws {
    let arrivals = try #require(
      try job(Self.everyDemand, #"{set: contactTypes.job.arrivals, multiply: 2, between: "22:00-02:00"}"#).arrivals)
    for rates in [arrivals.perHour, arrivals.lagged?.purchasesPerHour] {
      let rates = try #require(rates)
      let usual = rates.values[20]
      #expect(rates.values[0] == 2 * usual && rates.values[4] == usual && rates.values[44] == 2 * usual)
    }
    #expect(arrivals.bursts.map(\.contacts) == [200, 16])
  }

  @Test func onlyRatesAreAddedTo() throws {
    let arrivals = try #require(
      try job(Self.everyDemand, "{set: contactTypes.job.arrivals, add: 2}").arrivals)
    #expect(arrivals.perHour.values[0] == 5)
    #expect(arrivals.bursts.map(\.contacts) == [200, 8] && arrivals.lagged?.purchasesPerHour.values[0] == 500)
    let purchases = try job(
      Self.everyDemand,
      #"{set: contactTypes.job.arrivals.lagged.purchasesPerHour, add: 100, between: "09:00-10:00"}"#)
    #expect(purchases.arrivals?.lagged?.purchasesPerHour.values[17...20] == [500, 600, 600, 500])
  }

  @Test func aTraceIsNotMultiplied() throws {
    for arrivals in ["arrivals: {trace: [5]}", "arrivals: {perHour: 3, trace: [5]}"] {
      let text = jobText(
        arrivals, more: "overlays: {o: [{set: contactTypes.job.arrivals, multiply: 2}]}")
      for overlays in [[], ["o"]] {
        expectMistake(
          text, line: 10, path: "overlays.o.0", "trace", "cannot be multiplied", overlays: overlays)
      }
    }
    let rates = try job(
      "arrivals: {perHour: 3, trace: [5]}", "{set: contactTypes.job.arrivals.perHour, multiply: 2}")
    #expect(rates.arrivals?.perHour.values[0] == 6 && rates.arrivals?.trace.count == 1)
    expectMistake(
      jobText("arrivals: {trace: [5]}", more: "overlays: {o: [{set: contactTypes.job.arrivals, add: 2}]}"), line: 10,
      path: "overlays.o.0", "no rates")
  }

  @Test func theHandlingOfAllSteps() throws {
    let steps = "steps: [{handling: {lognormal: {mean: 4min, cv: 1}}, delay: 3h}, {handling: 1min, then: {done: 1}}]"
    let path = "contactTypes.job.handling"
    let type = try job("", handling: steps, "{set: \(path), multiply: 1.5}, {set: \(path), add: 30}")
    #expect(type.steps.map(\.handling) == [.lognormal(mean: 390, cv: 1), .constant(120)])
    #expect(type.steps[0].delay == .constant(10_800))
    #expect(type.handling == .lognormal(mean: 390, cv: 1))
    let one = try job("", handling: steps, "{set: contactTypes.job.steps.1.handling, multiply: 2}")
    #expect(one.steps.map(\.handling.mean) == [240, 120])
    let all = try job("", handling: steps, "{set: contactTypes.job.steps, multiply: 2}")
    #expect(all.steps.map(\.handling.mean) == [480, 120] && all.steps[0].delay == .constant(21_600))
    expectMistake(
      jobText(
        "", handling: steps, more: "overlays: {o: [{set: \(path), multiply: 2, between: \"09:00-10:00\"}]}"),
      line: 10, path: "overlays.o.0", "arrivals, staff and handlingFactor only")
  }

  @Test func theBacklog() throws {
    let more = "backlog: {job: {count: 7, oldest: 6h}, call: 3}\noverlays: {o: [{set: backlog, multiply: 1.5}]}"
    #expect(
      try load(jobText("", more: more), overlays: ["o"]).scenario.backlog == [
        Backlog(contactType: "job", count: 11, oldest: 21_600), Backlog(contactType: "call", count: 5),
      ])
  }

  @Test func ratesByWeekdayAreMultiplied() throws {
    let type = try job(
      "arrivals: {perHour: {wed: 10, thu: {\"09:00-12:00\": 20}}}",
      #"{set: contactTypes.job.arrivals, multiply: 2, between: "09:00-10:00"}"#)
    let rates = try #require(type.arrivals).perHour
    #expect(rates.value(day: 0, period: 17) == 10 && rates.value(day: 0, period: 18) == 20)
    #expect(rates.value(day: 1, period: 19) == 40 && rates.value(day: 1, period: 20) == 20)
  }
}
