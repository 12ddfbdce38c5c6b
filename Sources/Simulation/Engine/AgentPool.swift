/// One agent.
struct Agent {
  var group: Int32
  /// Contacts in hand.
  var load: Int32 = 0
  /// The most contacts the agent may hold with those in hand.
  var limit: Int32 = 0
  /// On duty, or off and finishing the contacts in hand.
  var isPresent = false
  /// Shift is over: finishes the contacts in hand, then goes.
  var isLeaving = false
  /// Works a shift, so that the place is kept while off duty.
  var hasShift = false
  /// In one of the lists of agents who have room for a contact.
  var isListed = false
  var previous: Int32 = -1
  var next: Int32 = -1
  /// Since when the agent has had room with this load.
  var listedSince = 0.0
  var busySince = 0.0
  var leavingSince = 0.0
  /// From when work beyond the agent's time is paid on top.
  var overtimeFrom = 0.0
  /// Until when the work of the contacts in hand has been carried on.
  var workedUntil = 0.0
  /// Place of the contact that ends next.
  var endsNext: Int32 = 0
  /// Index among the group's members who work heads per period.
  var member: Int32 = -1
  /// Factor on handling times: above 1 in training.
  var pace = 1.0
  var isTrainee = false
}

/// A contact in hand of an agent.
struct ContactInHand {
  var type: Int32
  var period: Int32
  /// Work left, in seconds at the speed of an agent who holds nothing else.
  var workLeft: Double
  var startedAt: Double
  /// Where the slowdown factors of the skill start.
  var slowdown: Int32
  /// How many contacts may be in hand beside this one, itself counted.
  var concurrency: Int32
  /// The issue it belongs to, −1 when issues are not followed, and the number within its type.
  var issue: Int32
  var number: Int

  /// In place of the period: begun before the start of the run, whose figures do not count it.
  static let begunBefore: Int32 = -1
}

/// The agents, and for each group and load a list of those who have room for a contact, longest idle first.
struct AgentPool {
  var agents: Table<Agent>
  /// Contacts in hand: `handsPerAgent` places each.
  var hands: Table<ContactInHand>
  /// When each agent's next contact ends.
  var ends: TournamentTree
  let handsPerAgent: Int
  /// First and last of each list; a group's lists start at `listStarts`.
  private var firsts: Table<Int32>
  private var lasts: Table<Int32>
  private var listStarts: Table<Int32>
  /// Agents present without a shift, group by group, for the draw of who leaves.
  var members: Table<Int32>
  var memberCounts: Table<Int32>
  private var memberStride: Int
  private let groupCount: Int
  private let shiftGroups: Table<Int32>
  private var used: Int
  private var firstFree: Int32 = -1

  private static let nobody = Agent(group: -1)
  private static let nothing = ContactInHand(
    type: -1, period: 0, workLeft: 0, startedAt: 0, slowdown: 0, concurrency: 1, issue: -1, number: 0)

  init(groups: [GroupRow], shiftAgents: [Int32]) {
    handsPerAgent = groups.map(\.concurrency).max() ?? 1
    groupCount = groups.count
    shiftGroups = Table(shiftAgents, spare: 0)
    ends = TournamentTree(places: max(64, shiftAgents.count + 1))
    agents = Table(repeating: Self.nobody, count: ends.capacity)
    hands = Table(repeating: Self.nothing, count: ends.capacity * handsPerAgent)
    var starts: [Int32] = []
    var lists = 0
    for group in groups {
      starts.append(Int32(lists))
      lists += group.concurrency
    }
    listStarts = Table(starts, spare: 0)
    firsts = Table(repeating: -1, count: lists)
    lasts = Table(repeating: -1, count: lists)
    memberStride = ends.capacity
    members = Table(repeating: -1, count: groups.count * ends.capacity)
    memberCounts = Table(repeating: 0, count: groups.count)
    used = shiftAgents.count
  }

  mutating func reset() {
    ends.reset()
    agents.fill(Self.nobody)
    firsts.fill(-1)
    lasts.fill(-1)
    memberCounts.fill(0)
    used = shiftGroups.count
    firstFree = -1
    for agent in 0..<shiftGroups.count {
      agents[agent].group = shiftGroups[agent]
      agents[agent].hasShift = true
    }
  }

