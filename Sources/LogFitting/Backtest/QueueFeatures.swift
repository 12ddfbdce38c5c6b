import Foundation

/// What is known of a caller and of the centre at the moment of joining, as numbers for the learner.
struct QueueFeatures {
  /// The numbers, in the order in which `of(_:at:_:into:)` writes them.
  enum Column: Int, CaseIterable {
    case place, waiting, aheadFIFO, sameType, headOfLine, meanAge, creditWaiting, lost, busy, free20, free60,
      free300, free900, onDuty, eligible, eligibleFree, ends30, ends60, ends120, ends300, meanServiceAge,
      oldestService, joins2, joins10, joins60, creditJoins, starts1, starts5, starts30, finishes1, finishes5,
      abandons5, abandons60, wait5, wait30, wait120, last1, last3, last10, sinceStart, lastOwnClass, lastOwnType,
      typeWait, typeStarts, handling, typeHandling, lineHandling, hour, weekday, type, credit, periodWait,
      periodDuty, dutyTrend, dutyRatio, byHandling, byChain, byStarts, firstEnd, spell, pressure
  }

  /// How many there are.
  static let count = Column.allCases.count

  /// The features of a caller who joins now; `state` does not yet hold the caller.
  static func of(_ contact: LogContact, at now: Double, _ state: inout QueueState, into row: inout [Double]) {
    row.removeAll(keepingCapacity: true)
    let type = state.typeNumber(contact.type)
    let credit = contact.priority.flatMap { state.credits[$0] } ?? 0
    let virtual = now - credit
    var place = 0.0, waiting = 0.0, ahead = 0.0, same = 0.0, head = 0.0, ages = 0.0, credited = 0.0, lost = 0.0
    var work = 0.0
    for other in state.line {
      if other.overtakenBy >= QueueState.lostAfter {
        lost += 1
        continue
      }
      let age = now - other.joined
      waiting += 1
      ages += age
      head = max(head, age)
      if other.virtual < other.joined { credited += 1 }
      if other.virtual <= virtual {
        place += 1
        work += state.typeHandlings[state.typeNumbers[other.type] ?? 0].mean
      }
      ahead += 1
      if other.type == contact.type { same += 1 }
    }
    row += [place, waiting, ahead, same, head, waiting > 0 ? ages / waiting : 0, credited, lost]

    var busy = 0.0, serviceAges = 0.0, oldest = 0.0, eligible = 0.0, eligibleFree = 0.0, spell = 0.0
    var free = [0.0, 0.0, 0.0, 0.0]
    var ends = [0.0, 0.0, 0.0, 0.0]
    let horizons = [30.0, 60.0, 120.0, 300.0]
    let share = state.typeShares[type].value(at: now) / max(1, state.typeShares.reduce(0) { $0 + $1.value(at: now) })
    func count(service kind: NameID, since: Double) {
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
      let served = agent.byType.reduce(0) { $0 + $1.value(at: now) }
      let own = served > 0 ? agent.byType[type].value(at: now) / served : 0
      let able = share > 0 ? min(1, 2 * own / share) : 1
      eligible += able
      if agent.busySince == nil, now - agent.freeSince < 60 { eligibleFree += able }
      spell += now - agent.spellStart
    }
    for service in state.nameless { count(service: service.type, since: service.since) }
    let duty = busy + free[0] + free[1] + free[2]
    row += [busy] + free + [duty, eligible, eligibleFree] + ends
    row += [busy > 0 ? serviceAges / busy : 0, oldest]

    row += state.joins.map { $0.rate(at: now) * 60 } + [state.creditJoins.rate(at: now) * 60]
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
      credit > 0 ? state.lastCreditWait : state.lastPlainWait, state.lastByType[type], state.typeWaits[type].mean,
    ]
    row += [state.typeStarts[type].rate(at: now) * 60, state.handlings.mean, state.typeHandlings[type].mean]
    row.append(place > 0 ? work / place : state.handlings.mean)
    row += [LogClock.secondOfDay(now) / 3600, Double(LogClock.weekday(day: LogClock.day(now))), Double(type), credit]

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
  }
}
