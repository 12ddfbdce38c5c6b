/// The earliest of many times, each of which belongs to a numbered place and may change at any moment.
///
/// A complete tree over the places, with four children to a node; each node knows the earliest below it. Changing a place
/// costs one path to the root, knowing the earliest costs nothing; among equal times the lowest number wins.
///
/// A node keeps one key of 8 bytes: the time in whole units, and below it the number of the place. Times closer to each other
/// than a unit count as equal: 2⁻³⁰ s for up to 512 places in the first 48 days, where a double has 2⁻³¹. The times themselves
/// stand beside the tree, to the last bit.
///
/// What it bought: the earlier of two keys is one instruction that does not branch (who is earlier cannot be predicted), and
/// takes the place along; siblings are known before the path is walked. For 64 places three levels of 17 instructions, where a
/// binary tree of times and places took six of 21 and a 4-ary heap mispredicts its way. Comparisons of whole numbers would be
/// made branches of by the compiler: the keys are compared as doubles, whose order is that of their bits.
struct TournamentTree {
  /// The keys, root first. The children of key number `i` are the keys `4 (i + 1)` to `4 (i + 1) + 3`.
  private var keys: UnsafeMutablePointer<Double>
  private var keyCount: Int
  /// Number of the key of place 0.
  private var firstKey: Int
  private var times: Table<Double>
  private(set) var capacity: Int
  private var placeBits: Int
  /// Up to when a key can hold a time, and 2⁵² units: a time added to it is rounded to units.
  private var limit = 0.0
  private var magic = 0.0
  /// What is taken off the bits of the sum: all but the units, less what keeps the keys among the ordinary numbers.
  private var magicBits: UInt64 = 0

  /// The earliest time, infinity when there is none.
  private(set) var earliest = Double.infinity
  /// The place of the earliest time.
  private(set) var place: Int32 = 0

  private static let width = 4
  private static let firstLimit = 0x1p22
  /// Keeps the keys among the ordinary numbers: small ones as they are would be denormal.
  private static let ordinary: UInt64 = 0x4000_0000_0000_0000
  /// A place without a time: later than any time.
  private static let never: UInt64 = 0x7FE0_0000_0000_0000

  init(places: Int) {
    capacity = Self.width
    while capacity < places { capacity *= 2 }
    placeBits = capacity.trailingZeroBitCount
    firstKey = 0
    var level = Self.width
    while level < capacity {
      firstKey += level
      level *= Self.width
    }
    keyCount = firstKey + capacity
    // A node within a line of the cache.
    keys = UnsafeMutableRawPointer.allocate(byteCount: keyCount * MemoryLayout<Double>.stride, alignment: 64)
      .bindMemory(to: Double.self, capacity: keyCount)
    times = Table(repeating: .infinity, count: capacity)
    // Above the last places there may be nodes without places: nothing ever comes there.
    keys.initialize(repeating: Double(bitPattern: Self.never), count: keyCount)
    reset()
  }

  func time(of place: Int) -> Double { times[place] }

  @inline(__always) mutating func set(_ place: Int32, _ time: Double) {
    let key = key(Int(place), time)
    times[place] = time
    let root = climb(from: Int(place), with: key)
    // Most times that are set are not the earliest: that is foreseen, and nobody has to wait for the climb.
    if place == self.place || time <= earliest { take(root) }
  }

  /// Sets a place to a time that is not after the earliest, and before all that are equal to it.
  mutating func setFirst(_ place: Int32, _ time: Double) {
    let shift = UInt64(truncatingIfNeeded: placeBits)
    let before = keys[firstKey + Int(self.place)].bitPattern &>> shift &- 1
    let units = min(key(Int(place), time).bitPattern &>> shift, before)
    let key = Double(bitPattern: units &<< shift | UInt64(truncatingIfNeeded: place))
    times[place] = time
    take(climb(from: Int(place), with: key))
  }

  /// Takes a key up to the root: the earliest of all.
  @inline(__always) private func climb(from place: Int, with newKey: Double) -> Double {
    var key = newKey
    var number = firstKey &+ place
    while true {
      keys[number] = key
      let others = Self.earlier(Self.earlier(keys[number ^ 1], keys[number ^ 2]), keys[number ^ 3])
      key = Self.earlier(key, others)
      if number < Self.width { return key }
      number = number &>> 2 &- 1
    }
  }

  /// The time in units, rounded to the nearest, above the number of the place.
  @inline(__always) private mutating func key(_ place: Int, _ time: Double) -> Double {
    let number = UInt64(truncatingIfNeeded: place)
    if time >= limit {
      if time == .infinity { return Double(bitPattern: Self.never | number) }
      hold(time)
    }
    let units = (time + magic).bitPattern &- magicBits
    return Double(bitPattern: units &<< UInt64(truncatingIfNeeded: placeBits) | number)
  }

  @inline(__always) private static func earlier(_ first: Double, _ second: Double) -> Double {
    first < second ? first : second
  }

  @inline(__always) private mutating func take(_ root: Double) {
    let first = Int(truncatingIfNeeded: root.bitPattern) & (capacity &- 1)
    place = Int32(truncatingIfNeeded: first)
    earliest = times[first]
  }

  mutating func reset() {
    times.fill(.infinity)
    setLimit(Self.firstLimit)
    for place in 0..<capacity { put(Int32(place), .infinity) }
    build()
  }

  /// Sets a place without a look at the others: ``build()`` must follow before the earliest is asked for.
  @inline(__always) mutating func put(_ place: Int32, _ time: Double) {
    keys[firstKey &+ Int(place)] = key(Int(place), time)
    times[place] = time
  }

  /// Finds the earliest of all places anew: where many have changed, cheaper than one after the other.
  mutating func build() {
    var node = keyCount / Self.width &- 1
    while node > 0 {
      keys[node &- 1] = earliestKey(of: node)
      node &-= 1
    }
    take(earliestKey(of: 0))
  }

  @inline(__always) private func earliestKey(of node: Int) -> Double {
    let first = keys + node &* Self.width
    return Self.earlier(Self.earlier(first[0], first[1]), Self.earlier(first[2], first[3]))
  }

  private mutating func setLimit(_ newLimit: Double) {
    limit = newLimit
    let units = min(0x1p52, Double(sign: .plus, exponent: 61 - placeBits, significand: 1))
    magic = 0x1p52 * (limit / units)
    magicBits = magic.bitPattern &- Self.ordinary &>> UInt64(placeBits)
  }

  /// Makes units so wide that a key can hold a time.
  @inline(never) private mutating func hold(_ time: Double) {
    var newLimit = limit
    while newLimit <= time { newLimit *= 16 }
    setLimit(newLimit)
    for place in 0..<capacity { put(Int32(place), times[place]) }
    build()
  }

  /// Doubles the number of places.
  mutating func grow() {
    var larger = TournamentTree(places: 2 * capacity)
    for place in 0..<capacity { larger.put(Int32(place), time(of: place)) }
    larger.build()
    swap(&self, &larger)
    larger.deallocate()
  }

  func deallocate() {
    UnsafeMutableRawPointer(keys).deallocate()
    times.deallocate()
  }
}
