import Foundation

/// How something that was written by habit is written in a scenario; a hint for the end of a message, or nothing.
enum WrittenHint {
  /// Punctuation of Chinese keyboards and of word processors, and what stands for it in a scenario.
  private static let plain: [Character: String] = [
    "：": ":", "，": ",", "；": ";", "．": ".", "％": "%", "（": "(", "）": ")", "［": "[", "］": "]", "｛": "{", "｝": "}",
    "＂": "\"", "“": "\"", "”": "\"", "„": "\"", "‘": "'", "’": "'", "－": "-", "～": "-", "—": "-", "\u{3000}": " ",
  ]

  private static let chineseUnits = [
    ("小时", "h"), ("分钟", "min"), ("分", "min"), ("秒钟", "s"), ("秒", "s"), ("天", "d"),
  ]

  /// For punctuation that is not that of a scenario.
  static func punctuation(_ text: some StringProtocol) -> String {
    guard let found = text.first(where: { plain[$0] != nil }), let meant = plain[found] else { return "" }
    return "; write \(meant) instead of \(found)"
  }

  /// For a number with a decimal comma, a percent sign or a comma between thousands.
  static func number(_ text: String) -> String {
    let text = text.trimming()
    if let last = text.last, last == "%" || last == "％" {
      guard let value = Double(withPoint(String(text.dropLast()).trimming())) else { return "" }
      return "; write \(short(value / 100))"
    }
    guard let comma = text.firstIndex(of: ",") else { return punctuation(text) }
    guard Double(withPoint(text)) != nil else {
      return Double(text.filter { $0 != "," }) == nil
        ? punctuation(text) : "; write \(text.filter { $0 != "," }), without commas"
    }
    guard text[text.index(after: comma)...].count != 3 else {
      return "; write the number without the comma, or with a decimal point"
    }
    return "; write \(withPoint(text)), with a decimal point"
  }

  /// For a share that was written in percent.
  static func share(_ text: String) -> String {
    // 1.2 may be a slip as well; 85 is a share in percent.
    if let value = Double(text), value >= 2, value <= 100 {
      return "; \(short(value))% is written \(short(value / 100))"
    }
    return number(text)
  }

  /// For a length of time with a decimal comma or with Chinese units.
  static func duration(_ text: String) -> String {
    var written = withPoint(text)
    for (unit, short) in chineseUnits { written = written.replacingOccurrences(of: unit, with: short) }
    if written != text, case .success = DurationText.seconds(written) { return "; write \(written)" }
    return punctuation(text)
  }

  /// For a date in another order or with other separators.
  static func date(_ text: String) -> String {
    guard let date = DateText.spreadsheetDate(text) else { return punctuation(text) }
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "; write \"\(date.year)-\(two(date.month))-\(two(date.day))\""
  }

  /// For the key that YAML makes of what stands behind a decimal comma: `{target: 0,9}` is `target: 0` and a key `9`.
  static func key(_ key: String, after previous: DocumentNode?) -> String? {
    if let whole = previous?.text, key.first?.isASCII == true, key.first?.isNumber == true,
      !whole.isEmpty, whole.allSatisfy({ $0.isASCII && $0.isNumber })
    {
      return "; “\(whole),\(key)” is written \(whole).\(key), with a decimal point"
    }
    let hint = punctuation(key)
    return hint.isEmpty ? nil : hint
  }

  private static func withPoint(_ text: String) -> String {
    text.count(where: { $0 == "," }) == 1 ? text.replacingOccurrences(of: ",", with: ".") : text
  }

  private static func short(_ value: Double) -> String {
    let rounded = (value * 1e9).rounded() / 1e9
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
  }
}
