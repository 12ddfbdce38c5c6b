#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The tables of the ziggurat method, with 256 layers, for the exponential and the normal law.
///
/// A layer is chosen by 8 bits and a place in it by 52 other bits of the same output, which mends the correlation
/// that Doornik found in the original code. Tails beyond the base strip are drawn exactly.
///
/// Sources: G. Marsaglia, W. W. Tsang, “The ziggurat method for generating random variables”, Journal of Statistical
/// Software 5(8), 2000; J. A. Doornik, “An improved ziggurat method to generate normal random samples”, 2005;
/// the normal tail is G. Marsaglia, “Generating a variable from the tail of the normal distribution”, 1964.
///
/// - Note: The value is one pointer. It is `Sendable` although a pointer is not, because the memory it points to is
///   written before the only value that refers to it exists (``shared``), never written again and never freed.
@frozen public struct ZigguratTables: @unchecked Sendable {
  /// For each law, ``stride`` numbers: for each layer its width in units of 2⁻⁵³ and the right edge of the next layer,
  /// beside each other, so that a draw touches one line of the cache and takes one multiplication; then the densities at
  /// the 257 edges.
  @usableFromInline let base: UnsafePointer<Double>

  /// Numbers of a law, and where its densities start.
  @inlinable static var stride: Int { 1024 }
  @inlinable static var densities: Int { 512 }

  /// The tables. Reading this property costs a check that they exist, so keep the value out of the inner loop:
  /// a ``Sampler`` holds it.
  public static let shared = ZigguratTables()

  /// Where the base strip of the exponential ends and its tail begins.
  public static let exponentialBase = 7.697117470131049714
  /// Where the base strip of the normal law ends and its tail begins.
  public static let normalBase = 3.654152885361008796

  /// Area of a layer of the exponential, and of the (unnormalised, one-sided) normal law.
  private static let exponentialArea = 3.949659822581557e-3
  private static let normalArea = 4.928673233974655e-3

  private init() {
    let bytes = 2 * Self.stride * MemoryLayout<Double>.stride
    let tables = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .initializeMemory(as: Double.self, repeating: 0, count: 2 * Self.stride)
    Self.fill(
      tables, base: Self.exponentialBase, area: Self.exponentialArea, density: { exp(-$0) }, inverse: { -log($0) })
    Self.fill(
      tables + Self.stride, base: Self.normalBase, area: Self.normalArea, density: { exp(-0.5 * $0 * $0) },
      inverse: { sqrt(-2 * log($0)) })
    base = UnsafePointer(tables)
  }

  /// From the right edges x₀ > x₁ > … > x₂₅₆ = 0 of the layers and the densities there; layer i spans x up to xᵢ and
  /// lies wholly under the density up to xᵢ₊₁. Layer 0 is the base strip: x₀ is the width that a rectangle of its area
  /// would have.
  private static func fill(
    _ table: UnsafeMutablePointer<Double>, base: Double, area: Double, density: (Double) -> Double,
    inverse: (Double) -> Double
  ) {
    var edges = [area / density(base), base]
    for layer in 2..<256 { edges.append(inverse(area / edges[layer - 1] + density(edges[layer - 1]))) }
    edges.append(0)
    for layer in 0..<256 {
      // A power of two changes no digit: the draws are those of the unit times the width.
      table[2 * layer] = edges[layer] * 0x1p-53
      table[2 * layer + 1] = edges[layer + 1]
    }
    for layer in 0...256 { table[densities + layer] = density(edges[layer]) }
  }

  /// An exponential draw with mean 1; above 0 always.
  @inlinable @inline(__always) public func exponential(_ generator: inout SplitMix64) -> Double {
    let bits = generator.next()
    let layer = Int(truncatingIfNeeded: bits & 255)
    let x = Self.steps(bits) * base[2 &* layer]
    if x < base[2 &* layer &+ 1] { return x }
    // By value, so that the generator of the caller stays in a register.
    let rare = exponentialOutside(layer: layer, x: x, state: generator.state)
    generator.state = rare.state
    return rare.draw
  }

  /// A standard normal draw.
  @inlinable @inline(__always) public func normal(_ generator: inout SplitMix64) -> Double {
    let bits = generator.next()
    let layer = Int(truncatingIfNeeded: bits & 255)
    // Bit 8 is the sign: it goes to the sign bit of the number.
    let sign = (bits &<< 55) & 0x8000_0000_0000_0000
    let x = Self.steps(bits) * base[Self.stride &+ 2 &* layer]
    if x < base[Self.stride &+ 2 &* layer &+ 1] { return Double(bitPattern: x.bitPattern | sign) }
    let rare = normalOutside(layer: layer, x: x, sign: sign, state: generator.state)
    generator.state = rare.state
    return rare.draw
  }

  /// The upper 52 bits as a number of steps of 2⁻⁵³ strictly between 0 and 1: to the middles of 2⁵² cells.
  @inlinable @inline(__always) static func steps(_ bits: UInt64) -> Double {
    Double(Int64(bitPattern: (bits &>> 11) | 1))
  }

  /// About 1 draw in 90: the wedge of a layer, or the tail.
  @usableFromInline @inline(never)
  func exponentialOutside(layer: Int, x: Double, state: UInt64) -> (draw: Double, state: UInt64) {
    var generator = SplitMix64(state: state)
    var layer = layer
    var x = x
    while true {
      if x < base[2 * layer + 1] { return (x, generator.state) }
      // The exponential forgets: beyond the base it is an exponential again.
      if layer == 0 { return (Self.exponentialBase - log(generator.nextUnit()), generator.state) }
      let low = base[Self.densities + layer]
      let high = base[Self.densities + layer + 1]
      if low + generator.nextUnit() * (high - low) < exp(-x) { return (x, generator.state) }
      let bits = generator.next()
      layer = Int(bits & 255)
      x = Self.steps(bits) * base[2 * layer]
    }
  }

  /// About 1 draw in 80: the wedge of a layer, or the tail.
  @usableFromInline @inline(never)
  func normalOutside(layer: Int, x: Double, sign: UInt64, state: UInt64) -> (draw: Double, state: UInt64) {
    let layers = base + Self.stride
    let densities = layers + Self.densities
    var generator = SplitMix64(state: state)
    var layer = layer
    var x = x
    var sign = sign
    while true {
      if x < layers[2 * layer + 1] { break }
      if layer == 0 {
        var excess: Double
        var bound: Double
        repeat {
          excess = -log(generator.nextUnit()) / Self.normalBase
          bound = -log(generator.nextUnit())
        } while 2 * bound < excess * excess
        x = Self.normalBase + excess
        break
      }
      let low = densities[layer]
      let high = densities[layer + 1]
      if low + generator.nextUnit() * (high - low) < exp(-0.5 * x * x) { break }
      let bits = generator.next()
      layer = Int(bits & 255)
      sign = (bits &<< 55) & 0x8000_0000_0000_0000
      x = Self.steps(bits) * layers[2 * layer]
    }
    return (Double(bitPattern: x.bitPattern | sign), generator.state)
  }
}
