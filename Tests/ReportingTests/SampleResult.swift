import ContactCentre
import Simulation

/// Results made by hand: plausible, and the same each time.
enum SampleResult {
  /// A shop with a chat line and a telephone line, the messages they leave, and two groups.
  static func shop(days: Int = 1, replications: Int = 100, periodSeconds: Int = 1800) -> SimulationResult {
    let periods = labels(days: days, periodSeconds: periodSeconds)
    let chat = type(
      "chat.general", .chat, Promise(answerWithin: 30, target: 0.9), perPeriod: 60, load: 0.93, periods: periods,
      days: days)
    let phone = type(
      "phone.urgent", .phone, Promise(answerWithin: 30, target: 0.8, definition: .SL2), perPeriod: 22, load: 0.72,
      periods: periods, days: days)
    let emergency = type(
      "emergency", .phone, Promise(answerWithin: 60, target: 0.95), perPeriod: 1.5, load: 0.845, periods: periods,
      days: days)
    var message = type("message", .deferred, nil, perPeriod: 6, load: 0.8, periods: periods, days: days)
    message.announcements = []
    return SimulationResult(
      scenario: "Card platform", overlays: ["promotion"], seed: 1, replications: replications, ended: .replicationsDone,
      timeZone: "Asia/Shanghai", start: "2026-11-11", days: days, warmUpSeconds: 0,
      periodSeconds: periodSeconds, periods: periods, contactTypes: [chat, phone, emergency, message],
      agentGroups: [
        group("frontline", heads: 38, cost: 45, periods: periods, days: days),
        group("hotline", heads: 12.5, cost: nil, periods: periods, days: days),
      ])
  }

  /// Many contact types over many days.
  static func large(types: Int, days: Int) -> SimulationResult {
    var result = shop(days: days)
    let names = ["chat", "phone", "social", "ticket", "在线客服", "紧急电话"]
    result.contactTypes = []
    for index in 0..<types {
      var promise: Promise?
      if index % 4 != 3 {
        promise = Promise(answerWithin: index % 2 == 0 ? 30 : 300, target: 0.8 + Double(index % 4) * 0.05)
      }
      let load = 0.6 + Double(index * 5 % 11) / 25
      result.contactTypes.append(
        type(
          "\(names[index % names.count]).queue-\(index + 1)", index % 6 == 3 ? .ticket : .chat, promise,
          perPeriod: Double(5 + index * 7 % 40), load: load, periods: result.periods, days: days))
    }
    return result
  }

  /// One contact type, two periods, round numbers: for golden texts.
  static func tiny(name: String = "calls") -> SimulationResult {
    let periods = [
      PeriodLabel(day: 0, start: "2026-11-11T09:00:00+08:00", clock: "09:00", seconds: 1800),
      PeriodLabel(day: 0, start: "2026-11-11T09:30:00+08:00", clock: "09:30", seconds: 1800),
    ]
    var figures = nothing
    figures.offered = Figure(mean: 10, halfWidth: 0.5)
    figures.answered = Figure(mean: 8, halfWidth: 0.25)
    figures.abandoned = Figure(mean: 2, halfWidth: nil)
    figures.serviceLevel.SL1 = Figure(mean: 0.75, halfWidth: 0.125)
    figures.waitAnswered.mean = Figure(mean: 12.5, halfWidth: 1)
    var closed = nothing
    closed.offered = Figure(mean: 0, halfWidth: 0)
    let type = ContactTypeResult(
      name: name, channel: .phone, promise: Promise(answerWithin: 20, target: 0.9), answerWithin: 20, day: figures,
      days: [figures], periods: [figures, closed], dayMeetsPromise: Figure(mean: 0.25, halfWidth: nil),
      waitHistogram: [HistogramBar(upTo: 0, share: 0.5), HistogramBar(upTo: .infinity, share: 0.5)],
      announcements: [
        AnnouncementRow(
          period: 0, waitingAhead: 3, observations: 40, mean: 130, p50: 100, p80: 180, p90: 240, withinPromise: 0.1)
      ])
    let hours = GroupFigures(
      occupancy: Figure(mean: 0.8, halfWidth: 0.01), staffedHours: Figure(mean: 2, halfWidth: 0),
      busyHours: Figure(mean: 1.6, halfWidth: 0.02), paidHours: Figure(mean: 2.5, halfWidth: 0), cost: nil)
    return SimulationResult(
      scenario: "Tiny", overlays: [], seed: 7, replications: 2, ended: .replicationsDone, timeZone: "Asia/Shanghai",
      start: "2026-11-11", days: 1, warmUpSeconds: 0, periodSeconds: 1800, periods: periods, contactTypes: [type],
      agentGroups: [
        AgentGroupResult(name: "agents", day: hours, periods: [hours, hours], headsPlanned: [2, 2])
      ])
  }

