import ContactCentre
import Planning

// Single changes to a centre.
extension Texts {
  var adviceKicker: String { pick("Advice", "改进建议") }
  func adviceTitle(_ scenario: String) -> String {
    pick("\(scenario): the cheapest single changes", "\(scenario)：最划算的单项改动")
  }
  func adviceNow(_ share: String, missed: String) -> String {
    pick(
      "Today \(share) of the contacts are served as promised"
        + (missed.isEmpty ? "; no promise is missed on average." : "; missed on average: \(missed)."),
      "目前有 \(share) 的联络得到了所承诺的服务" + (missed.isEmpty ? "；平均来看没有承诺未达标。" : "；平均未达标：\(missed)。"))
  }
  var changeColumn: String { pick("Change", "改动") }
  var gainColumn: String { pick("Points gained", "提升（百分点）") }
  func costPerPoint(isMoney: Bool) -> String {
    isMoney ? pick("Cost per point", "每百分点成本") : pick("Hours per point", "每百分点工时")
  }
  func priceChange(isMoney: Bool) -> String {
    isMoney ? pick("Extra cost a day", "每天成本增减") : pick("Extra hours a day", "每天工时增减")
  }
  /// What a point costs of a change that costs nothing.
  var free: String { pick("free", "无需成本") }
  var mendsColumn: String { pick("Mends", "使其达标") }
  var breaksColumn: String { pick("Breaks", "使其失守") }
  func adviceFoot(tried: Int, screening: String, final: String) -> String {
    pick(
      "\(tried) changes tried on \(screening) replications each; the best again on \(final) fresh ones, which is what is shown. ± is the half width of the 95% interval of the paired difference.",
      "共试验 \(tried) 项改动，每项模拟 \(screening) 次；较优者另用 \(final) 次全新模拟复核，表中为复核结果。± 为配对差 95% 区间的半宽。")
  }
  func noAdvice(_ tried: Int) -> String {
    pick("None of \(tried) changes was shown to help.", "试验的 \(tried) 项改动均未显示出改善。")
  }
  var gainChart: String { pick("Points gained by each change", "各项改动的提升") }

  /// A change in words.
  func change(_ change: Change) -> String {
    let numbers = NumberText(language)
    func clock(_ seconds: Int) -> String {
      let hour = seconds / 3600 % 24
      let minute = seconds / 60 % 60
      return "\(hour == 0 && seconds > 0 ? 24 : hour):".leftPadded + (minute < 10 ? "0\(minute)" : "\(minute)")
    }
    func window(_ range: ClockRange) -> String { clock(range.start) + "–" + clock(range.end) }
    switch change {
    case .addAgents(let group, let count, let range):
      return pick(
        "\(group): \(count == 1 ? "one more agent" : "\(count) more agents") \(window(range))",
        "\(group) 在 \(window(range)) 增加 \(count) 名坐席")
    case .moveAgent(let group, let from, let to):
      return pick(
        "\(group): one agent from \(window(from)) to \(window(to))",
        "\(group) 一名坐席由 \(window(from)) 改到 \(window(to))")
    case .crossTrain(let group, let count, let type):
      return pick("cross-train \(count) of \(group) for \(type)", "\(group) 在岗的 \(count) 人增加 \(type) 技能")
    case .concurrency(let group, let from, let to):
      return pick("\(group): \(to) contacts at once (now \(from))", "\(group)：同时处理数由 \(from) 改为 \(to)")
    case .messageOffer(let type, let from, let to):
      return pick(
        "\(type): message offer at \(numbers.roundDuration(to)) (now \(numbers.roundDuration(from)))",
        "\(type)：预计等待超过 \(numbers.roundDuration(to))即提议留言（原为 \(numbers.roundDuration(from))）")
    case .openLonger(let hours, let from, let to):
      return pick(
        "open “\(hours)” until \(clock(to)) (now \(clock(from)))", "“\(hours)” 由 \(clock(from)) 延长到 \(clock(to))")
    case .helpSooner(let group, let type, let from, let to):
      return to == 0
        ? pick(
          "\(group) helps with \(type) at once (now after \(numbers.roundDuration(from)))",
          "\(group) 立即协助 \(type)（原为等待 \(numbers.roundDuration(from))后）")
        : pick(
          "\(group) helps with \(type) after \(numbers.roundDuration(to)) (now \(numbers.roundDuration(from)))",
          "\(group) 在等待 \(numbers.roundDuration(to))后协助 \(type)（原为 \(numbers.roundDuration(from))）")
    }
  }
}

extension String {
  /// `9:` as `09:`.
  fileprivate var leftPadded: String { count < 3 ? "0" + self : self }
}
