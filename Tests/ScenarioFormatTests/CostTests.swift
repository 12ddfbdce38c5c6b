import ScenarioFormat
import Testing

/// Costs that are known of some groups only.
@Suite struct CostTests {
  private func warnings(agents: String, hotline: String = "") throws -> [String] {
    let text = goodText("    staff: 12\n", "    staff: 12\n\(agents)").replacing(
      "  hotline:\n", with: "  hotline:\n\(hotline)")
    return try load(text).warnings.filter { $0.path.hasPrefix("agentGroups") }.map { "\($0.path): \($0.message)" }
  }

  @Test func aGroupWithoutAPriceAmongOthersIsSaid() throws {
    let price = "    costPerHour: 40\n"
    #expect(try warnings(agents: "") == [], "no costs are asked for")
    #expect(try warnings(agents: price, hotline: price) == [])
    let one = try warnings(agents: price)
    #expect(one.count == 1)
    #expect(one[0].hasPrefix("agentGroups.hotline: “hotline” has no costPerHour, though others have"))
  }

  @Test func aGroupWithoutAnybodyNeedsNone() throws {
    let text = goodText("    staff: 12\n", "    staff: 0\n").replacing(
      "  hotline:\n", with: "  hotline:\n    costPerHour: 40\n")
    #expect(try load(text).warnings.filter { $0.path.hasPrefix("agentGroups") } == [])
  }
}
