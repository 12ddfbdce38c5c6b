import Randomness

// The draws that nearly every future makes, spread evenly over the futures: what is left of the contacts in hand, the
// patience of those who wait, and the work on them. All else is drawn independently.
extension Engine {
  /// Draws of each customer who waits at the start: patience, and the work on them.
  static var pointsOfWaiting: Int { 2 }

  /// Deals the series to those who wait: first come the contacts in hand, in order, then the queues.
  mutating func spreadDraws(of table: borrowing StartTable) {
    guard Rules.follows else { return }
    var next = table.groups.reduce(0) { $0 + $1.hands.count }
    for queue in table.queues {
      states[queue.type].firstPoint = next
      states[queue.type].spread = queue.waited.count
      next += Self.pointsOfWaiting * queue.waited.count
    }
  }

  /// The number of a series in this future, or an independent one where there are too many.
  @inline(__always)
  private func unit(_ point: Int, key: UInt64, number: Int) -> Double {
    var generator = RandomStream(key: key).generator(at: number)
    return points.unit(point, or: &generator)
  }

  /// What is left of the work on a contact, seconds at full speed.
  @inline(__always)
  func spreadWorkLeft(_ odds: StartTable.Odds, point: Int, _ generator: inout SplitMix64) -> Double {
    let unit = points.unit(point, or: &generator)
    let law = residualLaws.pointer(odds.type)
    let left =
      odds.elapsed < 0
      ? law.pointee.work.leftAtRandomMoment(at: unit)
      : law.pointee.work.left(elapsed: odds.elapsed, survival: odds.survival, at: unit)
    return left * odds.stretch
  }

  /// How long a customer who waits at the start still does before giving up.
  @inline(__always)
  func spreadPatience(_ number: Int, type: Int32, waited: Double, survival: Double) -> Double {
    let unit = unit(
      states[type].firstPoint &+ Self.pointsOfWaiting &* number, key: states[type].patienceKey, number: number)
    return residualLaws.pointer(type).pointee.patience.left(elapsed: waited, survival: survival, at: unit)
  }

  /// The work on a customer who waited at the start, seconds; −1 for all others.
  @inline(__always)
  func workOfWaiting(_ number: Int, type: Int32) -> Double {
    guard Rules.follows, number < states[type].spread else { return -1 }
    return spreadWork(
      number, type: type, firstPoint: states[type].firstPoint, key: states[type].handlingKey)
  }

  @inline(__always)
  private func spreadWork(_ number: Int, type: Int32, firstPoint: Int, key: UInt64) -> Double {
    var generator = RandomStream(key: key).generator(at: number)
    let unit = points.unit(firstPoint &+ Self.pointsOfWaiting &* number &+ 1, or: &generator)
    return residualLaws.pointer(type).pointee.work.left(elapsed: 0, survival: 1, at: unit)
  }

  /// Draws how busy the first two days are; the others when they are near. Few futures come so far.
  mutating func drawDays(replication: Int) {
    followedPath = replication
    dayFactors.fill(1)
    drawDay(0)
    drawDay(1)
  }

  /// Draws how busy a day is.
  mutating func drawDay(_ day: Int) {
    guard day < dayCount else { return }
    for type in 0..<typeCount where comes(Int32(type)) {
      dayFactors[type * dayCount + day] = dayDraws.factor(type: type, day: day, replication: followedPath)
    }
  }
}

// A single queue needs no events until it is known how long the followed wait: as ``recur(until:)``, without arrivals, which
// stand behind them.
extension Engine {
  /// Settles those who are followed, if all are reached before anything of the schedule is due.
  ///
  /// The draws are those of the events, and so are the waits, to the last digit: where it breaks off, the same future is
  /// played by events from the start.
  mutating func settleFollowed() -> Bool {
    guard following.canSettle else { return false }
    let law = residualLaws.pointer(0)
    let factor = slowdowns[skillsOfGroups[0].slowdown]
    let present = following.present
    // Nobody is drawn independently, as all have series of their own.
    var none = SplitMix64(state: 0)
    for hand in 0..<following.hands.count {
      let hand32 = Int32(truncatingIfNeeded: hand)
      guard hand < present else {
        pool.ends.put(hand32, .infinity)
        continue
      }
      let work = max(1e-9, spreadWorkLeft(following.hands[hand], point: hand, &none))
      pool.ends.put(hand32, start + work * factor)
    }
    let first = following.hands.count
    for idle in first..<max(first, present) { pool.ends.put(Int32(truncatingIfNeeded: idle), start) }
    for nobody in max(first, present)..<pool.ends.capacity {
      pool.ends.put(Int32(truncatingIfNeeded: nobody), .infinity)
    }
    pool.ends.build()
    for place in 0..<following.count {
      let free = pool.ends.earliest
      guard free < following.barrier else { return false }
      followedWaits[place] = free - start
      if place == following.count &- 1 { return true }
      if types[0].hasPatience {
        let row = following.waits[place]
        let unit = points.unit(first &+ Self.pointsOfWaiting &* place, or: &none)
        // Gone before: the agent takes the next one.
        if start + law.pointee.patience.left(elapsed: row.elapsed, survival: row.survival, at: unit) < free { continue }
      }
      let work =
        spreadWork(place, type: 0, firstPoint: first, key: 0) * handlingFactor(of: 0, at: free + Self.simultaneous)
      pool.ends.set(pool.ends.place, free + work * factor)
    }
    return true
  }
}
