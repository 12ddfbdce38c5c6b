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
    var mayAdd = false
    if case .replace = change { mayAdd = true }
    guard let found = DocumentPath(path, in: root, mayAddLast: mayAdd) else {
      return item.report("“\(path)” matches nothing in the scenario" + DocumentPath.hint(path, in: root))
    }
    guard found.steps.first != .key("overlays") else { return item.report("an overlay cannot change overlays") }
    switch change {
    case .replace(let value): root.change(found.steps[...]) { _ in value }
    case .replaceBetween(let number, let between):
      edit(&root, found, as: ("to", number), between: between) { _ in number }
    case .multiply(let factor, let between):
      edit(&root, found, as: ("multiply", factor), between: between) { $0 * factor }
    case .add(let summand, let between):
      edit(&root, found, as: ("add", summand), between: between) { $0 + summand }
    }
  }

  private func edit(
    _ root: inout DocumentNode, _ found: DocumentPath, as adjustment: (key: String, amount: Double),
    between: DocumentNode?, by change: (Double) -> Double
  ) {
    var steps = found.steps
    if found.lastKey == "arrivals" { steps.append(.key("perHour")) }
    guard var node = root.node(at: steps[...]) else {
      return item.report("there are no rates at “\(path)” to change")
    }
    if ["arrivals", "perHour", "staff"].contains(found.lastKey) {
      node.adjust(adjustment, between: between, place: item.node.place)
    } else if between != nil {
      return item.report("“between” goes with arrivals and staff only")
    } else if !node.changeNumbers(
      isWhole: ["shifts", "heads"].contains(found.lastKey), least: found.lastKey == "priority" ? -.infinity : 0,
      place: item.node.place, by: change)
    {
      return item.report("there is no number, time or distribution at “\(path)” to change")
    }
    root.change(steps[...]) { _ in node }
  }
}

extension DocumentNode {
  /// Puts an adjustment behind numbers by period.
  fileprivate mutating func adjust(_ adjustment: (key: String, amount: Double), between: DocumentNode?, place: Place) {
    var entries: [(key: String, node: DocumentNode)] = [
      (adjustment.key, .scalar("\(adjustment.amount)", at: place))
    ]
    if let between { entries.append(("between", between)) }
    let added = DocumentNode(value: .map(entries), place: place)
    if self["values"] == nil { self = DocumentNode(value: .map([("values", self)]), place: self.place) }
    change([.key("adjust")][...]) { before in
      guard let before, case .list(let list) = before.value else {
        return DocumentNode(value: .list([added]), place: place)
      }
      return DocumentNode(value: .list(list + [added]), place: place)
    }
  }

  /// Changes the numbers, times and means in a node; whether there were any.
  ///
  /// Of a distribution the mean (or minimum and maximum) changes, of shifts the heads.
  fileprivate mutating func changeNumbers(
    isWhole: Bool, least: Double, place: Place, by body: (Double) -> Double
  ) -> Bool {
    switch value {
    case .null: return false
    case .scalar(let text, _):
      if let number = Double(text) {
        let changed = max(least, isWhole ? body(number).rounded() : body(number))
        value = .scalar(Int(exactly: changed).map(String.init) ?? "\(changed)", isQuoted: true)
        self.place = place
        return true
      }
      guard case .success(let seconds) = DurationText.seconds(text) else { return false }
      value = .scalar("\(max(0, body(seconds)))s", isQuoted: true)
      self.place = place
      return true
    case .list(var items):
      var any = false
      for index in items.indices {
        any = items[index].changeNumbers(isWhole: isWhole, least: least, place: place, by: body) || any
      }
      value = .list(items)
      return any
    case .map(var entries):
      let spread = ["cv", "shape", "name", "start", "end", "breaks", "file", "column"]
      var any = false
      for index in entries.indices where !spread.contains(entries[index].key) {
        any = entries[index].node.changeNumbers(isWhole: isWhole, least: least, place: place, by: body) || any
      }
      value = .map(entries)
      return any
    }
  }
}
