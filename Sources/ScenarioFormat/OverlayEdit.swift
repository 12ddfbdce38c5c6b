import ContactCentre

extension DocumentNode {
  /// Puts an adjustment behind numbers by period.
  mutating func adjust(_ adjustment: (key: String, amount: Double), between: DocumentNode?, place: Place) {
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
  mutating func changeNumbers(
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
      let spread: Set = [
        "cv", "shape", "name", "start", "end", "breaks", "file", "column", "group", "then", "day", "date", "at",
        "decay",
        "oldest", "share", "stages", "leave",
      ]
      var any = false
      for index in entries.indices where !spread.contains(entries[index].key) {
        any = entries[index].node.changeNumbers(isWhole: isWhole, least: least, place: place, by: body) || any
      }
      value = .map(entries)
      return any
    }
  }
}
