import Foundation

/// An array job of the workload manager Slurm: one element a shard.
///
/// Elements that fail are submitted again; a program that is stopped and started again takes a running job up.
public struct SlurmArray: Sendable {
  /// How many elements there are.
  public let elements: Int
  /// The folder for the script, the number of the job, and what the elements say.
  public let folder: String
  /// The command of an element; `SHARD` in it becomes `i/n`.
  public let command: [String]

  /// What stands in the command for the shard of the element.
  public static let shardPlaceholder = "SHARD"
  /// Times that missing elements are submitted.
  public static let attempts = 3
  private static let pause: TimeInterval = 1

  /// Creates an array job.
  public init(elements: Int, folder: String, command: [String]) {
    self.elements = elements
    self.folder = folder
    self.command = command
  }

  /// Submits what is missing, waits for it, and submits again what failed.
  /// - Parameters:
  ///   - missing: the elements whose work is not there, from 1; asked again and again.
  ///   - isCancelled: stops waiting; the job goes on.
  ///   - tell: what is going on, a line each time it changes.
  /// - Throws: ``SimulationError`` when Slurm is not there or refuses the job, when it was cancelled, and when elements are
  ///   missing after the last attempt.
  public func run(
    missing: () -> [Int], isCancelled: () -> Bool, tell: (String) -> Void
  ) throws {
    let started = ContinuousClock.now
    for attempt in 1...Self.attempts {
      var left = missing()
      if left.isEmpty { return }
      let job: String
      if attempt == 1, let earlier = runningJob() {
        job = earlier
        tell("job \(job) is running already: waiting for it")
      } else {
        job = try submit(left)
        tell("job \(job): \(left.count) of \(elements) shards submitted\(attempt == 1 ? "" : " again")")
      }
      while try isActive(job) {
        if isCancelled() {
          throw SimulationError("stopped waiting; job \(job) goes on: give the same command again to take it up")
        }
        Thread.sleep(forTimeInterval: Self.pause)
        let now = missing()
        if now.count != left.count { tell("\(elements - now.count) of \(elements) shards are there") }
        left = now
      }
    }
    let left = missing()
    guard !left.isEmpty else { return }
    let names = left.map { "\($0)/\(elements)" }.joined(separator: ", ")
    throw SimulationError(
      "after \(Self.attempts) attempts and \(started.duration(to: .now).components.seconds) s shards are missing: \(names); "
        + "what they said is in \(folder)")
  }

  /// The script that is submitted.
  public var script: String {
    let words = command.map { word in
      word == Self.shardPlaceholder ? "\"$SLURM_ARRAY_TASK_ID/\(elements)\"" : Self.quoted(word)
    }
    return """
      #!/bin/sh
      #SBATCH --job-name=waitline
      #SBATCH --requeue
      #SBATCH --open-mode=append
      exec \(words.joined(separator: " "))

      """
  }

  private func submit(_ left: [Int]) throws -> String {
    let script = folder + "/job.sh"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try self.script.write(toFile: script, atomically: true, encoding: .utf8)
    } catch {
      throw SimulationError("cannot write “\(script)”: \((error as NSError).localizedDescription)")
    }
    let answer = try Self.call([
      "sbatch", "--parsable", "--array=\(Self.ranges(left))", "--output=\(folder)/%a.log",
      "--chdir=\(FileManager.default.currentDirectoryPath)", script,
    ])
    guard answer.status == 0, let job = answer.output.split(separator: ";").first.map(String.init), !job.isEmpty else {
      throw SimulationError("Slurm refused the job: \(answer.errors)")
    }
    try? job.write(toFile: folder + "/job", atomically: true, encoding: .utf8)
    return job
  }

  /// The job of an earlier start that has not ended.
  private func runningJob() -> String? {
    guard let job = try? String(contentsOfFile: folder + "/job", encoding: .utf8), (try? isActive(job)) == true else {
      return nil
    }
    return job
  }

  private func isActive(_ job: String) throws -> Bool {
    // A job that is long over is no longer known, which squeue reports as a failure.
    let answer = try Self.call(["squeue", "--noheader", "--format=%T", "--jobs=\(job)"])
    return answer.status == 0 && !answer.output.isEmpty
  }

  /// `1-3,7`.
  static func ranges(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(
      separator: ",")
  }

  /// A word for the shell, as it is.
  static func quoted(_ word: String) -> String { "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'" }

  private static func call(_ words: [String]) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    do { try process.run() } catch { throw SimulationError("cannot run \(words[0]): \(error)") }
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    let complained = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus != 127 else {
      throw SimulationError("there is no “\(words[0])” here: install Slurm, or run the shards by hand with --shard")
    }
    func text(_ data: Data) -> String {
      String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
    return (process.terminationStatus, text(said), text(complained))
  }
}
