import ContactCentre
import Randomness
import ScenarioFormat
import Testing

/// Work that passes through departments.
@Suite struct StepsTests {
  private func steps(_ list: String) throws -> [WorkStep] { try job("", handling: "steps: [\(list)]").steps }

  @Test func everyKey() throws {
    let list = """
      {name: look, group: agents, handling: {exponential: 8min}, then: [{next: agree, share: 0.1}, {done: 0.7}]},
          {name: agree, group: experts, handling: 5min, delay: {exponential: {mean: 3h}}}
      """
    let type = try job("", handling: "steps: [\(list)]")
    #expect(
      type.steps == [
        WorkStep(
          name: "look", group: "agents", handling: .exponential(mean: 480),
          next: [StepRoute(step: "agree", share: 0.1)]),
        WorkStep(name: "agree", group: "experts", handling: .constant(300), delay: .exponential(mean: 10_800)),
      ])
    #expect(type.handling == .exponential(mean: 480), "that of the first step")
  }

  @Test func withoutNamesAndThenOneComesAfterTheOther() throws {
    let found = try steps("{handling: 1min}, {handling: 2min}, {name: end, handling: 3min}")
    #expect(found.map(\.name) == ["step 1", "step 2", "end"])
    #expect(found.map(\.group) == [nil, nil, nil])
    #expect(found.map(\.next) == [[StepRoute(step: "step 2")], [StepRoute(step: "end")], []])
  }

  @Test(arguments: [
    ("b", [StepRoute(step: "b")]), ("{next: b}", [StepRoute(step: "b")]), ("[b]", [StepRoute(step: "b")]),
    ("done", []), ("{done: 1}", []), ("[]", []), ("{done: 0.5}", []),
    ("{next: a, share: 0.25}", [StepRoute(step: "a", share: 0.25)]),
    (
      "[{next: a, share: 0.25}, {next: b, share: 0.75}]",
      [StepRoute(step: "a", share: 0.25), StepRoute(step: "b", share: 0.75)]
    ),
  ])
  func waysToWriteThen(text: String, next: [StepRoute]) throws {
    let list = "{name: a, handling: 1min, then: \(text)}, {name: b, handling: 1min}"
    let loaded = try load(jobText("", handling: "steps: [\(list)]"))
    #expect(loaded.scenario.contactTypes[1].steps[0].next == next)
    let isReached = next.contains { $0.step == "b" }
    #expect(loaded.warnings.map(\.path) == (isReached ? [] : ["contactTypes.job.steps.1"]))
    #expect(isReached || loaded.warnings[0].message.contains("no work ever comes to the step “b”"))
  }

  private func expectWrong(
    _ list: String, at path: String, _ words: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = mistakes(jobText("", handling: "steps: [\(list)]"))
    let all = found.map(\.description).joined(separator: "\n")
    #expect(found.count == 1, "\(all)", sourceLocation: sourceLocation)
    #expect(found.first?.line == 5, "\(all)", sourceLocation: sourceLocation)
    #expect(found.first?.path == "contactTypes.job.steps\(path)", "\(all)", sourceLocation: sourceLocation)
    for word in words {
      #expect(found.first?.message.contains(word) == true, "\(all)", sourceLocation: sourceLocation)
    }
  }

  @Test func wrongSteps() {
    expectWrong("", at: "", "is empty", "the steps")
    expectWrong("5", at: ".0", "expected a mapping with name, group")
    expectWrong("{name: a}", at: ".0", "“handling” is missing")
    expectWrong("{handling: 0s}", at: ".0.handling", "above 0")
    expectWrong("{handling: 1min, delay: -1s}", at: ".0.delay", "“-1s”")
    expectWrong("{handling: 1min, grup: x}", at: ".0.grup", "did you mean “group”?")
    expectWrong("{handling: 1min, group: expert}", at: ".0.group", "no agent group “expert”", "“experts”?")
    expectWrong("{handling: 1min, group: callers}", at: ".0.group", "“callers” has no skill for “job”")
    expectWrong("{name: a, handling: 1min}, {name: a, handling: 1min}", at: ".1.name", "two steps “a”")
    expectWrong("{name: done, handling: 1min}", at: ".0.name", "“done” is the end")
    expectWrong("{name: step 2, handling: 1min}, {handling: 1min}", at: ".1", "two steps “step 2”")
  }

  @Test func wrongRoutes() {
    func wrong(_ then: String, at path: String, _ word: String, sourceLocation: SourceLocation = #_sourceLocation) {
      expectWrong(
        "{name: look, handling: 1min, then: \(then)}, {name: mend, handling: 1min}", at: ".0.then\(path)", word,
        sourceLocation: sourceLocation)
    }
    wrong("med", at: "", "no step “med”; did you mean “mend”?")
    wrong("[{next: med, share: 0.5}]", at: ".0.next", "no step “med”")
    wrong("[{next: mend, share: 0.5}, {done: 0.6}]", at: "", "add up to 1.1")
    wrong("[{next: mend}, {done: 0.1}]", at: "", "add up to 1.1")
    wrong("{next: mend, share: 1.5}", at: ".share", "from 0 to 1")
    wrong("{done: 2}", at: ".done", "from 0 to 1")
    wrong("{next: mend, done: 0.5}", at: ".next", "does not go with “done”")
    wrong("{done: 0.5, share: 0.5}", at: ".share", "does not go with “done”")
    wrong("{share: 0.5}", at: "", "“next” is missing")
    wrong("[[]]", at: ".0", "found a list")
  }

  @Test func workThatIsNeverDone() throws {
    let end = "let a share be done"
    expectWrong("{name: a, handling: 1min, then: a}", at: ".0", "for ever: a → a", end)
    expectWrong(
      "{name: a, handling: 1min}, {name: b, handling: 1min, then: [{next: a, share: 0.5}, {next: b, share: 0.5}]}",
      at: ".0", "a → b → a", end)
    // The share that is done lies before the circle.
    expectWrong(
      "{name: a, handling: 1min, then: {next: b, share: 0.5}}, {name: b, handling: 1min}, {name: c, handling: 1min, then: b}",
      at: ".1", "b → c → b", end)
    // Rework that ends with a small probability ends.
    let rework = try steps(
      "{name: a, handling: 1min}, {name: b, handling: 1min, then: [{next: a, share: 0.999}, {done: 0.001}]}")
    #expect(rework[1].next == [StepRoute(step: "a", share: 0.999)])
  }

  @Test func stepsOrHandlingNotBoth() {
    expectMistakeInJob(
      "steps: [{handling: 1min}]", at: "steps", "stands beside “handling”", "expected one of the two")
    expectMistakeInJob("priority: 1", handling: nil, at: "", "“handling” is missing", "or “steps”")
  }

  @Test func wrapUpGoesIntoTheSteps() {
    expectMistakeInJob(
      "steps: [{handling: 1min}], wrapUp: 30s", handling: nil, at: "wrapUp", "leave it out", "handling of the steps")
  }

  @Test(arguments: ["chat", "phone", "social"]) func onlyForWorkThatKeeps(channel: String) {
    expectMistakeInJob(
      "", channel: channel, handling: "steps: [{handling: 1min}]", at: "steps", "deferred and ticket only",
      "this is \(channel)")
  }

  @Test func withAGroupForEachStepNobodyElseNeedsTheSkill() throws {
    let list = "{group: agents, handling: 1min}, {group: experts, handling: 1min}"
    _ = try job("arrivals: {perHour: 1}", handling: "steps: [\(list)]")
    let text = jobText("arrivals: {perHour: 1}", handling: "steps: [{handling: 1min}]")
      .replacingOccurrences(of: "job: 2", with: "call: 2").replacingOccurrences(of: "call: 1, call: 2", with: "call: 1")
      .replacingOccurrences(of: "{job: 1}", with: "{call: 1}")
    expectMistake(text, line: 5, path: "contactTypes.job", "no agent group has the skill for “job”")
  }
}
