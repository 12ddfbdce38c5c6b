import Foundation

/// Why files could not be written or read, in words for the planner.
public struct OutputError: Error, CustomStringConvertible, Sendable, Equatable {
  /// What could not be done, where and why.
  public let description: String

  init(_ description: String) { self.description = description }

  /// What could not be done, and the system's reason.
  init(_ what: String, because error: any Error) { description = "\(what): \(Self.reason(error))" }

  /// The system's reason in plain words.
  private static func reason(_ error: any Error) -> String {
    if let error = error as? POSIXError { return String(cString: strerror(error.code.rawValue)) }
    let inner = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
    if let inner, (inner as NSError).domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32((inner as NSError).code)))
    }
    return (error as NSError).localizedDescription
  }
}
