import ContactCentre

/// A node on its way into the scenario: what it holds is checked as it is read, mistakes are logged and reading goes on.
struct Item {
  let node: DocumentNode
  let path: String
  let log: MistakeLog

  /// Logs a mistake here.
  func report(_ message: String) { log.report(message, at: node.place, path: path) }

  /// The item under a key.
  func child(_ key: String, _ node: DocumentNode) -> Item {
    Item(node: node, path: path.isEmpty ? key : "\(path).\(key)", log: log)
  }

  /// The entries of a mapping with free keys, in order.
  func entries(_ expected: String) -> [(name: String, item: Item)] {
    guard case .map(let entries) = node.value else {
      report("found \(node.kind); expected \(expected)")
      return []
    }
    return entries.map { ($0.key, child($0.key, $0.node)) }
  }

  /// The entries of a mapping whose keys are those of a section; wrong and missing keys are logged.
  func fields(_ section: Section) -> Fields {
    guard case .map(let entries) = node.value else {
      report("found \(node.kind); expected a mapping with \(section.keys.map(\.name).joined(separator: ", "))")
      return Fields(parent: self, items: [:])
    }
    var items: [String: Item] = [:]
    var previous: DocumentNode?
    for (key, value) in entries {
      defer { previous = value }
      let item = child(key, value)
      if section.keys.contains(where: { $0.name == key }) {
        items[key] = item
      } else if key == "<<" {
        item.report("merge keys are not supported; write the keys out, or use an alias as a value")
      } else {
        let hint = WrittenHint.key(key, after: previous) ?? NearestName.hint(key, among: section.keys.map(\.name))
        item.report("unknown key “\(key.shortened)”" + hint)
      }
    }
    for key in section.keys where key.isRequired {
      guard let item = items[key.name] else {
        report("“\(key.name)” is missing; expected \(key.shape.words)")
        continue
      }
      if case .null = item.node.value { item.report("is empty; expected \(key.shape.words)") }
    }
    let fields = Fields(parent: self, items: items)
    checkAlternatives(section.oneOf, in: section, fields, most: 1)
    checkAlternatives(section.anyOf, in: section, fields, most: .max)
    return fields
  }

  /// Logs alternatives of which none stands there, or too many.
  private func checkAlternatives(_ names: [String], in section: Section, _ fields: Fields, most: Int) {
    guard let first = names.first else { return }
    let given = names.filter { fields[$0] != nil }
    if given.count > most {
      fields[given[1]]?.report("stands beside “\(given[0])”; expected one of the two")
    } else if given.isEmpty, let empty = names.lazy.compactMap({ fields.items[$0] }).first {
      empty.report("is empty; expected \(section.shape(of: first).words)")
    } else if given.isEmpty {
      let others = names.dropFirst().map { "“\($0)”" }.joined(separator: " or ")
      report("“\(first)” is missing; expected \(section.shape(of: first).words), or \(others)")
    }
  }

  /// The items of a list.
  func list(_ expected: String) -> [Item] {
    guard case .list(let nodes) = node.value else {
      report("found \(node.kind); expected \(expected)")
      return []
    }
    return nodes.enumerated().map { Item(node: $1, path: "\(path).\($0)", log: log) }
  }

  /// A list, or a single item that stands for a list of one.
  func listOrOne() -> [Item] {
    if case .list = node.value { return list("a list") }
    return [self]
  }

  /// A text.
  func string(_ expected: String = "a text") -> String? {
    if case .scalar(let text, _) = node.value { return text }
    report("found \(node.kind); expected \(expected)")
    return nil
  }

  /// A number in a range.
  func number(_ expected: String, where isValid: (Double) -> Bool) -> Double? {
    number(expected, hint: WrittenHint.number, where: isValid)
  }

  private func number(_ expected: String, hint: (String) -> String, where isValid: (Double) -> Bool) -> Double? {
    if case .scalar(let text, _) = node.value, let number = Double(text), number.isFinite, isValid(number) {
      return number
    }
    report("found \(node.kind); expected \(expected)" + (node.text.map(hint) ?? ""))
    return nil
  }

