import ContactCentre
import Randomness
import ScenarioFormat

extension LogFit {
  /// The fitted scenario as a file: every figure with its standard error and how it was found, as comments.
  public var yaml: String { ScenarioText(fit: self).text }

  /// The fitted scenario, read back from ``yaml``: what is simulated is what is written.
  /// - Parameter overlays: names of special days to apply.
  /// - Throws: `ScenarioErrors`.
  public func scenario(overlays: [String] = []) throws -> Scenario {
    try ScenarioLoader().load(text: yaml, fileName: "fitted scenario", directory: ".", overlays: overlays).scenario
  }
}

/// Writes a fitted scenario.
struct ScenarioText {
  let fit: LogFit

  /// More special days would hide the scenario; the others are named in a comment.
  static let mostOverlays = 12
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  var text: String {
    (head + calendar + contactTypes + agentGroups + overlays + experiment).joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    let days = zip(Self.weekdays, fit.ordinaryDays).map { "\($0) \($1)" }.joined(separator: ", ")
    var lines = [
      "# yaml-language-server: $schema=schema/scenario.schema.json", "#",
      "# An ordinary week of “\(Self.plain(fit.name))”, fitted by waitline fit to \(fit.days) days from \(fit.firstDay) to \(fit.lastDay)",
      "# (\(fit.rows.rows) rows, \(fit.rows.dirtyRows) of them not usable; \(fit.notOffered) contacts never asked for an agent).",
      "#", "# Behind ± stands the standard error. How the figures were found:",
      "# - Rates: mean of the ordinary days of a weekday (\(days)); the error allows for",
      "#   chance (Poisson) and for the factor of the day.",
      "# - Day factor: what days differ beyond chance (Paule-Mandel); its error is a quarter of the 95 % interval.",
      "# - Special days: further from the median of their weekday than a quarter and than 3.5 robust standard deviations; or six",
      "#   hours of them than half and than 4.5. They are in no rate and no staff; each is an overlay.",
      "# - Handling, patience: maximum likelihood over what was recorded to the second. Of several kinds of law the one that",
      "#   gives the days it was not fitted to the highest likelihood (even days foretell odd ones and the other way round).",
      "#   The law of handling is moved to the mean observed, so that the load is right.",
      "# - Patience: those who were served or sent away would have waited longer (censored).",
    ]
    if fit.namesAgents {
      lines += [
        "# - Agents on duty: while serving, and between contacts at most \(Self.time(fit.options.longestIdle)) apart, unless somebody waited meanwhile",
        "#   for more than \(Self.time(fit.options.longestWrapUp)): then the agent was on a break. Shorter times with somebody waiting do not",
        "#   count: whoever is there takes the contact. The error is that of a mean of days.",
        "# - Wrap-up: from the end of a contact to the next one while somebody waits; longer ones are breaks. When nobody waits any\n#   more before that, it was longer than until then (censored).",
        "# - Groups: agents who answer the same types. Ranks are not in the record: those who can do least come first.",
      ]
    } else {
      lines += [
        "# - Agents on duty: the log names none. While somebody waits, all who are there are busy; else at least as many were",
        "#   there as were ever busy at once, so that quiet hours look worse staffed than they were.",
      ]
    }
    lines += [
      "# - Absence: how much the staff of days with the same weekday differs, as if each agent stayed away with that probability.",
      "# - The promise is a yardstick for the comparison, not a figure of the record.",
    ]
    for note in fit.notes { lines += Self.wrapped(note.text) }
    if let trend = fit.trend {
      lines.append(
        "# - Trend: demand changed by \(Self.percent(trend.value)) ± \(Self.percent(trend.standardError ?? 0)) in 30 days; the rates are those of the middle of the record."
      )
    }
    return lines + [
      "version: 1", "name: \(Self.quoted(fit.name + ", an ordinary week"))",
      "description: Fitted to the logs from \(fit.firstDay) to \(fit.lastDay).", "",
    ]
  }

  private var calendar: [String] {
    let start = fit.start
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var lines = [
      "calendar:", "  timezone: \(fit.timeZone ?? "UTC")",
      "  start: \"\(start.year)-\(two(start.month))-\(two(start.day))\"                 # the first Monday after the record",
      "  days: 7", "  period: \(fit.options.periodSeconds / 60)min", "",
    ]
    if let shared = fit.sharedDayFactor {
      lines += [
        "dayFactors:                             # busy days are busy for all types",
        "  day: {gamma: {cv: \(Self.short(shared.value))}}                # ± \(Self.short(shared.standardError ?? 0)), from the products of the types' residuals",
        "",
      ]
    }
    return lines
  }

  private var contactTypes: [String] { ["contactTypes:"] + fit.types.flatMap(contactType) + [""] }

