import Foundation
import SeededRandom
import Testing

@testable import BatchRun

/// The audit's lines, written by hand, against the encoder whose bytes they are to have: the chain
/// of hashes, and whoever compares two runs, go by the bytes.
struct AuditLineTests {
  /// What needs escaping, what looks as if it did, and what takes several bytes.
  private static let characters: [Character] =
    (0...0x20).map { Character(Unicode.Scalar($0)) }
    + ["\"", "\\", "/", "'", "<", "&", "\u{7F}", "\u{85}", "\r\n", "\u{2028}", "\u{2029}"]
    + ["a", "7", "é", "e\u{301}", "ß", "Ł", "漢", "👩‍⚕️", "\u{FEFF}", "\u{FFFD}", "\u{10FFFF}"]

  private func text(_ random: inout SplitMix64) -> String {
    String((0..<Int.random(in: 0...8, using: &random)).map { _ in random.choose(Self.characters) })
  }

  private func entry(_ random: inout SplitMix64) -> AuditEntry {
    let numbers: [Int64] = [0, -1, 7, .max, .min]
    func some<Value>(_ value: (inout SplitMix64) -> Value) -> Value? {
      random.once(in: 3) ? nil : value(&random)
    }
    func texts() -> [String]? {
      some { random in (0..<Int.random(in: 0...3, using: &random)).map { _ in text(&random) } }
    }
    var entry = AuditEntry(decision: text(&random))
    entry.rule = some(text)
    entry.version = some { Int.random(in: -9...9, using: &$0) }
    entry.providerCode = some(text)
    entry.attendanceID = some(text)
    entry.route = some(text)
    entry.recipient = some(text)
    entry.document = some(text)
    entry.sha256 = some(text)
    entry.reasons = texts()
    entry.evidence = texts()
    entry.item = some { $0.choose(numbers) }
    entry.pause = some { $0.choose(numbers) }
    entry.by = some(text)
    entry.because = some(text)
    entry.until = some(text)
    entry.on = some(text)
    return entry
  }

  @Test(arguments: RandomCases.seeds)
  func `a line has the bytes that the encoder gives`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let entry = entry(&random)
    #expect(Array(entry.line.utf8) == Array(try JSONText.line(entry).utf8))
  }
}