  /// A free place for an agent without a shift.
  mutating func newAgent(group: Int32) -> Int32 {
    let agent: Int32
    if firstFree >= 0 {
      agent = firstFree
      firstFree = agents[agent].next
    } else {
      if used == agents.count { grow() }
      agent = Int32(used)
      used += 1
    }
    agents[agent] = Agent(group: group)
    let place = Int(group) * memberStride + Int(memberCounts[group])
    members[place] = agent
    agents[agent].member = memberCounts[group]
    memberCounts[group] += 1
    return agent
  }

  /// The member of a group at an index.
  func member(_ index: Int, of group: Int32) -> Int32 { members[Int(group) * memberStride + index] }

  /// Takes an agent out of the members of the group; the agent may still finish contacts.
  func removeMember(_ agent: Int32) {
    let group = agents[agent].group
    memberCounts[group] -= 1
    let last = members[Int(group) * memberStride + Int(memberCounts[group])]
    members[Int(group) * memberStride + Int(agents[agent].member)] = last
    agents[last].member = agents[agent].member
    agents[agent].member = -1
  }

  /// Gives the place of an agent back.
  mutating func free(_ agent: Int32) {
    agents[agent].next = firstFree
    firstFree = agent
  }

  private mutating func grow() {
    let oldStride = memberStride
    ends.grow()
    agents.grow(to: ends.capacity, repeating: Self.nobody)
    hands.grow(to: ends.capacity * handsPerAgent, repeating: Self.nothing)
    memberStride = ends.capacity
    var larger = Table<Int32>(repeating: -1, count: groupCount * memberStride)
    for group in 0..<groupCount {
      for index in 0..<Int(memberCounts[group]) {
        larger[group * memberStride + index] = members[group * oldStride + index]
      }
    }
    swap(&members, &larger)
    larger.deallocate()
  }

  /// The agent of a group who has had room longest with a load; −1 for none.
  @inline(__always) func longestIdle(group: Int32, load: Int32) -> Int32 { firsts[listStarts[group] &+ load] }

  /// The agent of a group who has had room with a load for the shortest time; −1 for none.
  @inline(__always) func shortestIdle(group: Int32, load: Int32) -> Int32 { lasts[listStarts[group] &+ load] }

  /// Whether at least so many agents of a group have empty hands.
  func hasIdle(_ count: Int32, group: Int32) -> Bool {
    var agent = longestIdle(group: group, load: 0)
    var left = count
    while left > 0, agent >= 0 {
      left -= 1
      agent = agents[agent].next
    }
    return left <= 0
  }

  /// Puts an agent who has room at the end of the list of the load.
  @inline(__always) func list(_ agent: Int32, at time: Double) {
    let list = listStarts[agents[agent].group] &+ agents[agent].load
    let last = lasts[list]
    agents[agent].previous = last
    agents[agent].next = -1
    agents[agent].listedSince = time
    agents[agent].isListed = true
    if last >= 0 { agents[last].next = agent } else { firsts[list] = agent }
    lasts[list] = agent
  }

  /// Takes the agent who has been idle longest out of the only list of a single queue.
  @inline(__always) func unlistFirst(_ agent: Int32) {
    guard agents[agent].isListed else { return }
    let next = agents[agent].next
    firsts[0] = next
    if next >= 0 { agents[next].previous = -1 } else { lasts[0] = -1 }
    agents[agent].isListed = false
  }

  /// Takes an agent out of the list of the load.
  @inline(__always) func unlist(_ agent: Int32) {
    guard agents[agent].isListed else { return }
    let list = listStarts[agents[agent].group] &+ agents[agent].load
    let previous = agents[agent].previous
    let next = agents[agent].next
    if previous >= 0 { agents[previous].next = next } else { firsts[list] = next }
    if next >= 0 { agents[next].previous = previous } else { lasts[list] = previous }
    agents[agent].isListed = false
  }

  func deallocate() {
    agents.deallocate()
    hands.deallocate()
    ends.deallocate()
    firsts.deallocate()
    lasts.deallocate()
    listStarts.deallocate()
    members.deallocate()
    memberCounts.deallocate()
    shiftGroups.deallocate()
  }
}
