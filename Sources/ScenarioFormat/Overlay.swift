import ContactCentre

/// One operation of an overlay: multiply, add to or replace what stands at a path.
struct OverlayOperation {
  enum Change {
    case multiply(Double, between: DocumentNode?)
    case add(Double, between: DocumentNode?)
    case replace(DocumentNode)
    case replaceBetween(Double, between: DocumentNode)
  }

  let item: Item
  let path: String
  let change: Change

  /// Reads an operation; mistakes are logged.
  init?(_ item: Item) {
    let fields = item.fields(.overlay)
    guard let path = fields["set"]?.string("a path such as contactTypes.chat.arrivals") else { return nil }
    let given = ["multiply", "add", "to"].filter { fields[$0] != nil }
    guard given.count == 1 else {
      item.report(
        given.isEmpty
          ? "changes nothing; expected multiply, add or to"
          : "has \(given.joined(separator: " and ")); expected one of them")
      return nil
    }
    let between = fields["between"]
    if let between, between.clockRange() == nil { return nil }
    if let factor = fields["multiply"] {
      guard let value = factor.number("a factor from 0", where: { $0 >= 0 }) else { return nil }
      change = .multiply(value, between: between?.node)
    } else if let summand = fields["add"] {
      guard let value = summand.number("a number", where: { _ in true }) else { return nil }
      change = .add(value, between: between?.node)
    } else if let value = fields["to"], let between {
      guard let number = value.number("a number from 0", where: { $0 >= 0 }) else { return nil }
      change = .replaceBetween(number, between: between.node)
    } else if let value = fields["to"] {
      change = .replace(value.node)
    } else {
      return nil
    }
    self.item = item
    self.path = path
  }

  /// Carries the operation out; logs a path that matches nothing and a change that makes no sense there.
  func apply(to root: inout DocumentNode) {
    switch change {
    case .replace(let value):
      if let found = find(in: root, mayAdd: true) { root.change(found.steps[...]) { _ in value } }
    case .replaceBetween(let number, let between):
      edit(&root, as: ("to", number), between: between) { _ in number }
    case .multiply(let factor, let between):
      edit(&root, as: ("multiply", factor), between: between) { $0 * factor }
    case .add(let summand, let between):
      edit(&root, as: ("add", summand), between: between) { $0 + summand }
    }
  }

  private func find(in root: DocumentNode, mayAdd: Bool = false) -> DocumentPath? {
    guard let found = DocumentPath(path, in: root, mayAddLast: mayAdd) else {
      item.report("“\(path)” matches nothing in the scenario" + DocumentPath.hint(path, in: root))
      return nil
    }
    guard found.steps.first != .key("overlays") else {
      item.report("an overlay cannot change overlays")
      return nil
    }
    return found
  }

  private func edit(
    _ root: inout DocumentNode, as adjustment: (key: String, amount: Double), between: DocumentNode?,
    by change: (Double) -> Double
  ) {
    if let steps = handlingOfSteps(in: root) {
      guard between == nil else { return item.report("“between” goes with arrivals, staff and handlingFactor only") }
      for step in steps { scale(&root, at: step, by: change) }
      return
    }
    guard let found = find(in: root) else { return }
    let isDemand = found.lastKey == "arrivals"
    guard isDemand || ["perHour", "purchasesPerHour", "staff", "handlingFactor"].contains(found.lastKey) else {
      guard between == nil else { return item.report("“between” goes with arrivals, staff and handlingFactor only") }
      return scale(&root, at: found.steps, by: change)
    }
    for steps in isDemand ? demand(at: found.steps, in: root, between: between) : [found.steps] {
      guard var node = root.node(at: steps[...]) else { continue }
      if case .key("contacts") = steps.last {
        scale(&root, at: steps, by: change)
      } else {
        node.adjust(adjustment, between: between, place: item.node.place)
        root.change(steps[...]) { _ in node }
      }
    }
  }

  private func scale(_ root: inout DocumentNode, at steps: [DocumentPath.Step], by change: (Double) -> Double) {
    let last: String? = if case .key(let key) = steps.last { key } else { nil }
    let isWhole = ["shifts", "heads"].contains(last) || steps.first == .key("backlog")
    guard var node = root.node(at: steps[...]),
      node.changeNumbers(
        isWhole: isWhole, least: last == "priority" ? -.infinity : 0, place: item.node.place, by: change)
    else { return item.report("there is no number, time or distribution at “\(path)” to change") }
    root.change(steps[...]) { _ in node }
  }

  /// Where the handling times of a type with steps stand, when the path means the handling of such a type.
  private func handlingOfSteps(in root: DocumentNode) -> [[DocumentPath.Step]]? {
    let suffix = ".handling"
    guard path.hasSuffix(suffix), DocumentPath(path, in: root) == nil,
      let type = DocumentPath(String(path.dropLast(suffix.count)), in: root),
      case .list(let steps) = root.node(at: type.steps[...])?["steps"]?.value
    else { return nil }
    return steps.indices.map { type.steps + [.key("steps"), .index($0), .key("handling")] }
  }

  /// Where the numbers stand that together are the demand of a type.
  ///
  /// All of them can be multiplied. A number can be added to, or put in place of, the rates only; a trace is what happened
  /// and stays as it is.
  private func demand(
    at arrivals: [DocumentPath.Step], in root: DocumentNode, between: DocumentNode?
  ) -> [[DocumentPath.Step]] {
    guard let node = root.node(at: arrivals[...]) else { return [] }
    var places: [[DocumentPath.Step]] = node["perHour"] == nil ? [] : [[.key("perHour")]]
    if case .multiply = change {
      guard node["trace"] == nil else {
        item.report("the trace at “\(path)” is what happened and cannot be multiplied")
        return []
      }
      if node["lagged"]?["purchasesPerHour"] != nil { places.append([.key("lagged"), .key("purchasesPerHour")]) }
      switch node["bursts"]?.value {
      case .list(let bursts): places += bursts.indices.map { [.key("bursts"), .index($0), .key("contacts")] }
      case .map: places.append([.key("bursts"), .key("contacts")])
      default: break
      }
    }
    if places.isEmpty { item.report("there are no rates at “\(path)” to change") }
    let range = between?.text.flatMap(ClockText.range)
    return places.map { arrivals + $0 }.filter { place in
      // A burst is changed as a whole, when it starts in the time meant.
      guard case .key("contacts") = place.last, let range else { return true }
      let start = root.node(at: place.dropLast())?["at"]?.text.flatMap(ClockText.seconds)
      return start.map(range.containsDaily) ?? false
    }
  }
}

extension ClockRange {
  /// Whether a clock time lies inside, on this day or, over midnight, on the next.
  func containsDaily(_ clock: Int) -> Bool {
    (start..<end).contains(clock) || (start..<end).contains(clock + 86_400)
  }
}
