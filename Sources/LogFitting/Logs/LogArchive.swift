/// All clean contacts of some logs in memory, in order of arrival; what a replay needs.
public struct LogArchive: Sendable {
  /// The mapping they were read with.
  public var mapping: LogMapping
  /// Contacts by time of arrival, then file, then row.
  public var contacts: [LogContact]
  /// The names of types, agents and so on.
  public var names: LogNames
  /// The files, as they were given.
  public var files: [String]
  /// Rows read, rows dirty.
  public var counts: RowCounts

  /// Reads logs.
  /// - Parameters:
  ///   - paths: the files, CSV or CSV.gz.
  ///   - mapping: what their columns mean.
  ///   - allowDirty: goes on with more than 5 % of dirty rows.
  ///   - setAside: takes dirty rows, as in `LogReader`.
  /// - Throws: `LogError` for files that cannot be read and for too many dirty rows.
  public init(
    paths: [String], mapping: LogMapping, allowDirty: Bool = false,
    setAside: ((String, Int, DirtyReason, String) -> Void)? = nil
  ) throws(LogError) {
    var reader = LogReader(mapping: mapping, setAside: setAside)
    var contacts: [LogContact] = []
    for path in paths { try reader.read(path: path) { contacts.append($0) } }
    if !allowDirty { try reader.requireClean() }
    contacts.sort { ($0.arrived, $0.file, $0.row) < ($1.arrived, $1.file, $1.row) }
    self.mapping = mapping
    self.contacts = contacts
    names = reader.names
    files = reader.files
    counts = reader.counts
  }

  /// Seconds of credit by type and priority class.
  var credits: ClassCredits { ClassCredits(mapping, names) }
}
