// Plays a scenario on the thread that it was started on and prints how many contacts were offered: what bench-check counts
// the instructions of. The whole program starts threads of its own, which valgrind cannot follow.
//
//   counter REPLICATIONS SCENARIO [--by-events | --by-general-engine] [+OVERLAY | PATH=VALUE]…
import Foundation
import ScenarioFormat
import Simulation

let words = CommandLine.arguments.dropFirst()
guard let replications = words.first.flatMap({ Int($0) }), let path = words.dropFirst().first else {
  FileHandle.standardError.write(
    Data("counter REPLICATIONS SCENARIO [--by-events | --by-general-engine] [+OVERLAY | PATH=VALUE]…\n".utf8))
  exit(64)
}
// A single queue in another manner than by itself: without the waits by place, which would double what is counted.
let manners: [String: Simulator.SingleQueue] = ["--by-events": .byEvents, "--by-general-engine": .byGeneralEngine]
let manner = words.compactMap { manners[$0] }.first
let changes = words.dropFirst(2).filter { manners[$0] == nil }
var scenario = try ScenarioLoader().load(
  path: path, overlays: changes.filter { $0.hasPrefix("+") }.map { String($0.dropFirst()) },
  sets: changes.filter { !$0.hasPrefix("+") }
).scenario
scenario.experiment.minimumReplications = replications
scenario.experiment.stopping = nil
let result = try Simulator(scenario, announcements: manner == nil, singleQueue: manner ?? .settled).run(threads: 1)
let perDay = result.contactTypes.reduce(0.0) { $0 + ($1.day.offered.mean ?? 0) }
print(perDay * Double(result.replications * result.days))
