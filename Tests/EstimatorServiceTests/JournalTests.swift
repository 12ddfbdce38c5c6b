import ContactCentre
import EstimatorService
import Foundation
import Testing

/// The journal as a file.
@Suite struct JournalTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func entries(_ numbers: ClosedRange<Int>) -> [Journal.Entry] {
    numbers.map { Journal.Entry(enqueued("\($0)", Double($0)), received: monday10 + Double($0)) }
  }

  private func replay(_ journal: Journal, after number: Int64 = 0) throws -> [Int64: Journal.Entry] {
    var found: [Int64: Journal.Entry] = [:]
    try journal.replay(after: number) { found[$1] = $0 }
    return found
  }

  @Test func whatIsWrittenComesBackOnce() throws {
    try withFolder { folder in
      do {
        let journal = try Journal(folder: folder)
        #expect(try journal.append(entries(1...3)) == [1, 2, 3])
        let numbers = try journal.append(entries(2...4))
        #expect(numbers.map { $0 != nil } == [false, false, true])
        #expect(try replay(journal)[try #require(numbers[2])] == entries(4...4)[0])
        // One batch with the same event twice.
        let twice = entries(5...5) + entries(5...5)
        #expect(try journal.append(twice).compactMap { $0 }.count == 1)
        try journal.close()
      }
      let journal = try Journal(folder: folder)
      let found = try replay(journal)
      #expect(found.values.map(\.event.id).sorted() == (1...5).map { "e-\($0)" })
      #expect(try replay(journal, after: 3).count == 2)
      #expect(try journal.snapshot() == nil)
    }
  }

  @Test func oneAtATime() throws {
    try withFolder { folder in
      let first = try Journal(folder: folder)
      #expect(throws: JournalError.inUse(folder)) { try Journal(folder: folder) }
      #expect(try first.append(entries(1...1)) == [1])
    }
  }

  @Test func whatASnapshotCoversIsDroppedWhenOld() throws {
    try withFolder { folder in
      let journal = try Journal(folder: folder)
      _ = try journal.append(entries(1...5000))
      // Taken at second 1 to 5000; those more than 1000 s before the newest, and covered, go.
      try journal.keep(snapshot: Data("old".utf8), upTo: 3000, dropping: 1000)
      #expect(try journal.count() == 2000)
      try journal.keep(snapshot: Data("new".utf8), upTo: 5000, dropping: 1000)
      #expect(try journal.count() == 1001)
      let kept = try #require(try journal.snapshot())
      #expect(kept.body == Data("new".utf8) && kept.number == 5000)
      // Numbers go on, also when all that is left is dropped.
      try journal.keep(snapshot: Data(), upTo: 5000, dropping: -1)
      #expect(try journal.count() == 0)
      #expect(try journal.append(entries(6000...6000)) == [5001])
    }
  }

  @Test func aFullJournalTakesNothingOfABatch() throws {
    try withFolder { folder in
      let journal = try Journal(folder: folder, mostBytes: 64 * 4096)
      var written = 0
      var failure: JournalError?
      while failure == nil, written < 100_000 {
        do {
          written += try journal.append(entries(written + 1...written + 100)).count
        } catch let error as JournalError {
          failure = error
        }
      }
      #expect(failure == .full(folder + "/journal.sqlite"))
      #expect(written > 100)
      #expect(try replay(journal).count == written)
      // Room again: the same batch goes in.
      try journal.keep(snapshot: Data(), upTo: Int64(written), dropping: 100)
      #expect(try journal.append(entries(written + 1...written + 100)).count == 100)
    }
  }

  @Test func anotherFormatIsLeftAlone() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data("this is not a database, but long enough to be taken for one by its length alone".utf8)
        .write(to: URL(fileURLWithPath: folder + "/journal.sqlite"))
      #expect { try Journal(folder: folder) } throws: { error in
        guard case .damaged = error as? JournalError else { return false }
        return true
      }
    }
  }
}

/// What guards the service.
@Suite struct GuardTests {
  @Test func tokensAreHashedWithSHA256() throws {
    // FIPS 180-4, the examples of one block and of two, and the empty message.
    let vectors = [
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ]
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    for (token, digest) in vectors {
      try "# a comment\nread \(digest)  # another\n\n".write(to: file, atomically: true, encoding: .utf8)
      let book = try TokenBook(file: file.path)
      #expect(book.allows(token, .read) && !book.allows(token, .events) && !book.allows(token + "x", .read))
      #expect(book.has(.read) && !book.has(.events))
    }
  }

  @Test func loopback() {
    for host in ["127.0.0.1", "127.1.2.3", "localhost", "::1"] { #expect(ServiceOptions.isLoopback(host)) }
    for host in ["0.0.0.0", "::", "198.51.100.1", "127.0.0.1.example", "127.0.0", "example", ""] {
      #expect(!ServiceOptions.isLoopback(host))
    }
  }

  @Test func aClockThatIsSetIsNoticed() {
    let start = ContinuousClock.now
    var watch = ClockWatch(wall: 1000, steady: start)
    #expect(watch.jump(wall: 1010, steady: start + .seconds(10)) == nil)
    #expect(watch.jump(wall: 1014, steady: start + .seconds(11)) == nil)
    #expect(watch.jump(wall: 4615, steady: start + .seconds(12)) == 3600)
    #expect(watch.jump(wall: 4616, steady: start + .seconds(13)) == nil)
    #expect(watch.jump(wall: 16, steady: start + .seconds(13)) == -4600)
  }
}
