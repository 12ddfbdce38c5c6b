import ContactCentre
import Foundation
import Simulation

/// What the state of a centre needs to know of its scenario.
public struct CentreRules: Sendable, Hashable {
  /// Names of the contact types, in the order of the scenario.
  public let contactTypes: [String]
  /// Names of the agent groups, in the order of the scenario.
  public let groups: [String]
  /// How late an event may come, seconds.
  public var window: Seconds
  /// How agents count as on duty.
  public var duty: DutyRules
  let answerWithin: [String: Seconds]
  let longest: [String: Seconds]
  let knownGroups: Set<String>
  /// Contacts that an agent of a group holds at once, at most.
  let concurrency: [String: Int]
  /// The types on the line that free agents of a group take whatever else there is to do.
  let takesAtOnce: [String: [String]]
  /// The clock of the scenario's time zone: days begin at its midnight.
  let clock: LocalClock
  private let onlyGroups: [String: String]

  /// The time that counts where nothing is promised.
  public static let usualPromise: Seconds = 30

  /// Takes what is needed from a scenario.
  /// - Parameters:
  ///   - window: how late an event may come, seconds.
  ///   - duty: how agents count as on duty.
  public init(_ scenario: Scenario, window: Seconds = 600, duty: DutyRules = DutyRules()) {
    contactTypes = scenario.contactTypes.map(\.name)
    groups = scenario.agentGroups.map(\.name)
    knownGroups = Set(groups)
    concurrency = Dictionary(
      scenario.agentGroups.map { ($0.name, $0.skills.map(\.concurrency).max() ?? 1) }, uniquingKeysWith: max)
    let live = Set(scenario.contactTypes.filter { !$0.channel.isDeferred }.map(\.name))
    takesAtOnce = Dictionary(
      scenario.agentGroups.map { group in
        let skills = group.skills.filter { $0.after == 0 && $0.whenIdle <= 1 }
        return (group.name, skills.map(\.contactType).filter(live.contains))
      }, uniquingKeysWith: { first, _ in first })
    clock = LocalClock(zone: TimeZone(identifier: scenario.calendar.timeZone) ?? .gmt)
    self.window = window
    self.duty = duty
    answerWithin = Dictionary(
      scenario.contactTypes.map { ($0.name, $0.promise?.answerWithin ?? Self.usualPromise) }, uniquingKeysWith: max)
    // A customer does not wait on the line for a day, nor talk so long: an end that was never reported.
    longest = Dictionary(
      scenario.contactTypes.map { ($0.name, $0.channel.isDeferred ? 60 * 86_400 : 86_400) }, uniquingKeysWith: max)
    var only: [String: String] = [:]
    for type in scenario.contactTypes {
      let groups = scenario.agentGroups.filter { $0.skills.contains { $0.contactType == type.name } }
      if groups.count == 1 { only[type.name] = groups[0].name }
    }
    onlyGroups = only
  }

  /// The one group that a contact type or the whole centre has; `nil` when there are several.
  func onlyGroup(_ contactType: String?) -> String? {
    contactType.flatMap { onlyGroups[$0] } ?? (groups.count == 1 ? groups[0] : nil)
  }

  /// What is wrong with an event for this centre at a time; `nil` for nothing.
  ///
  /// - Parameters:
  ///   - now: seconds since 1970; `nil` does not compare with the clock.
  public func objection(_ event: QueueEvent, now: Seconds?) -> Objection? {
    if let type = event.contactType, answerWithin[type] == nil { return .unknownContactType(type) }
    if let group = event.group, !knownGroups.contains(group) { return .unknownGroup(group) }
    guard let now else { return nil }
    // Plans are made long before.
    if event.time < now - window, event.kind != .staffPlan { return .tooLate(by: now - event.time, window: window) }
    if event.time > now + Self.aheadAllowed { return .ahead(by: event.time - now) }
    return nil
  }

  /// By how much other clocks may be ahead of this one, seconds.
  public static let aheadAllowed: Seconds = 60
}

/// Why an event is not taken.
public enum Objection: Sendable, Hashable, CustomStringConvertible {
  /// It is older than the window.
  case tooLate(by: Seconds, window: Seconds)
  /// It lies in the future.
  case ahead(by: Seconds)
  /// The scenario does not have the type.
  case unknownContactType(String)
  /// The scenario does not have the group.
  case unknownGroup(String)

  /// A word for programs.
  public var code: String {
    switch self {
    case .tooLate: "tooLate"
    case .ahead: "ahead"
    case .unknownContactType: "unknownContactType"
    case .unknownGroup: "unknownGroup"
    }
  }

  /// In a sentence.
  public var description: String {
    switch self {
    case .tooLate(let by, let window):
      "it is \(Self.whole(by)) s old; events may come \(Self.whole(window)) s late (compare the clocks)"
    case .ahead(let by): "its time is \(Self.whole(by)) s ahead of this machine's clock (compare the clocks)"
    case .unknownContactType(let name): "there is no contact type “\(name)” in the scenario"
    case .unknownGroup(let name): "there is no agent group “\(name)” in the scenario"
    }
  }

  private static func whole(_ seconds: Seconds) -> Int { Int(min(seconds.rounded(.up), 1e15)) }
}
