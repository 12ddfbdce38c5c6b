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

  @Test(arguments: 0..<8) func mutationsOfAGoodFile(seed: Int) {
    var generator = Generator(state: UInt64(seed))
    for _ in 0..<250 {
      var text = Array(goodText)
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
