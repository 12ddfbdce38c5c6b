import ContactCentre

/// The waits of those who were answered lately, whatever the order in which that became known.
struct RecentWaits: Sendable, Hashable, Codable {
  private struct Entry: Sendable, Hashable, Codable, Comparable {
    var until: Seconds
    var contact: String
    var wait: Seconds

    static func < (first: Entry, second: Entry) -> Bool {
      (first.until, first.contact, first.wait) < (second.until, second.contact, second.wait)
    }
  }

  /// How many are told.
  static let most = 50
  /// Some more are kept, for when one turns out to be wrong.
  private static let spare = 50
  private var entries: [Entry] = []

  private func entry(_ leg: ContactRecord.Leg, _ contact: String) -> Entry? {
    guard leg.end == .answered, let until = leg.until else { return nil }
    return Entry(until: until, contact: contact, wait: until - leg.since)
  }

  mutating func insert(_ leg: ContactRecord.Leg, of contact: String) {
    guard let entry = entry(leg, contact) else { return }
    entries.insert(entry, at: entries.firstIndex { entry < $0 } ?? entries.count)
    if entries.count > Self.most + Self.spare { entries.removeFirst() }
  }

  mutating func remove(_ leg: ContactRecord.Leg, of contact: String) {
    guard let entry = entry(leg, contact), let index = entries.firstIndex(of: entry) else { return }
    entries.remove(at: index)
  }

  /// The last one first, seconds.
  var waits: [Seconds] { entries.suffix(Self.most).reversed().map(\.wait) }
}
