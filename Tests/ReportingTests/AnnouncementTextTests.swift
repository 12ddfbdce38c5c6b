import Reporting
import Simulation
import Testing

/// The sentence told to a customer.
@Suite struct AnnouncementTextTests {
  private func told(_ p50: Double, _ p90: Double, _ language: Language = .english) -> String {
    let row = AnnouncementRow(
      period: 0, waitingAhead: 3, observations: 100, mean: p50, p50: p50, p80: p50, p90: p90, withinPromise: 0)
    return AnnouncementText.text(waitingAhead: 3, row: row, language: language)
  }

  @Test func aRangeRoundedUpToWholeMinutes() {
    #expect(told(61, 240) == "Waiting ahead: 3, expected wait: 2–4 minutes")
    #expect(told(61, 240, .simplifiedChinese) == "当前排队人数:3,预计等待时间:2–4分钟")
    #expect(told(120, 240.001) == "Waiting ahead: 3, expected wait: 2–5 minutes")
    #expect(told(5, 90) == "Waiting ahead: 3, expected wait: 1–2 minutes")
  }

  @Test func equalEndsGiveOneNumber() {
    #expect(told(61, 119) == "Waiting ahead: 3, expected wait: 2 minutes")
    #expect(told(61, 119, .simplifiedChinese) == "当前排队人数:3,预计等待时间:2分钟")
    #expect(told(30, 60) == "Waiting ahead: 3, expected wait: 1 minute")
  }

  @Test func belowAMinute() {
    #expect(told(0, 0) == "Waiting ahead: 3, expected wait: under 1 minute")
    #expect(told(40, 59.9) == "Waiting ahead: 3, expected wait: under 1 minute")
    #expect(told(40, 59.9, .simplifiedChinese) == "当前排队人数:3,预计等待时间:不到1分钟")
  }

  @Test func oddNumbersDoNotTrap() {
    #expect(told(.infinity, .infinity) == "Waiting ahead: 3, expected wait: 525600 minutes")
    #expect(told(.nan, .nan) == "Waiting ahead: 3, expected wait: –")
  }
}
