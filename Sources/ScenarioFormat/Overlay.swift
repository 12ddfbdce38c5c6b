/// One operation of an overlay: multiply, add to or replace what stands at a path.
struct OverlayOperation {
  enum Change {
    case multiply(Double, between: DocumentNode?)
    case add(Double)
    case replace(DocumentNode)
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
        given.isEmpty ? "changes nothing; expected multiply, add or to" : "has \(given.joined(separator: " and ")); expected one of them")
      return nil
    }
    let between = fields["between"]
    if let between, between.clockRange() == nil { return nil }
    if let factor = fields["multiply"] {
      guard let value = factor.number("a factor from 0", where: { $0 >= 0 }) else { return nil }
      change = .multiply(value, between: between?.node)
    } else if let summand = fields["add"] {
      guard let value = summand.number("a number", where: { _ in true }) else { return nil }
      change = .add(value)
    } else if let value = fields["to"] {
      change = .replace(value.node)
    } else {
      return nil
    }
    if between != nil, given != ["multiply"] {
      between?.report("goes with multiply on arrivals only")
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
    case .multiply(let factor, let between):
      edit(&root, found, between: between) { $0 * factor }
    case .add(let summand):
      edit(&root, found, between: nil) { $0 + summand }
    }
  }

  private func edit(_ root: inout DocumentNode, _ found: DocumentPath, between: DocumentNode?, by change: (Double) -> Double) {
    guard var node = root.node(at: found.steps[...]) else { return }
    if case .multiply(let factor, _) = self.change, found.lastKey == "arrivals" {
      node.appendScale(factor, between: between, place: item.node.place)
    } else if between != nil {
      return item.report("“between” goes with multiply on arrivals only")
    } else if case .multiply(let factor, _) = self.change, found.lastKey == "staff", node["file"] != nil {
      let before = node["multiply"].flatMap { node -> Double? in
        if case .scalar(let text, _) = node.value { return Double(text) }
        return nil
      } ?? 1
      node.change([.key("multiply")][...]) { _ in .scalar("\(before * factor)", at: item.node.place) }
    } else if !node.changeNumbers(isWhole: ["staff", "shifts", "heads"].contains(found.lastKey), by: change) {
      return item.report("there is no number, time or distribution at “\(path)” to change")
    }
    root.change(found.steps[...]) { _ in node }
  }
}

extension DocumentNode {
  /// Adds a factor to arrivals.
  fileprivate mutating func appendScale(_ factor: Double, between: DocumentNode?, place: Place) {
    var entries: [(key: String, node: DocumentNode)] = [("factor", .scalar("\(factor)", at: place))]
    if let between { entries.append(("between", between)) }
    let scale = DocumentNode(value: .map(entries), place: place)
    change([.key("scale")][...]) { before in
      if let before, case .list(let list) = before.value {
        return DocumentNode(value: .list(list + [scale]), place: place)
      }
      return DocumentNode(value: .list([scale]), place: place)
    }
  }

  /// Changes the numbers, times and means in a node; whether there were any.
  ///
  /// Of a distribution the mean (or minimum and maximum) changes, of shifts the heads.
  fileprivate mutating func changeNumbers(isWhole: Bool, by body: (Double) -> Double) -> Bool {
    switch value {
    case .null: return false
    case .scalar(let text, _):
      if let number = Double(text) {
        let changed = max(0, isWhole ? body(number).rounded() : body(number))
        value = .scalar(changed == changed.rounded() ? "\(Int(changed))" : "\(changed)", isQuoted: true)
        return true
      }
      guard case .success(let seconds) = DurationText.seconds(text) else { return false }
      value = .scalar("\(max(0, body(seconds)))s", isQuoted: true)
      return true
    case .list(var items):
      var any = false
      for index in items.indices { any = items[index].changeNumbers(isWhole: isWhole, by: body) || any }
      value = .list(items)
      return any
    case .map(var entries):
      let spread = ["cv", "shape", "name", "start", "end", "breaks", "file", "column"]
      var any = false
      for index in entries.indices where !spread.contains(entries[index].key) {
        any = entries[index].node.changeNumbers(isWhole: isWhole, by: body) || any
      }
      value = .map(entries)
      return any
    }
  }
}
