import ContactCentre

/// How the service runs.
public struct ServiceOptions: Sendable {
  /// The address to listen at.
  public var host = "127.0.0.1"
  /// The port; 0 lets the system choose one.
  public var port = 8080
  /// The folder of the journal; `nil` keeps nothing over a restart.
  public var data: String?
  /// Who may ask and report; `nil` is everybody, which only a loopback address allows.
  public var tokens: TokenBook?
  /// Origins whose pages may show what customers see, for example `https://shop.example`; `*` is every page.
  public var allowedOrigins: [String] = []
  /// The folder whose scenarios the planner's page opens; `nil` turns the page off.
  public var scenarios: String?
  /// What time it is.
  public var clock = ServiceClock.wall
  /// How late an event may come, seconds.
  public var window: Seconds = 600
  /// How agents count as on duty.
  public var duty = DutyRules()
  /// Events that a snapshot covers are kept for so long, seconds.
  public var retention: Seconds = 172_800
  /// The largest journal, bytes.
  public var mostJournalBytes = 4 << 30
  /// A snapshot is made after so many events.
  public var snapshotEvery = 20_000
  /// The most contacts and agents that are followed at once.
  public var mostTracked = 300_000
  /// The largest body of a request, bytes.
  public var mostBodyBytes = 1 << 20
  /// The most events in a batch, and customers in a question.
  public var mostBatch = 1000
  /// The most connections at once.
  public var mostConnections = 1000
  /// The most streams at once.
  public var mostStreams = 500
  /// A connection that is idle, and a request that does not come to its end, are closed after so long, seconds.
  public var idleTimeout: Seconds = 30

  /// The usual.
  public init() {}

  /// Whether an address reaches this machine only.
  public static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host == "[::1]"
      || (host.hasPrefix("127.") && host.split(separator: ".").count == 4
        && host.split(separator: ".").allSatisfy { UInt8($0) != nil })
  }

  /// Whether a text is an origin as browsers send it, or `*`.
  public static func isOrigin(_ text: String) -> Bool {
    text == "*" || text.wholeMatch(of: /https?:\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]+)?/) != nil
  }

  /// Why the service must not start; `nil` when it may.
  public var refusal: String? {
    guard !Self.isLoopback(host) else { return nil }
    guard let tokens else {
      return "\(host) can be reached from other machines: give --tokens a file, or listen at 127.0.0.1"
    }
    for scope in [TokenBook.Scope.read, .events] where !tokens.has(scope) {
      return "\(host) can be reached from other machines, and the token file has no token for “\(scope.rawValue)”"
    }
    return nil
  }
}
