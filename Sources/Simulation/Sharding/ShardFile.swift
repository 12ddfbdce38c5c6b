import ContactCentre
import Foundation

/// The sums of one part of a run, in a file that says what they are of.
///
/// The sums are of whole numbers, so that the parts together give what one run would have given, to the byte. The file holds
/// the scenario itself: merging needs nothing else.
public struct ShardFile: Sendable, Equatable {
  /// What the sums are of; all parts of a run agree in it.
  public struct Run: Sendable, Hashable, Codable {
    /// The scenario, with its overlays and changes applied.
    public var scenario: Scenario
    /// The moment it goes on from; `nil` for an empty start.
    public var state: StartingState?
    /// Names of the overlays that were applied.
    public var overlays: [String]
  }

  /// What the sums are of.
  public let run: Run
  /// Which part.
  public let shard: Shard
  /// Bytes for each batch of the run.
  let sums: [[UInt8]]

  /// The name that a part’s file should have, for example `shard-3-of-8.waitline`.
  public static func name(_ shard: Shard) -> String { "shard-\(shard.index)-of-\(shard.count).\(fileExtension)" }

  /// The ending of the names of such files, without the dot.
  public static let fileExtension = "waitline"

  private static let signature = Array("waitline shard 4\n".utf8)

  private struct Header: Codable {
    var run: Run
    var shard: Shard
  }

  init(run: Run, shard: Shard, sums: [[UInt8]]) {
    self.run = run
    self.shard = shard
    self.sums = sums
  }

  /// Reads a file’s bytes.
  /// - Throws: ``SimulationError`` when they are not such a file, of another version, cut off or damaged.
  public init(bytes: [UInt8]) throws {
    guard bytes.starts(with: Self.signature) else {
      throw SimulationError("is not a shard of a run, or one of another version")
    }
    let damaged = SimulationError("is cut off or damaged: run that shard again")
    guard bytes.count > Self.signature.count + 8 else { throw damaged }
    let body = bytes[..<(bytes.count - 8)]
    guard Array(bytes.suffix(8)) == Self.checksum(body) else { throw damaged }
    var reader = ByteReader(body[Self.signature.count...])
    guard let text = try? reader.readBytes(), let header = try? Self.decoder.decode(Header.self, from: Data(text))
    else { throw damaged }
    run = header.run
    shard = header.shard
    var sums: [[UInt8]] = []
    while !reader.isAtEnd {
      guard let batch = try? reader.readBytes() else { throw damaged }
      sums.append(Array(batch))
    }
    self.sums = sums
  }

  /// The bytes of the file.
  public func bytes() throws -> [UInt8] {
    var writer = ByteWriter()
    writer.write(try Self.encoder.encode(Header(run: run, shard: shard)))
    for batch in sums { writer.write(batch) }
    let body = Self.signature + writer.bytes
    return body + Self.checksum(body[...])
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }

  /// FNV-1a over 64 bits: tells a file that was cut off or spoilt, not one that was forged.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt64($0))) }
  }
}
