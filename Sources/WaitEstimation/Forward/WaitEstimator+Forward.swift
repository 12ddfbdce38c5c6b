import ContactCentre
import Simulation
import Synchronization

/// How many futures are played for an answer.
public struct ForwardBudget: Sendable, Hashable {
  /// How many at most. With 500 a probability is right to within 3 points, nineteen times in twenty; with 8 000 to within 1.
  /// Powers of two are spread best.
  public var paths: Int
  /// No new one begins after this; what has been played by then is the answer. `nil` is no limit.
  public var mostTime: Duration?
  /// No new one begins when half of the 95 % interval of the mean is at most this share of it; 0 for never.
  public var enough: Double

  /// Creates a budget.
  public init(paths: Int = 4000, mostTime: Duration? = .seconds(1), enough: Double = 0) {
    self.paths = max(1, paths)
    self.mostTime = mostTime
    self.enough = enough
  }

  /// Fewer say nothing.
  static let fewest = 20

  /// What else can be done is told in minutes that are rounded up, or in hours: a quarter of the futures will do, and fewer
  /// when the mean is known to a twentieth.
  var ofAdvice: ForwardBudget {
    ForwardBudget(paths: max(32, paths / 4), mostTime: mostTime.map { $0 / 4 }, enough: max(enough, 0.05))
  }
}

/// What was played forward from one state: asked again, or of another place near by, nothing is played again.
///
/// The paths that tell the wait at a place tell it at all places before it as well.
public final class ForwardMemo: Sendable {
  struct Key: Hashable, Sendable {
    var contactType: String
    var lastPlace: Int
    var budget: ForwardBudget
  }

  /// So many places are kept of one question.
  static let block = 32
  private let known = Mutex<[Key: Entry]>([:])

  /// What was played for one key; whoever asks while it is played waits for it.
  private final class Entry: Sendable {
    let waits = Mutex<ForwardWaits?>(nil)
  }

  /// Nothing was played yet.
  public init() {}

  /// The last place that is played for when a place is asked for.
  static func lastPlace(for place: Int, waiting: Int) -> Int {
    max(place, min(waiting + 1, (place + block - 1) / block * block))
  }

  /// What is known, or else is played now.
  func waits(_ key: Key, _ play: () throws -> ForwardWaits) rethrows -> ForwardWaits {
    let entry = known.withLock { known in
      let entry = known[key] ?? Entry()
      known[key] = entry
      return entry
    }
    return try entry.waits.withLock { waits in
      if let waits { return waits }
      let played = try play()
      waits = played
      return played
    }
  }
}

// The scenario played forward.
extension WaitEstimator {
  /// The wait at a place by many futures, and how many they were.
  func forward(
    _ place: Int, _ type: ContactType, _ state: LiveState, horizon: Horizon, opening: Horizon.Opening, time: Seconds,
    memo: ForwardMemo?
  ) throws -> (law: WaitLaw, paths: Int) {
    guard scenario.agentGroups.contains(where: { $0.skills.contains { $0.contactType == type.name } }) else {
      throw UnknownReason.nobodyAnswers
    }
    let model = try horizon.forward.model()
    for name in model.groups(for: type.name) where state.group(name) == nil { throw UnknownReason.groupMissing(name) }
    var cutOff = Double.infinity
    if case .open(let closesIn?) = opening, type.closing == .cutOff, !type.channel.isDeferred { cutOff = closesIn }
    guard somebodyComes(for: type, state, horizon: horizon, time: time) else {
      return (WaitLaw(.samples([.infinity]), cutOff: cutOff), 0)
    }
    let waiting = state.waiting(type.name)
    // Through departments only the last customer is followed, and one answer for all may reach that one before others.
    let isOneAsked = memo == nil || !type.steps.isEmpty || type.broadcast != nil
    let last = isOneAsked ? place : ForwardMemo.lastPlace(for: place, waiting: waiting)
    let key = ForwardMemo.Key(contactType: type.name, lastPlace: last, budget: budget)
    let first = isOneAsked ? place : max(1, min(place, last - ForwardMemo.block + 1))
    func play() throws -> ForwardWaits {
      try model.waits(
        from: start(state, model: model, type: type.name, places: last, time: time), contactType: type.name,
        places: first...last, paths: budget.paths, mostTime: budget.mostTime, enough: budget.enough)
    }
    let waits = try memo?.waits(key, play) ?? play()
    guard waits.paths >= min(budget.paths, ForwardBudget.fewest) else { throw UnknownReason.tookTooLong }
    return (WaitLaw(.samples(waits.waits[place - first]), cutOff: cutOff), waits.paths)
  }

  /// Whether anybody who answers a type is there, or will be.
  private func somebodyComes(for type: ContactType, _ state: LiveState, horizon: Horizon, time: Seconds) -> Bool {
    let groups = scenario.agentGroups.filter { $0.skills.contains { $0.contactType == type.name } }.map(\.name)
    return groups.contains { state.group($0)?.onDuty ?? 0 > 0 }
      || horizon.steps(of: groups, after: time).contains { $0.coming > 0 }
  }

  /// The state as the engine takes it: what the type has to do with, and its queue down to the last place.
  private func start(
    _ state: LiveState, model: ForwardModel, type: String, places: Int, time: Seconds
  ) -> StartingState {
    var start = StartingState(time: time)
    let groups = Set(model.groups(for: type))
    let types = Set(model.types(for: type))
    start.groups = state.groups.filter { groups.contains($0.name) }.map { group in
      GroupAtStart(group, in: state, of: scenario.agentGroups.first { $0.name == group.name })
    }
    // Of the customers before them all are there; the others of the type are behind.
    start.queues = state.queues.filter { $0.contactType != type && $0.waiting > 0 && types.contains($0.contactType) }
      .map { QueueAtStart($0, places: $0.waiting) }
    start.queues.append(
      QueueAtStart(state.queue(type) ?? LiveQueue(contactType: type, waiting: 0), places: places))
    return start
  }

  /// What playing forward had to assume.
  func forwardAssumptions(_ type: ContactType, _ state: LiveState, horizon: Horizon, time: Seconds) -> [Assumption] {
    guard let model = try? horizon.forward.model() else { return [] }
    let groups = model.groups(for: type.name)
    var assumptions: [Assumption] = []
    let silent = groups.compactMap { state.group($0) }.filter {
      $0.busy > 0 && $0.servingFor.isEmpty && $0.inHand.isEmpty
    }.compactMap { group in scenario.agentGroups.first { $0.name == group.name } }
    if silent.contains(where: { $0.skills.contains { $0.concurrency > 1 } }) { assumptions.append(.fullHands) }
    let held = Set(silent.flatMap(\.skills).map(\.contactType))
    let spread = scenario.contactTypes.contains {
      held.contains($0.name) && !($0.handling.isExponential && $0.wrapUp == nil && $0.steps.isEmpty)
    }
    if spread { assumptions.append(.agesUnknown) }
    let answering = scenario.agentGroups.filter { $0.skills.contains { $0.contactType == type.name } }.map(\.name)
    return assumptions + staffAssumptions(answering, state, horizon: horizon, time: time)
  }
}
