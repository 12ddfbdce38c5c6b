import ContactCentre

/// Reads the demand on one contact type.
struct ArrivalsDecoder {
  let calendar: ServiceCalendar
  let directory: String
  let names: Names

  func decode(_ item: Item) -> Arrivals {
    let fields = item.fields(.arrivals)
    let none = PeriodProfile(constant: 0, periodsPerDay: calendar.periodsPerDay)
    let rates = ProfileDecoder(
      calendar: calendar, directory: directory, expected: "contacts per hour, a number from 0", isWhole: false)
    var arrivals = Arrivals(perHour: fields["perHour"].flatMap(rates.decode) ?? none)
    if let factors = fields["dayFactor"] { dayFactor(factors, into: &arrivals) }
    arrivals.topics = fields["topics"].flatMap(topics)
    arrivals.bursts = fields["bursts"]?.listOrOne().compactMap(burst) ?? []
    arrivals.lagged = fields["lagged"].flatMap(lagged)
    arrivals.trace =
      fields["trace"].map(TraceDecoder(calendar: calendar, directory: directory).decode) ?? []
    return arrivals
  }

  /// A law, names of shared factors, or names and one law: the rate is multiplied by all of them.
  private func dayFactor(_ item: Item, into arrivals: inout Arrivals) {
    for entry in item.listOrOne() {
      if case .scalar = entry.node.value {
        guard let name = entry.reference(names.dayFactors, "the name of a factor") else { continue }
        if arrivals.sharedDayFactors.contains(name) {
          entry.report("“\(name)” is named twice")
        } else {
          arrivals.sharedDayFactors.append(name)
        }
      } else if arrivals.dayFactor != nil {
        entry.report("is a second law; expected at most one, beside names of dayFactors")
      } else {
        arrivals.dayFactor = entry.distribution(isFactor: true)
      }
    }
  }

  private func topics(_ item: Item) -> Topics? {
    let expected = "how many topics there are, a whole number from 1"
    if case .scalar = item.node.value { return item.integer(expected, in: 1...1_000_000).map { Topics(count: $0) } }
    let fields = item.fields(.topics)
    let zipf = fields["zipf"]?.number("a number from 0 to 100") { (0...100).contains($0) } ?? 0
    return fields["count"]?.integer(expected, in: 1...1_000_000).map { Topics(count: $0, zipf: zipf) }
  }

  private func burst(_ item: Item) -> Burst? {
    let fields = item.fields(.burst)
    let start = fields["at"]?.clock()
    if start == 86_400 { fields["at"]?.report("24:00 is the next day; write \"00:00\" and the day after") }
    let contacts = fields["contacts"]?.number("a number of contacts from 0") { $0 >= 0 && $0 <= 1e9 }
    let decay = fields["decay"]?.duration("a time such as 10min", allowZero: false)
    let day = self.day(fields)
    guard let start, let contacts, let decay else { return nil }
    return Burst(day: day, start: start, contacts: contacts, decay: decay)
  }

  /// The day of a burst, from 0; `nil` is every day.
  private func day(_ fields: Fields) -> Int? {
    let run = calendar.days == 1 ? "1, as the run is one day" : "a day of the run, 1 to \(calendar.days)"
    let number = fields["day"]?.integer(run, in: 1...calendar.days).map { $0 - 1 }
    guard let item = fields["date"] else { return number }
    guard fields["day"] == nil else {
      item.report("stands beside “day”; expected one of the two")
      return number
    }
    guard let text = item.string(Shape.date.words) else { return nil }
    guard let date = DateText.date(text) else {
      item.report("found “\(text.shortened)”; expected \(Shape.date.words)")
      return nil
    }
    let offset = DateText.dayNumber(date) - DateText.dayNumber(calendar.start)
    guard (0..<calendar.days).contains(offset) else {
      item.report("\(text) is outside the run; expected a date of its \(calendar.days) d")
      return nil
    }
    return offset
  }

  private func lagged(_ item: Item) -> LaggedDemand? {
    let fields = item.fields(.lagged)
    var decoder = ProfileDecoder(
      calendar: calendar, directory: directory, expected: "purchases per hour, a number from 0", isWhole: false)
    decoder.daysBefore = 7
    let purchases = fields["purchasesPerHour"].flatMap(decoder.decode)
    let share = fields["share"]?.share()
    let after = fields["after"]?.distribution(allowZero: true)
    let within = fields["within"]?.duration("a time such as 7d", allowZero: false)
    guard let purchases, let share, let after else { return nil }
    let days = purchases.values.count / purchases.periodsPerDay
    return LaggedDemand(
      purchasesPerHour: purchases, daysBefore: days > calendar.days ? days - calendar.days : 0, share: share,
      after: after, within: within)
  }
}
