import Foundation
import Reporting

/// The words of the planner's page and of the replay, in each language.
struct PlannerWords {
  let language: Language

  init(_ language: Language) { self.language = language }

  private func pick(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }

  var title: String { pick("Waitline: plan a day", "Waitline：规划一天") }
  var subtitle: String { pick("Change a day and see what it does", "调整一天，立见结果") }
  var skip: String { pick("Skip to the results", "跳到结果") }
  var off: String {
    pick(
      "The planner's page is off. Start the server with a folder of scenarios:", "规划页面未开启。请在启动服务时指定场景文件夹：")
  }
  var scenario: String { pick("Scenario", "场景") }
  var openFile: String { pick("Open a file…", "打开文件…") }
  var overlays: String { pick("Overlays", "叠加方案") }
  var tools: String { pick("Tools", "工具") }
  var undo: String { pick("Undo", "撤销") }
  var reset: String { pick("Reset", "重置") }
  var share: String { pick("Copy link", "复制链接") }
  var save: String { pick("Save as overlay", "存为叠加方案") }
  var report: String { pick("Report", "报告") }
  var replay: String { pick("Replay", "回放") }
  var controls: String { pick("What if", "假设分析") }
  var search: String { pick("Search for a plan", "寻找方案") }
  var searchNote: String {
    pick(
      "Finds the fewest people, or the cheapest shifts, that keep every promise; checked by simulation.",
      "找出满足全部承诺所需的最少人员或成本最低的班次，并经模拟验证。")
  }
  var aim: String { pick("Promises are kept", "达标口径") }
  var everyPeriod: String { pick("in every period", "每个时段均达标") }
  var wholeDay: String { pick("over each day", "全天") }
  var nineDays: String { pick("on nine days of ten", "十天中有九天达标") }
  var staff: String { pick("Staff", "计算人员") }
  var schedule: String { pick("Shifts", "计算班次") }
  var cancel: String { pick("Cancel", "取消") }
  var apply: String { pick("Use this plan", "采用此方案") }
  var promises: String { pick("Promises", "服务承诺") }
  var team: String { pick("Staff and load", "人员与负荷") }
  var teamNote: String {
    pick(
      "Drag a bar, or use the arrow keys: heads scheduled. The area is how many are busy; the line, how many are on duty after shrinkage.",
      "拖动柱形或使用方向键调整排班人数。色块为忙碌人数，折线为扣除缩减后的在岗人数。")
  }
  var day: String { pick("The day", "当天情况") }
  var contactType: String { pick("Contact type", "联络类型") }
  var heat: String { pick("All contact types", "全部联络类型") }
  var backlog: String { pick("Deferred work", "非即时工作") }
  var cost: String { pick("Hours and cost", "工时与成本") }
  var noScript: String { pick("This page needs scripts; they are off.", "本页面需要启用脚本，而脚本已关闭。") }
  var replayTitle: String { pick("Waitline: replay of a day", "Waitline：一天的回放") }

