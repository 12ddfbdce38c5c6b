import ContactCentre
import ScenarioFormat
import Testing

/// Issues may come back, but not for ever.
@Suite struct LoopTests {
  /// Types `a`, `b`, `c` with what is given for each; `a` has arrivals, and one group answers all.
  private func text(_ types: [String]) -> String {
    var text = "version: 1\ncontactTypes:\n"
    for (name, entries) in zip(["a", "b", "c"], types) {
      text += "  \(name): {channel: ticket, handling: 1min\(entries.isEmpty ? "" : ", ")\(entries)}\n"
    }
    return text.replacingOccurrences(of: "a: {", with: "a: {arrivals: {perHour: 1}, ")
      + "agentGroups: {team: {skills: {\(zip(["a", "b", "c"], types).map { "\($0.0): 1" }.joined(separator: ", "))}, staff: 1}}\n"
  }

  private func expectEndless(
    _ types: String..., line: Int = 3, path: String = "contactTypes.a", way: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectMistake(
      text(types), line: line, path: path, "comes back for ever: \(way);", "“firstContact” above 0",
      sourceLocation: sourceLocation)
  }

  @Test func nothingIsEverSettled() {
    expectEndless("resolution: {firstContact: 0, otherwise: {as: a}}", way: "a → a")
    expectEndless("redirect: {as: a, share: 1}", way: "a → a")
    expectEndless("redirect: {as: a, share: 0.3}, resolution: {firstContact: 0, otherwise: {as: a}}", way: "a → a")
    expectEndless(
      "resolution: {firstContact: 0, otherwise: [{as: a, share: 0.5}, {as: b, share: 0.5}]}",
      "redirect: [{as: a, share: 0.25}, {as: b, share: 0.75}]", way: "a → a")
    expectEndless("redirect: {as: b, share: 1}", "redirect: {as: a, share: 1}", way: "a → b → a")
    // One way in, none out: b and c.
    expectEndless(
      "redirect: {as: b, share: 0.5}", "redirect: {as: c, share: 1}",
      "resolution: {firstContact: 0, otherwise: {as: b}}", line: 4, path: "contactTypes.b", way: "b → c → b")
  }

  @Test(arguments: [
    ["resolution: {firstContact: 0.001, otherwise: {as: a}}"],
    ["resolution: {firstContact: 0, otherwise: {as: a, share: 0.999}}"],
    ["redirect: {as: a, share: 0.999}"],
    ["redirect: {as: a, share: 0.5}, resolution: {firstContact: 0, otherwise: {as: a, share: 0.998}}"],
    ["redirect: {as: b, share: 1}", "resolution: {firstContact: 0, otherwise: [{as: a, share: 0.999}]}"],
    // c settles everything; that b goes to a for ever is no harm then.
    [
      "redirect: {as: b, share: 1}", "redirect: [{as: a, share: 0.9}, {as: c, share: 0.1}]",
      "resolution: {firstContact: 1, otherwise: {as: a}}",
    ],
  ])
  func justBelowIsFine(types: [String]) {
    #expect(mistakes(text(types)) == [])
  }

  @Test func circlesBeforeAnybodyHandlesThemAreRefusedAsBefore() {
    expectMistake(
      text(["afterHours: {becomes: b, share: 0.1}", "afterHours: {becomes: a, share: 0.1}"]), line: 3,
      path: "contactTypes.a", "in a circle: a → b → a")
  }

  @Test(arguments: [
    "resolution: {firstContact: 0.9, otherwise: {as: b}}", "redirect: {as: b, share: 0.1}",
    "afterHours: {becomes: b}",
  ])
  func whatContactsBecomeNeedsSomebody(entries: String) {
    let all = text([entries, ""]).replacingOccurrences(of: ", b: 1}", with: "}")
    expectMistake(all, line: 4, path: "contactTypes.b", "no agent group has the skill for “b”")
  }

  @Test(arguments: [
    "resolution: {firstContact: 1, otherwise: {as: b}}",
    "redirect: {as: a, share: 0.5}, resolution: {firstContact: 0.5, otherwise: {as: b, share: 0}}",
  ])
  func whatContactsNeverBecomeNeedsNobody(entries: String) {
    #expect(mistakes(text([entries, ""]).replacingOccurrences(of: ", b: 1}", with: "}")) == [])
  }

  @Test(arguments: [
    "arrivals: {perHour: 0, bursts: {at: \"09:00\", contacts: 5, decay: 5min}}",
    "arrivals: {lagged: {purchasesPerHour: 5, share: 0.5, after: 1h}}", "arrivals: {trace: [5]}",
  ])
  func allDemandNeedsSomebody(entries: String) {
    let all = text(["", entries]).replacingOccurrences(of: ", b: 1}", with: "}")
    expectMistake(all, line: 4, path: "contactTypes.b", "no agent group has the skill for “b”")
  }

  @Test func aBacklogNeedsSomebody() {
    let all = text(["", ""]).replacingOccurrences(of: ", b: 1}", with: "}")
    #expect(mistakes(all) == [])
    #expect(mistakes(all + "backlog: {b: 0}\n") == [])
    expectMistake(all + "backlog: {b: 3}\n", line: 4, path: "contactTypes.b", "no agent group has the skill for “b”")
  }

  @Test func aLongCircleIsNoCrash() {
    var text = "version: 1\ncontactTypes:\n"
    let length = 20_000
    for index in 0..<length {
      text += "  t\(index): {channel: ticket, handling: 1min, redirect: {as: t\((index + 1) % length), share: 1}}\n"
    }
    text += "agentGroups: {a: {skills: {t0: 1}, staff: 1}}\n"
    let found = mistakes(text)
    #expect(found.count == 1)
    #expect(
      found.first?.message.contains("for ever: t0 → t1 → t2 → t3 → t4 → t5 → … → t19999 → t0;") == true)
  }
}
