import AttendanceModel
import Foundation

extension AlertProfile {
  /// The alerts as one transaction Bundle, ordered by identifier; of several records of one alert
  /// the last counts.
  ///
  /// - Throws: `AlertError` for the first alert that no valid Flag can be made of.
  package func bundle(_ records: [AlertRecord], from author: AlertAuthor) throws -> String {
    var last: [String: AlertRecord] = [:]
    for record in records {
      var record = record
      // What an earlier record of the same load makes is not there to be updated.
      record.isKnown = last[record.identifier].map(\.isKnown) ?? record.isKnown
      last[record.identifier] = record
    }
    let entries = try last.values.sorted { precedesAsBytes($0.identifier, $1.identifier) }
      .map { record in
        let flag = try resource(record, author)
        let identifier = Flag.Identifier(system: identifierSystem, value: record.identifier)
        return Bundle.Entry(
          fullUrl: "urn:uuid:\(Self.uuid(of: record.identifier))",
          resource: flag,
          request: record.isKnown ? .update(identifier) : .create(identifier)
        )
      }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    let bundle = Bundle(entry: entries.isEmpty ? nil : entries)
    return String(decoding: try encoder.encode(bundle), as: UTF8.self) + "\n"
  }

  /// A UUID of version 8 that is always the same for an identifier; it names an entry inside its
  /// bundle and nothing outside.
  ///
  /// Source: RFC 9562, section 5.8; FNV-1a of the identifier's bytes from two starting points.
  private static func uuid(of identifier: String) -> String {
    func hash(from start: UInt64) -> UInt64 {
      identifier.utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
    let high = hash(from: 0xcbf2_9ce4_8422_2325) & 0xffff_ffff_ffff_0fff | 0x8000
    let low = hash(from: 0x8422_2325_cbf2_9ce4) & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    let digits = [high, low].map { value in
      let text = String(value, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
    let lengths = [8, 4, 4, 4, 12]
    var rest = Substring(digits)
    return lengths.map { length in
      defer { rest = rest.dropFirst(length) }
      return String(rest.prefix(length))
    }.joined(separator: "-")
  }
}
