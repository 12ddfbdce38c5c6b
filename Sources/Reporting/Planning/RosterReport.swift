import ContactCentre
import Planning

/// Who works when, for people and programs.
enum RosterReport {
  private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// Weekdays as scenarios write them: spans of three or more as one, such as `mon-fri`; empty is every day.
  static func keys(_ weekdays: Set<Weekday>) -> [String] {
    guard weekdays.count < 7 else { return [] }
    var keys: [String] = []
    var day = 0
    while day < 7 {
      var end = day
      while end < 7, weekdays.contains(where: { $0.rawValue == end + 1 }) { end += 1 }
      if end - day > 2 {
        keys.append("\(names[day])-\(names[end - 1])")
      } else {
        keys += names[day..<end]
      }
      day = max(end, day + 1)
    }
    return keys
  }

  /// The same as a text.
  static func days(_ weekdays: Set<Weekday>) -> String {
    let keys = keys(weekdays)
    return keys.isEmpty ? "mon-sun" : keys.joined(separator: " ")
  }

  /// The same for readers: `Mon–Fri`, `周一至周五`.
  static func words(_ weekdays: Set<Weekday>, _ texts: Texts) -> String {
    let days = keys(weekdays).map { key in
      key.split(separator: "-").compactMap { names.firstIndex(of: String($0)) }.map(texts.shortWeekday)
        .joined(separator: texts.weekdaysTo)
    }
    return days.isEmpty
      ? texts.shortWeekday(0) + texts.weekdaysTo + texts.shortWeekday(6) : days.joined(separator: texts.weekdaysAnd)
  }

  /// More people than fit on a page at a glance are folded away.
  private static let mostOpenRows = 40

  /// The roster of a page: a table for each group, with a row for each person and a column for each day of the run.
  static func section(_ roster: Roster, _ texts: Texts, _ numbers: NumberText) -> Markup {
    var groups: [String] = []
    for person in roster.people where groups.last != person.group { groups.append(person.group) }
    let panels = groups.map { group -> Markup in
      let people = roster.people.filter { $0.group == group }
      let dates = roster.dates.map { PeriodNames.date($0, texts, weekday: true) }
      let hasBreaks = people.contains { !$0.shift.breaks.isEmpty }
      let table = DataTable(
        caption: group,
        columns: [texts.personName, texts.shiftName] + (hasBreaks ? [texts.shiftBreaks] : []) + dates
          + [dates.count < 7 ? texts.hoursOfRun : texts.hoursPerWeek],
        rows: people.map { person in
          let time = ScheduleReport.range(person.shift.time)
          let breaks = person.shift.breaks.map(ScheduleReport.range).joined(separator: " ")
          let days = person.isAtWork.map { $0 ? time : NumberText.nothing }
          return
            ([person.name, person.shift.name] + (hasBreaks ? [breaks] : []) + days + [
              numbers.text(person.hoursPerWeek, .hours)
            ]).map {
              "\($0)"
            }
        }, wordColumns: (hasBreaks ? 2 : 1) + dates.count)
      guard people.count > mostOpenRows else { return table.panel(group) }
      return "<div class=\"panel\"><h3>\(group)</h3>\(table.folded(texts, elsewhere: texts.rosterElsewhere))</div>"
    }
    return Markup(panels)
  }

  /// The same as the key of a shift, with what separates it from the next; nothing for every day.
  static func yaml(_ weekdays: Set<Weekday>) -> String {
    let keys = keys(weekdays)
    return keys.isEmpty ? "" : "days: [\(keys.joined(separator: ", "))], "
  }

  /// CSV: a row for each person, a column for each day of the run with the hours of work.
  static func csv(_ roster: Roster) -> String {
    var text = CSVRow.text(["group", "name", "shift", "breaks", "hoursPerWeek"] + roster.dates)
    for person in roster.people {
      text += CSVRow.text(
        [
          CSVRow.name(person.group), CSVRow.name(person.name), CSVRow.name(person.shift.name),
          person.shift.breaks.map(ScheduleReport.range).joined(separator: " "),
          NumberText.fixed(person.hoursPerWeek, decimals: person.hoursPerWeek == person.hoursPerWeek.rounded() ? 0 : 2),
        ] + person.isAtWork.map { $0 ? ScheduleReport.range(person.shift.time) : "" })
    }
    return text
  }

  /// JSON: a person a row, with the dates of work.
  static func json(_ roster: Roster) -> JSONValue {
    .array(
      roster.people.map { person in
        .compact(
          .object([
            .init("name", .string(person.name)), .init("group", .string(person.group)),
            .init("shift", .string(person.shift.name)),
            .init("start", .string(ScheduleReport.clock(person.shift.time.start))),
            .init("end", .string(ScheduleReport.clock(person.shift.time.end))),
            .init(
              "days", .array(zip(roster.dates, person.isAtWork).filter(\.1).map { .string($0.0) })),
            .init("hoursPerWeek", .number(person.hoursPerWeek)),
          ]))
      })
  }
}
