import ContactCentre
import Randomness

/// Fits what belongs to one contact type.
enum TypeFit {
  /// Families tried for handling times and for delays of returns; those tried for patience, whose data are censored.
  static let handlingFamilies: [LawFit.Family] = [
    .exponential, .lognormal, .gamma, .weibull, .phaseType, .empirical,
  ]
  private static let patienceFamilies: [LawFit.Family] = [.exponential, .weibull, .piecewiseHazard]
  static let delayFamilies: [LawFit.Family] = [.exponential, .lognormal, .gamma, .weibull, .empirical]
  /// With fewer who gave up patience stays unknown.
  private static let fewestGivenUp = 5

  static func all(_ tally: FitTally, _ demand: DemandFit, survey: LogSurvey, names: LogNames) -> [FittedType] {
    var taken: Set<String> = []
    let safe = tally.types.map { safeName(names[$0], &taken) }
    return tally.types.indices.map { type in
      let id = tally.types[type]
      return fit(
        type, tally, demand, name: safe[type], logName: names[id],
        channel: channel(of: id, survey, names), names: names, all: safe)
    }
  }

  /// The channel of a type: as the log has it, else as the name of the type sounds; what passes through departments is a ticket,
  /// unless it says otherwise.
  static func channel(of type: NameID, _ survey: LogSurvey, _ names: LogNames) -> Channel {
    if let own = survey.channel[type] { return channel(names[own]) }
    let channel = channel(names[type])
    return survey.steps[type] != nil && !channel.isDeferred ? .ticket : channel
  }

  private static func fit(
    _ type: Int, _ tally: FitTally, _ demand: DemandFit, name: String, logName: String, channel: Channel,
    names: LogNames, all: [String]
  ) -> FittedType {
    let handled = whole(tally.handling[type])
    let steps = steps(type, tally, names: names)
    let handlingMean =
      steps.isEmpty
      ? mean(tally.handlingByDay(type)) : workOfContact(type, tally)
    let handling = steps.isEmpty ? LawFitting.fit(tally.handling[type], families: handlingFamilies) : []
    // Calls overlap by the clocks' doing only. Chats held together slow each other down: the law in the scenario is that of
    // a contact alone in hand.
    let slowdown = channel == .chat ? tally.concurrency.slowdown(type) : [Estimate(1, 0)]
    let alone = channel == .chat ? tally.concurrency.work(type) ?? handlingMean.value : handlingMean.value
    // The factors of the time come on top of the law, and leave the mean observed.
    let stretch = tally.stretch[type].count > 0 ? tally.stretch[type].sum / tally.stretch[type].count : 1
    let law = handling.first.map { $0.law.scaled(by: alone / stretch / max($0.law.mean, 1e-9)) }
    let waits = whole(tally.patience[type])
    let patience =
      waits.count >= fewestGivenUp && !channel.isDeferred
      ? LawFitting.fit(tally.patience[type], families: patienceFamilies) : []
    let spread = demand.spreads[type]
    let common = demand.shared?.value ?? 0
    let followed = tally.returns.followed[type]
    let came = tally.returns.returned[type].reduce(0, +)
    let missed = tally.returns.missed[type]
    return FittedType(
      name: name, logName: logName, channel: channel,
      offered: demand.ordinary.reduce(0) { sum, day in
        sum
          + (tally.observed[day] ?? [])[type * tally.periods..<(type + 1) * tally.periods].reduce(0) { $0 + $1.offered }
      },
      rates: demand.rates(type), dayFactor: spread.map { Estimate($0.cv, $0.standardError) },
      ownDayFactor: spread.map { max(0, $0.cv * $0.cv - common).squareRoot() },
      steps: steps, handlingMean: handlingMean, handlingDeviation: handled.deviation, handling: handling,
      handlingLaw: law ?? .exponential(mean: max(1, handled.mean)), wrapUp: wrapUp(tally.wrapUps[type]),
      patience: patience, gaveUp: waits.count, served: waits.cutOff, patienceCurve: SurvivalCurve(waits),
      handlingShares: shares(handled), slowdown: slowdown,
      firstContact: followed > 0 ? share(followed - came, of: followed) : nil,
      followed: followed,
      returnsAs: tally.returns.returned[type].enumerated().filter { $0.element > 0 }.sorted { $0.element > $1.element }
        .map { (all[$0.offset], Double($0.element) / Double(max(came, 1))) },
      returnDelay: delay(tally.returns.delays[type]),
      waitingCredit: waitingCredit(type, tally),
      redial: missed > 0 ? share(tally.returns.redialled[type], of: missed) : nil, missed: missed,
      redialDelay: delay(tally.returns.redialDelays[type]))
  }

  /// Laws of the time until customers come back. Whoever did is in no rate and must not be lost: of a few, and of those who come
  /// back at once, it is their mean.
  private static func delay(_ halves: [DurationCounts]) -> [LawFit] {
    let seen = whole(halves)
    guard seen.count > 0 else { return [] }
    let laws = seen.count >= 5 ? LawFitting.fit(halves, families: delayFamilies) : []
    guard laws.isEmpty else { return laws }
    return [
      LawFit(family: .empirical, law: .constant(seen.mean), meanError: seen.meanError, shapeError: nil, heldOut: -1e300)
    ]
  }

