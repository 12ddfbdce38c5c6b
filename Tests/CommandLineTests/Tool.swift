import Foundation
import Testing

/// Runs the real program, as a user would.
enum Tool {
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The program stands beside the tests.
  static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appendingPathComponent("waitline")

  /// The top of the checkout.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func start(_ arguments: [String], in folder: URL = root) throws -> (process: Process, out: URL, err: URL) {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let out = place.appendingPathExtension("out")
    let err = place.appendingPathExtension("err")
    for file in [out, err] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return (process, out, err)
  }

  /// Ctrl-C, some seconds after the program has begun to listen for it: on a busy machine that may take a while.
  static func interrupt(_ process: Process, after seconds: Double) {
    let deadline = Date().addingTimeInterval(60)
    while process.isRunning, Date() < deadline {
      let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
      let caught = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }?.split(separator: "\t").last
      if let caught, let signals = UInt64(caught, radix: 16), signals >> UInt64(SIGINT - 1) & 1 == 1 { break }
      Thread.sleep(forTimeInterval: 0.02)
    }
    Thread.sleep(forTimeInterval: seconds)
    process.interrupt()
  }

  static func finish(_ started: (process: Process, out: URL, err: URL)) throws -> Outcome {
    started.process.waitUntilExit()
    defer { for file in [started.out, started.err] { try? FileManager.default.removeItem(at: file) } }
    return Outcome(
      status: started.process.terminationStatus, output: try String(contentsOf: started.out, encoding: .utf8),
      errors: try String(contentsOf: started.err, encoding: .utf8))
  }

  static func run(_ arguments: String..., in folder: URL = root) throws -> Outcome {
    try finish(start(arguments, in: folder))
  }

  static func run(_ arguments: [String], in folder: URL = root) throws -> Outcome {
    try finish(start(arguments, in: folder))
  }

  /// A new empty folder, removed afterwards.
  static func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// The figures of a summary.
  static func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The mean of a figure at a path of keys.
  static func figure(_ json: [String: Any], _ keys: String...) throws -> Double {
    var value: Any = json
    for key in keys { value = try #require((value as? [String: Any])?[key], "no \(keys.joined(separator: "."))") }
    return try #require((value as? [String: Any])?["mean"] as? Double, "no mean in \(keys.joined(separator: "."))")
  }
}
