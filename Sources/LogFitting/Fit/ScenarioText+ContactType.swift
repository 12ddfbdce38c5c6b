import Randomness

// What is written of a contact type.
extension ScenarioText {
  func contactType(_ type: FittedType) -> [String] {
    var lines = ["  \(type.name):"]
    if type.name != type.logName { lines.append("    description: \(Self.quoted("In the logs: " + type.logName))") }
    lines += ["    channel: \(type.channel.rawValue)", "    arrivals:", "      perHour:"]
    for (weekday, rates) in zip(Self.weekdays, type.rates) {
      guard let rates else {
        lines.append("        \(weekday): 0             # no such day in the record")
        continue
      }
      lines.append("        \(weekday): [\(rates.map { Self.short($0.value) }.joined(separator: ", "))]")
      lines.append("        #  ± [\(rates.map { Self.short($0.standardError ?? 0) }.joined(separator: ", "))]")
    }
    lines += dayFactor(type)
    lines += type.steps.isEmpty ? handling(type) : steps(type)
    if let wrapUp = type.wrapUp {
      var shape = ""
      if let error = wrapUp.shapeError {
        if case .weibull = wrapUp.law { shape = ", shape" } else { shape = ", cv" }
        shape += " ± \(Self.short(error))"
      }
      lines.append(
        "    wrapUp: \(Self.law(wrapUp.law))   # mean ± \(Self.short(wrapUp.mean.standardError ?? 0)) s\(shape), \(wrapUp.count) seen"
      )
    }
    lines += patience(type)
    if !type.channel.isDeferred {
      lines.append(
        "    promise: {answerWithin: \(Self.time(fit.options.answerWithin)), target: \(Self.short(fit.options.target)), definition: SL1}   # a yardstick"
      )
    }
    if let credit = type.waitingCredit, credit.value > 0 {
      lines.append(
        "    waitingCredit: \(Self.time(credit.value))   # ± \(Self.short(credit.standardError ?? 0)) s: what the classes in its queue are given, on average"
      )
    }
    return lines + redial(type) + resolution(type)
  }

  private func dayFactor(_ type: FittedType) -> [String] {
    guard let whole = type.dayFactor, let own = type.ownDayFactor else {
      return ["      # Day factor: too few days with the same weekday to tell."]
    }
    var factors: [String] = []
    if fit.sharedDayFactor != nil { factors.append("day") }
    if own >= 0.005 { factors.append("{gamma: {cv: \(Self.short(own))}}") }
    let note = "cv \(Self.short(whole.value)) ± \(Self.short(whole.standardError ?? 0)) in all"
    guard !factors.isEmpty else { return ["      # Day factor: \(note), no more than chance."] }
    return [
      "      dayFactor: \(factors.count == 1 ? factors[0] : "[" + factors.joined(separator: ", ") + "]")   # \(note)"
    ]
  }

  private func handling(_ type: FittedType) -> [String] {
    let mean = type.handlingMean
    var lines = [
      "    # Observed: mean \(Self.short(mean.value)) ± \(Self.short(mean.standardError ?? 0)) s, cv \(Self.short(type.handlingDeviation / max(mean.value, 1e-9)))\(hasFactor(type) ? " without the factor of the hour" : "").",
      "    # Log-likelihood a contact on other days: \(scores(type.handling)).",
    ]
    if let best = type.handling.first, let error = best.shapeError {
      lines.append("    # \(best.family == .weibull ? "Shape" : "cv") ± \(Self.short(error)).")
    }
    if type.slowdown.count > 1 {
      lines.append("    # Below: alone in hand; see slowdown.")
    }
    if let best = type.handling.first {
      lines += Self.errors(best, scaled: type.handlingLaw.mean / max(best.law.mean, 1e-9))
    }
    lines.append("    handling: \(Self.law(type.handlingLaw))")
    return lines + handlingFactor(type)
  }

  private func hasFactor(_ type: FittedType) -> Bool { type.channel == .phone && !fit.handlingSpells.isEmpty }

  /// What takes longer at some times of the day.
  private func handlingFactor(_ type: FittedType) -> [String] {
    guard hasFactor(type) else { return [] }
    let ranges = fit.handlingSpells.map { "\"\($0.hours)\": \(Self.short($0.factor.value))" }
    let errors = fit.handlingSpells.map { Self.short($0.factor.standardError ?? 0) }
    return [
      "    # Of all calls together, by when they were answered: ± [\(errors.joined(separator: ", "))]. The law is of the rest.",
      "    handlingFactor: {\(ranges.joined(separator: ", "))}",
    ]
  }

