import Foundation

/// What the program knows of the terminal.
enum Terminal {
  /// Whether to colour what goes to standard output.
  static var wantsColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
  }

  /// Columns of standard output; 100 when it is not a terminal.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return Int(size.ws_col)
  }

  /// Writes a line to standard error.
  static func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

  /// Writes text to standard output as it is.
  static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

  /// Writes bytes to standard output as they are.
  static func write(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }
}
