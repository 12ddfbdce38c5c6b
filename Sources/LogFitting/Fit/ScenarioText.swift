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
  static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

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
}
