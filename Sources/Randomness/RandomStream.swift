/// One stream of random numbers with random access by the number of the contact.
///
/// The same contact gets the same draw whatever else happens in the run: how many threads there are, in which order
/// contacts are served, and which scenario it is that is compared (common random numbers).
///
/// ```swift
/// let patience = RandomStream(seed: 1, replication: 7, subject: contactType, purpose: 2)
/// var generator = patience.generator(at: 41)  // always the same 16 outputs for contact 41
/// let seconds = sampler.sample(&generator)
/// ```
///
/// Streams are windows into the one orbit of ``SplitMix64``, at places that are hashed from what names the stream.
/// Two windows of L outputs each overlap with probability L / 2⁶³; for 10⁵ streams of 10⁶ outputs the chance that
/// any two overlap is below 10⁻³.
@frozen public struct RandomStream: Sendable, Equatable {
  /// Where the stream starts on the orbit.
  public let key: UInt64

  /// Outputs reserved for each number. A draw takes 1 or 2 nearly always; a draw that rejects so often that it needs
  /// more reads on into the outputs of the next number, with a probability far below 10⁻⁹.
  @inlinable public static var outputsPerNumber: Int { 16 }

  /// Names a stream: the four values are hashed one after the other, each through two rounds of mixing, so that
  /// neighbouring names give unrelated keys.
  public init(seed: UInt64, replication: Int, subject: Int, purpose: Int) {
    // The start is an arbitrary constant (π's fraction), so that seed 0 with all zeros is no fixed point of the hash.
    var key: UInt64 = 0x243F_6A88_85A3_08D3
    for word in [
      seed, UInt64(bitPattern: Int64(replication)), UInt64(bitPattern: Int64(subject)),
      UInt64(bitPattern: Int64(purpose)),
    ] {
      key = SplitMix64.mix(SplitMix64.mix(key ^ word) &+ SplitMix64.gamma)
    }
    self.key = key
  }

  /// The stream of a key that was made before.
  @inlinable public init(key: UInt64) { self.key = key }

  /// A generator at the first of the 16 outputs that belong to a number, for example the number of a contact.
  @inlinable @inline(__always) public func generator(at number: Int) -> SplitMix64 {
    SplitMix64(state: key &+ (UInt64(truncatingIfNeeded: number) &* (16 &* SplitMix64.gamma)))
  }
}
