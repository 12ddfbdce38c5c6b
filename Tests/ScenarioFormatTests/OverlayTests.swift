import ContactCentre
import Randomness
import ScenarioFormat
import Testing

/// Named changes in the file, and changes from the command line.
@Suite struct OverlayTests {
  private static let operations = """
        - {set: contactTypes.chat.general.arrivals, multiply: 2.5, between: "20:00-24:00"}
        - {set: contactTypes.chat.general.handling, multiply: 1.5}
    """.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "\n    ")

  /// The good scenario with other operations in its overlay, applied.
  private func applied(_ operations: String) throws -> Scenario {
    try load(goodText(Self.operations, operations), overlays: ["promotion"]).scenario
  }

  private func expectWrong(
    _ operation: String, line: Int? = 37, path: String = "overlays.promotion.0", _ words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    // Whether it is applied or not.
    let text = goodText(Self.operations, operation)
    for overlays in [[], ["promotion"]] {
      let found = mistakes(text, overlays: overlays)
      let all = found.map(\.description).joined(separator: "\n")
      #expect(found.count == 1, "\(all)", sourceLocation: sourceLocation)
      #expect(found.first?.line == line, "\(all)", sourceLocation: sourceLocation)
      #expect(found.first?.path == path, "\(all)", sourceLocation: sourceLocation)
      for word in words {
        #expect(found.first?.message.contains(word) == true, "\(all)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test func onlyAppliedOverlaysChangeValues() throws {
    let plain = try load(goodText)
    let promoted = try load(goodText, overlays: ["promotion"])
    #expect(plain.overlaysApplied == [] && promoted.overlaysApplied == ["promotion"])
    #expect(plain.overlaysDefined == ["promotion"] && promoted.overlaysDefined == ["promotion"])
    #expect(plain.scenario.contactTypes[0].handling == .lognormal(mean: 360, cv: 1.1))
    #expect(promoted.scenario.contactTypes[0].handling == .lognormal(mean: 540, cv: 1.1))
    let rates = try #require(promoted.scenario.contactTypes[0].arrivals?.perHour.values)
    #expect(rates[39] == 60 && rates[40] == 150 && rates[47] == 150 && rates[0] == 60)
    #expect(promoted.scenario.contactTypes[1...] == plain.scenario.contactTypes[1...])
  }

  @Test func overlaysAddUp() throws {
    let scenario = try load(goodText, overlays: ["promotion", "promotion"]).scenario
    #expect(scenario.contactTypes[0].handling.mean == 810)
    #expect(scenario.contactTypes[0].arrivals?.perHour.values[40] == 375)
  }

  @Test func theSetPromotionOverMidnight() throws {
    let scenario = try applied(
      #"- {set: contactTypes.phone.arrivals, multiply: 3, between: "22:00-01:00"}"#)
    let rates = try #require(scenario.contactTypes[1].arrivals?.perHour.values)
    #expect(rates[43] == 10 && rates[44] == 30 && rates[0] == 30 && rates[1] == 30 && rates[2] == 10)
  }

  @Test func whatMultiplyDoes() throws {
    let scenario = try applied(
      """
      - {set: contactTypes.phone.handling, multiply: 2}
          - {set: contactTypes.chat.general.patience, multiply: 0.5}
          - {set: contactTypes.chat.general.promise.answerWithin, multiply: 2}
          - {set: contactTypes.chat.general.promise.target, multiply: 0.5}
          - {set: agentGroups.agents.staff, multiply: 1.3}
          - {set: agentGroups.hotline.shifts, multiply: 0.5}
          - {set: experiment.replications.min, multiply: 2}
      """)
    #expect(scenario.contactTypes[1].handling == .constant(600))
    #expect(scenario.contactTypes[0].patience == .weibull(mean: 120, shape: 1.2))
    #expect(scenario.contactTypes[0].promise == Promise(answerWithin: 60, target: 0.45))
    #expect(scenario.agentGroups[0].heads?.values == Array(repeating: 16, count: 48))
    #expect(scenario.agentGroups[1].shifts.map(\.heads) == [7, 8])
    #expect(scenario.agentGroups[1].shifts[0].time == ClockRange(start: 32_400, end: 63_000))
    #expect(scenario.experiment.minimumReplications == 60)
  }

  @Test func whatAddDoes() throws {
    let scenario = try applied(
      """
      - {set: agentGroups.agents.staff, add: 3, between: "09:00-10:00"}
          - {set: agentGroups.hotline.shifts.0.heads, add: -4}
          - {set: contactTypes.phone.arrivals, add: -15}
      """)
    #expect(scenario.agentGroups[0].heads?.values[17...20] == [12, 15, 15, 12])
    #expect(scenario.agentGroups[1].shifts.map(\.heads) == [10, 16])
    #expect(scenario.contactTypes[1].arrivals?.perHour.values == Array(repeating: 0, count: 48))
  }

  @Test func whatToDoes() throws {
    let scenario = try applied(
      """
      - {set: contactTypes.phone.patience, to: {exponential: {mean: 3min}}}
          - {set: contactTypes.phone.priority, to: -5}
          - {set: agentGroups.agents.staff, to: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]}
      """)
    #expect(scenario.contactTypes[1].patience == .exponential(mean: 180))
    #expect(scenario.contactTypes[1].priority == -5)
    #expect(scenario.agentGroups[0].heads?.value(day: 0, period: 47) == 24)
  }

  @Test func aChangeOfAChange() throws {
    let scenario = try applied(
      """
      - {set: agentGroups.agents.staff, to: 20}
          - {set: agentGroups.agents.staff, multiply: 1.5}
          - {set: agentGroups.agents.staff, to: 7, between: "00:00-01:00"}
      """)
    #expect(scenario.agentGroups[0].heads?.values[0...2] == [7, 7, 30])
  }

  @Test func wrongPaths() {
    expectWrong(
      "- {set: contactTypes.chat.genral.handling, multiply: 2}", "“contactTypes.chat.genral.handling” matches nothing",
      "did you mean “chat.general”?")
    expectWrong("- {set: contactTypes.phone.wrapUp, multiply: 2}", "matches nothing")
    expectWrong("- {set: contactTypes..phone, multiply: 2}", "matches nothing")
    expectWrong("- {set: agentGroups.hotline.shifts.7.heads, to: 2}", "matches nothing")
    expectWrong("- {set: contactTypes.message.arrivals, multiply: 2}", "matches nothing")
    expectWrong("- {set: overlays.promotion, to: []}", "cannot change overlays")
    expectWrong("- {set: contactTypes.phone.channel, multiply: 2}", "no number, time or distribution")
    expectWrong(
      #"- {set: contactTypes.phone.handling, multiply: 2, between: "09:00-10:00"}"#,
      "arrivals, staff and handlingFactor only")
  }

  @Test func wrongOperations() {
    expectWrong("- {set: contactTypes.phone.handling}", "changes nothing", "multiply, add or to")
    expectWrong("- {set: contactTypes.phone.handling, multiply: 2, add: 1}", "multiply and add", "expected one")
    expectWrong("- {multiply: 2}", "“set” is missing")
    expectWrong(
      "- {set: contactTypes.phone.handling, multiply: -2}", path: "overlays.promotion.0.multiply", "“-2”",
      "a factor from 0")
    expectWrong(
      "- {set: contactTypes.phone.handling, mutliply: 2, to: 5min}", path: "overlays.promotion.0.mutliply",
      "did you mean “multiply”?")
    expectWrong(
      "- {set: contactTypes.phone.arrivals, multiply: 2, between: 20:00-24:00}",
      path: "overlays.promotion.0.between", "must be quoted")
    expectWrong("- 5", "expected a mapping")
  }

  @Test func anOverlayThatIsNoList() {
    let text = goodText("promotion:\n    \(Self.operations)", "promotion: {set: version, to: 1}")
    expectMistake(text, line: 36, path: "overlays.promotion", "found a mapping", "expected a list")
  }

  @Test func whatAnOverlayBreaksShowsBeforeItIsApplied() {
    let text = goodText(Self.operations, "- {set: contactTypes.phone.handling, multiply: 0}")
    expectMistake(text, line: 37, path: "contactTypes.phone.handling", "with overlay “promotion”", "above 0")
    let typo = goodText(Self.operations, "- {set: contactTypes.phone.patince, to: 4min}")
    expectMistake(
      typo, line: 37, path: "contactTypes.phone.patince", "with overlay “promotion”", "did you mean “patience”?")
    expectMistake(typo, line: 37, path: "contactTypes.phone.patince", "unknown key", overlays: ["promotion"])
  }

  @Test func unknownOverlay() {
    expectMistake(
      goodText, line: nil, path: "overlays", "no overlay “promtion”", "did you mean “promotion”?",
      overlays: ["promtion"])
  }

  // MARK: - Changes from the command line

  @Test func setsAreAppliedAfterOverlays() throws {
    let scenario = try load(
      goodText, overlays: ["promotion"],
      sets: [
        "contactTypes.chat.general.patience.weibull.mean=3min", "agentGroups.agents.staff=13", "experiment.seed=7",
        "agentGroups.hotline.shifts.0.heads=15", "agentGroups.hotline.shifts.1.start=14:00",
        "calendar.hours.office=08:00-20:00", "contactTypes.phone.patience={exponential: {mean: 2min}}",
        "contactTypes.chat.general.handling={constant: 1min}", "name=A = B",
      ]
    ).scenario
    #expect(scenario.contactTypes[0].patience == .weibull(mean: 180, shape: 1.2))
    #expect(scenario.agentGroups[0].heads?.values == Array(repeating: 13, count: 48))
    #expect(scenario.experiment.seed == 7)
    #expect(scenario.agentGroups[1].shifts[0].heads == 15)
    #expect(scenario.agentGroups[1].shifts[1].time == ClockRange(start: 50_400, end: 79_200))
    #expect(scenario.calendar.hours[0].byWeekday[0] == [ClockRange(start: 28_800, end: 72_000)])
    #expect(scenario.contactTypes[1].patience == .exponential(mean: 120))
    #expect(scenario.contactTypes[0].handling == .constant(60))
    #expect(scenario.name == "A = B")
  }

  @Test func aFixedNumberOfReplicationsSilencesStopWhen() throws {
    let loaded = try load(goodText, sets: ["experiment.replications=50"])
    #expect(loaded.scenario.experiment.maximumReplications == 50)
    #expect(loaded.warnings.map(\.path).contains("experiment.stopWhen"))
  }

  @Test(arguments: [
    ("agentGroups.agents.staff", "", "expected path=value"),
    ("agentGroups.agents.staff=", "agentGroups.agents.staff", "no value"),
    ("agentGroups.agnts.staff=3", "", "matches nothing"),
    ("agentGroups.agents.stff=3", "agentGroups.agents.stff", "did you mean “staff”?"),
    ("agentGroups.agents.staff=-3", "agentGroups.agents.staff", "“-3”"),
    ("agentGroups.agents.staff=[", "agentGroups.agents.staff", "this is not YAML"),
    ("calendar.period=7min", "calendar.period", "divide the day"),
    ("experiment.seed=x", "experiment.seed", "“x”"),
    ("=3", "", "matches nothing"),
  ])
  func mistakesInSets(set: String, path: String, words: String) {
    let found = mistakes(goodText, sets: [set])
    let all = found.map(\.description).joined(separator: "\n")
    #expect(found.count == 1, "\(all)")
    #expect(found.first?.file == "--set" && found.first?.line == nil, "\(all)")
    #expect(found.first?.path == path, "\(all)")
    #expect(found.first?.message.contains(words) == true, "\(all)")
  }

  @Test func hugeFactorsDoNotCrash() {
    for factor in ["1e300", "1e308", "0"] {
      for path in [
        "contactTypes.phone.handling", "agentGroups.agents.staff", "contactTypes.phone.arrivals",
        "agentGroups.hotline.shifts", "experiment",
      ] {
        _ = mistakes(
          goodText(Self.operations, "- {set: \(path), multiply: \(factor)}"), overlays: ["promotion", "promotion"])
      }
    }
  }

  /// Sections that may be left out are there to be changed all the same.
  @Test func sectionsThatAreLeftOut() throws {
    let text = try #require(goodText.range(of: "experiment:")).lowerBound
    let without = String(goodText[..<text])
    let changed = try load(
      without, sets: ["experiment.seed=7", "experiment.replications=40", "routing.deferred=longestWaiting"]
    ).scenario
    #expect(changed.experiment.seed == 7 && changed.experiment.minimumReplications == 40)
    #expect(changed.routing.deferred == .longestWaiting)
    expectMistake(without, line: nil, path: "", "matches nothing", sets: ["experiment.stopWhen.halfWidth=1"])
    expectMistake(without, line: nil, path: "experiment.sed", "unknown key", sets: ["experiment.sed=7"])
  }
}
