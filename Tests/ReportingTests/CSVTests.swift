import Reporting
import Simulation
import Testing

/// `periods.csv`, read back by a reader of RFC 4180 of the tests' own.
@Suite struct CSVTests {
  private func parse(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var quoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      if quoted {
        if scalar != "\"" {
          cell.unicodeScalars.append(scalar)
        } else if scalars.first == "\"" {
          cell.unicodeScalars.append(scalars.removeFirst())
        } else {
          quoted = false
        }
      } else if scalar == "\"" {
        quoted = true
      } else if scalar == "," {
        row.append(cell)
        cell = ""
      } else if scalar == "\r", scalars.first == "\n" {
        scalars.removeFirst()
        rows.append(row + [cell])
        (row, cell) = ([], "")
      } else {
        cell.unicodeScalars.append(scalar)
      }
    }
    #expect(row.isEmpty && cell.isEmpty && !quoted, "the file ends with a line end")
    return rows
  }

  @Test func aRowForEachTypeAndPeriodWithTheNumbersOfTheResult() throws {
    let result = SampleResult.shop(days: 2)
    let rows = parse(PeriodsCSV.text(result))
    let header = rows[0]
    #expect(rows.count == 1 + 4 * 96)
    #expect(rows.allSatisfy { $0.count == header.count })
    #expect(Set(header).count == header.count)
    #expect(header.prefix(5) == ["contactType", "start", "day", "offered", "offeredHalfWidth"])
    let p90 = try #require(header.firstIndex(of: "waitVirtualP90"))
    let level = try #require(header.firstIndex(of: "SL2"))
    let row = rows[1 + 96 + 89]
    let figures = result.contactTypes[1].periods[89]
    #expect(row[0] == "phone.urgent")
    #expect(row[1] == "2026-11-12T20:30:00+08:00")
    #expect(row[2] == "1")
    #expect(Double(row[p90]) == figures.waitVirtual.p90.mean)
    #expect(row[p90 + 1].isEmpty)
    #expect(Double(row[level + 1]) == figures.serviceLevel.SL2.halfWidth)
  }

  @Test func golden() {
    let lines = PeriodsCSV.text(SampleResult.tiny()).components(separatedBy: "\r\n")
    #expect(lines[1].hasPrefix("calls,2026-11-11T09:00:00+08:00,0,10.0,0.5,,,,,,,8.0,0.25,2.0,,"))
    #expect(lines[2].hasPrefix("calls,2026-11-11T09:30:00+08:00,0,0.0,0.0,,"))
    #expect(lines.count == 4)
  }

  @Test(arguments: ["a,b", "say \"hi\"", "two\r\nlines", "在线客服", "comma, \"quote\"\nline"])
  func namesAreQuoted(name: String) {
    #expect(parse(PeriodsCSV.text(SampleResult.tiny(name: name)))[1][0] == name)
  }

  @Test(arguments: ["=1+1", "+cmd", "-2", "@SUM(A1)", "\tx", "=HYPERLINK(\"x\",\"y\")"])
  func noNameIsAFormula(name: String) {
    #expect(parse(PeriodsCSV.text(SampleResult.tiny(name: name)))[1][0] == "'" + name)
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = [""]
    for character in self {
      if String(character) == separator { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts
  }
}