  /// A probability or share.
  func share(_ expected: String = "a share from 0 to 1") -> Double? {
    number(expected, hint: WrittenHint.share) { (0...1).contains($0) }
  }

  /// A whole number in a range.
  func integer(_ expected: String, in range: ClosedRange<Int>) -> Int? {
    if case .scalar(let text, _) = node.value, let number = Int(text) ?? Double(text).flatMap(Int.init(exactly:)),
      range.contains(number)
    {
      return number
    }
    report("found \(node.kind); expected \(expected)" + (node.text.map(WrittenHint.number) ?? ""))
    return nil
  }

  /// True or false.
  func boolean() -> Bool? {
    if case .scalar(let text, _) = node.value, let value = Bool(text.lowercased()) { return value }
    report("found \(node.kind); expected true or false")
    return nil
  }

  /// One of a few words.
  func choice<Choice: RawRepresentable & CaseIterable>(_: Choice.Type) -> Choice? where Choice.RawValue == String {
    let names = Choice.allCases.map(\.rawValue)
    guard let text = string("one of \(names.joined(separator: ", "))") else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    report(
      "found “\(text.shortened)”; expected one of \(names.joined(separator: ", "))"
        + NearestName.hint(text, among: names))
    return nil
  }

  /// A length of time, seconds.
  func duration(_ expected: String = "a time such as 30s or 4min", allowZero: Bool = true) -> Seconds? {
    guard case .scalar(let text, let isQuoted) = node.value else {
      report("found \(node.kind); expected \(expected)")
      return nil
    }
    if !isQuoted, ClockText.looksLikeClock(text) {
      report("found the clock time \(text); expected \(expected)")
      return nil
    }
    switch DurationText.seconds(text) {
    case .success(let value) where value > 0 || (allowZero && value == 0):
      if Double(text) != nil, value != 0 {
        log.warn(
          "“\(text)” has no unit and is read as seconds; write \(text)s or \(text)min", at: node.place, path: path)
      }
      return value
    case .success:
      report("found “\(text.shortened)”; expected \(expected)\(allowZero ? "" : " above 0")")
    case .failure(let problem):
      report("found “\(text.shortened)”\(problem.words); expected \(expected)" + WrittenHint.duration(text))
    }
    return nil
  }

  /// A quoted text with clock times; an unquoted one would be a number in base 60 to other readers of YAML.
  func clockText(_ expected: String) -> String? {
    guard case .scalar(let text, let isQuoted) = node.value else {
      report("found \(node.kind); expected \(expected)")
      return nil
    }
    guard isQuoted || !ClockText.looksLikeClock(text) else {
      report("the clock time \(text) must be quoted: \"\(text)\"; without quotes YAML may read it as a number")
      return nil
    }
    return text
  }

  /// A range of clock times such as `"09:00-22:00"`.
  func clockRange() -> ClockRange? {
    guard let text = clockText("a range of clock times such as \"09:00-22:00\"") else { return nil }
    if let range = ClockText.range(text) { return range }
    report(
      "found “\(text.shortened)”; expected a range of clock times such as \"09:00-22:00\""
        + WrittenHint.punctuation(text))
    return nil
  }

  /// A clock time such as `"09:00"`, seconds after midnight.
  func clock() -> Int? {
    guard let text = clockText("a clock time such as \"09:00\"") else { return nil }
    if let clock = ClockText.seconds(text) { return clock }
    report("found “\(text.shortened)”; expected a clock time such as \"09:00\"" + WrittenHint.punctuation(text))
    return nil
  }
}

/// The entries of a mapping with known keys.
struct Fields {
  let parent: Item
  let items: [String: Item]

  subscript(key: String) -> Item? {
    guard let item = items[key] else { return nil }
    if case .null = item.node.value { return nil }
    return item
  }
}
