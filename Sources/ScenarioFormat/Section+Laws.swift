// What is known of laws with a list of figures.
extension Section {
  static let empiricalLaw = Section(
    name: "empiricalLaw", help: "What was observed.",
    keys: [
      Key(
        "quantiles", .list(.duration), required: true,
        "Quantiles at equally spaced probabilities from 0 to 1, ascending; straight between.")
    ])

  static let phaseBranch = Section(
    name: "phaseBranch", help: "A branch of a law of phase type: a sum of equal exponential stages.",
    keys: [
      Key("share", .number(minimum: 0, maximum: 1), required: true, "Share of the branch; all add up to 1."),
      Key("mean", .duration, required: true, "Mean of the branch."),
      Key("stages", .integer(minimum: 1, maximum: 100), "Stages; 1, which is exponential, when left out."),
    ])

  static let piecewiseHazardLaw = Section(
    name: "piecewiseHazardLaw", help: "Hazards that are constant on stretches.",
    keys: [
      Key("until", .list(.duration), required: true, "Ends of the stretches; the first begins at 0."),
      Key(
        "leave", .list(.number(minimum: 0, maximum: 1)), required: true,
        "Of those who have lasted until a stretch, the share that ends in it."),
      Key("tailMean", .duration, required: true, "Mean of what is left beyond the last stretch."),
    ])
}
