import Foundation

/// What is known of a caller and of the centre at the moment of joining, as numbers for the learner.
package struct QueueFeatures {
  /// The numbers, in the order in which `of(_:at:_:into:)` writes them.
  package enum Column: Int, CaseIterable {
    case place, waiting, aheadFIFO, sameType, headOfLine, meanAge, creditWaiting, lost, busy, free20, free60,
      free300, free900, onDuty, eligible, eligibleFree, ends30, ends60, ends120, ends300, meanServiceAge,
      oldestService, joins2, joins10, joins60, creditJoins, starts1, starts5, starts30, finishes1, finishes5,
      abandons5, abandons60, wait5, wait30, wait120, last1, last3, last10, sinceStart, lastOwnClass, lastOwnType,
      typeWait, typeStarts, handling, typeHandling, lineHandling, hour, weekday, type, credit, periodWait,
      periodDuty, dutyTrend, dutyRatio, byHandling, byChain, byStarts, firstEnd, spell, pressure, perPlace,
      perPlaceLong, byPace, surprise3, surprise10, surprise50, since3, since5, since10, length1, length5, lateHead,
      lateMost, lateMean, returns30, returns120, capacity, pauseMean, aheadOther, playMean, playMedian, playSpread,
      playWithin, expectedAhead,
      overtakers, lowerPlace, without, sameTypePlace
  }

  /// How many there are.
  static let count = Column.allCases.count

  /// The features of a caller who joins now; `state` does not yet hold the caller.
  static func of(_ event: LineEvent, _ state: inout QueueState, _ play: inout ForwardPlay, into row: inout [Double]) {
    row.removeAll(keepingCapacity: true)
    let now = event.time
    let type = state.typeNumber(event.type)
    let credit = event.credit
    let virtual = now - credit
    var place = 0.0, waiting = 0.0, ahead = 0.0, same = 0.0, head = 0.0, ages = 0.0, credited = 0.0, lost = 0.0
    var work = 0.0, lateHead = 0.0, lateMost = -3.0, lateSum = 0.0, expectedAhead = 0.0, aheadOther = 0.0,
      lowerPlace = 0.0
    let lower = state.credits.lower(credit)
    play.clear()
    for other in state.line {
      if other.overtakenBy >= QueueState.lostAfter {
        lost += 1
        continue
      }
      let age = now - other.joined
      waiting += 1
      ages += age
      let late = Foundation.log((age + 8) / (other.expected + 8))
      if age >= head { lateHead = late }
      lateMost = max(lateMost, late)
      lateSum += late
      head = max(head, age)
      if other.credit > credit { credited += 1 }
      if other.virtual <= now - lower { lowerPlace += 1 }
      play.addAhead(other, type: state.typeNumbers[other.type] ?? 0)
      if other.virtual <= virtual {
        place += 1
        expectedAhead = max(expectedAhead, other.expected - age)
        if other.type != event.type { aheadOther += 1 }
        work += state.typeHandlings[state.typeNumbers[other.type] ?? 0].mean
      }
      ahead += 1
      if other.type == event.type { same += 1 }
    }
    row += [place, waiting, ahead, same, head, waiting > 0 ? ages / waiting : 0, credited, lost]

    var busy = 0.0, serviceAges = 0.0, oldest = 0.0, eligible = 0.0, eligibleFree = 0.0, spell = 0.0
    var free = [0.0, 0.0, 0.0, 0.0]
    var ends = [0.0, 0.0, 0.0, 0.0]
    let horizons = [30.0, 60.0, 120.0, 300.0]
    let totalShare = max(1, state.typeShares.reduce(0) { $0 + $1.value(at: now) })
    let shares = state.typeShares.map { $0.value(at: now) / totalShare }
    let share = shares[type]
    let pauseStart = max(state.lineSince, waiting > 0 ? -.infinity : now)
    var returns = [0.0, 0.0]
    var capacity = 0.0
    func count(service kind: Int, since: Double) {
      let age = now - since
      busy += 1
      serviceAges += age
      oldest = max(oldest, age)
      let law = state.survival[state.typeNumbers[kind] ?? 0]
      for index in ends.indices { ends[index] += law.endsWithin(horizons[index], age: age) }
    }
    for name in state.present {
      guard let agent = state.agents[name] else { continue }
      var isHere = false
      if let since = agent.busySince {
        if now - since < 5_400 {
          count(service: agent.type, since: since)
          isHere = true
        }
      } else {
        let gap = now - agent.freeSince
        if gap < 20 {
          free[0] += 1
        } else if gap < 60 {
          free[1] += 1
        } else if gap < 300 {
          free[2] += 1
        } else if gap < 900 {
          free[3] += 1
        }
        isHere = gap < QueueState.dutyGap
      }
      guard isHere else { continue }
      let forType = agent.byType.map { $0.value(at: now) }
      let served = forType.reduce(0, +)
      let own = served > 0 ? forType[type] / served : 0
      let able = share > 0 ? min(1, 2 * own / share) : 1
      var ability: UInt32 = 0
      for kind in shares.indices where served < 20 || forType[kind] / served >= 0.15 * shares[kind] {
        ability |= 1 << UInt32(kind)
      }
      let speed = min(2, max(0.5, (agent.handling.mean / state.handlings.mean).squareRoot()))
      capacity += 60 / (agent.handling.mean + 8)
      if let since = agent.busySince {
        play.addBusy(
          age: now - since, type: state.typeNumbers[agent.type] ?? 0, speed: speed, ability: ability)
      } else {
        let pause = max(0, now - max(agent.freeSince, pauseStart))
        play.addFree(age: pause, speed: speed, ability: ability)
        returns[0] += state.pauses.endsWithin(30, age: pause)
        returns[1] += state.pauses.endsWithin(120, age: pause)
      }
      eligible += able
      if agent.busySince == nil, now - agent.freeSince < 60 { eligibleFree += able }
      spell += now - agent.spellStart
    }
    for service in state.nameless {
      count(service: service.type, since: service.since)
      play.addBusy(
        age: now - service.since, type: state.typeNumbers[service.type] ?? 0, speed: 1, ability: .max)
    }
    let duty = busy + free[0] + free[1] + free[2]
    row += [busy] + free + [duty, eligible, eligibleFree] + ends
    row += [busy > 0 ? serviceAges / busy : 0, oldest]

    var overtakers = 0.0, fasterJoins = 0.0
    for level in state.credits.levels where level.credit > credit {
      let rate = level.joins.rate(at: now)
      fasterJoins += rate
      overtakers += rate * (level.credit - credit)
    }
    row += state.joins.map { $0.rate(at: now) * 60 } + [fasterJoins * 60]
    row += state.starts.map { $0.rate(at: now) * 60 } + state.finishes.prefix(2).map { $0.rate(at: now) * 60 }
    row += state.abandons.map { $0.rate(at: now) * 60 }
    for index in state.waited.indices {
      row.append(state.waited[index].value(at: now) / max(0.1, state.waitedCount[index].value(at: now)))
    }
    let last = state.lastWaits
    func mean(_ count: Int) -> Double {
      last.isEmpty ? 0 : last.prefix(count).reduce(0, +) / Double(min(count, last.count))
    }
    row += [mean(1), mean(3), mean(10), min(600, now - state.lastStart)]
    row += [
      state.credits.lastWait(credit), state.lastByType[type], state.typeWaits[type].mean,
    ]
    row += [state.typeStarts[type].rate(at: now) * 60, state.handlings.mean, state.typeHandlings[type].mean]
    row.append(place > 0 ? work / place : state.handlings.mean)
    row += [
      WeekClock.secondOfDay(now) / 3600, Double(WeekClock.weekday(day: WeekClock.day(now))), Double(type), credit,
    ]

    let periodDuty = state.history.duty(at: now) ?? duty
    row += [
      state.history.wait(at: now) ?? 60, periodDuty, (state.history.duty(at: now + 900) ?? periodDuty) - periodDuty,
      duty / max(1, periodDuty),
    ]
    let handling = state.handlings.mean + 8
    let agents = max(1, duty)
    row.append((place + 1) * handling / agents)
    let abandonment = state.abandonCount.value(at: now) / max(600, state.waitingTime.value(at: now))
    var chain = 0.0
    for ahead in 0...Int(place) { chain += 1 / (agents / handling + Double(ahead) * abandonment) }
    row.append(chain)
    row.append((place + 1) / max(0.002, state.starts[1].rate(at: now)))
    row.append(ends[0] > 0 ? 30 / ends[0] : 600)
    row.append(duty > 0 ? spell / duty : 0)
    row.append((place + 1) / max(0.2, ends[1]))
    let pace = state.pace
    row += [pace.perPlace.mean, pace.perPlaceLong.mean, (place + 1) * pace.perPlace.mean]
    row += pace.surprise.map(\.mean)
    row += [pace.since(3, at: now), pace.since(5, at: now), pace.since(10, at: now)]
    row += state.lengths.map { $0.value(at: now) }
    row += [lateHead, lateMost, waiting > 0 ? lateSum / waiting : 0]
    row += returns + [capacity, state.pauses.endsWithin(60, age: 0), aheadOther]
    // The stream depends on the moment alone, so that what comes later changes nothing.
    var random = SplitMix(state: now.bitPattern ^ UInt64(bitPattern: Int64(event.contact)))
    let outcome = play.play(
      at: now, type: type, credit: credit, giveUp: max(1e-5, abandonment), state: state, random: &random)
    row += [outcome.mean, outcome.median, outcome.spread, outcome.within30, expectedAhead]
    row += [overtakers, lowerPlace, state.credits.without(credit), place - aheadOther]
  }
}
