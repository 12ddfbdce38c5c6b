import Randomness

// Laws with a list of figures, as `waitline fit` writes them.
extension Item {
  /// `{quantiles: [3s, 40s, 2min, 15min]}`, at equally spaced probabilities from 0 to 1.
  func empirical() -> Distribution? {
    let fields = self.fields(.empiricalLaw)
    guard let item = fields["quantiles"], let quantiles = item.durations() else { return nil }
    guard (2...1001).contains(quantiles.count), quantiles == quantiles.sorted(), (quantiles.last ?? 0) > 0 else {
      item.report("must be 2 to 1001 ascending times, the last above 0")
      return nil
    }
    return .empirical(quantiles: quantiles)
  }

  /// `[{share: 0.3, mean: 20s}, {share: 0.7, mean: 4min, stages: 3}]`.
  func phaseType() -> Distribution? {
    let items = listOrOne()
    let branches = items.compactMap { item -> PhaseBranch? in
      let fields = item.fields(.phaseBranch)
      let stages = fields["stages"].map { $0.integer("a whole number from 1 to 100", in: 1...100) ?? 1 } ?? 1
      guard let share = fields["share"]?.share(), let mean = fields["mean"]?.duration(allowZero: false) else {
        return nil
      }
      return PhaseBranch(share: share, mean: mean, stages: stages)
    }
    guard branches.count == items.count else { return nil }
    let sum = branches.reduce(0) { $0 + $1.share }
    guard (1...20).contains(branches.count), abs(sum - 1) < 1e-6 else {
      report("must be 1 to 20 branches whose shares add up to 1; found \(branches.count) with \(sum)")
      return nil
    }
    return .phaseType(branches)
  }

  /// `{until: [30s, 2min], leave: [0.1, 0.2], tailMean: 10min}`.
  func piecewiseHazard() -> Distribution? {
    let fields = self.fields(.piecewiseHazardLaw)
    let tail = fields["tailMean"]?.duration(allowZero: false)
    guard let ends = fields["until"], let shares = fields["leave"], let until = ends.durations(), let tail else {
      return nil
    }
    let items = shares.list("a list of shares")
    let leave = items.compactMap { $0.number("a share from 0 and below 1") { $0 >= 0 && $0 < 1 } }
    guard leave.count == items.count else { return nil }
    guard leave.count == until.count, (1...100).contains(until.count) else {
      shares.report("must have as many shares as “until” has times, 1 to 100")
      return nil
    }
    guard zip([0] + until, until).allSatisfy({ $0 < $1 }) else {
      ends.report("must be ascending times above 0")
      return nil
    }
    return .piecewiseHazard(HazardPieces(until: until, leave: leave, tailMean: tail))
  }

  private func durations() -> [Double]? {
    let items = list("a list of times")
    let times = items.compactMap { $0.duration() }
    return times.count == items.count ? times : nil
  }
}
