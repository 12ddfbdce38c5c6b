// The departments that work passes through.
extension ScenarioText {
  /// The steps of a type, each with what was seen of it.
  func steps(_ type: FittedType) -> [String] {
    let mean = type.handlingMean
    return [
      "    # Work of all steps: \(Self.short(mean.value)) ± \(Self.short(mean.standardError ?? 0)) s a contact. Rows with the same id are the steps of one contact;",
      "    # behind what is named under then the share left over is done. ± of shares is binomial.", "    steps:",
    ] + type.steps.flatMap(step)
  }

  private func step(_ step: FittedStep) -> [String] {
    let mean = step.handlingMean
    var figures = ["mean \(Self.short(mean.value)) ± \(Self.short(mean.standardError ?? 0)) s"]
    if let best = step.handling.first, let error = best.shapeError {
      figures.append("\(best.family == .weibull ? "shape" : "cv") ± \(Self.short(error))")
    }
    var lines = [
      "      - name: \(step.name)   # \(step.visits) times over; handling: \(figures.joined(separator: ", "))",
      "        # Log-likelihood a contact on other days: \(scores(step.handling)).",
    ]
    if let group = step.group {
      let others = step.otherGroups.joined(separator: ", ")
      lines.append("        group: \(group)" + (others.isEmpty ? "" : "   # also done by \(others)"))
    }
    if let best = step.handling.first {
      lines += Self.errors(best, scaled: step.handlingLaw.mean / max(best.law.mean, 1e-9)).map { "    " + $0 }
    }
    lines.append("        handling: \(Self.law(step.handlingLaw))")
    if let delay = step.delay.first {
      let errors = Self.delayErrors(delay)
      lines += ["        #\(errors.sentence)"] + errors.lines.map { "    " + $0 }
      lines.append("        delay: \(Self.law(delay.law))")
    }
    let goOn = step.next.filter { $0.step != nil }
    guard !goOn.isEmpty else { return lines + ["        then: [{done: 1}]"] }
    lines.append("        then:")
    for route in goOn {
      lines.append(
        "          - {next: \(route.step ?? ""), share: \(Self.part(route.share.value))}   # ± \(Self.short(route.share.standardError ?? 0))"
      )
    }
    return lines
  }
}