  static let none = Figure(mean: nil, halfWidth: nil)
  static let noWait = WaitFigures(mean: none, p50: none, p80: none, p90: none, p95: none)
  static let nothing = ContactFigures(
    offered: none, blocked: none, balked: none, messages: none, answered: none, abandoned: none, cutOff: none,
    unfinished: none, diverted: none, turnedAway: none, answeredInPeriod: none,
    serviceLevel: ServiceLevelFigures(SL1: none, SL2: none, SL3: none, SL4: none), waitAnswered: noWait,
    waitAll: noWait, waitVirtual: noWait, handling: none, queueLength: none)

  static func labels(days: Int, periodSeconds: Int) -> [PeriodLabel] {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    /// The date so many days after 11 November 2026.
    func date(_ day: Int) -> String {
      var (year, month, day) = (2026, 11, 11 + day)
      while day > [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] {
        day -= [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
      }
      return "\(year)-\(two(month))-\(two(day))"
    }
    return (0..<days).flatMap { day in
      stride(from: 0, to: 86_400, by: periodSeconds).map { second in
        let clock = two(second / 3600) + ":" + two(second % 3600 / 60)
        return PeriodLabel(
          day: day, start: "\(date(day))T\(clock):00+08:00", clock: clock, seconds: Double(periodSeconds))
      }
    }
  }

  /// The course of a day from 9 to 22 o'clock with peaks in the late morning and in the evening; 0 while closed.
  private static func course(_ period: Int, of perDay: Int) -> Double {
    let hour = 24 * (Double(period % perDay) + 0.5) / Double(perDay)
    guard hour > 9, hour < 22 else { return 0 }
    func peak(_ at: Double, _ width: Double) -> Double { 1 / (1 + (hour - at) * (hour - at) / width) }
    return 0.35 + 0.45 * peak(11, 3) + 0.65 * peak(20.5, 2)
  }

  private static func figures(offered: Double, load: Double, scale: Double) -> ContactFigures {
    guard offered > 0 else {
      var closed = nothing
      closed.offered = Figure(mean: 0, halfWidth: 0)
      closed.answered = Figure(mean: 0, halfWidth: 0)
      closed.queueLength = Figure(mean: 0, halfWidth: 0)
      return closed
    }
    let pressure = min(max(load, 0), 1.2)
    let wait = 4 + 160 * max(0, pressure - 0.55) * max(0, pressure - 0.55) * 6
    let within = 1 / (1 + (wait / 60) * (wait / 60))
    let lost = offered * min(0.6, wait / 1500)
    let spread = 0.01 + 0.04 * (1 - within)
    func waits(_ factor: Double, spreads: Bool) -> WaitFigures {
      func f(_ value: Double) -> Figure { Figure(mean: value, halfWidth: spreads ? value * 0.06 : nil) }
      return WaitFigures(
        mean: Figure(mean: wait * factor, halfWidth: wait * 0.08), p50: f(wait * 0.55 * factor),
        p80: f(wait * 1.5 * factor), p90: f(wait * 2.3 * factor), p95: f(wait * 3 * factor))
    }
    func count(_ value: Double) -> Figure { Figure(mean: value, halfWidth: value * 0.01 + 0.02) }
    func level(_ value: Double) -> Figure { Figure(mean: min(1, value), halfWidth: spread * scale) }
    return ContactFigures(
      offered: count(offered), blocked: count(0), balked: count(offered * 0.01), messages: count(offered * 0.02),
      answered: count(offered * 0.97 - lost), abandoned: count(lost), cutOff: count(0), unfinished: count(0),
      diverted: count(0), turnedAway: count(0), answeredInPeriod: count(offered * 0.97 - lost),
      serviceLevel: ServiceLevelFigures(
        SL1: level(within * 0.99), SL2: level(within), SL3: level(within * 0.99 + 0.01), SL4: level(within * 1.02)),
      waitAnswered: waits(1, spreads: scale < 1), waitAll: waits(1.08, spreads: scale < 1),
      waitVirtual: waits(1.2, spreads: scale < 1), handling: Figure(mean: 372.5, halfWidth: 4),
      queueLength: Figure(mean: offered * wait / 1800, halfWidth: offered * wait / 1800 * 0.1))
  }

  static func type(
    _ name: String, _ channel: Channel, _ promise: Promise?, perPeriod: Double, load: Double, periods: [PeriodLabel],
    days: Int
  ) -> ContactTypeResult {
    let perDay = periods.count / days
    let courses = periods.indices.map { course($0, of: perDay) * (1 + 0.06 * Double(periods[$0].day % 3)) }
    let offeredADay = courses.reduce(0, +) * perPeriod / Double(days)
    let ends: [Double] = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200]
    var bars = [HistogramBar(upTo: 0, share: 0.46)]
    for (index, end) in ends.enumerated() {
      bars.append(HistogramBar(upTo: end, share: [4, 5, 5, 5, 8, 7, 6, 5, 3, 2, 2, 1.2, 0.6][index] / 100))
    }
    bars.append(HistogramBar(upTo: .infinity, share: 0.002))
    let rows = periods.indices.filter { courses[$0] > 0.55 }.flatMap { period in
      (0..<Int(courses[period] * 14)).map { place in
        let mean = 22 + Double(place) * 14 * (1 + courses[period])
        return AnnouncementRow(
          period: period, waitingAhead: place, observations: 4000 / (place + 1), mean: mean, p50: mean * 0.9,
          p80: mean * 1.4, p90: mean * 1.7, withinPromise: max(0, 0.8 - Double(place) * 0.09))
      }
    }
    return ContactTypeResult(
      name: name, channel: channel, promise: promise, answerWithin: promise?.answerWithin ?? 30,
      day: figures(offered: offeredADay, load: load * 0.86, scale: 0.3),
      days: (0..<days).map {
        figures(offered: offeredADay * (0.95 + 0.05 * Double($0)), load: load * 0.86, scale: 0.5)
      },
      periods: courses.map { figures(offered: $0 * perPeriod, load: load * (0.55 + 0.45 * $0), scale: 1) },
      dayMeetsPromise: promise.map { _ in Figure(mean: min(1, max(0, 1.9 - load * 1.4)), halfWidth: 0.041) },
      waitHistogram: bars, announcements: rows)
  }

  static func group(_ name: String, heads: Double, cost: Double?, periods: [PeriodLabel], days: Int) -> AgentGroupResult
  {
    let perDay = periods.count / days
    let planned = periods.indices.map { course($0, of: perDay) > 0 ? (heads * ($0 % perDay < 34 ? 0.7 : 1)) : 0 }
    func figures(_ hours: Double, _ occupancy: Double) -> GroupFigures {
      GroupFigures(
        occupancy: hours > 0 ? Figure(mean: occupancy, halfWidth: 0.012) : none,
        staffedHours: Figure(mean: hours, halfWidth: hours * 0.002),
        busyHours: Figure(mean: hours * occupancy, halfWidth: hours * 0.015),
        paidHours: Figure(mean: hours / 0.88, halfWidth: hours * 0.002),
        cost: cost.map { Figure(mean: hours / 0.88 * $0, halfWidth: hours * 0.002 * $0) })
    }
    return AgentGroupResult(
      name: name, day: figures(planned.reduce(0, +) / 2 / Double(days), 0.81),
      periods: periods.indices.map { figures(planned[$0] / 2, min(0.98, 0.5 + 0.45 * course($0, of: perDay))) },
      headsPlanned: planned)
  }
}
