import ContactCentre
import Foundation
import Simulation

/// What a service level costs: the cheapest staff found that keeps each of several levels over each day.
///
/// Contact types that are answered by the same groups are priced together, as what is done for one is done for all of them.
public struct PriceList: Sendable, Equatable {
  /// A service level and its price.
  public struct Point: Sendable, Equatable {
    /// The service level asked for.
    public var target: Double
    /// Cost a day, or scheduled hours a day where no price is known; the half width is what the uncertainty of the level
    /// that is achieved comes to at the slope of the list. `nil` when there is no such staff.
    public var price: Figure?
    /// The service level achieved over the run, of all its contacts, on fresh streams.
    public var achieved: Figure
    /// Scheduled hours a day.
    public var hours: Double
    /// Whether every promise was shown to be kept.
    public var isShown: Bool
    /// Why there is no such staff.
    public var problem: String?
  }

  /// The contact type whose level is given.
  public var contactType: String
  /// The types whose promises have the level, that one with them.
  public var pricedTypes: [String]
  /// Its promise; the target is that of the scenario.
  public var promise: Promise
  /// The groups that answer them first and were staffed; the others keep their staff and are not in the price.
  public var groups: [String]
  /// Whether prices are money; else hours.
  public var isMoney: Bool
  /// By rising service level.
  public var points: [Point]

  /// Staffs the scenario for each level.
  /// - Throws: ``PlanningError`` for a type that has no promise, or when it was cancelled.
  static func find(
    _ request: CapacityRequest, isCancelled: @escaping @Sendable () -> Bool, afterEach: @escaping @Sendable () -> Void
  ) throws -> PriceList? {
    let promised = request.scenario.contactTypes.indices.filter {
      request.scenario.contactTypes[$0].promise != nil && !request.scenario.contactTypes[$0].channel.isDeferred
    }
    let chosen: Int?
    if let name = request.pricedType {
      chosen = promised.first { request.scenario.contactTypes[$0].name == name }
      guard chosen != nil else {
        throw PlanningError(
          "“\(name)” has no promise to price; expected one of "
            + promised.map { request.scenario.contactTypes[$0].name }.joined(separator: ", "), isMistake: true)
      }
    } else {
      chosen = promised.max { demand(request.scenario, $0) < demand(request.scenario, $1) }
    }
    guard let chosen, let promise = request.scenario.contactTypes[chosen].promise else { return nil }
    let name = request.scenario.contactTypes[chosen].name
    let owners = Set(PoolModel.owners(of: name, request.scenario))
    func isPriced(_ type: Int) -> Bool {
      !owners.isDisjoint(with: PoolModel.owners(of: request.scenario.contactTypes[type].name, request.scenario))
    }
    let priced = promised.filter(isPriced)
    var base = request.scenario
    for type in base.contactTypes.indices where !isPriced(type) {
      // What others answer is no part of the price.
      base.contactTypes[type].promise = nil
      base.contactTypes[type].deadline = nil
    }
    var list = PriceList(
      contactType: name, pricedTypes: priced.map { request.scenario.contactTypes[$0].name }, promise: promise,
      groups: [], isMoney: false, points: [])
    for level in request.levels.sorted() {
      var changed = base
      for type in priced { changed.contactTypes[type].promise?.target = level }
      do {
        let plan = try StaffingPlan.find(
          StaffingRequest(
            scenario: changed, aim: .day, groups: owners.sorted().map { request.scenario.agentGroups[$0].name },
            seed: request.seed, threads: request.threads),
          isCancelled: isCancelled, afterEach: afterEach)
        if plan.isInterrupted { throw PlanningError("stopped before the price list was complete") }
        let achieved = plan.contactTypes.first { $0.name == name }?.run ?? .unknown
        list.groups = plan.groups.map(\.name)
        list.isMoney = plan.cost != nil
        list.points.append(
          Point(
            target: level, price: Figure(mean: plan.cost ?? plan.hours, halfWidth: nil), achieved: achieved,
            hours: plan.hours, isShown: plan.isShown, problem: nil))
      } catch let error as PlanningError where !isCancelled() {
        list.points.append(
          Point(
            target: level, price: nil, achieved: .unknown, hours: 0, isShown: false, problem: error.description))
      }
    }
    list.addBands()
    return list
  }

  /// Contacts an hour, on average.
  private static func demand(_ scenario: Scenario, _ type: Int) -> Double {
    guard let arrivals = scenario.contactTypes[type].arrivals else { return 0 }
    return arrivals.perHour.values.reduce(0, +) / Double(max(1, arrivals.perHour.values.count))
  }

  /// The steeper of the slopes to the neighbours turns the half width of a level into one of its price.
  private mutating func addBands() {
    let known = points.indices.filter { points[$0].price?.mean != nil && points[$0].achieved.mean != nil }
    func slope(_ a: Int, _ b: Int) -> Double {
      let rise = (points[b].achieved.mean ?? 0) - (points[a].achieved.mean ?? 0)
      guard abs(rise) > 1e-6 else { return 0 }
      return abs(((points[b].price?.mean ?? 0) - (points[a].price?.mean ?? 0)) / rise)
    }
    for (place, index) in known.enumerated() {
      var steepest = 0.0
      if place > 0 { steepest = max(steepest, slope(known[place - 1], index)) }
      if place + 1 < known.count { steepest = max(steepest, slope(index, known[place + 1])) }
      let halfWidth = points[index].achieved.halfWidth.map { $0 * steepest }
      points[index].price?.halfWidth = halfWidth
    }
  }
}
