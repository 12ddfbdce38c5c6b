import ContactCentre
import Simulation

// What the agents of a period can do for the promise of a day, at most.
extension ScheduleSearch {
  /// Agents that are simulated in a period, as shares of what staffing asks for; of up to ten all numbers near it.
  private static let levels = [0, 0.25] + (4...16).map { Double($0) / 10 }

  /// Adds rows to what bounds the cost of parts with one group: over the day the contacts of all periods together have to be
  /// answered in time as often as promised, and those of a period are so most often when all other periods have plenty.
  /// Nothing is assumed of the shape of service, so the row bounds the cost of every schedule.
  mutating func addDayLevels() throws {
    let plenty = plenty()
    let single = parts.indices.filter { parts[$0].indices.count == 1 }
    guard !single.isEmpty else { return }
    // What each period adds to the slack of a day, by cell, period and simulated agents.
    var seen: [Int: [Int: [Int: Double]]] = [:]
    var least: [Int: Double] = [:]
    for phase in 0..<problem.reach {
      var done: Set<[Int]> = []
      for level in Self.levels + [.infinity] where !isOver {
        var heads = plenty
        var asked: [Int] = []
        for part in single {
          let index = parts[part].indices[0]
          for period in requirement[index].indices where period % problem.reach == phase {
            let agents = min(Double(plenty[index][period]), (level * Double(requirement[index][period])).rounded())
            heads[index][period] = level == .infinity ? plenty[index][period] : Int(agents)
            asked.append(heads[index][period])
          }
        }
        guard done.insert(asked).inserted else { continue }
        let table = try problem.table(heads, 0..<care * problem.replications, seed: problem.seed)
        let scores = PromiseScores(problem.cells, table)
        for part in single {
          let index = parts[part].indices[0]
          for cell in parts[part].cells where isDay(cell) && scores.isObserved[cell] {
            // The error of a day is never taken to be below that of contacts independent of each other.
            let target = problem.cells[cell].target
            let error = (target * (1 - target) * scores.weight[cell] / Double(table.count)).squareRoot()
            least[cell] = min(FreshCheck.factor * error, 0.5 * (1 - target) * scores.weight[cell])
            for period in problem.cells[cell].periods where period % problem.reach == phase {
              seen[cell, default: [:]][period, default: [:]][heads[index][period]] = slack(cell, period, table)
            }
          }
        }
      }
    }
    guard !isOver else { return }
    for part in single {
      let index = parts[part].indices[0]
      for cell in parts[part].cells {
        guard let periods = seen[cell], let margin = least[cell] else { continue }
        let worth = periods.sorted { $0.key < $1.key }.map { period, values in
          ScheduleProgramme.Worth(index: index, period: period, worth: Self.curve(values))
        }
        // Not what proposes schedules: its many columns make GLPK slow, and planes say the same more sharply where they hold.
        parts[part].safe.require(worth, atLeast: margin)
        parts[part].relaxed.require(worth, atLeast: 0)
        parts[part].unassuming.require(worth, atLeast: 0)
        parts[part].dayRows.append((worth, margin))
      }
    }
  }

  /// Takes the bound that assumes nothing in place of that by planes, where rows of days give one.
  mutating func boundDays() {
    for number in parts.indices where !parts[number].dayRows.isEmpty && !parts[number].isProven {
      guard parts[number].best != nil else { continue }
      var programme = ScheduleProgramme(problem, parts[number].columns.map { choices[$0] })
      for row in parts[number].dayRows { programme.require(row.worth, atLeast: row.margin) }
      let found =
        parts[number].dayBound ?? Self.bound(of: programme, seconds: min(Self.secondsOfBound, secondsLeft))
      parts[number].dayBound = found
      parts[number].bound = min(found, parts[number].bestCost)
      parts[number].leaveOutPlanes()
    }
  }

  private static let secondsOfBound = 10.0

  /// Whether a cell is a day's promise on the wait, to be kept on average.
  private func isDay(_ cell: Int) -> Bool {
    problem.cells[cell].kind != .deadline && problem.cells[cell].probability == nil
  }

  /// What the contacts that arrive in a period add to the slack of their day, in a replication on average.
  private func slack(_ cell: Int, _ period: Int, _ table: ReplicationTable) -> Double {
    let sum = (0..<table.count).reduce(0.0) { sum, replication in
      let pair = problem.cells[cell].pair(table, replication: replication, period: period)
      return sum + pair.x - problem.cells[cell].target * pair.y
    }
    return sum / Double(table.count)
  }

  /// Worth at most with 0, 1, … agents: of numbers that were not simulated that of the next one above that was; it only
  /// grows.
  private static func curve(_ values: [Int: Double]) -> [Double] {
    var curve: [Double] = []
    var highest = -Double.infinity
    for (agents, value) in values.sorted(by: { $0.key < $1.key }) {
      highest = max(highest, value)
      while curve.count <= agents { curve.append(highest) }
    }
    return curve
  }
}
