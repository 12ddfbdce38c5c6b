import CGLPK
import Foundation

/// A small modelling layer over the integer programmes of the GNU Linear Programming Kit: minimise a cost under linear rows.
struct IntegerProgramme {
  /// A column: a whole number of something.
  struct Column {
    var cost: Double
    var most: Int?
  }

  /// A row: Σ coefficient · column ≥ least.
  struct Row {
    var terms: [(column: Int, coefficient: Double)]
    var least: Double
  }

  /// What a solution run ends with.
  enum Outcome {
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
  func solve(seconds: Double, gap: Double = 0) -> Outcome {
    let parts = parts
    guard !rows.contains(where: { $0.terms.isEmpty && $0.least > 1e-9 }) else { return .infeasible }
    guard parts.count > 1 else { return solveWhole(seconds: seconds, gap: gap) }
    let deadline = Date().addingTimeInterval(seconds)
    var values = Array(repeating: 0, count: columns.count)
    var (cost, bound, isFound) = (0.0, 0.0, true)
    for (number, part) in parts.enumerated() {
      let share = max(1, deadline.timeIntervalSinceNow / Double(parts.count - number))
      switch part.programme.solveWhole(seconds: share, gap: gap) {
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
          terms: row.terms.compactMap { term in places[term.column].map { ($0, term.coefficient) } }, least: row.least)
      }
      return (part, own)
    }
  }

  private func solveWhole(seconds: Double, gap: Double) -> Outcome {
    glp_term_out(GLP_OFF)
    guard let problem = glp_create_prob() else { return .outOfTime(bound: 0) }
    defer { glp_delete_prob(problem) }
    glp_set_obj_dir(problem, GLP_MIN)
    glp_add_cols(problem, Int32(columns.count))
    for (index, column) in columns.enumerated() {
      let number = Int32(index + 1)
      glp_set_col_kind(problem, number, GLP_IV)
      let most = column.most.map(Double.init)
      glp_set_col_bnds(problem, number, most == nil ? GLP_LO : most == 0 ? GLP_FX : GLP_DB, 0, most ?? 0)
      glp_set_obj_coef(problem, number, column.cost)
    }
    if !rows.isEmpty { glp_add_rows(problem, Int32(rows.count)) }
    for (index, row) in rows.enumerated() {
      let number = Int32(index + 1)
      glp_set_row_bnds(problem, number, GLP_LO, row.least, 0)
      // GLPK counts from 1.
      glp_set_mat_row(
        problem, number, Int32(row.terms.count), [0] + row.terms.map { Int32($0.column + 1) },
        [0] + row.terms.map(\.coefficient))
    }
    var parameters = glp_iocp()
    glp_init_iocp(&parameters)
    parameters.presolve = GLP_ON
    parameters.mir_cuts = GLP_ON
    parameters.gmi_cuts = GLP_ON
    parameters.mip_gap = gap
    parameters.tm_lim = Int32(max(1, min(seconds, 1e6)) * 1000)
    let status = glp_intopt(problem, &parameters)
    if status == GLP_ENOPFS { return .infeasible }
    let relaxed = relaxation(problem)
    switch glp_mip_status(problem) {
    case GLP_OPT, GLP_FEAS:
      let values = columns.indices.map { Int(glp_mip_col_val(problem, Int32($0 + 1)).rounded()) }
      let cost = glp_mip_obj_val(problem)
      return .solved(
        values: values, cost: cost, bound: glp_mip_status(problem) == GLP_OPT ? cost * (1 - gap) : min(cost, relaxed))
    case GLP_NOFEAS: return .infeasible
    default: return status == 0 ? .infeasible : .outOfTime(bound: relaxed)
    }
  }

  /// The cost of the best fractional solution.
  private func relaxation(_ problem: OpaquePointer) -> Double {
    var parameters = glp_smcp()
    glp_init_smcp(&parameters)
    parameters.msg_lev = GLP_MSG_OFF
    guard glp_simplex(problem, &parameters) == 0, glp_get_status(problem) == GLP_OPT else { return 0 }
    return glp_get_obj_val(problem)
  }
}
