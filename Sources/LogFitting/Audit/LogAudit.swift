import ContactCentre

/// Audits of promises against logs. Logs are streamed: memory grows with their days, not with their rows, except
/// for contacts with steps, which are held until the last of them is known.
public struct LogAudit: Sendable {
  /// One for each promise, in their order.
  public let promises: [PromiseAudit]
  /// Rows read, rows dirty.
  public let rows: RowCounts
  /// Contacts that never asked for an agent, and are in no figure.
  public let notOffered: Int

  /// Reads the logs and audits the promises.
  /// - Parameters:
  ///   - paths: the logs.
  ///   - mapping: what their columns mean.
  ///   - promises: what was promised.
  ///   - definition: the service level by which the claims are judged.
  ///   - allowDirty: goes on with more than 5 % of dirty rows.
  ///   - setAside: takes dirty rows, as in `LogReader`.
  /// - Throws: `LogError` for logs that cannot be read, too many dirty rows, and promises about what never occurs.
  public init(
    paths: [String], mapping: LogMapping, promises: [ServicePromise], definition: ServiceLevelDefinition,
    allowDirty: Bool = false, setAside: ((String, Int, DirtyReason, String) -> Void)? = nil
  ) throws(LogError) {
    var promises = promises
    for index in promises.indices { promises[index].business?.holidays = mapping.holidays }
    var reader = LogReader(mapping: mapping, setAside: setAside)
    var tallies = promises.map(PromiseTally.init)
    var end = LogEnd()
    var notOffered = 0
    var seen: Set<NameID> = []
    // A promise's name may be a type or a channel; kept per name number, found once.
    var owners: [NameID: [Int]] = [:]
    var steps = StepJoin()
    var pending: [LogContact] = []
    func settle(_ names: LogNames) {
      for contact in pending {
        for name in [contact.type, contact.channel].compactMap({ $0 }) where seen.insert(name).inserted {
          owners[name] = promises.indices.filter { promises[$0].name == names[name] }
        }
        if !contact.isOffered { notOffered += 1 }
        for index in tallies.indices {
          let isMeant =
            promises[index].name == nil || owners[contact.type]?.contains(index) == true
            || contact.channel.map { owners[$0]?.contains(index) == true } ?? false
          if isMeant { tallies[index].add(contact, end: end) }
        }
      }
      for index in tallies.indices { tallies[index].settle(at: end) }
      pending.removeAll(keepingCapacity: true)
    }
    for path in paths {
      try reader.readNamed(path: path) { row, names in
        end.take(row)
        if let contact = steps.take(row) { pending.append(contact) }
        if pending.count == 4_096 { settle(names) }
      }
    }
    pending += steps.finish()
    settle(reader.names)
    for index in tallies.indices { tallies[index].finish(at: end) }
    if !allowDirty { try reader.requireClean() }
    if seen.isEmpty {
      throw LogError(
        file: paths.joined(separator: ", "), message: "holds no contact; expected rows behind the header")
    }
    for (promise, tally) in zip(promises, tallies) where tally.days.isEmpty {
      let found = seen.map { reader.names[$0] }.sorted().joined(separator: ", ")
      throw LogError(
        file: paths.joined(separator: ", "),
        message: "no contacts for “\(promise.text)”; expected all or one of \(found)")
    }
    self.promises = tallies.map { PromiseAudit($0, definition: definition) }
    rows = reader.counts
    self.notOffered = notOffered
  }
}
