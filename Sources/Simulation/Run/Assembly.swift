import ContactCentre
import Statistics

/// Puts the result of a run together from its sums.
struct Assembly {
  let scenario: Scenario
  let timeline: RunTimeline
  let compiled: CompiledScenario
  let sums: Accumulator
  let histograms: WaitHistograms
  let ended: RunEnd
  let overlays: [String]
  private let gains: VarianceReductionResult?
  private let precision: PrecisionResult?

  init(
    _ simulator: Simulator, _ sums: Accumulator, _ histograms: WaitHistograms, ended: RunEnd, overlays: [String]
  ) {
    scenario = simulator.scenario
    (timeline, compiled) = simulator.run
    self.sums = sums
    self.histograms = histograms
    self.ended = ended
    self.overlays = overlays
    gains = simulator.reduction.flatMap { plan in
      sums.reduction.map { VarianceReductionResult(plan, $0, sums, simulator.scenario) }
    }
    precision = simulator.scenario.experiment.stopping.map { Precision(simulator, sums).result($0) }
  }

  private var layout: Accumulator.Layout { sums.layout }

  /// Days counted: those of the run, less the warm-up. What is left of a day is a day of a run that starts within it.
  private var countedDays: Double {
    if timeline.start > 0 { return Double(layout.days) - Double(layout.periodDay[0]) }
    let counted = timeline.end - timeline.periodStarts[layout.warmUpPeriods]
    return Double(layout.days) * counted / timeline.end
  }

  /// Day ends counted: what waits then is a snapshot, however much of the day the warm-up takes.
  private var countedDayEnds: Double { Double(layout.days) - Double(layout.periodDay[layout.warmUpPeriods]) }

  func result() -> SimulationResult {
    let periodSeconds = layout.periods == layout.days ? 86_400 : scenario.calendar.periodSeconds
    return SimulationResult(
      scenario: scenario.name, overlays: overlays, seed: scenario.experiment.seed, replications: sums.replications,
      ended: ended, timeZone: scenario.calendar.timeZone, start: CivilDay.text(scenario.calendar.start),
      days: scenario.calendar.days, warmUpSeconds: Double(layout.warmUpPeriods * periodSeconds),
      periodSeconds: periodSeconds, periods: timeline.labels,
      contactTypes: scenario.contactTypes.indices.map(contactType),
      agentGroups: scenario.agentGroups.indices.map(agentGroup),
      issues: compiled.tracksIssues ? issueFigures(type: layout.contactTypes) : nil,
      loops: compiled.loops.enumerated().map { index, loop in
        let ratio = sums.loops[index].ratio(scale: 1 / countedDays)
        return LoopResult(
          from: scenario.contactTypes[Int(loop.from)].name, to: scenario.contactTypes[Int(loop.to)].name,
          reason: loop.reason, contacts: Figure(mean: ratio.estimate, halfWidth: ratio.halfWidth))
      }, varianceReduction: gains, precision: precision)
  }

  private func issueFigures(type: Int) -> IssueFigures {
    func figure(_ measure: IssueMeasure, scale: Double) -> Figure {
      let ratio = sums.issues[sums.issueIndex(type: type) + measure.rawValue].ratio(scale: scale)
      return Figure(mean: ratio.estimate, halfWidth: ratio.halfWidth)
    }
    let perDay = 1 / countedDays
    let cost = sums.costPerResolved.ratio()
    return IssueFigures(
      opened: figure(.opened, scale: perDay), resolved: figure(.resolved, scale: perDay),
      lost: figure(.lost, scale: perDay), contactsPerIssue: figure(.contactsPerIssue, scale: 1),
      handOffsPerIssue: figure(.handOffsPerIssue, scale: 1),
      timeToResolution: figure(.timeToResolution, scale: layout.secondsPerWaitUnit),
      firstContactResolution: figure(.firstContactResolution, scale: 1),
      costPerResolved: type == layout.contactTypes && layout.plannedCost != nil
        ? Figure(
          mean: cost.estimate.map { $0 / layout.costUnits }, halfWidth: cost.halfWidth.map { $0 / layout.costUnits })
        : nil)
  }

  private func steps(of type: Int) -> [StepResult] {
    let run = layout.runCell
    let first = Int(compiled.types[type].firstStep)
    return scenario.contactTypes[type].steps.enumerated().map { index, step in
      func figure(_ measure: ContactMeasure, scale: Double = 1) -> Figure {
        self.figure(type: first + index, cell: run, measure, scale: scale)
      }
      return StepResult(
        name: step.name, group: step.group, arrived: figure(.offered, scale: 1 / countedDays),
        answered: figure(.answered, scale: 1 / countedDays),
        wait: figure(.waitAnswered, scale: layout.secondsPerWaitUnit),
        handling: figure(.handling, scale: 1e-6), queueLength: figure(.queueLength))
    }
  }

  private func figure(type: Int, cell: Int, _ measure: ContactMeasure, scale: Double = 1) -> Figure {
    if cell == layout.runCell, type < layout.contactTypes {
      return sums.runFigure(type: type, measure, scale: scale)
    }
    let ratio = sums.contacts[sums.contactIndex(type: type, cell: cell) + measure.rawValue].ratio(scale: scale)
    return Figure(mean: ratio.estimate, halfWidth: ratio.halfWidth)
  }

