/// The minimum of a function of a few variables by the simplex method.
///
/// Source: J. A. Nelder, R. Mead, “A simplex method for function minimization”, The Computer Journal 7 (1965) 308–313.
enum Minimum {
  /// Where the function is least, from a start and first steps in each variable.
  static func find(from start: [Double], step: Double, _ function: ([Double]) -> Double) -> [Double] {
    let count = start.count
    var corners = [start]
    for variable in 0..<count {
      var corner = start
      corner[variable] += step
      corners.append(corner)
    }
    var points = corners.map { (at: $0, value: function($0)) }
    for _ in 0..<400 {
      points.sort { $0.value < $1.value }
      if points[count].value - points[0].value < 1e-9 * (1 + abs(points[0].value)),
        zip(points[0].at, points[count].at).allSatisfy({ abs($0 - $1) < 1e-5 })
      {
        break
      }
      let centre = (0..<count).map { variable in
        points[..<count].reduce(0) { $0 + $1.at[variable] } / Double(count)
      }
      func along(_ factor: Double) -> (at: [Double], value: Double) {
        let at = zip(centre, points[count].at).map { $0 + factor * ($0 - $1) }
        return (at, function(at))
      }
      let reflected = along(1)
      if reflected.value < points[0].value {
        let expanded = along(2)
        points[count] = expanded.value < reflected.value ? expanded : reflected
      } else if reflected.value < points[count - 1].value {
        points[count] = reflected
      } else {
        let contracted = along(reflected.value < points[count].value ? 0.5 : -0.5)
        if contracted.value < min(reflected.value, points[count].value) {
          points[count] = contracted
        } else {
          for index in 1...count {
            let at = zip(points[0].at, points[index].at).map { ($0 + $1) / 2 }
            points[index] = (at, function(at))
          }
        }
      }
    }
    return points.min { $0.value < $1.value }?.at ?? start
  }

  /// Variances at the minimum of a negative log-likelihood: the diagonal of the inverse of its second derivatives, of one or
  /// two variables; `nil` where they are no minimum.
  static func variances(at point: [Double], _ function: ([Double]) -> Double) -> [Double]? {
    let step = 1e-3
    func value(_ first: Double, _ second: Double = 0) -> Double {
      var moved = point
      moved[0] += first * step
      if point.count > 1 { moved[1] += second * step }
      return function(moved)
    }
    let here = value(0)
    let first = (value(1) - 2 * here + value(-1)) / (step * step)
    guard point.count > 1 else { return first > 0 ? [1 / first] : nil }
    let second = (value(0, 1) - 2 * here + value(0, -1)) / (step * step)
    let mixed = (value(1, 1) - value(1, -1) - value(-1, 1) + value(-1, -1)) / (4 * step * step)
    let determinant = first * second - mixed * mixed
    guard first > 0, determinant > 0 else { return nil }
    return [second / determinant, first / determinant]
  }
}
