import ContactCentre

// Work that takes longer at some times of the day: what is drawn for a contact is multiplied by the factor of the time at which
// the work begins.
extension CompiledScenario {
  /// Adds the factors of the type that was added last, if it has any.
  mutating func addHandlingFactors(_ type: ContactType, timeline: RunTimeline) {
    guard type.steadyHandlingFactor != 1 else { return }
    types[types.count - 1].factors = Int32(handlingFactors.count)
    for period in 0..<timeline.periodCount {
      handlingFactors.append(
        type.handlingFactor(day: timeline.periodDay[period], period: timeline.periodOfDay[period]))
    }
    // What is in hand at the start was begun before it: on that day, or on the one before.
    let perDay = type.handlingFactor?.periodsPerDay ?? 1
    var earlier: [EarlierFactor] = []
    for day in -1...max(0, timeline.periodDay[0]) {
      for period in 0..<perDay {
        let from = timeline.elapsed(day: day, clockSeconds: 86_400 * period / perDay)
        guard from < timeline.start else { break }
        earlier.append(EarlierFactor(from: from, factor: type.handlingFactor(day: day, period: period)))
      }
    }
    earlierFactors[Int32(types.count - 1)] = earlier
  }

  /// The factor on work of a type that begins at a time, which may lie before the start.
  func handlingFactor(of type: Int32, at time: Double) -> Double {
    let first = types[Int(type)].factors
    guard first >= 0 else { return 1 }
    if time < start, let before = earlierFactors[type], let oldest = before.first {
      return (before.last { $0.from <= time } ?? oldest).factor
    }
    return handlingFactors[Int(first) + rateInterval(at: time)]
  }

  /// The interval of `rateStarts` that a time lies in; the first or the last one for times outside.
  func rateInterval(at time: Double) -> Int {
    max(0, (rateStarts.dropLast().firstIndex { $0 > time } ?? rateDay.count) - 1)
  }
}

extension Engine {
  /// The factor on work of a type that begins at a time.
  @inline(__always)
  func handlingFactor(of type: Int32, at time: Double) -> Double {
    let first = types.pointer(type).pointee.factors
    guard first >= 0 else { return 1 }
    return handlingFactors[Int(first) &+ rateStarts.interval(at: time, count: rateCount)]
  }
}

extension Table<Double> {
  /// Which of the first `count` intervals, each from its element to the next one, a time lies in; the first or the last one for
  /// times outside. Never inlined: in the hot loop, where hardly anybody asks, it would take the registers of what everybody does.
  @inline(never)
  func interval(at time: Double, count: Int) -> Int {
    var (low, high) = (0, count)
    while high &- low > 1 {
      let middle = (low &+ high) &>> 1
      if self[middle] <= time { low = middle } else { high = middle }
    }
    return low
  }
}
