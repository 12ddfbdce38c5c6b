import ContactCentre

/// Which columns of a log mean what; read from a small YAML file (see `LogMapping.load(path:)`).
public struct LogMapping: Sendable, Hashable {
  /// What a column can mean.
  public enum Meaning: String, Sendable, Hashable, CaseIterable {
    /// The contact's own id; needed where there are steps.
    case id
    /// The contact type, for example `chat`.
    case type
    /// The department or step that a row is about, where work passes through several: the rows with the same id are then one
    /// contact. Empty for contacts of one row.
    case step
    /// The priority class.
    case priority
    /// The day that `secondsOfDay` and `clock` times count from.
    case date
    /// When the contact asked for an agent.
    case arrived
    /// When it joined the queue; without such a column, when it arrived.
    case queued
    /// When it left the queue; without such a column, when it was answered or, unanswered, ended.
    case dequeued
    /// When an agent began with it.
    case answered
    /// When it was over.
    case ended
    /// What became of it.
    case outcome
    /// Who answered it.
    case agent
    /// The channel.
    case channel
    /// The issue or customer that several contacts may share.
    case issue
  }

  /// Whom the back-test scores.
  public struct Scored: Sendable, Hashable {
    /// Contact types; empty for all.
    public var types: [String] = []
    /// Days of the week, Monday is 0; empty for all.
    public var days: [Int] = []
    /// Clock times of joining the queue, in seconds after midnight.
    public var between: ClockRange?

    /// Everybody.
    public init() {}
  }

  /// The file it was read from, for messages.
  public var file = "mapping"
  /// What the logs are called in reports.
  public var name = "log"
  /// IANA time zone of the centre; times with an offset or in UTC are moved to its clock. Without one, a time with an offset is
  /// taken by the clock that it was written by.
  public var timeZone: String?
  /// What separates the fields; a comma unless said otherwise.
  public var delimiter: UInt8 = 0x2C
  /// How times are written.
  public var times = LogTimeFormat.iso
  /// How far a time may contradict another (answered before arrived, say) before the row is dirty; clocks differ.
  public var clockTolerance: Seconds = 2
  /// The column of each meaning.
  public var columns: [Meaning: String] = [:]
  /// What the values of the outcome column mean; without such a column the times tell.
  public var outcomes: [String: LogOutcome] = [:]
  /// Seconds of waiting that a priority class is given on joining; `type/class` is for one contact type.
  public var priorityCredit: [String: Seconds] = [:]
  /// Whom the back-test scores.
  public var scored = Scored()
  /// Days on which there is no business, as day numbers since 1970-01-01: promises on business time leave them out.
  public var holidays: Set<Int> = []

  /// Creates a mapping without columns.
  public init() {}
}