  /// The mean credit of a type's classes, less that of the live type with the least: the line sees differences only.
  private static func waitingCredit(_ type: Int, _ tally: FitTally) -> Estimate? {
    let live = tally.types.indices.filter { !tally.isDeferred[$0] && tally.credits[$0].count > 0 }
    let means = live.map { tally.credits[$0].sum / tally.credits[$0].count }
    guard live.contains(type), let least = means.min(), let most = means.max(), most > least else { return nil }
    let own = tally.credits[type]
    let mean = own.sum / own.count
    let variance = max(0, own.squares / own.count - mean * mean)
    return Estimate(mean - least, (variance / own.count).squareRoot())
  }

  /// A share with its binomial standard error.
  static func share(_ number: Int, of count: Int) -> Estimate {
    let share = Double(number) / Double(count)
    return Estimate(share, (share * (1 - share) / Double(count)).squareRoot())
  }

  static func whole(_ halves: [DurationCounts]) -> DurationCounts {
    halves.reduce(into: DurationCounts()) { $0.add($1) }
  }

  /// The mean of durations with whole days as clusters (Cochran, Sampling Techniques, 3rd ed., 1977, 6.3).
  static func mean(_ days: [(sum: Double, count: Double)]) -> Estimate {
    let count = days.reduce(0) { $0 + $1.count }
    guard count > 0 else { return Estimate(0) }
    let mean = days.reduce(0) { $0 + $1.sum } / count
    guard days.count > 1 else { return Estimate(mean) }
    let squares = days.reduce(0) { sum, day in
      let residual = day.sum - mean * day.count
      return sum + residual * residual
    }
    let number = Double(days.count)
    return Estimate(mean, (squares * number / (number - 1)).squareRoot() / count)
  }

  private static func wrapUp(_ halves: [DurationCounts]) -> (
    mean: Estimate, law: Distribution, shapeError: Double?, count: Int
  )? {
    let seen = whole(halves)
    // Less than a second is the clocks' doing.
    guard seen.count >= 10, seen.mean >= 1 else { return nil }
    let limit = seen.limit ?? .infinity
    let laws = LawFitting.fit(halves, families: [.exponential, .lognormal, .gamma, .weibull])
    let best = laws.first { $0.law.mean < 2 * limit && ($0.meanError ?? .infinity) < $0.law.mean / 2 }
    guard let best else {
      // So many outlast the limit that those seen do not tell how long they take; a note says so.
      let mean = min(limit, seen.exposure / Double(seen.count))
      return (Estimate(mean, limit), .exponential(mean: mean), nil, seen.count)
    }
    return (Estimate(best.law.mean, best.meanError), best.law, best.shapeError, seen.count)
  }

  /// The distribution of the handling times in some thirty steps, up to nearly all of them.
  static func shares(_ counts: DurationCounts) -> [(upTo: Double, share: Double)] {
    let cells = counts.endedCells
    guard counts.count > 0 else { return [] }
    var sum = 0
    var reach = 0.0
    for (cell, count) in cells where Double(sum) < 0.99 * Double(counts.count) {
      sum += count
      reach = DurationGrid.edges[cell + 1]
    }
    let step =
      [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 43_200, 86_400].first {
        reach / $0 <= 40
      } ?? reach / 40
    var shares = (1...max(1, Int((reach / step).rounded(.up)))).map { (upTo: Double($0) * step, share: 0.0) }
    for (cell, count) in cells {
      let index = Int(DurationGrid.middle(cell) / step)
      if index < shares.count { shares[index].share += Double(count) / Double(counts.count) }
    }
    return shares
  }

  /// A name that scenario files allow.
  static func safeName(_ name: String, _ taken: inout Set<String>) -> String {
    let kept = name.map { character -> Character in
      character.isLetter || character.isNumber || "._-".contains(character) ? character : "-"
    }
    let base = kept.isEmpty ? "type" : String(kept)
    var unique = base
    var number = 2
    while !taken.insert(unique).inserted {
      unique = "\(base)-\(number)"
      number += 1
    }
    return unique
  }

  /// The channel that a name in the log speaks of; telephone when it speaks of none.
  private static func channel(_ name: String) -> Channel {
    let name = name.lowercased()
    if name.contains("chat") { return .chat }
    if name.contains("ticket") { return .ticket }
    if ["mail", "message", "deferred", "letter"].contains(where: name.contains) { return .deferred }
    return name.contains("social") ? .social : .phone
  }
}

extension SurvivalCurve {
  /// The curve of counted durations.
  init(_ counts: DurationCounts) {
    let ended = counts.endedCells.map { (time: DurationGrid.middle($0.cell), events: $0.count, censored: 0) }
    let censored = counts.censoredCells.map { (time: DurationGrid.middle($0.cell), events: 0, censored: $0.count) }
    self.init(counted: ended + censored)
  }
}
