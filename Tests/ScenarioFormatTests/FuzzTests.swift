import ScenarioFormat
import Testing

/// Nothing that is typed crashes the reader or lets it say something that is not a mistake of a scenario.
@Suite struct FuzzTests {
  /// Small and the same on every machine (SplitMix64, Steele, Lea and Flood 2014).
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let pieces: [String] = [
    "{", "}", "[", "]", ":", ",", "-", "\"", "'", "\n", "  ", "\t", "#", "&a ", "*a", "? ", "|", ">", "!", "%", "@",
    "~",
    "0", "-1", "1e309", "nan", ".inf", "99999999999999999999", "null", "true", "09:00", "\"24:00-00:00\"", "m", "min",
    "---\n", "...\n", "<<: *a", "é", "等", "\u{FEFF}", "\u{E000}", "\u{2028}", "\r\n", "chat.general", "phone", "to: ",
    "multiply: ", "{file: /dev/null}", "version: 1\n",
  ]

  /// A scenario with nearly every key that the small one lacks.
  private static let wideText = jobText(
    #"""
    hours: office, priority: 2,
        arrivals: {perHour: {mon-fri: {"09:00-12:00": 5}, sat: 1, sun: 0}, dayFactor: [busy, {gamma: {cv: 0.1}}],
          topics: {count: 3, zipf: 1}, bursts: [{day: 1, at: "20:00", contacts: 5, decay: 10min}],
          lagged: {purchasesPerHour: 50, share: 0.1, after: 1d, within: 7d},
          trace: [5, "09:00", 2026-11-12T09:00:00+08:00]},
        deadline: {within: 2h, clock: business, hours: office, target: 0.9, until: answered, from: look},
        redirect: {as: call, share: 0.1, because: x},
        resolution: {firstContact: 0.8, otherwise: [{as: job, share: 0.5, after: 1h}], window: 3d}
    """#,
    handling:
      "steps: [{name: look, group: agents, handling: 4min}, {handling: 1min, delay: 1h, then: [{next: look, share: 0.1}, {done: 0.9}]}]",
    more: """
      dayFactors: {busy: {gamma: {cv: 0.1}}}
      backlog: {job: {count: 4, oldest: 1h}}
      routing: {deferred: longestWaiting, liveInterruptsDeferred: true}
      overlays:
        promotion:
          - {set: contactTypes.job.handling, multiply: 2}
          - {set: contactTypes.call.arrivals, multiply: 2, between: "20:00-02:00"}
      """)

  @Test func theWideTextIsFine() {
    #expect(mistakes(Self.wideText, overlays: ["promotion"]) == [])
  }

  @Test(arguments: 0..<8) func mutationsOfAGoodFile(seed: Int) {
    var generator = Generator(state: UInt64(seed))
    for _ in 0..<250 {
      var text = Array(seed % 2 == 0 ? goodText : Self.wideText)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<text.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: text.remove(at: place)
        case 1: text.insert(contentsOf: Self.pieces.randomElement(using: &generator) ?? "", at: place)
        case 2: text.removeSubrange(place..<min(text.count, place + Int.random(in: 1...30, using: &generator)))
        default:
          let from = Int.random(in: 0..<text.count, using: &generator)
          text.insert(contentsOf: text[from..<min(text.count, from + 40)], at: place)
        }
        if text.isEmpty { text = ["x"] }
      }
      for mistake in mistakes(String(text), overlays: ["promotion"], sets: ["agentGroups.agents.staff=3"]) {
        #expect(!mistake.message.isEmpty)
        #expect(!mistake.description.contains("\n"))
        #expect(mistake.line.map { $0 >= 1 } != false)
      }
    }
  }

  @Test(arguments: 0..<2) func changesOfAnyNewValue(seed: Int) {
    var generator = Generator(state: UInt64(2000 + seed))
    let job = "contactTypes.job"
    let paths = [
      "\(job).arrivals", "\(job).arrivals.perHour", "\(job).arrivals.dayFactor", "\(job).arrivals.topics",
      "\(job).arrivals.bursts", "\(job).arrivals.bursts.0.day", "\(job).arrivals.lagged", "\(job).arrivals.trace",
      "\(job).deadline", "\(job).deadline.hours", "\(job).deadline.from", "\(job).steps", "\(job).steps.1.then",
      "\(job).redirect", "\(job).resolution", "\(job).resolution.otherwise", "dayFactors", "backlog", "routing",
      "calendar.hours",
    ]
    let pieces =
      Self.pieces + ["job", "look", "{as: job}", "{next: look}", "{done: 1}", "[5]", "{mon: 5}", "1e18", "-1e18"]
    for _ in 0..<400 {
      let path = paths.randomElement(using: &generator) ?? ""
      let value = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }
      _ = mistakes(Self.wideText, overlays: ["promotion"], sets: ["\(path)=\(value.joined())"])
    }
  }

  @Test(arguments: 0..<2) func changesOfAnyValue(seed: Int) {
    var generator = Generator(state: UInt64(1000 + seed))
    let paths = [
      "version", "calendar.days", "calendar.period", "calendar.start", "calendar.hours.office", "contactTypes",
      "contactTypes.chat.general.arrivals.perHour", "contactTypes.phone.handling", "contactTypes.chat.general.promise",
      "agentGroups.agents.staff", "agentGroups.agents.skills", "agentGroups.hotline.shifts",
      "agentGroups.hotline.shifts.0.breaks", "experiment.seed", "experiment.warmUp", "overlays", "overlays.promotion",
    ]
    for _ in 0..<400 {
      let path = paths.randomElement(using: &generator) ?? ""
      let value = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        Self.pieces.randomElement(using: &generator) ?? ""
      }
      _ = mistakes(goodText, overlays: ["promotion"], sets: ["\(path)=\(value.joined())"])
    }
  }
}
