import Randomness

/// One step of a contact that passes through several departments.
public struct WorkStep: Sendable, Hashable, Codable {
  /// The name, unique within the type; other steps refer to it.
  public var name: String
  /// Name of the agent group that does it; `nil` is every group with the skill.
  public var group: String?
  /// Handling time.
  public var handling: Distribution
  /// Time before the step can begin, for example until an approval is given; `nil` is none.
  public var delay: Distribution?
  /// Where the contact goes next; the share that is left over is done.
  public var next: [StepRoute]

  /// Creates a step that ends the contact, unless `next` says otherwise.
  public init(
    name: String, group: String? = nil, handling: Distribution, delay: Distribution? = nil, next: [StepRoute] = []
  ) {
    self.name = name
    self.group = group
    self.handling = handling
    self.delay = delay
    self.next = next
  }
}

/// A share of contacts that goes on to a step: a hand-off, an approval, or back for rework.
public struct StepRoute: Sendable, Hashable, Codable {
  /// Name of the step.
  public var step: String
  /// Share of the contacts, 0 to 1.
  public var share: Double

  /// Creates a route.
  public init(step: String, share: Double = 1) {
    self.step = step
    self.share = share
  }
}
