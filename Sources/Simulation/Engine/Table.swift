#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A flat buffer of plain values that is allocated once and reset for each replication.
///
/// The hot loop indexes it without reference counting or bounds checks (debug builds check). Its owner frees it.
struct Table<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count: Int

  init(repeating value: Element, count: Int) {
    base = .allocate(capacity: max(1, count))
    base.initialize(repeating: value, count: max(1, count))
    self.count = count
  }

  /// Counters, all 0. What is never counted never takes memory: the pages come when they are first written to.
  init(zeros count: Int) where Element: FixedWidthInteger {
    guard let memory = calloc(max(1, count), MemoryLayout<Element>.stride) else {
      fatalError("no memory for \(count) counters")
    }
    base = memory.bindMemory(to: Element.self, capacity: max(1, count))
    self.count = count
  }

  init(_ elements: [Element], spare: Element) {
    self.init(repeating: spare, count: elements.count)
    for (index, element) in elements.enumerated() { base[index] = element }
  }

  subscript(_ index: Int) -> Element {
    @inline(__always) unsafeAddress {
      assert(index >= 0 && index < count)
      return UnsafePointer(base + index)
    }
    @inline(__always) nonmutating unsafeMutableAddress {
      assert(index >= 0 && index < count)
      return base + index
    }
  }

  @inline(__always) subscript(_ index: Int32) -> Element {
    unsafeAddress { UnsafePointer(base + Int(index)) }
    nonmutating unsafeMutableAddress { base + Int(index) }
  }

  /// Where an element lives; valid until the table grows. For rows that are too wide to copy in the hot loop.
  @inline(__always) func pointer(_ index: Int32) -> UnsafePointer<Element> { UnsafePointer(base + Int(index)) }

  /// The elements of a range; valid until the table grows or is freed.
  func elements(from start: Int, count: Int) -> UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: base + start, count: count)
  }

  func fill(_ value: Element) { base.update(repeating: value, count: count) }

  /// Makes room for `newCount` elements; the new ones take `value`.
  mutating func grow(to newCount: Int, repeating value: Element) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: newCount)
    larger.moveInitialize(from: base, count: count)
    (larger + count).initialize(repeating: value, count: newCount - count)
    base.deallocate()
    base = larger
    count = newCount
  }

  func deallocate() { base.deallocate() }
}
