import Randomness

/// A step of work that passes through departments, as logs show it.
public struct FittedStep: Sendable {
  /// Where contacts go from a step.
  public struct Route: Sendable {
    /// The next step; `nil` when the contact is done.
    public var step: String?
    /// The share of those who have been there.
    public var share: Estimate
  }

  /// Its name in the scenario, unique within the type.
  public var name: String
  /// The group that does it; `nil` when every group with the skill does.
  public var group: String?
  /// Other groups that do it now and then; the scenario has but one.
  public var otherGroups: [String] = []
  /// How often it was over.
  public var visits: Int
  /// Mean handling time, with a standard error that takes whole days as the unit of chance.
  public var handlingMean: Estimate
  /// Standard deviation of the handling times.
  public var handlingDeviation: Double
  /// Laws of the handling time, the one that foretells other days best first.
  public var handling: [LawFit]
  /// The law in the scenario: the first of `handling`, moved to the mean observed.
  public var handlingLaw: Distribution
  /// Handling times by cell: upper end and share, for the plot.
  public var handlingShares: [(upTo: Double, share: Double)]
  /// Laws of the time before it can begin; empty when it can at once. Of the first step none are found: contacts arrive there.
  public var delay: [LawFit]
  /// Where contacts go next, the largest share first.
  public var next: [Route]

  /// Its place among the works of the logs.
  var work: Int
}

extension TypeFit {
  /// The steps of a type, that in which most contacts begin first, then those with the most visits.
  static func steps(_ type: Int, _ tally: FitTally, names: LogNames) -> [FittedStep] {
    let works = tally.works.indices.filter { tally.typeOf[$0] == type && tally.isStep[$0] }
    guard !works.isEmpty else { return [] }
    let counts = tally.steps
    let first = works.max { (counts.starts[$0], counts.visits[$0], $1) < (counts.starts[$1], counts.visits[$1], $0) }
    let ordered = works.sorted {
      let (left, right) = ($0 == first ? Int.max : counts.visits[$0], $1 == first ? Int.max : counts.visits[$1])
      return (right, $0) < (left, $1)
    }
    var taken: Set<String> = []
    let safe = Dictionary(
      uniqueKeysWithValues: ordered.map { work in
        (work, safeName(names.step(tally.works[work]) ?? names[tally.works[work]], &taken))
      })
    return ordered.map { work in
      let handled = whole(tally.handling[work])
      let mean = mean(tally.handlingByDay(work))
      let laws = LawFitting.fit(tally.handling[work], families: handlingFamilies)
      let visits = counts.visits[work]
      let moves = ordered.filter { counts.moves[work][$0] > 0 }
      let done = max(0, visits - moves.reduce(0) { $0 + counts.moves[work][$1] })
      var routes = moves.map { to in
        FittedStep.Route(step: safe[to], share: share(counts.moves[work][to], of: max(1, visits)))
      }
      if done > 0 || moves.isEmpty {
        routes.append(FittedStep.Route(step: nil, share: visits > 0 ? share(done, of: visits) : Estimate(1)))
      }
      let delayed = whole(counts.delays[work])
      return FittedStep(
        name: safe[work] ?? "", group: nil, visits: visits, handlingMean: mean, handlingDeviation: handled.deviation,
        handling: laws,
        handlingLaw: laws.first.map { $0.law.scaled(by: mean.value / max($0.law.mean, 1e-9)) }
          ?? .exponential(mean: max(1, handled.mean)),
        handlingShares: shares(handled),
        delay: work != first && delayed.count >= 5 && delayed.mean >= 1
          ? LawFitting.fit(counts.delays[work], families: delayFamilies) : [],
        next: routes.sorted { ($1.share.value, $0.step == nil ? 1 : 0) < ($0.share.value, $1.step == nil ? 1 : 0) },
        work: work)
    }
  }

  /// Work of all steps of a contact: sums over days, each with the contacts that arrived on it.
  static func workOfContact(_ type: Int, _ tally: FitTally) -> Estimate {
    let works = tally.works.indices.filter { tally.typeOf[$0] == type }
    let days = tally.observed.sorted { $0.key < $1.key }.map { day, figures in
      (
        sum: works.reduce(0) { $0 + (tally.handlingOfDay[$1][day]?.sum ?? 0) },
        count: Double(
          figures[type * tally.periods..<(type + 1) * tally.periods].reduce(0) { $0 + $1.offered })
      )
    }
    return mean(days)
  }
}
