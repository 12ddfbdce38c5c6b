import ContactCentre

/// Reads the steps of work that passes through departments.
struct StepsDecoder {
  /// The word for the end of all steps.
  static let end = "done"

  let names: Names

  func decode(_ item: Item) -> [WorkStep] {
    let items = item.list("a list of steps")
    if items.isEmpty, case .list = item.node.value { item.report("is empty; expected the steps, one after the other") }
    let stepNames = items.enumerated().map { index, step -> String in
      step.node["name"]?.text ?? "step \(index + 1)"
    }
    let all = NameList(stepNames, missing: "there is no step")
    var steps: [WorkStep] = []
    var taken: Set<String> = []
    for (index, entry) in items.enumerated() {
      let fields = entry.fields(.step)
      let name = stepNames[index]
      let named = fields["name"] ?? entry
      if !taken.insert(name).inserted { named.report("there are two steps “\(name.shortened)”") }
      if name == Self.end { named.report("“\(Self.end)” is the end of all steps; call the step something else") }
      _ = fields["name"]?.string("a name")
      // The stand-in only lets reading go on.
      var step = WorkStep(name: name, handling: fields["handling"]?.distribution() ?? .constant(1))
      step.group = fields["group"]?.reference(names.agentGroups, "the name of an agent group")
      step.delay = fields["delay"]?.distribution()
      if let then = fields["then"] {
        step.next = routes(then, among: all)
      } else if index + 1 < items.count {
        step.next = [StepRoute(step: stepNames[index + 1])]
      }
      steps.append(step)
    }
    // With two steps of one name it is not clear where work goes.
    if taken.count == steps.count { check(steps, items) }
    return steps
  }

  /// Where work goes: a word, an entry, or a list of them.
  private func routes(_ item: Item, among steps: NameList) -> [StepRoute] {
    var shares: [Double] = []
    let routes = item.listOrOne().compactMap { entry -> StepRoute? in
      if case .scalar(let word, _) = entry.node.value {
        shares.append(1)
        return word == Self.end ? nil : entry.reference(steps, "the name of a step").map { StepRoute(step: $0) }
      }
      let fields = entry.fields(.stepRoute)
      if let done = fields["done"] {
        for other in ["next", "share"] { fields[other]?.report("does not go with “done”; make it an entry of its own") }
        shares.append(done.share() ?? 0)
        return nil
      }
      let share = fields["share"].map { $0.share() ?? 0 } ?? 1
      shares.append(share)
      guard let next = fields["next"] else {
        if case .map = entry.node.value { entry.report("“next” is missing; expected the name of a step, or “done”") }
        return nil
      }
      return next.reference(steps, "the name of a step").map { StepRoute(step: $0, share: share) }
    }
    item.checkSum(shares)
    return routes
  }

  /// Work must be done some day, and steps that it never comes to are probably not meant.
  private func check(_ steps: [WorkStep], _ items: [Item]) {
    let places = Dictionary(steps.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let walk = EndlessWalk(
      steps.map { step in step.next.compactMap { route in places[route.step].map { ($0, route.share) } } })
    for circle in walk.circles() {
      let way = EndlessWalk.words(circle.map { steps[$0].name })
      items[circle[0]].report("the work goes round for ever: \(way); let a share be done")
    }
    guard !steps.isEmpty else { return }
    var isReached = Array(repeating: false, count: steps.count)
    isReached[0] = true
    var rest = [0]
    while let place = rest.popLast() {
      for onward in walk.next[place] where !isReached[onward] {
        isReached[onward] = true
        rest.append(onward)
      }
    }
    for place in steps.indices where !isReached[place] {
      items[place].warn("no work ever comes to the step “\(steps[place].name)”")
    }
  }
}
