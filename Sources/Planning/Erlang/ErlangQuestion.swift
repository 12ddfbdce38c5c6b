import ContactCentre
import QueueingTheory

/// A question that a formula answers: one kind of contact, one group of agents, constant demand.
///
/// Arrivals are Poisson, handling times and patience exponential; the answer is that of the stationary queue: Erlang C without
/// patience, Erlang A with it, M/M/s/K with a limit of the queue, and Erlang B when nobody may wait.
///
/// ```swift
/// let question = ErlangQuestion(arrivalsPerHour: 60, handling: 240, agents: 5, answerWithin: 30)
/// try question.answer().figures?.serviceLevel.SL1
/// ```
public struct ErlangQuestion: Sendable, Equatable {
  /// Contacts an hour.
  public var arrivalsPerHour: Double
  /// Mean handling time, seconds.
  public var handling: Seconds
  /// Agents; `nil` asks for as many as the target needs.
  public var agents: Int?
  /// Mean patience, seconds; `nil` waits for ever.
  public var patience: Seconds?
  /// How many may wait at most; `nil` is no limit, 0 is Erlang B. Not together with patience.
  public var queueLimit: Int?
  /// The acceptable waiting time, seconds.
  public var answerWithin: Seconds
  /// The share promised, above 0 and below 1; `nil` asks for no number of agents.
  public var target: Double?
  /// The service level that the target is for.
  public var definition: ServiceLevelDefinition

  /// Creates a question.
  public init(
    arrivalsPerHour: Double, handling: Seconds, agents: Int? = nil, patience: Seconds? = nil, queueLimit: Int? = nil,
    answerWithin: Seconds = 30, target: Double? = nil, definition: ServiceLevelDefinition = .SL1
  ) {
    self.arrivalsPerHour = arrivalsPerHour
    self.handling = handling
    self.agents = agents
    self.patience = patience
    self.queueLimit = queueLimit
    self.answerWithin = answerWithin
    self.target = target
    self.definition = definition
  }

  /// The most agents that are tried to reach a target.
  static let mostAgents = 10_000_000

  /// The highest limit of the queue; nobody waits behind a million.
  static let mostPlaces = 1_000_000

  /// Offered load in erlangs.
  public var offeredLoad: Double { arrivalsPerHour / 3600 * handling }

  /// Answers the question.
  /// - Throws: `QueueingError.invalid` for figures that make no sense, or a target that no number of agents reaches.
  public func answer() throws -> ErlangAnswer {
    guard arrivalsPerHour > 0, arrivalsPerHour.isFinite else {
      throw QueueingError.invalid("the arrivals per hour must be above 0")
    }
    guard handling > 0, handling.isFinite else { throw QueueingError.invalid("the handling time must be above 0") }
    guard answerWithin >= 0, answerWithin.isFinite else {
      throw QueueingError.invalid("the time to answer within must be 0 or more")
    }
    if let agents, agents < 1 { throw QueueingError.invalid("there must be at least one agent") }
    if let patience, !(patience > 0 && patience.isFinite) {
      throw QueueingError.invalid("the patience must be above 0; leave it out for customers who wait for ever")
    }
    if let queueLimit, !(0...Self.mostPlaces).contains(queueLimit) {
      throw QueueingError.invalid("the limit of the queue must be from 0 to \(Self.mostPlaces); leave it out for none")
    }
    if let target, !(target > 0 && target < 1) { throw QueueingError.invalid("the target must lie between 0 and 1") }
    guard agents != nil || target != nil else {
      throw QueueingError.invalid("give the agents, or a target to find how many it takes")
    }
    let needed = try target.map { try agentsNeeded(for: $0) }
    let present = agents ?? needed ?? 1
    return ErlangAnswer(question: self, agents: present, figures: try figures(agents: present), agentsNeeded: needed)
  }

  /// The queue with a number of agents; `nil` when it grows without end.
  /// - Throws: `QueueingError.invalid` for figures that make no sense.
  func model(agents: Int) throws -> (any QueueModel)? {
    let (arrivals, service) = (arrivalsPerHour / 3600, 1 / handling)
    do {
      if let patience, let queueLimit {
        return try MMsKM(
          arrivalRate: arrivals, serviceRate: service, agents: agents, abandonmentRate: 1 / patience,
          waitingRoom: queueLimit)
      }
      if let patience {
        return try ErlangA(
          arrivalRate: arrivals, serviceRate: service, agents: agents, abandonmentRate: 1 / patience)
      }
      if let queueLimit {
        return try MMsK(arrivalRate: arrivals, serviceRate: service, agents: agents, waitingRoom: queueLimit)
      }
      return try ErlangC(arrivalRate: arrivals, serviceRate: service, agents: agents)
    } catch QueueingError.unstable {
      return nil
    }
  }

  private func figures(agents: Int) throws -> ErlangFigures? {
    try model(agents: agents).map { ErlangFigures($0, answerWithin: answerWithin) }
  }

  /// The fewest agents that reach the target; more agents never answer fewer in time.
  private func agentsNeeded(for target: Double) throws -> Int {
    func isEnough(_ agents: Int) throws -> Bool {
      guard let model = try model(agents: agents) else { return false }
      return model.serviceLevels(within: answerWithin)[definition] >= target
    }
    var low = 0
    var high = max(1, Int(min(offeredLoad, Double(Self.mostAgents))))
    while try !isEnough(high) {
      guard high < Self.mostAgents else {
        throw QueueingError.invalid("no number of agents up to \(Self.mostAgents) reaches the target")
      }
      low = high
      high = min(Self.mostAgents, high + max(1, high / 8))
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if try isEnough(middle) { high = middle } else { low = middle }
    }
    return high
  }
}

extension ServiceLevels {
  /// The service level of one definition.
  subscript(definition: ServiceLevelDefinition) -> Double {
    switch definition {
    case .SL1: SL1
    case .SL2: SL2
    case .SL3: SL3
    case .SL4: SL4
    }
  }
}
