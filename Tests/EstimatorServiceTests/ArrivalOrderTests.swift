import ContactCentre
import EstimatorService
import Testing
import WaitEstimation

/// The same events in any order give the same state.
@Suite struct ArrivalOrderTests {
  /// Repeatable random numbers.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// Some hundred events within ten minutes, sensible or not: any kind may hit any contact at any time.
  private func events(_ numbers: inout Numbers) -> [QueueEvent] {
    (0..<200).map { index in
      let kind = QueueEvent.Kind.allCases.randomElement(using: &numbers) ?? .enqueued
      let time = monday10 + Double(Int.random(in: 0..<120, using: &numbers)) * 5
      let agent = Bool.random(using: &numbers) ? "agent\(Int.random(in: 0..<4, using: &numbers))" : nil
      let group = Int.random(in: 0..<3, using: &numbers) == 0 ? ["phones", "desk"].randomElement(using: &numbers) : nil
      let type = ["calls", "chats"].randomElement(using: &numbers)
      switch kind {
      case .agentSignedIn, .agentSignedOut, .agentPaused:
        return QueueEvent(kind, id: "\(index)", time: time, agent: agent ?? "agent0", group: group)
      case .staffPlan:
        return QueueEvent(
          kind, id: "\(index)", time: time, group: group ?? "desk", plan: [.init(from: time, onDuty: index % 7)])
      case .enqueued, .answered, .abandoned, .completed, .transferred:
        return QueueEvent(
          kind, id: "\(index)", time: time, contact: "c\(Int.random(in: 0..<25, using: &numbers))",
          contactType: kind == .enqueued || kind == .transferred ? type : nil,
          agent: kind == .answered || kind == .completed ? agent : nil, group: kind == .answered ? group : nil)
      }
    }
  }

  @Test(arguments: 0..<60) func anyOrderGivesTheSameState(seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed))
    let events = events(&numbers)
    let rules = CentreRules(try smallCentre())
    func state(_ events: [QueueEvent]) -> CentreState {
      var state = CentreState(rules)
      for event in events { state.apply(event) }
      return state
    }
    let inOrder = state(events.sorted { $0.time < $1.time })
    // Shuffled, and each one perhaps reported twice.
    let other = state((events + events.filter { _ in Bool.random(using: &numbers) }).shuffled(using: &numbers))
    for later in [600.0, 900, 1200, 1500, 2000] {
      #expect(inOrder.live(at: monday10 + later) == other.live(at: monday10 + later))
    }
    for contact in 0..<25 {
      #expect(inOrder.place(ofContact: "c\(contact)") == other.place(ofContact: "c\(contact)"))
    }
    for type in ["calls", "chats"] { #expect(inOrder.recentWaits(type) == other.recentWaits(type)) }
    for window in ScoreBook.Window.allCases {
      for type in ["calls", "chats"] {
        #expect(
          inOrder.promiseCount(type, window, at: monday10 + 700) == other.promiseCount(type, window, at: monday10 + 700)
        )
      }
    }
  }
}
