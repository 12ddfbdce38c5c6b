import ContactCentre
import Randomness
import ScenarioFormat
import Testing

/// What comes after a contact: it settles the issue or comes back, belongs elsewhere, or is tried again.
@Suite struct FollowUpTests {
  @Test func resolution() throws {
    let type = try job(
      "resolution: {firstContact: 0.85, otherwise: [{as: call, share: 0.6, after: {exponential: {mean: 2h}}}, {becomes: job, share: 0.4, after: 1d}], window: 3d}"
    )
    #expect(
      type.resolution
        == Resolution(
          firstContact: 0.85,
          otherwise: [
            Return(becomes: "call", share: 0.6, after: .exponential(mean: 7200)),
            Return(becomes: "job", share: 0.4, after: .constant(86_400)),
          ], window: 259_200))
  }

  @Test func whatIsLeftOutOfAResolutionHasADefault() throws {
    #expect(try job("resolution: {firstContact: 0.5}").resolution == Resolution(firstContact: 0.5, window: 604_800))
    #expect(
      try job("resolution: {firstContact: 0, otherwise: {as: call}}").resolution
        == Resolution(firstContact: 0, otherwise: [Return(becomes: "call", share: 1, after: .constant(0))]))
    #expect(
      try job("resolution: {firstContact: 0, otherwise: {as: call, after: 0s}}").resolution?.otherwise
        == [Return(becomes: "call")])
  }

  @Test func wrongResolutions() {
    expectMistakeInJob("resolution: 0.85", at: "resolution", "mapping with firstContact, otherwise, window")
    expectMistakeInJob("resolution: {otherwise: {as: call}}", at: "resolution", "“firstContact” is missing")
    expectMistakeInJob("resolution: {firstContact: 85}", at: "resolution.firstContact", "from 0 to 1")
    expectMistakeInJob("resolution: {firstContact: 1, window: 0s}", at: "resolution.window", "above 0")
    func wrong(_ otherwise: String, at path: String, _ word: String, sourceLocation: SourceLocation = #_sourceLocation)
    {
      expectMistakeInJob(
        "resolution: {firstContact: 0.5, otherwise: \(otherwise)}", at: "resolution.otherwise\(path)", word,
        sourceLocation: sourceLocation)
    }
    wrong("call", at: "", "expected a mapping with as, becomes")
    wrong("{share: 1}", at: "", "“as” is missing; expected a name, or “becomes”")
    wrong("{as: cal}", at: ".as", "no contact type “cal”; did you mean “call”?")
    wrong("[{becomes: cal}]", at: ".0.becomes", "no contact type “cal”")
    wrong("{as: call, becomes: call}", at: ".becomes", "stands beside “as”")
    wrong("[{as: call, share: 0.7}, {as: job, share: 0.4}]", at: "", "add up to 1.1")
    wrong("{as: call, after: -1h}", at: ".after", "“-1h”")
    wrong("{as: call, share: .nan}", at: ".share", "from 0 to 1")
  }

  @Test func redirect() throws {
    #expect(
      try job("redirect: [{as: call, share: 0.05, because: sensitive}, {becomes: job, share: 0.9}]").redirects == [
        Redirect(becomes: "call", share: 0.05, because: "sensitive"), Redirect(becomes: "job", share: 0.9),
      ])
    #expect(try job("redirect: {as: call, share: 0.5}").redirects == [Redirect(becomes: "call", share: 0.5)])
  }

  @Test func wrongRedirects() {
    expectMistakeInJob("redirect: {as: call}", at: "redirect", "“share” is missing")
    expectMistakeInJob("redirect: {as: cal, share: 1}", at: "redirect.as", "did you mean “call”?")
    expectMistakeInJob("redirect: [{share: 1}]", at: "redirect.0", "“as” is missing")
    expectMistakeInJob(
      "redirect: [{as: call, share: 0.5}, {as: call, share: 0.6}]", at: "redirect", "add up to 1.1")
  }

  @Test(arguments: ["chat", "phone"]) func redial(channel: String) throws {
    let patience = "patience: 3min, redial"
    #expect(
      try job("\(patience): {share: 0.3, after: {exponential: {mean: 5min}}, attempts: 3}", channel: channel).redial
        == Redial(share: 0.3, after: .exponential(mean: 300), attempts: 3))
    #expect(
      try job("\(patience): {share: 0.9, after: 5min}", channel: channel).redial
        == Redial(share: 0.9, after: .constant(300), attempts: .max))
  }

  @Test func wrongRedials() {
    func wrong(_ redial: String, at path: String, _ word: String, sourceLocation: SourceLocation = #_sourceLocation) {
      expectMistakeInJob(
        "patience: 3min, redial: \(redial)", channel: "phone", at: "redial\(path)", word, sourceLocation: sourceLocation
      )
    }
    wrong("{after: 5min}", at: "", "“share” is missing")
    wrong("{share: 0.3}", at: "", "“after” is missing")
    wrong("{share: 1.3, after: 5min}", at: ".share", "from 0 to 1")
    wrong("{share: 0.3, after: 5min, attempts: 0}", at: ".attempts", "from 1")
    wrong("{share: 0.3, after: 5min, attempts: 2.5}", at: ".attempts", "whole number")
  }

  @Test(arguments: ["ticket", "deferred", "social"]) func redialIsForChatAndPhone(channel: String) {
    let found = mistakes(jobText("redial: {share: 0.3, after: 5min}", channel: channel))
    #expect(found.map(\.path) == ["contactTypes.job.redial"])
    #expect(found.first?.message.contains("chat and phone only, and this is \(channel)") == true)
  }

  @Test func aRedialThatNeverHappensIsWarnedOf() throws {
    func warnings(_ entries: String) throws -> [String] {
      try load(jobText("redial: {share: 0.3, after: 5min}\(entries)", channel: "phone")).warnings.map(\.path)
    }
    #expect(try warnings("") == ["contactTypes.job.redial"])
    #expect(try warnings(", patience: 3min") == [])
    #expect(try warnings(", queue: {limit: 5}") == [])
    let balking = ", announcement: {balking: {whenExpectedWaitAbove: 1min, share: 0.5}}"
    #expect(try warnings(balking) == ["contactTypes.job.redial"])
  }

  @Test func broadcast() throws {
    let arrivals = "arrivals: {perHour: 5, topics: 12}"
    #expect(try job("\(arrivals), broadcast: {share: 0.5}", channel: "social").broadcast == Broadcast(share: 0.5))
    let path = "contactTypes.job.broadcast"
    let warnings = try load(jobText("broadcast: {share: 0.5}", channel: "social")).warnings
    #expect(warnings.map(\.path) == [path])
    #expect(warnings.first?.message.contains("the same topic") == true)
    expectMistakeInJob("broadcast: {}", channel: "social", at: "broadcast", "“share” is missing")
    expectMistakeInJob("broadcast: {share: -0.1}", channel: "social", at: "broadcast.share", "from 0 to 1")
    for channel in ["ticket", "deferred", "chat", "phone"] {
      expectMistakeInJob(
        "broadcast: {share: 0.5}", channel: channel, at: "broadcast", "social only, and this is \(channel)")
    }
  }

  /// Whoever tries again for ever and at once never lets the run end.
  @Test func redialsWithoutEnd() throws {
    func text(_ redial: String) -> String {
      goodText("handling: 5min", "handling: 5min\n    queue: {limit: 0}\n    redial: \(redial)")
    }
    expectMistake(text("{share: 1, after: 0s}"), line: 26, path: "contactTypes.phone.redial", "for ever, and at once")
    func isWarned(_ redial: String) throws -> Bool {
      try load(text(redial)).warnings.contains { $0.path == "contactTypes.phone.redial" }
    }
    #expect(try isWarned("{share: 1, after: 1min}"))
    for fine in ["{share: 1, after: 0s, attempts: 3}", "{share: 0.9, after: 0s}"] { #expect(try !isWarned(fine)) }
  }

  /// Contacts that come only from others, whose agents are never on duty.
  @Test func nobodyIsEverOnDuty() throws {
    func warnings(_ staff: String) throws -> [String] {
      let text = """
        version: 1
        calendar: {start: "2026-01-05", hours: {office: "09:00-17:00"}}
        contactTypes:
          call: {channel: phone, hours: office, afterHours: {becomes: help}, arrivals: {perHour: 10}, handling: 5min}
          help: {channel: phone, handling: 5min}
        agentGroups:
          a: {skills: {call: 1}, staff: 1}
          b: {skills: {help: 1}, staff: \(staff)}

        """
      return try load(text).warnings.map(\.message)
    }
    #expect(try warnings("1") == [])
    #expect(try warnings("0").contains { $0.contains("nobody who answers these contacts is ever on duty: give “b”") })
  }
}
