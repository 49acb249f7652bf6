extension TextConverter {
  /// UTF-8 as the source writes it, with a byte-order mark for UTF-16: a file written so reads by
  /// the source's own profile.
  static func back(_ text: [UInt8], to encoding: TextEncoding) -> [UInt8] {
    switch encoding {
    case .utf8: return text
    case .windows1252:
      return scalars(of: text).map { windowsBytes[$0] ?? UInt8(truncatingIfNeeded: $0) }
    case .utf16:
      var bytes: [UInt8] = [0xFF, 0xFE]
      for scalar in scalars(of: text) {
        let units: [UInt32] =
          scalar < 0x1_0000
          ? [scalar] : [0xD800 | (scalar - 0x1_0000) >> 10, 0xDC00 | (scalar - 0x1_0000) & 0x3FF]
        for unit in units { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
      }
      return bytes
    }
  }

  private static let windowsBytes: [UInt32: UInt8] = {
    var bytes: [UInt32: UInt8] = [:]
    for byte in UInt8(0x80)...0x9F {
      var text: [UInt8] = []
      var converter = TextConverter(.windows1252)
      converter.convert([byte], into: &text)
      if let scalar = scalars(of: text).first, scalar > 0xFF { bytes[scalar] = byte }
    }
    return bytes
  }()

  /// The characters of UTF-8; a byte that begins none stands for itself.
  private static func scalars(of text: [UInt8]) -> [UInt32] {
    var scalars: [UInt32] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      let width = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard width > 1, index + width <= text.count else {
        scalars.append(UInt32(byte))
        index += 1
        continue
      }
      let first = UInt32(byte & (0xFF >> UInt8(width + 1)))
      scalars.append(text[index + 1..<index + width].reduce(first) { $0 << 6 | UInt32($1 & 0x3F) })
      index += width
    }
    return scalars
  }
}

extension TextEncoding {
  /// A stretch of a file, from UTF-8 that is cut between characters; a byte-order mark stands before
  /// the first one where the encoding has one.
  package func bytes(ofUTF8 text: [UInt8], isStart: Bool) -> [UInt8] {
    let bytes = TextConverter.back(text, to: self)
    return self == .utf16 && !isStart ? Array(bytes.dropFirst(2)) : bytes
  }
}