  /// What the scripts say, as JSON that cannot end its element.
  var script: Markup {
    let entries: [(String, String, String)] = [
      ("choose", "Choose a scenario", "请选择场景"),
      ("simulating", "Simulating…", "正在模拟…"),
      ("refining", "{n} replications · refining…", "已重复模拟 {n} 次 · 继续细化…"),
      ("ready", "{n} replications in {s} s", "重复模拟 {n} 次，用时 {s} 秒"),
      ("limited", "{n} replications: as many as the page plays of a scenario this large", "重复模拟 {n} 次：此规模的场景在页面上以此为限"),
      ("precision", "± {w} points on {t}", "{t}：± {w} 个百分点"),
      ("failed", "This cannot be simulated", "无法模拟"),
      ("offline", "The server does not answer; trying again…", "服务器无响应，正在重试…"),
      ("token", "This server asks for a token", "此服务器需要令牌"),
      ("tokenLabel", "Token for reading", "读取令牌"),
      ("tokenUse", "Use it", "使用"),
      ("warnings", "Worth knowing", "请注意"),
      ("demand", "Demand", "需求"),
      ("demandFactor", "Promotion: demand ×", "促销：需求 ×"),
      ("from", "from", "从"), ("to", "to", "到"), ("allDay", "all day", "全天"),
      ("allTypes", "All contact types", "全部联络类型"),
      ("onlyType", "of", "适用于"),
      ("offer", "Offer a message above", "预计等待超过此值时建议留言"),
      ("patience", "Patience ×", "客户耐心 ×"),
      ("concurrency", "Chats at once", "同时会话数"),
      ("hours", "Opening hours", "营业时间"),
      ("shift", "Heads on shift", "班次人数"),
      ("minutes", "min", "分钟"), ("seconds", "s", "秒"),
      ("heads", "{g}, {c}: {n} heads", "{g}，{c}：{n} 人"),
      ("scheduled", "Scheduled", "排班"), ("onDuty", "On duty", "在岗"), ("busy", "Busy", "忙碌"),
      ("period", "Period", "时段"), ("numbers", "Show the numbers", "查看数据"),
      ("shiftsNote", "Staffed by shifts", "按班次排班"),
      ("copied", "Link copied", "链接已复制"),
      ("linkHere", "The link is in the address bar", "链接见地址栏"),
      ("notShared", "A dropped file stays in this tab: put it into the folder to share it", "拖入的文件仅在本标签页中；放入文件夹后方可分享"),
      ("making", "Making the file…", "正在生成文件…"),
      ("saved", "Saved as {f}: put it beside the scenario, and simulate it as it is", "已存为 {f}：放在场景文件旁即可直接模拟"),
      ("nothingChanged", "Nothing is changed yet", "尚未作任何更改"),
      ("dayN", "day {n}", "第 {n} 天"),
      ("jobWaiting", "Waiting for its turn…", "排队等候中…"),
      ("jobStaff", "{n} replications played…", "已模拟 {n} 次…"),
      ("jobSchedule", "{n} schedules simulated, best {c}, none below {b}", "已模拟 {n} 个班表，最佳 {c}，下界 {b}"),
      ("jobDone", "Found", "已找到方案"), ("jobFailed", "Nothing was found: ", "未找到方案："),
      ("jobCancelled", "Cancelled", "已取消"),
      ("jobLost", "The search is gone: the server was started again", "搜索已丢失：服务器已重启"),
      ("dropHere", "Drop a scenario file here", "将场景文件拖到此处"),
      ("clock", "Clock", "时钟"), ("play", "Play", "播放"), ("pause", "Pause", "暂停"), ("speed", "Speed", "速度"),
      ("waiting", "Waiting", "排队人数"), ("idle", "Free", "空闲"),
      ("ticket", "Issue", "客户问题"), ("follow", "Follow", "跟踪"), ("time", "Time", "时间"), ("event", "Event", "事件"),
      ("who", "By", "处理者"), ("noTicket", "There is no issue {n} on this day", "当天没有编号 {n} 的客户问题"),
      ("followed", "Issue {n}", "客户问题 {n}"), ("replication", "Day", "模拟日"),
      ("agentN", "{g} {n}", "{g} {n} 号"), ("ahead", "{n} ahead", "前面 {n} 人"),
      ("loading", "Loading the day…", "正在载入…"),
      ("done", "Done so far", "已完结"), ("answeredN", "Answered", "接通量"), ("abandonedN", "Abandoned", "放弃量"),
      ("event.arrived", "arrives", "进线"),
      ("event.diverted", "comes outside the hours, becomes another type", "非营业时间进线，转为其他类型"),
      ("event.turnedAway", "comes outside the hours, goes away", "非营业时间进线，离开"), ("event.blocked", "queue full", "队列已满"),
      ("event.balked", "leaves on hearing the wait", "听到等待时间后离开"), ("event.message", "leaves a message", "改为留言"),
      ("event.delayed", "cannot go on yet", "暂不能进入下一步"), ("event.queued", "waits", "排队"),
      ("event.answered", "is answered", "接通"),
      ("event.interrupted", "is interrupted", "被打断"),
      ("event.finished", "is done", "处理完毕"), ("event.broadcast", "answered with others", "群发答复"),
      ("event.abandoned", "gives up", "放弃"), ("event.redials", "will try again", "稍后重拨"),
      ("event.cutOff", "cut off at closing", "下班中断"),
      ("event.redirected", "belongs elsewhere", "转往别处"), ("event.unresolved", "not settled", "未解决"),
      ("event.deadlineMissed", "deadline passed", "逾期"), ("event.resolved", "settled", "已解决"),
      ("event.lost", "not heard of again", "流失"),
    ]
    let value = JSONValue.compact(
      .object(entries.map { .init($0.0, .string(pick($0.1, $0.2))) } + [.init("language", .string(language.rawValue))]))
    return Markup(script: value.text)
  }
}
