import ContactCentre
import Randomness
import WaitEstimation

/// A fitted scenario as the live estimator asks it while a log is replayed.
///
/// Three things differ from the file that `waitline fit` writes. Priority classes, there a mean over the type, are types of
/// their own with the credit that they have, since a live service knows who is who; whoever is on duty now stays; and the
/// clock is that of the log.
public struct ReplayCentre: Sendable {
  /// A type, or one of its priority classes.
  private struct Class: Sendable {
    var credit: Double
    var name: String
  }

  /// The scenario.
  let scenario: Scenario
  /// All types as one line that all agents serve, first come first served, with the mean handling and patience: what the exact
  /// method can say where groups share their types.
  let oneLine: Scenario
  /// Name of the type in `oneLine`.
  static let all = "all"
  /// Name of a type that stands for the work after contacts, of which no more come: who was seen to end a contact a moment ago
  /// and takes nobody has that in hand. `nil` when there is next to none.
  let wrapUp: String?
  private let classes: [Int: [Class]]
  private let groupOfAgent: [Int: String]
  private let largestGroup: String

  /// Prepares a fit for the replay of an archive.
  /// - Parameters:
  ///   - fit: fitted to the first logs of the archive, with the same mapping.
  ///   - fitFiles: how many of them there are.
  /// - Throws: `LogError` when the logs name no agents, as then nobody is seen who is free; `ScenarioErrors`.
  public init(_ fit: LogFit, archive: LogArchive, fitFiles: Int) throws {
    guard fit.namesAgents, let largest = fit.groups.first else {
      throw LogError(
        file: archive.files.prefix(fitFiles).joined(separator: ", "),
        message: "no agents are named (columns.agent), so that nobody is seen who is free")
    }
    largestGroup = largest.name
    var scenario = try fit.scenario()
    scenario.calendar.timeZone = "UTC"
    // Who is there is seen; what the ordinary week has more or fewer at the next half hour says little of this one.
    for group in scenario.agentGroups.indices { scenario.agentGroups[group].heads = nil }
    // What comes back does so later than anybody who waits now is answered; it is in the log.
    for type in scenario.contactTypes.indices {
      scenario.contactTypes[type].resolution = nil
      scenario.contactTypes[type].redial = nil
    }
    oneLine = Self.oneLine(scenario, fit)
    var shares: [Int: [Double: Int]] = [:]
    let credits = archive.credits
    for contact in archive.contacts where Int(contact.file) < fitFiles && contact.queued != nil {
      shares[Int(contact.type), default: [:]][credits.credit(of: contact), default: 0] += 1
    }
    var classes: [Int: [Class]] = [:]
    for type in fit.types {
      guard let number = archive.names.known(type.logName) else { continue }
      let own = (shares[Int(number)] ?? [0: 1]).sorted { $0.key < $1.key }
      let all = own.reduce(0) { $0 + $1.value }
      classes[Int(number)] = own.map { credit, count in
        Class(credit: credit, name: own.count == 1 ? type.name : "\(type.name)+\(credit)")
      }
      scenario.split(
        type.name, into: own.map { ($0.key, Double($0.value) / Double(max(1, all))) },
        named: classes[Int(number)]?.map(\.name) ?? [])
    }
    wrapUp = scenario.addWrapUp(of: fit)
    self.scenario = scenario
    self.classes = classes
    groupOfAgent = Dictionary(
      fit.groupOfAgent.compactMap { agent, group in archive.names.known(agent).map { (Int($0), group) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func oneLine(_ scenario: Scenario, _ fit: LogFit) -> Scenario {
    var scenario = scenario
    let live = fit.liveTypes.map { fit.types[$0] }
    let count = Double(max(1, live.reduce(0) { $0 + $1.offered }))
    func mean(_ value: (FittedType) -> Double) -> Double {
      live.reduce(0) { $0 + Double($1.offered) * value($1) } / count
    }
    let work = mean { $0.handlingMean.value + ($0.wrapUp?.mean.value ?? 0) }
    let leaving = mean { type in type.patience.first.map { 1 / max(1, $0.law.mean) } ?? 0 }
    scenario.contactTypes = [
      ContactType(
        name: all, channel: .phone, handling: .exponential(mean: max(1, work)),
        patience: leaving > 0 ? .exponential(mean: 1 / leaving) : nil)
    ]
    for group in scenario.agentGroups.indices { scenario.agentGroups[group].skills = [Skill(contactType: all)] }
    scenario.dayFactors = []
    return scenario
  }

  /// The contact type of a caller, by the priority class with the credit next to this one; `nil` for a type that the fit
  /// has not seen.
  func typeName(_ type: Int, _ credit: Double) -> String? {
    classes[type]?.min { abs($0.credit - credit) < abs($1.credit - credit) }?.name
  }

  /// The group of an agent; one whom the fit has not seen belongs to the largest.
  func group(of agent: Int) -> String { groupOfAgent[agent] ?? largestGroup }
}

extension Scenario {
  /// Adds a type for the work after contacts, as that of all types; its name, if there is such work.
  fileprivate mutating func addWrapUp(of fit: LogFit) -> String? {
    let most = fit.types.compactMap(\.wrapUp).max { $0.count < $1.count }
    guard let most else { return nil }
    // No type of a fit has spaces in its name.
    let name = "after a contact"
    contactTypes.append(ContactType(name: name, channel: .phone, handling: most.law))
    for group in agentGroups.indices { agentGroups[group].skills.append(Skill(contactType: name)) }
    return name
  }

  /// Makes several types of one, alike but for the waiting credit, each with its share of the arrivals.
  fileprivate mutating func split(_ name: String, into parts: [(credit: Double, share: Double)], named names: [String])
  {
    guard let place = contactTypes.firstIndex(where: { $0.name == name }) else { return }
    let whole = contactTypes[place]
    let types = zip(parts, names).map { part, name in
      var type = whole
      type.name = name
      type.waitingCredit = part.credit
      if let rates = whole.arrivals?.perHour {
        type.arrivals?.perHour = PeriodProfile(
          values: rates.values.map { $0 * part.share }, periodsPerDay: rates.periodsPerDay)
      }
      return type
    }
    contactTypes.replaceSubrange(place...place, with: types)
    for group in agentGroups.indices {
      agentGroups[group].skills = agentGroups[group].skills.flatMap { skill in
        guard skill.contactType == name else { return [skill] }
        return names.map { name in
          var skill = skill
          skill.contactType = name
          return skill
        }
      }
    }
  }
}
