/// Groups that share contact types, with what is known of their shifts.
///
/// Parts do not meet: each is searched by itself, and one simulation judges a candidate of every part at once.
struct SchedulePart {
  /// The planned groups.
  let indices: [Int]
  /// Their shifts, as indices into all choices; programmes and values count in this order.
  let columns: [Int]
  /// The promises that depend on them.
  let cells: [Int]
  /// The contact types that only groups of this part answer, and that neither come from others nor turn into others.
  let ownTypes: [Int]
  /// What proposes shifts: all rows.
  var programme: ScheduleProgramme
  /// The same without the margin that the final check asks for: its cost is a bound for promises kept on average.
  var relaxed: ScheduleProgramme
  /// The same without that margin and without rows that assume service to be concave in staff.
  var unassuming: ScheduleProgramme
  /// `programme` without rows that assume service to be concave in staff.
  var safe: ScheduleProgramme
  /// What all schedules have to reach over a day, and by what margin; see ``ScheduleSearch/addDayLevels()``.
  var dayRows: [(worth: [ScheduleProgramme.Worth], margin: Double)] = []
  /// The cost that these rows alone prove, once it was asked for.
  var dayBound: Double?
  /// Whether `programme` has rows that `safe` lacks.
  var hasPlanes = false
  /// `programme` with more agents where a proposal failed, until something is kept.
  var repair: ScheduleProgramme?
  var repairs = 0
  /// Productive heads on each shift of the best schedule that keeps the part's promises on the streams of the search.
  var best: [Int]?
  var bestCost = Double.infinity
  /// A cost that no shifts of the part are below.
  var bound = 0.0
  /// Whether fresh streams have rejected a schedule: rows added since then are no longer those of the sampled problem.
  var isBoundFinal = false
  var isProven = false
  /// Whether nothing is left to search for.
  var isSettled = false
  /// Schedules that the programme has proposed.
  var proposed: Set<[Int]> = []

  init(_ problem: StaffingProblem, _ choices: [ShiftChoice], indices: [Int]) {
    self.indices = indices
    let columns = choices.indices.filter { indices.contains(choices[$0].index) }
    self.columns = columns
    let groups = indices.map { problem.scenario.agentGroups[problem.planned[$0]] }
    cells = problem.cells.indices.filter { number in
      let type = problem.scenario.contactTypes[problem.cells[number].type]
      return groups.contains { group in
        group.skills.contains { $0.contactType == type.name } || type.steps.contains { $0.group == group.name }
      }
    }
    let types = problem.scenario.contactTypes
    let names = Set(groups.map(\.name))
    let targets = Set(types.flatMap(\.mayBecome))
    let answered = types.indices.filter { type in
      let able = problem.scenario.agentGroups.filter { group in
        group.skills.contains { $0.contactType == types[type].name }
      }
      return !able.isEmpty && able.allSatisfy { names.contains($0.name) }
    }
    ownTypes = answered.filter { type in
      types[type].mayBecome.isEmpty && types[type].steps.isEmpty && !targets.contains(types[type].name)
        && types[type].arrivals?.isPlain ?? true
    }
    programme = ScheduleProgramme(problem, columns.map { choices[$0] })
    relaxed = programme
    unassuming = programme
    safe = programme
  }

  /// Leaves out the rows that assume service to be concave in staff from what bounds the cost without a margin.
  mutating func leaveOutPlanes() {
    hasPlanes = false
    relaxed = unassuming
  }

  /// Takes a schedule as the best one if it is cheaper.
  mutating func keep(_ values: [Int], cost: Double) {
    guard cost < bestCost - 1e-9 else { return }
    best = values
    bestCost = cost
  }

  /// Notes a cost that no shifts are below.
  mutating func raiseBound(to cost: Double) {
    guard !isBoundFinal else { return }
    bound = max(bound, min(cost, bestCost))
  }

  /// Whether cost and bound are so near that no more is asked for.
  func isWithin(_ gap: Double) -> Bool { best != nil && bestCost - bound <= gap * bestCost + 1e-9 }
}
