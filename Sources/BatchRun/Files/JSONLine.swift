import Ledger

/// One JSON object on one line, written member by member.
///
/// It has the bytes that ``JSONText/line(_:)`` gives when members are added in the order of their
/// keys, and is written several times faster: a first load writes many thousands.
struct JSONLine {
  private var bytes: [UInt8] = [UInt8(ascii: "{")]

  /// The object, without a line end.
  var text: String { String(decoding: bytes + [UInt8(ascii: "}")], as: UTF8.self) }

  /// Adds a member; one that is nil is left out.
  mutating func add(_ key: some CodingKey, _ value: String?) {
    guard let value else { return }
    begin(key)
    append(value)
  }

  mutating func add(_ key: some CodingKey, _ value: (some BinaryInteger)?) {
    guard let value else { return }
    begin(key)
    bytes += String(value).utf8
  }

  mutating func add(_ key: some CodingKey, _ value: Bool?) {
    guard let value else { return }
    begin(key)
    bytes += String(value).utf8
  }

  mutating func add(_ key: some CodingKey, _ values: [String]?) {
    guard let values else { return }
    begin(key)
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(value)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func begin(_ key: some CodingKey) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    append(key.stringValue)
    bytes.append(UInt8(ascii: ":"))
  }

  /// Appends a text in quotes, with what RFC 8259 (section 7) wants escaped.
  private mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x08: bytes += #"\b"#.utf8
      case 0x09: bytes += #"\t"#.utf8
      case 0x0a: bytes += #"\n"#.utf8
      case 0x0c: bytes += #"\f"#.utf8
      case 0x0d: bytes += #"\r"#.utf8
      case ..<0x20: bytes += (#"\u00"# + hexadecimal([byte])).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
