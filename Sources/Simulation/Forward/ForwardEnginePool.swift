import Synchronization

/// The engines that play a scenario forward: those with no more rules than it needs.
///
/// Three cases and not one protocol, so that the compiler makes an engine for each.
enum ForwardEngines: Sendable {
  case oneQueue(ForwardEnginePool<FollowedOneQueueRules>)
  case plain(ForwardEnginePool<FollowedPlainRules>)
  case all(ForwardEnginePool<FollowedAllRules>)

  init(_ compiled: CompiledScenario, seed: UInt64) {
    if compiled.isOneQueue {
      self = .oneQueue(ForwardEnginePool(compiled, seed: seed))
    } else if compiled.needsAllRules {
      self = .all(ForwardEnginePool(compiled, seed: seed))
    } else {
      self = .plain(ForwardEnginePool(compiled, seed: seed))
    }
  }

  func play(
    from table: StartTable, time: Double, following: Following, places: ClosedRange<Int>, paths: Int,
    mostTime: Duration?, enough: Double
  ) -> ForwardWaits {
    switch self {
    case .oneQueue(let pool):
      pool.play(
        from: table, time: time, following: following, places: places, paths: paths, mostTime: mostTime,
        enough: enough)
    case .plain(let pool):
      pool.play(
        from: table, time: time, following: following, places: places, paths: paths, mostTime: mostTime,
        enough: enough)
    case .all(let pool):
      pool.play(
        from: table, time: time, following: following, places: places, paths: paths, mostTime: mostTime,
        enough: enough)
    }
  }
}

/// Engines that lie ready: making one costs more than many paths.
final class ForwardEnginePool<Rules: RuleSet>: Sendable {
  private let compiled: CompiledScenario
  private let seed: UInt64
  private let idle = Mutex<[ForwardEngineBox<Rules>]>([])

  init(_ compiled: CompiledScenario, seed: UInt64) {
    self.compiled = compiled
    self.seed = seed
  }

  func play(
    from table: StartTable, time: Double, following: Following, places: ClosedRange<Int>, paths: Int,
    mostTime: Duration?, enough: Double
  ) -> ForwardWaits {
    let box = idle.withLock { $0.popLast() } ?? ForwardEngineBox(Engine(compiled, seed: seed, keepsPeriods: false))
    defer { idle.withLock { $0.append(box) } }
    return box.withEngine { engine in
      engine.aim(at: table, time: time, following: following)
      return engine.play(paths: paths, places: places, mostTime: mostTime, enough: enough)
    }
  }
}

/// An engine behind a lock: whoever took it out of the pool has it alone.
private final class ForwardEngineBox<Rules: RuleSet>: Sendable {
  private let engine: Mutex<Engine<Rules>>

  init(_ engine: consuming sending Engine<Rules>) { self.engine = Mutex(engine) }

  func withEngine(_ body: (inout Engine<Rules>) -> ForwardWaits) -> ForwardWaits {
    engine.withLock { body(&$0) }
  }
}

extension Engine {
  /// Events after which the clock is looked at within a path.
  private static var eventsPerLook: Int { 1 << 14 }

  /// Plays paths one after the other until they are enough, or the time is up.
  ///
  /// A path that the end of the time cuts short is left out. Among many paths that one more or less does not matter.
  fileprivate mutating func play(
    paths: Int, places: ClosedRange<Int>, mostTime: Duration?, enough: Double
  ) -> ForwardWaits {
    let end = mostTime.map { ContinuousClock.now + $0 }
    var waits = Array(repeating: [Double](), count: places.count)
    for place in waits.indices { waits[place].reserveCapacity(paths) }
    var played = 0
    for path in 0..<paths {
      var isKnown = follow(path: path, mostEvents: Self.eventsPerLook)
      while !isKnown, end.map({ ContinuousClock.now < $0 }) ?? true { isKnown = goOn(mostEvents: Self.eventsPerLook) }
      guard isKnown else { break }
      for place in places { waits[place - places.lowerBound].append(followedWaits[place - 1]) }
      played += 1
      if let end, played % 16 == 0, ContinuousClock.now >= end { break }
      // At powers of two the futures are spread evenly. The first of several places is the least certain.
      if enough > 0, played >= 32, played & (played - 1) == 0, Self.isEnough(waits[waits.count - 1], enough),
        waits.count == 1 || Self.isEnough(waits[0], enough)
      {
        break
      }
    }
    return ForwardWaits(waits: waits, paths: played, isShort: played < paths)
  }

  /// Whether the mean of some waits is known well enough.
  private static func isEnough(_ waits: [Double], _ enough: Double) -> Bool {
    let mean = waits.reduce(0, +) / Double(waits.count)
    // No wait so far does not mean that there is none.
    guard mean.isFinite, mean > 0 else { return false }
    let variance = waits.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(waits.count - 1)
    return 1.96 * (variance / Double(waits.count)).squareRoot() <= enough * mean
  }
}
