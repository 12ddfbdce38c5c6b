import ContactCentre

/// Reads a whole document into a scenario.
struct ScenarioDecoder {
  /// Where a run that stops on precision ends at the latest, unless the file says otherwise.
  private static let usualMaximum = 2000

  let directory: String
  let defaultName: String

  func decode(_ root: Item) -> Scenario {
    let fields = root.fields(.scenario)
    fields["version"].map { version in _ = version.integer("version 1 of the format", in: 1...1) }
    let calendar = fields["calendar"]?.calendar() ?? ServiceCalendar(start: LocalDate(year: 2026, month: 1, day: 5))
    let names = Names(root.node)
    let types = ContactTypeDecoder(calendar: calendar, directory: directory, names: names)
    let groups = AgentGroupDecoder(calendar: calendar, directory: directory, names: names)
    var scenario = Scenario(
      name: fields["name"]?.string() ?? defaultName, calendar: calendar,
      contactTypes: (fields["contactTypes"]?.named("contact types by name") ?? []).map(types.decode),
      agentGroups: (fields["agentGroups"]?.named("agent groups by name") ?? []).map(groups.decode))
    if let routing = fields["routing"] { scenario.routing = self.routing(routing) }
    scenario.dayFactors = (fields["dayFactors"]?.named("factors by name") ?? []).compactMap { name, item in
      item.distribution(isFactor: true).map { SharedDayFactor(name: name, law: $0) }
    }
    scenario.backlog = (fields["backlog"]?.entries("numbers by contact type") ?? []).compactMap {
      backlog($0.name, $0.item, names)
    }
    if let experiment = fields["experiment"] {
      scenario.experiment = self.experiment(experiment, calendar: calendar)
    }
    return scenario
  }

  private func routing(_ item: Item) -> RoutingPolicy {
    let fields = item.fields(.routing)
    var policy = RoutingPolicy()
    policy.contact = fields["contact"]?.choice(ContactOrder.self) ?? policy.contact
    policy.agent = fields["agent"]?.choice(AgentOrder.self) ?? policy.agent
    policy.deferred = fields["deferred"]?.choice(DeferredOrder.self) ?? policy.deferred
    policy.liveInterruptsDeferred = fields["liveInterruptsDeferred"]?.boolean() ?? false
    return policy
  }

  /// Contacts that wait at the start: how many, or how many and for how long.
  private func backlog(_ type: String, _ item: Item, _ names: Names) -> Backlog? {
    if !names.contactTypes.accepts(type) { item.report(names.contactTypes.complaint(type)) }
    let expected = "a number of contacts from 0"
    let range = 0...10_000_000
    guard case .map = item.node.value else {
      return item.integer(expected, in: range).map { Backlog(contactType: type, count: $0) }
    }
    let fields = item.fields(.backlog)
    let oldest = fields["oldest"]?.duration("a time such as 6h") ?? 0
    return fields["count"]?.integer(expected, in: range).map { Backlog(contactType: type, count: $0, oldest: oldest) }
  }

  private func experiment(_ item: Item, calendar: ServiceCalendar) -> Experiment {
    let fields = item.fields(.experiment)
    var experiment = Experiment()
    if let seed = fields["seed"]?.integer("a whole number from 0", in: 0...Int.max) { experiment.seed = UInt64(seed) }
    if let replications = fields["replications"] { count(replications, into: &experiment) }
    if let rule = fields["stopWhen"] {
      experiment.stopping = stopping(rule)
      if fields["replications"] == nil {
        experiment.maximumReplications = Self.usualMaximum
      } else if experiment.maximumReplications == experiment.minimumReplications {
        rule.log.warn(
          "has nothing to decide, as the number of replications is fixed; write replications: {min: 30, max: 2000}",
          at: rule.node.place, path: rule.path)
      }
    }
    if let methods = fields["varianceReduction"] {
      for item in methods.listOrOne() {
        guard let text = item.string() else { continue }
        let names = VarianceReduction.allCases.map(\.rawValue)
        guard let method = VarianceReduction(rawValue: text) else {
          item.report(
            "found “\(text)”; expected one of \(names.joined(separator: ", "))" + NearestName.hint(text, among: names))
          continue
        }
        experiment.varianceReduction.append(method)
      }
      if Set(experiment.varianceReduction).count < experiment.varianceReduction.count {
        methods.report("names a way twice")
      }
      if Set([.stratification, .quasiRandom]).isSubset(of: experiment.varianceReduction) {
        methods.report("holds stratification and quasiRandom, which spread the same days; expected one of them")
      }
    }
    if let warmUp = fields["warmUp"], let seconds = warmUp.duration() {
      let period = Double(calendar.periodSeconds)
      if (seconds / period).rounded() * period != seconds {
        warmUp.report("must be a whole number of periods of \(calendar.periodSeconds / 60) min")
      } else if seconds >= Double(calendar.days) * 86_400 {
        warmUp.report("is as long as the run; expected less than \(calendar.days) d")
      } else {
        experiment.warmUp = seconds
      }
    }
    return experiment
  }

  private func count(_ item: Item, into experiment: inout Experiment) {
    let range = 1...1_000_000
    if case .map = item.node.value {
      let fields = item.fields(.replications)
      experiment.minimumReplications = fields["min"]?.integer("a whole number from 1", in: range) ?? 30
      experiment.maximumReplications =
        fields["max"]?.integer("a whole number from 1", in: range)
        ?? max(Self.usualMaximum, experiment.minimumReplications)
      if experiment.maximumReplications < experiment.minimumReplications { item.report("max is below min") }
    } else if let count = item.integer("a whole number from 1, or {min: 30, max: 2000}", in: range) {
      experiment.minimumReplications = count
      experiment.maximumReplications = count
    }
  }

  private func stopping(_ item: Item) -> StoppingRule? {
    let fields = item.fields(.stopWhen)
    let absolute = fields["halfWidth"]?.number("a number above 0") { $0 > 0 }
    let relative = fields["relativeHalfWidth"]?.number("a number above 0") { $0 > 0 }
    if (fields["halfWidth"] == nil) == (fields["relativeHalfWidth"] == nil) {
      item.report("expected halfWidth or relativeHalfWidth, one of them")
    }
    guard let of = fields["of"], let text = of.string() else { return nil }
    let names = WatchedFigure.allCases.map(\.rawValue)
    guard let dot = text.lastIndex(of: "."),
      let figure = WatchedFigure(rawValue: String(text[text.index(after: dot)...]))
    else {
      let last = text.split(separator: ".").last.map(String.init) ?? text
      of.report(
        "found “\(text)”; expected a contact type, a dot and one of \(names.joined(separator: ", "))"
          + NearestName.hint(last, among: names))
      return nil
    }
    guard let halfWidth = absolute ?? relative else { return nil }
    return StoppingRule(
      halfWidth: halfWidth, isRelative: absolute == nil, contactType: String(text[..<dot]), figure: figure)
  }
}

extension Item {
  /// The entries of a mapping by name; names must be fit for paths and reports.
  fileprivate func named(_ expected: String) -> [(name: String, item: Item)] {
    let entries = self.entries(expected)
    if entries.isEmpty, case .map = node.value { report("is empty; expected \(expected)") }
    for (name, item) in entries
    where name.isEmpty || !name.allSatisfy({ $0.isLetter || $0.isNumber || ".-_".contains($0) }) {
      item.report("“\(name.shortened)” is not a name: letters, digits, dots, - and _ only")
    }
    return entries
  }
}
