import Foundation

/// A small modelling layer over the integer programmes of the GNU Linear Programming Kit: minimise a cost under linear rows.
struct IntegerProgramme {
  /// A column: a whole number of something.
  struct Column {
    var cost: Double
    var most: Int?
    /// Whether it may be any number, not only a whole one.
    var isShare = false
  }

  /// A row: Σ coefficient · column ≥ least, or equal to it.
  struct Row {
    var terms: [(column: Int, coefficient: Double)]
    var least: Double
    var isEqual = false
  }

  /// What a solution run ends with.
  enum Outcome: Sendable {
    /// The best values, their cost, and a cost that no solution can be below.
    case solved(values: [Int], cost: Double, bound: Double)
    /// No values satisfy all rows.
    case infeasible
    /// Nothing was found in the time allowed; a cost that no solution can be below.
    case outOfTime(bound: Double)
  }

  private(set) var columns: [Column] = []
  private(set) var rows: [Row] = []

  /// Adds a column; its number.
  mutating func add(cost: Double, most: Int? = nil) -> Int {
    columns.append(Column(cost: cost, most: most))
    return columns.count - 1
  }

  /// Adds a column without cost that need not be whole; its number.
  mutating func addShare(most: Int) -> Int {
    columns.append(Column(cost: 0, most: most, isShare: true))
    return columns.count - 1
  }

  /// Adds a column that is a sum of others; its number. Branching on it settles more than branching on one of many shifts
  /// that are nearly the same: GLPK then solves in a tenth of a second what it had not in ten.
  mutating func addSum(of terms: [(column: Int, coefficient: Double)]) -> Int {
    let column = add(cost: 0)
    rows.append(Row(terms: terms + [(column, -1)], least: 0, isEqual: true))
    return column
  }

  /// Adds a row.
  mutating func add(_ terms: [(column: Int, coefficient: Double)], atLeast least: Double) {
    // Terms of the same column are added up: GLPK wants each once.
    var sums: [Int: Double] = [:]
    for term in terms { sums[term.column, default: 0] += term.coefficient }
    rows.append(
      Row(terms: sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, least: least))
  }

  /// Solves by branch and cut, each independent part by itself: groups that share no contact type share no row either, and
  /// the tree of all together would be as large as the product of theirs.
  /// - Parameters:
  ///   - seconds: the time allowed for all parts.
  ///   - gap: relative distance between cost and bound at which it is good enough.
  ///   - isCancelled: asked at every node; stops with what there is.
  func solve(seconds: Double, gap: Double = 0, isCancelled: @escaping () -> Bool = { false }) -> Outcome {
    let parts = parts
    guard !rows.contains(where: { $0.terms.isEmpty && $0.least > 1e-9 }) else { return .infeasible }
    guard parts.count > 1 else { return solveWhole(seconds: seconds, gap: gap, isCancelled: isCancelled) }
    let deadline = Date().addingTimeInterval(seconds)
    var values = Array(repeating: 0, count: columns.count)
    var (cost, bound, isFound) = (0.0, 0.0, true)
    for (number, part) in parts.enumerated() {
      let share = max(1, deadline.timeIntervalSinceNow / Double(parts.count - number))
      switch part.programme.solveWhole(seconds: share, gap: gap, isCancelled: isCancelled) {
      case .infeasible: return .infeasible
      case .outOfTime(let least):
        bound += least
        isFound = false
      case .solved(let found, let price, let least):
        cost += price
        bound += least
        for (place, column) in part.columns.enumerated() { values[column] = found[place] }
      }
    }
    return isFound ? .solved(values: values, cost: cost, bound: bound) : .outOfTime(bound: bound)
  }

  /// The parts that share no row, with the numbers of their columns here; columns in no row stay 0, as none costs less than 0.
  private var parts: [(programme: IntegerProgramme, columns: [Int])] {
    var parent = Array(columns.indices)
    func root(_ column: Int) -> Int {
      var column = column
      while parent[column] != column {
        parent[column] = parent[parent[column]]
        column = parent[column]
      }
      return column
    }
    for row in rows {
      guard let first = row.terms.first else { continue }
      for term in row.terms.dropFirst() { parent[root(term.column)] = root(first.column) }
    }
    var rowsOf: [Int: [Row]] = [:]
    for row in rows where !row.terms.isEmpty { rowsOf[root(row.terms[0].column), default: []].append(row) }
    let members = Dictionary(grouping: columns.indices, by: root)
    return rowsOf.keys.sorted().map { key in
      let own = members[key] ?? []
      let places = Dictionary(uniqueKeysWithValues: own.enumerated().map { ($1, $0) })
      var part = IntegerProgramme()
      part.columns = own.map { columns[$0] }
      part.rows = (rowsOf[key] ?? []).map { row in
        Row(
          terms: row.terms.compactMap { term in places[term.column].map { ($0, term.coefficient) } }, least: row.least,
          isEqual: row.isEqual)
      }
      return (part, own)
    }
  }
}
