/// Finds what somebody probably meant.
package enum NearestName {
  /// The candidate with the fewest typing mistakes, if they are few enough for it to be meant.
  static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased())
    // Names of very different length are not worth comparing, and there may be thousands.
    let similar = candidates.filter { abs($0.utf8.count - name.utf8.count) <= name.utf8.count / 2 + 6 }
    let scored = similar.map { (distance(wanted, Array($0.lowercased())), $0) }
    guard let best = scored.min(by: { $0 < $1 }) else { return nil }
    return best.0 <= max(1, min(wanted.count, best.1.count) / 3 + 1) && best.0 < wanted.count ? best.1 : nil
  }

  /// `; did you mean “x”?`, or nothing.
  package static func hint(_ name: String, among candidates: some Sequence<String>) -> String {
    of(name, among: candidates).map { "; did you mean “\($0)”?" } ?? ""
  }

  /// The hint, or else all names there are, if they are few.
  static func hintOrList(_ name: String, among candidates: [String]) -> String {
    if let nearest = of(name, among: candidates) { return "; did you mean “\(nearest)”?" }
    guard (1...8).contains(candidates.count) else { return "" }
    return "; expected \(candidates.map { "“\($0.shortened)”" }.joined(separator: ", "))"
  }

  /// Letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    guard a.count < 100, b.count < 100 else { return .max }
    var rows = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    for i in 1...a.count {
      for j in 1...b.count {
        var best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
        rows[i][j] = best
      }
    }
    return rows[a.count][b.count]
  }
}
