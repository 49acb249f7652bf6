/// What a source's bytes stand for; all reading is of UTF-8, into which the others are turned.
package enum TextEncoding: String, CaseIterable, Sendable {
  /// With or without a byte-order mark.
  case utf8 = "utf-8"
  /// What western Windows programs write: one byte a character.
  case windows1252 = "windows-1252"
  /// With a byte-order mark, or in the order that a first letter in ASCII shows.
  case utf16 = "utf-16"
}

/// Turns bytes of an encoding into UTF-8, a stretch at a time, and back.
///
/// What stands for no character is not repaired: it becomes bytes that are no UTF-8, so that its
/// value is unreadable, and turns back into what it was.
struct TextConverter {
  private let encoding: TextEncoding
  /// For UTF-16: whether the upper half of a unit comes first; nil before the first unit.
  private var isBigEndian: Bool?
  /// For UTF-16: the first byte of a unit, and the first unit of a pair, that a stretch cut off.
  private var half: UInt8?
  private var highSurrogate: UInt16?

  init(_ encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// Whether a file that begins so can be in the encoding.
  static func fits(_ encoding: TextEncoding, start: [UInt8]) -> Bool {
    encoding != .utf16 || start.isEmpty || byteOrder(of: start) != nil
  }

  /// Appends what some bytes stand for.
  mutating func convert(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) {
    switch encoding {
    case .utf8: text += bytes
    case .windows1252: for byte in bytes { Self.append(windows: byte, to: &text) }
    case .utf16: convertUnits(bytes, into: &text)
    }
  }

  /// Appends what stands for bytes that the file's end cut off.
  mutating func finish(into text: inout [UInt8]) {
    if let unit = highSurrogate { Self.append(scalar: UInt32(unit), to: &text) }
    if half != nil { text.append(0xFF) }
    (half, highSurrogate) = (nil, nil)
  }

  // MARK: Windows-1252

  /// The characters of bytes 0x80 to 0x9F; zero where there is none.
  private static let windows: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  private static func append(windows byte: UInt8, to text: inout [UInt8]) {
    guard (0x80...0x9F).contains(byte) else { return append(scalar: UInt32(byte), to: &text) }
    let scalar = windows[Int(byte) - 0x80]
    if scalar == 0 { text.append(byte) } else { append(scalar: scalar, to: &text) }
  }

  // MARK: UTF-16

  private static func byteOrder(of start: some Collection<UInt8>) -> Bool? {
    let first = Array(start.prefix(2))
    guard first.count == 2 else { return nil }
    if first == [0xFE, 0xFF] || first[0] == 0 && first[1] != 0 { return true }
    return first == [0xFF, 0xFE] || first[1] == 0 && first[0] != 0 ? false : nil
  }

  private mutating func convertUnits(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) {
    for byte in bytes {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      if isBigEndian == nil { isBigEndian = Self.byteOrder(of: [first, byte]) ?? false }
      let isBigEndian = isBigEndian ?? false
      let (upper, lower) = isBigEndian ? (first, byte) : (byte, first)
      take(UInt16(upper) << 8 | UInt16(lower), into: &text)
    }
  }

  private mutating func take(_ unit: UInt16, into text: inout [UInt8]) {
    if let high = highSurrogate {
      highSurrogate = nil
      if (0xDC00...0xDFFF).contains(unit) {
        let scalar = 0x10000 + (UInt32(high - 0xD800) << 10 | UInt32(unit - 0xDC00))
        return Self.append(scalar: scalar, to: &text)
      }
      Self.append(scalar: UInt32(high), to: &text)
    }
    if (0xD800...0xDBFF).contains(unit) {
      highSurrogate = unit
    } else {
      Self.append(scalar: UInt32(unit), to: &text)
    }
  }

  /// Half of a pair that stands alone becomes three bytes that are no UTF-8.
  private static func append(scalar: UInt32, to text: inout [UInt8]) {
    switch scalar {
    case ..<0x80: text.append(UInt8(scalar))
    case ..<0x800: text += [0xC0 | UInt8(scalar >> 6), tail(scalar)]
    case ..<0x1_0000: text += [0xE0 | UInt8(scalar >> 12), tail(scalar >> 6), tail(scalar)]
    default:
      text += [0xF0 | UInt8(scalar >> 18), tail(scalar >> 12), tail(scalar >> 6), tail(scalar)]
    }
  }

  private static func tail(_ bits: UInt32) -> UInt8 { 0x80 | UInt8(bits & 0x3F) }
}
