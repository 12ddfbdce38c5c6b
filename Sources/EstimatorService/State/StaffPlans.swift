import ContactCentre

/// What was posted of a group's staff: each plan takes the place of those before it from its first moment on, so that
/// tomorrow's plan says nothing of today.
///
/// Which of two plans is the later one is said by their events, in whatever order these arrive.
struct StaffPlans: Sendable, Hashable, Codable {
  private typealias Said = AgentRecord.Said<[QueueEvent.PlannedStaff]>

  /// In their order; none begins before one that was posted later.
  private var plans: [Said] = []

  init() {}

  /// Takes in a plan.
  mutating func add(_ event: QueueEvent) {
    let order = EventOrder(event)
    guard let first = event.plan.first?.from, !plans.contains(where: { $0.order == order }) else { return }
    // One that was posted later and begins no later has taken its place already.
    guard !plans.contains(where: { $0.order > order && Self.start($0) <= first }) else { return }
    plans.removeAll { $0.order < order && Self.start($0) >= first }
    plans.insert(Said(order: order, value: event.plan), at: plans.firstIndex { $0.order > order } ?? plans.count)
  }

  /// Who is planned to be on duty from when on, in the order of time.
  var steps: [PlannedStaff] {
    var steps: [PlannedStaff] = []
    for plan in plans {
      let first = Self.start(plan)
      steps.removeAll { $0.from >= first }
      steps += plan.value
    }
    return steps
  }

  /// Drops plans whose place another had taken before a time.
  mutating func forget(before time: Seconds) {
    while plans.count > 1, Self.start(plans[1]) < time { plans.removeFirst() }
  }

  private static func start(_ plan: Said) -> Seconds { plan.value.first?.from ?? -.infinity }

  private enum CodingKeys: CodingKey { case plans, order, value }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    if values.contains(.plans) {
      plans = try values.decode([Said].self, forKey: .plans)
    } else {
      // Kept by an earlier version: the newest plan alone.
      plans = [try Said(from: decoder)]
    }
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(plans, forKey: .plans)
  }
}