  private func contactType(_ type: Int) -> ContactTypeResult {
    let described = scenario.contactTypes[type]
    let run = layout.runCell
    let spreads = WaitSpreads(self, type: type)
    return ContactTypeResult(
      name: described.name, channel: described.channel, promise: described.promise,
      answerWithin: compiled.types[type].answerWithin,
      day: contactFigures(
        type: type, cell: run, perDay: 1 / countedDays, perDayEnd: 1 / countedDayEnds, waits: spreads.ofRun()),
      days: (0..<layout.days).map {
        contactFigures(type: type, cell: layout.firstDayCell + $0, waits: WaitSpreads.unknown)
      },
      periods: (0..<layout.periods).map {
        contactFigures(type: type, cell: $0, waits: spreads.ofPeriod($0))
      },
      dayMeetsPromise: described.promise.map { _ in sums.daysMetFigure(type: type) },
      waitHistogram: spreads.bars(), announcements: spreads.announcements(), deadline: described.deadline,
      steps: steps(of: type), issues: compiled.tracksIssues ? issueFigures(type: type) : nil)
  }

  private func contactFigures(
    type: Int, cell: Int, perDay: Double = 1, perDayEnd: Double = 1, waits: WaitSpreads.Percentiles
  ) -> ContactFigures {
    func count(_ measure: ContactMeasure) -> Figure { figure(type: type, cell: cell, measure, scale: perDay) }
    func share(_ measure: ContactMeasure) -> Figure { figure(type: type, cell: cell, measure) }
    func seconds(_ measure: ContactMeasure) -> Figure {
      figure(type: type, cell: cell, measure, scale: measure.isMeanWait ? layout.secondsPerWaitUnit : 1e-6)
    }
    func wait(_ measure: ContactMeasure, _ percentiles: [Figure]) -> WaitFigures {
      WaitFigures(
        mean: seconds(measure), p50: percentiles[0], p80: percentiles[1], p90: percentiles[2], p95: percentiles[3])
    }
    return ContactFigures(
      offered: count(.offered), blocked: count(.blocked), balked: count(.balked), messages: count(.messages),
      answered: count(.answered), abandoned: count(.abandoned), cutOff: count(.cutOff), unfinished: count(.unfinished),
      diverted: count(.diverted), turnedAway: count(.turnedAway), answeredInPeriod: count(.answeredInPeriod),
      serviceLevel: ServiceLevelFigures(SL1: share(.SL1), SL2: share(.SL2), SL3: share(.SL3), SL4: share(.SL4)),
      waitAnswered: wait(.waitAnswered, waits.answered), waitAll: wait(.waitAll, waits.all),
      waitVirtual: wait(.waitVirtual, waits.virtual), handling: seconds(.handling), queueLength: share(.queueLength),
      returned: count(.returned),
      broadcast: count(.broadcast), deadlineMet: count(.deadlineMet), deadlineMissed: count(.deadlineMissed),
      deadlineOpen: count(.deadlineOpen), deadlineCompliance: share(.deadlineCompliance),
      backlog: figure(type: type, cell: cell, .backlog, scale: perDayEnd),
      oldest: figure(type: type, cell: cell, .oldest, scale: 1e-6 * perDayEnd))
  }

  private func agentGroup(_ group: Int) -> AgentGroupResult {
    let described = scenario.agentGroups[group]
    let base = group * layout.periods
    let counted = layout.warmUpPeriods..<layout.periods
    let paid = compiled.paidSeconds[base..<base + layout.periods]
    let paidSeconds = counted.reduce(0) { $0 + paid[base + $1] }
    let surcharges = compiled.surcharges[base..<base + layout.periods]
    let surcharge = counted.reduce(0) { $0 + surcharges[base + $1] }
    return AgentGroupResult(
      name: described.name,
      day: groupFigures(
        group, cell: layout.periods, paidSeconds: paidSeconds, surcharge: surcharge, perDay: 1 / countedDays),
      periods: (0..<layout.periods).map {
        groupFigures(group, cell: $0, paidSeconds: paid[base + $0], surcharge: surcharges[base + $0], perDay: 1)
      },
      headsPlanned: Array(compiled.headsPlanned[base..<base + layout.periods]),
      timeByType: described.skills.compactMap { skill in
        guard let type = scenario.contactTypes.firstIndex(where: { $0.name == skill.contactType }) else { return nil }
        let share = sums.groupTimes[group * layout.contactTypes + type].ratio()
        return TimeShare(
          contactType: skill.contactType, share: Figure(mean: share.estimate, halfWidth: share.halfWidth))
      })
  }

  private func groupFigures(
    _ group: Int, cell: Int, paidSeconds: Double, surcharge: Double, perDay: Double
  ) -> GroupFigures {
    func figure(_ measure: GroupMeasure, scale: Double) -> Figure {
      if cell == layout.periods { return sums.runFigure(group: group, measure, scale: scale) }
      let ratio = sums.groups[sums.groupIndex(group: group, cell: cell) + measure.rawValue].ratio(scale: scale)
      return Figure(mean: ratio.estimate, halfWidth: ratio.halfWidth)
    }
    let described = scenario.agentGroups[group]
    let hours = perDay / 3.6e9
    let overtime = figure(.overtime, scale: hours)
    // Overtime that a group works beyond its plan is paid on top.
    let paid = Figure(mean: (overtime.mean ?? 0) + paidSeconds / 3600 * perDay, halfWidth: overtime.halfWidth)
    return GroupFigures(
      occupancy: figure(.occupancy, scale: 1), staffedHours: figure(.staffed, scale: hours),
      busyHours: figure(.busy, scale: hours), paidHours: paid,
      cost: !described.knowsItsCost
        ? nil
        : described.usualCostPerHour.map { usual in
          let price = described.costPerHour ?? 0
          // Overtime has the price of no shift.
          let beyond = surcharge * perDay + (overtime.mean ?? 0) * (usual - price)
          return Figure(mean: paid.mean.map { $0 * price + beyond }, halfWidth: paid.halfWidth.map { $0 * usual })
        })
  }
}