  private func contactType(_ type: FittedType) -> [String] {
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

  private var agentGroups: [String] {
    var lines = ["agentGroups:"]
    for group in fit.groups {
      lines += ["  \(group.name):"]
      if group.agents > 0 { lines.append("    # \(group.agents) agents in the record.") }
      lines.append("    skills:")
      for (type, rank) in group.skills {
        let slowdown = fit.types[type].slowdown
        var figures = "rank: \(rank)"
        if slowdown.count > 1 {
          figures +=
            ", concurrency: \(slowdown.count), slowdown: [\(slowdown.map { Self.short($0.value) }.joined(separator: ", "))]"
        }
        let errors = slowdown.map { Self.short($0.standardError ?? 0) }.joined(separator: ", ")
        lines.append(
          "      \(fit.types[type].name): {\(figures)}" + (slowdown.count > 1 ? "   # slowdown ± [\(errors)]" : ""))
      }
      if group.absence.value >= 0.005 {
        lines.append(
          "    absence: \(Self.short(group.absence.value))   # ± \(Self.short(group.absence.standardError ?? 0)); the plan below counts those who stay away"
        )
      }
      lines.append("    staff:")
      for (weekday, (heads, seen)) in zip(Self.weekdays, zip(group.heads, group.onDuty)) {
        guard let heads, let seen else {
          lines.append("      \(weekday): 0")
          continue
        }
        lines.append("      \(weekday): [\(heads.map(String.init).joined(separator: ", "))]")
        lines.append("      #  seen [\(seen.map { Self.short($0.value) }.joined(separator: ", "))]")
        lines.append("      #     ± [\(seen.map { Self.short($0.standardError ?? 0) }.joined(separator: ", "))]")
      }
    }
    lines.append("")
    if fit.liveInterrupts {
      lines += ["routing: {liveInterruptsDeferred: true}   # agents took live contacts with other work in hand", ""]
    }
    return lines
  }

  private var overlays: [String] {
    guard !fit.specialDays.isEmpty else { return [] }
    var lines = ["overlays:                               # the special days, each with the staff of an ordinary one"]
    for day in fit.specialDays.prefix(Self.mostOverlays) {
      lines += [
        "  day-\(day.date):                       # \(day.offered) contacts, \(Self.short(day.factor)) times an ordinary day",
        "    - {set: calendar.start, to: \"\(day.date)\"}", "    - {set: calendar.days, to: 1}",
      ]
      for change in day.changes {
        let between = change.between.map { ", between: \"\($0)\"" } ?? ""
        lines.append(
          "    - {set: contactTypes.\(change.type).arrivals.perHour, multiply: \(Self.short(change.factor.value))\(between)}   # ± \(Self.short(change.factor.standardError ?? 0))"
        )
      }
    }
    let others = fit.specialDays.dropFirst(Self.mostOverlays)
    if !others.isEmpty {
      lines.append(
        "  # Also special: \(others.map { "\($0.date) (× \(Self.short($0.factor)))" }.joined(separator: ", ")).")
    }
    return lines + [""]
  }

  private var experiment: [String] {
    ["experiment:", "  seed: 1", "  replications: \(fit.options.replications)"]
  }

  /// A law as scenario files have it.
  static func law(_ law: Distribution) -> String {
    switch law {
    case .constant(let value): time(value)
    case .exponential(let mean): "{exponential: {mean: \(time(mean))}}"
    case .lognormal(let mean, let cv): "{lognormal: {mean: \(time(mean)), cv: \(short(cv))}}"
    case .gamma(let mean, let cv): "{gamma: {mean: \(time(mean)), cv: \(short(cv))}}"
    case .weibull(let mean, let shape): "{weibull: {mean: \(time(mean)), shape: \(short(shape))}}"
    case .uniform(let minimum, let maximum): "{uniform: {min: \(time(minimum)), max: \(time(maximum))}}"
    case .empirical(let quantiles): "{empirical: {quantiles: [\(quantiles.map(time).joined(separator: ", "))]}}"
    case .phaseType(let branches):
      "{phaseType: ["
        + branches.map { "{share: \(fixed($0.share, 6)), mean: \(time($0.mean)), stages: \($0.stages)}" }
        .joined(separator: ", ") + "]}"
    case .piecewiseHazard(let pieces):
      "{piecewiseHazard: {until: [\(pieces.until.map(time).joined(separator: ", "))], "
        + "leave: [\(pieces.leave.map { fixed($0, 4) }.joined(separator: ", "))], tailMean: \(time(pieces.tailMean))}}"
    }
  }

  /// Seconds with their unit.
  static func time(_ seconds: Double) -> String { short(seconds) + "s" }

  /// Four digits that matter.
  static func short(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "0" }
    let size = abs(value)
    return trimmed(fixed(value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4))
  }

  /// A share among several, rounded down: together they are never more than all.
  static func part(_ share: Double) -> String { short((share * 1e4 + 1e-6).rounded(.down) / 1e4) }

  static func percent(_ share: Double) -> String { trimmed(fixed(100 * share, 1)) + " %" }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == "-0" ? "0" : text
  }

  static func fixed(_ value: Double, _ decimals: Int) -> String {
    var unit = 1.0
    for _ in 0..<decimals { unit *= 10 }
    let scaled = (abs(value) * unit).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let whole = Int(scaled)
    var text = String(whole / Int(unit))
    if decimals > 0 {
      let fraction = String(whole % Int(unit))
      text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
    return value < 0 && whole > 0 ? "-" + text : text
  }

  /// A comment of several lines.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = "# -"
    for word in text.split(separator: " ") {
      if line.count + word.count > 120 {
        lines.append(line)
        line = "#  "
      }
      line += " " + word
    }
    return lines + [line]
  }

  private static func plain(_ text: String) -> String { text.filter { !$0.isNewline } }

  private static func quoted(_ text: String) -> String {
    "\"" + plain(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