  private func patience(_ type: FittedType) -> [String] {
    guard let best = type.patience.first else {
      return type.channel.isDeferred
        ? [] : ["    # Patience: \(type.gaveUp) gave up, too few to tell; here nobody does."]
    }
    var note =
      "    # \(type.gaveUp) gave up, \(type.served) who waited were served. Log-likelihood on other days: \(scores(type.patience))."
    if let error = best.meanError {
      note += "\n    # Mean ± \(Self.short(error)) s"
      if let shape = best.shapeError { note += ", shape ± \(Self.short(shape))" }
      note += "; beyond the longest waits it is the law that speaks, not the record."
    }
    let curve = type.patienceCurve
    let points = [30.0, 60, 120, 300, 600].map { time in
      let index = curve.times.lastIndex { $0 <= time }
      let (value, error) = index.map { (curve.survival[$0], curve.standardErrors[$0]) } ?? (1, 0)
      return "\(Self.time(time)) \(Self.percent(value)) ± \(Self.percent(error))"
    }
    note += "\n    # Kaplan-Meier, still waiting after: \(points.joined(separator: ", "))."
    return note.split(separator: "\n").map(String.init) + Self.errors(best) + ["    patience: \(Self.law(best.law))"]
  }

  /// The standard errors of a law with many figures, in the order of the figures.
  static func errors(_ fit: LawFit, scaled factor: Double = 1) -> [String] {
    fit.figureErrors.map { figures in
      let errors = figures.errors.map { short($0 * (figures.areTimes ? factor : 1)) }
      return "    # \(figures.key) ± [\(errors.joined(separator: ", "))]"
    }
  }

  /// The standard errors of a law of delays: those of its mean and its shape in a sentence, those of many figures in lines.
  static func delayErrors(_ delay: LawFit) -> (sentence: String, lines: [String]) {
    var figures = delay.meanError.map { ["mean ± \(short($0)) s"] } ?? []
    if let error = delay.shapeError { figures.append("\(delay.family == .weibull ? "shape" : "cv") ± \(short(error))") }
    return (figures.isEmpty ? "" : " Delay: \(figures.joined(separator: ", ")).", errors(delay))
  }

  private func redial(_ type: FittedType) -> [String] {
    guard let window = fit.options.returnWindow, let share = type.redial, let delay = type.redialDelay.first
    else { return [] }
    let errors = Self.delayErrors(delay)
    let note =
      "    # Of \(type.missed) who gave up or were blocked \(Self.percent(share.value)) ± \(Self.percent(share.standardError ?? 0)) tried again within \(Self.time(window)); those are in no rate."
    return [note + errors.sentence] + errors.lines + [
      "    redial: {share: \(Self.short(share.value)), after: \(Self.law(delay.law))}"
    ]
  }

  private func resolution(_ type: FittedType) -> [String] {
    guard let window = fit.options.returnWindow, let settled = type.firstContact, let delay = type.returnDelay.first
    else { return [] }
    let returns = type.returnsAs.map { name, share in
      "{as: \(name), share: \(Self.part(share)), after: \(Self.law(delay.law))}"
    }
    let errors = Self.delayErrors(delay)
    var error = errors.sentence
    if type.returnsAs.count > 1 {
      let came = (1 - settled.value) * Double(type.followed)
      let errors = type.returnsAs.map { Self.short(($0.share * (1 - $0.share) / max(came, 1)).squareRoot()) }
      error += " Shares ± [\(errors.joined(separator: ", "))]."
    }
    return [
      "    # Of \(type.followed) answered contacts \(Self.percent(1 - settled.value)) ± \(Self.percent(settled.standardError ?? 0)) came back within \(Self.time(window)); those are in no rate.\(error)"
    ] + errors.lines + [
      "    resolution:", "      firstContact: \(Self.short(settled.value))", "      window: \(Self.time(window))",
      "      otherwise: [\(returns.joined(separator: ", "))]",
    ]
  }

  func scores(_ fits: [LawFit]) -> String {
    fits.map { "\($0.family.rawValue) \($0.foretells ? Self.fixed($0.heldOut, 4) : "too few")" }.joined(separator: ", ")
  }
}
