import Foundation

/// Plays the line forward from the state at which a caller joins: who is busy finishes, breaks end, those ahead are served
/// in the order of their virtual times or give up, callers with credit who come later overtake.
///
/// Everything is drawn from what was learned of services, pauses and patience so far; the spread is too narrow, since it
/// knows no day better than another, so that it is a feature for the learner and not a forecast.
struct ForwardPlay: Sendable {
  /// What a play says, seconds.
  struct Outcome: Sendable {
    var mean = 0.0
    var median = 0.0
    var spread = 0.0
    var within30 = 0.0
  }

  /// An agent at the beginning of each path.
  private struct Agent {
    var isBusy: Bool
    var age: Double
    var type: Int
    var speed: Double
    var ability: UInt32
  }

  private struct Ahead {
    var virtual: Double
    var type: Int
    var from: Double
    var until: Double
    var joined: Double
    var credit: Double?
    var isTaken = false
  }

  static let paths = 32
  /// A path ends here: nobody answers any more.
  private static let longest = 1_500.0

  private var agents: [Agent] = []
  private var freeAt: [Double] = []
  private var speeds: [Double] = []
  private var known: [Ahead] = []
  private var ahead: [Ahead] = []
  private var waits: [Double] = []

  /// Begins a new state.
  mutating func clear() {
    agents.removeAll(keepingCapacity: true)
    known.removeAll(keepingCapacity: true)
  }

  /// An agent who serves a contact of a type since so many seconds.
  mutating func addBusy(age: Double, type: Int, speed: Double, ability: UInt32) {
    agents.append(Agent(isBusy: true, age: age, type: type, speed: speed, ability: ability))
  }

  /// An agent who has not taken anything for so many seconds although somebody may have waited.
  mutating func addFree(age: Double, speed: Double, ability: UInt32) {
    agents.append(Agent(isBusy: false, age: age, type: 0, speed: speed, ability: ability))
  }

  /// Somebody in the line, by virtual time.
  mutating func addAhead(_ waiting: QueueState.Waiting, type: Int) {
    known.append(
      Ahead(
        virtual: waiting.virtual, type: type, from: 0, until: .infinity, joined: waiting.joined,
        credit: waiting.isWithout ? nil : waiting.credit))
  }

  /// Plays.
  /// - Parameters:
  ///   - giveUp: rate of giving up, a second.
  mutating func play(
    at now: Double, type: Int, credit: Double, giveUp: Double, state: borrowing QueueState, random: inout SplitMix
  ) -> Outcome {
    guard !agents.isEmpty else {
      return Outcome(mean: Self.longest, median: Self.longest, spread: 0, within30: 0)
    }
    waits.removeAll(keepingCapacity: true)
    let mine: UInt32 = 1 << UInt32(type)
    for _ in 0..<Self.paths {
      let own = given(credit, state.credits, &random)
      let virtual = now - own
      ahead.removeAll(keepingCapacity: true)
      for one in known {
        var one = one
        if let credit = one.credit {
          one.virtual = one.joined - given(credit, state.credits, &random)
        }
        guard one.virtual <= virtual else { continue }
        one.until = -Foundation.log(random.unit() + 1e-12) / giveUp
        insert(one)
      }
      for level in state.credits.levels where level.credit > own {
        let rate = level.joins.rate(at: now)
        guard rate > 0 else { continue }
        var next = -Foundation.log(random.unit() + 1e-12) / rate
        while next < level.credit - own {
          insert(
            Ahead(
              virtual: now + next - level.credit, type: type, from: next,
              until: next - Foundation.log(random.unit() + 1e-12) / giveUp, joined: now + next))
          next -= Foundation.log(random.unit() + 1e-12) / rate
        }
      }
      freeAt.removeAll(keepingCapacity: true)
      for agent in agents {
        if agent.isBusy {
          let rest = agent.speed * state.survival[agent.type].remaining(age: agent.age / agent.speed, random.unit())
          freeAt.append(rest + state.pauses.remaining(age: 0, random.unit()))
        } else {
          freeAt.append(state.pauses.remaining(age: agent.age, random.unit()))
        }
      }
      waits.append(path(mine, state: state, random: &random))
    }
    waits.sort()
    let count = Double(waits.count)
    let mean = waits.reduce(0, +) / count
    return Outcome(
      mean: mean, median: waits[waits.count / 2], spread: waits[waits.count * 4 / 5] - waits[waits.count / 5],
      within30: Double(waits.count { $0 <= 30 }) / count)
  }

  /// The credit that a caller of a class turns out to have.
  private func given(_ credit: Double, _ levels: borrowing CreditLevels, _ random: inout SplitMix) -> Double {
    let without = levels.without(credit)
    guard without > 0.01, random.unit() < without else { return credit }
    return levels.lower(credit)
  }

  /// Nearly in order already: from the back.
  private mutating func insert(_ one: Ahead) {
    var place = ahead.count
    while place > 0, ahead[place - 1].virtual > one.virtual { place -= 1 }
    ahead.insert(one, at: place)
  }

  private mutating func path(_ mine: UInt32, state: borrowing QueueState, random: inout SplitMix) -> Double {
    while true {
      var agent = 0
      for index in freeAt.indices where freeAt[index] < freeAt[agent] { agent = index }
      let time = freeAt[agent]
      guard time < Self.longest else { return Self.longest }
      var taken = -1
      for index in ahead.indices
      where !ahead[index].isTaken && ahead[index].from <= time && ahead[index].until > time
        && agents[agent].ability & (1 << UInt32(ahead[index].type)) != 0
      {
        taken = index
        break
      }
      if taken >= 0 {
        ahead[taken].isTaken = true
        let service = agents[agent].speed * state.survival[ahead[taken].type].remaining(age: 0, random.unit())
        freeAt[agent] = time + service + state.pauses.remaining(age: 0, random.unit())
      } else if agents[agent].ability & mine != 0 {
        return time
      } else {
        freeAt[agent] = time + 30
      }
    }
  }
}
