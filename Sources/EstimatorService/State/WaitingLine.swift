import ContactCentre

/// Who waits for a contact type, first come first.
struct WaitingLine: Sendable, Hashable {
  /// One who waits; of two who came at the same moment the lesser id is first.
  struct Entry: Sendable, Hashable, Comparable {
    var since: Seconds
    var contact: String

    static func < (first: Entry, second: Entry) -> Bool {
      (first.since, first.contact) < (second.since, second.contact)
    }
  }

  private(set) var entries: [Entry] = []

  mutating func insert(_ contact: String, since: Seconds) {
    let entry = Entry(since: since, contact: contact)
    entries.insert(entry, at: place(of: entry))
  }

  mutating func remove(_ contact: String, since: Seconds) {
    let entry = Entry(since: since, contact: contact)
    let index = place(of: entry)
    if index < entries.count, entries[index] == entry { entries.remove(at: index) }
  }

  /// The place of one who waits; 1 is next.
  func position(_ contact: String, since: Seconds) -> Int { place(of: Entry(since: since, contact: contact)) + 1 }

  /// How many entries come before this one.
  private func place(of entry: Entry) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] < entry { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
