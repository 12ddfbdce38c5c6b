import CGLPK

// Branch and cut by the GNU Linear Programming Kit.
extension IntegerProgramme {
  /// What is watched while GLPK searches: its calls come from C, which knows no closures.
  private final class Watch {
    var bound = 0.0
    let isCancelled: () -> Bool

    init(isCancelled: @escaping () -> Bool) { self.isCancelled = isCancelled }
  }

  /// Solves all rows together.
  func solveWhole(seconds: Double, gap: Double, isCancelled: @escaping () -> Bool) -> Outcome {
    glp_term_out(GLP_OFF)
    guard let problem = glp_create_prob() else { return .outOfTime(bound: 0) }
    defer { glp_delete_prob(problem) }
    let unit = costUnit
    fill(problem, unit: unit)
    let watch = Watch(isCancelled: isCancelled)
    var simplex = glp_smcp()
    glp_init_smcp(&simplex)
    simplex.msg_lev = GLP_MSG_OFF
    guard glp_simplex(problem, &simplex) == 0 else { return .outOfTime(bound: 0) }
    guard glp_get_status(problem) == GLP_OPT else {
      return glp_get_status(problem) == GLP_NOFEAS ? .infeasible : .outOfTime(bound: 0)
    }
    watch.bound = glp_get_obj_val(problem)
    let status = withExtendedLifetime(watch) {
      var parameters = glp_iocp()
      glp_init_iocp(&parameters)
      parameters.mir_cuts = GLP_ON
      // Pseudo-costs: with rows that simulation has found GLPK then needs tenths of a second where it had needed 5 s.
      parameters.br_tech = Int32(GLP_BR_PCH)
      parameters.mip_gap = gap
      parameters.tm_lim = Int32(max(0.1, min(seconds, 1e6)) * 1000)
      parameters.cb_info = Unmanaged.passUnretained(watch).toOpaque()
      parameters.cb_func = { tree, info in
        guard let tree, let info else { return }
        let watch = Unmanaged<Watch>.fromOpaque(info).takeUnretainedValue()
        let node = glp_ios_best_node(tree)
        if node != 0 { watch.bound = max(watch.bound, glp_ios_node_bound(tree, node)) }
        if watch.isCancelled() { glp_ios_terminate(tree) }
      }
      return glp_intopt(problem, &parameters)
    }
    // All costs are multiples of the unit: one that is not can be rounded up.
    let proven = unit * (hasUnit ? (watch.bound - 1e-6).rounded(.up) : watch.bound)
    switch glp_mip_status(problem) {
    case GLP_OPT, GLP_FEAS:
      let values = columns.indices.map { Int(glp_mip_col_val(problem, Int32($0 + 1)).rounded()) }
      let cost = glp_mip_obj_val(problem) * unit
      let isBest = status == 0 && glp_mip_status(problem) == GLP_OPT
      return .solved(values: values, cost: cost, bound: isBest ? cost : min(cost, proven))
    case GLP_NOFEAS: return .infeasible
    default: return status == 0 ? .infeasible : .outOfTime(bound: proven)
    }
  }

  /// The largest amount that all costs are multiples of: with whole coefficients GLPK rounds its bounds up, and so do we. 1
  /// where there is none.
  private var costUnit: Double {
    func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
    let cents = columns.map { $0.cost * 100 }
    guard cents.allSatisfy({ abs($0 - $0.rounded()) < 1e-6 && $0 < 1e12 }) else { return 1 }
    let common = cents.reduce(0) { divisor($0, Int($1.rounded())) }
    return common > 0 ? Double(common) / 100 : 1
  }

  private var hasUnit: Bool {
    let unit = costUnit
    return columns.allSatisfy { abs($0.cost / unit - ($0.cost / unit).rounded()) < 1e-9 }
  }

  private func fill(_ problem: OpaquePointer, unit: Double) {
    glp_set_obj_dir(problem, GLP_MIN)
    glp_add_cols(problem, Int32(columns.count))
    for (index, column) in columns.enumerated() {
      let number = Int32(index + 1)
      glp_set_col_kind(problem, number, column.isShare ? GLP_CV : GLP_IV)
      let most = column.most.map(Double.init)
      glp_set_col_bnds(problem, number, most == nil ? GLP_LO : most == 0 ? GLP_FX : GLP_DB, 0, most ?? 0)
      glp_set_obj_coef(problem, number, column.cost / unit)
    }
    if !rows.isEmpty { glp_add_rows(problem, Int32(rows.count)) }
    for (index, row) in rows.enumerated() {
      let number = Int32(index + 1)
      glp_set_row_bnds(problem, number, row.isEqual ? GLP_FX : GLP_LO, row.least, row.least)
      // GLPK counts from 1.
      glp_set_mat_row(
        problem, number, Int32(row.terms.count), [0] + row.terms.map { Int32($0.column + 1) },
        [0] + row.terms.map(\.coefficient))
    }
  }
}
