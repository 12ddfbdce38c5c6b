/// How contacts and agents find each other.
public struct RoutingPolicy: Sendable, Hashable, Codable {
  /// Which waiting contact an agent takes next.
  public var contact: ContactOrder
  /// Which idle agent a contact goes to.
  public var agent: AgentOrder
  /// In which order deferred work of the same priority is done.
  public var deferred: DeferredOrder
  /// Whether a live contact that finds nobody idle interrupts an agent at deferred work; the work goes on later where it
  /// was left.
  public var liveInterruptsDeferred: Bool

  /// Creates a policy.
  public init(
    contact: ContactOrder = .highestPriorityThenLongestWaiting, agent: AgentOrder = .bestRankThenLongestIdle,
    deferred: DeferredOrder = .earliestDeadlineFirst, liveInterruptsDeferred: Bool = false
  ) {
    self.contact = contact
    self.agent = agent
    self.deferred = deferred
    self.liveInterruptsDeferred = liveInterruptsDeferred
  }
}

/// In which order deferred work of the same priority is done.
public enum DeferredOrder: String, Sendable, Hashable, Codable, CaseIterable {
  /// What is due first; work without a deadline after all that has one, the oldest first.
  case earliestDeadlineFirst
  /// What has waited longest.
  case longestWaiting
}

/// Which waiting contact a free agent takes. Live contacts always come before deferred work.
public enum ContactOrder: String, Sendable, Hashable, Codable, CaseIterable {
  /// Highest priority, then who has waited longest.
  case highestPriorityThenLongestWaiting
  /// Highest priority, then the agent's best rank, then who has waited longest.
  case highestPriorityThenBestRank
  /// Who has waited longest, whatever the priority.
  case longestWaiting
}

/// Which idle agent a contact goes to.
public enum AgentOrder: String, Sendable, Hashable, Codable, CaseIterable {
  /// Best rank; then the agent with the fewest contacts in hand; then who has been idle longest.
  case bestRankThenLongestIdle
  /// The agent with the fewest contacts in hand, then who has been idle longest, whatever the rank.
  case leastLoaded
}
