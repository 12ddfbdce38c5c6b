import ContactCentre
import Statistics

/// How the replications of a run are put together to reduce variance.
struct ReductionPlan: Sendable {
  /// Replications in a block: they depend on each other, and blocks do not.
  let block: Int
  /// What corrects the figures; `nil` without control variates.
  let controls: Controls?
  /// No sums yet.
  let sums: ReductionSums
  /// Deviations of no replications.
  let noDeviations: [Int64]

  /// The plan that a scenario asks for; the compiled scenario receives the points of its days.
  /// - Returns: `nil` for plain replications.
  init?(_ scenario: Scenario, _ compiled: inout CompiledScenario) {
    let methods = scenario.experiment.varianceReduction
    guard !methods.isEmpty else { return nil }
    if methods.contains(.stratification) || methods.contains(.quasiRandom) {
      let points = DayPoints(scenario, compiled, isQuasiRandom: methods.contains(.quasiRandom))
      compiled.dayPoints = points
      block = points.block
    } else {
      block = 1
    }
    controls = methods.contains(.controlVariates) ? Controls(scenario, compiled) : nil
    noDeviations = Array(repeating: 0, count: compiled.typeCount * Controls.Part.allCases.count)
    sums = ReductionSums(
      types: compiled.typeCount, groups: compiled.groups.count, isBlocked: block > 1, controls: controls)
  }
}

/// The figures of the whole run, once more: by single replications, to tell what blocks brought, and with controls.
struct ReductionSums: Sendable {
  private let types: Int
  private let groups: Int
  /// Type by type, a value for each ``ContactMeasure``; empty unless replications are played in blocks.
  var single: [RatioMoments]
  /// Type by type the measures and the days that met the promise, then group by group; empty without controls.
  var figures: [ControlledRatio]

  private static let perType = ContactMeasure.allCases.count + 1
  private static let perGroup = GroupMeasure.allCases.count

  init(types: Int, groups: Int, isBlocked: Bool, controls: Controls?) {
    self.types = types
    self.groups = groups
    single = Array(repeating: RatioMoments(), count: isBlocked ? types * ContactMeasure.allCases.count : 0)
    figures = []
    guard let controls else { return }
    for type in 0..<types {
      figures += Array(repeating: ControlledRatio(controls: controls.count(ofType: type)), count: Self.perType)
    }
    figures += Array(repeating: ControlledRatio(controls: 1), count: groups * Self.perGroup)
  }

  /// The figure of a type with its controls.
  func figure(type: Int, _ measure: ContactMeasure) -> ControlledRatio? {
    figures.isEmpty ? nil : figures[type * Self.perType + measure.rawValue]
  }

  /// The days that met the promise, with controls.
  func daysMet(type: Int) -> ControlledRatio? {
    figures.isEmpty ? nil : figures[type * Self.perType + ContactMeasure.allCases.count]
  }

  /// The figure of a group with its controls.
  func figure(group: Int, _ measure: GroupMeasure) -> ControlledRatio? {
    figures.isEmpty ? nil : figures[types * Self.perType + group * Self.perGroup + measure.rawValue]
  }

  /// The figure of a type by single replications.
  func single(type: Int, _ measure: ContactMeasure) -> RatioMoments? {
    single.isEmpty ? nil : single[type * ContactMeasure.allCases.count + measure.rawValue]
  }

  /// Adds a block of replications with what chance did to its demand.
  mutating func add(_ block: Accumulator, deviations: [Int64], plan: ReductionPlan, unit: Int) {
    let run = block.layout.runCell
    if !single.isEmpty {
      for type in 0..<types {
        let first = block.contactIndex(type: type, cell: run)
        for measure in ContactMeasure.allCases {
          single[type * ContactMeasure.allCases.count + measure.rawValue].merge(
            block.contacts[first + measure.rawValue])
        }
      }
    }
    guard let controls = plan.controls else { return }
    func add(_ sums: RatioMoments, _ values: [Int64], to index: Int) {
      figures[index].add(x: Int64(sums.sumX), y: Int64(sums.sumY), controls: values, section: unit)
    }
    for type in 0..<types {
      let values = controls.controls(ofType: type, deviations)
      let first = block.contactIndex(type: type, cell: run)
      for measure in ContactMeasure.allCases {
        add(block.contacts[first + measure.rawValue], values, to: type * Self.perType + measure.rawValue)
      }
      add(block.daysMet[type], values, to: type * Self.perType + ContactMeasure.allCases.count)
    }
    let values = controls.controls(ofGroups: deviations)
    for group in 0..<groups {
      let first = block.groupIndex(group: group, cell: block.layout.periods)
      for measure in GroupMeasure.allCases {
        add(
          block.groups[first + measure.rawValue], values,
          to: types * Self.perType + group * Self.perGroup + measure.rawValue)
      }
    }
  }

  mutating func merge(_ other: ReductionSums) {
    for index in single.indices { single[index].merge(other.single[index]) }
    for index in figures.indices { figures[index].merge(other.figures[index]) }
  }
}
