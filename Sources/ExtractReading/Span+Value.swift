extension Span<UInt8> {
  /// The bytes without outer spaces and tabs (design section 6).
  var trimmed: Range<Int> {
    var lower = 0
    var upper = count
    while lower < upper, self[lower].isBlank { lower += 1 }
    while lower < upper, self[upper - 1].isBlank { upper -= 1 }
    return lower..<upper
  }

  /// The bytes as text, or nil when they are not UTF-8 or hold a control character other than
  /// white space: no such byte is a letter of a name or a code.
  var text: String? {
    for index in indices where self[index] < 0x20 && !(0x09...0x0D).contains(self[index]) {
      return nil
    }
    guard let utf8 = try? UTF8Span(validating: self) else { return nil }
    return String(copying: utf8)
  }
}

extension UInt8 {
  /// Whether it is trimmed off a value: a space or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension Span<UInt8> {
  /// The eight bytes from an offset on, the first in the lowest place.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
    return UInt64(littleEndian: word)
  }

  /// The word at an offset with only its first so many bytes, 0 to 8; bytes behind them are read.
  @inline(__always)
  func word(at offset: Int, keeping count: Int) -> UInt64 {
    count == 0 ? 0 : word(at: offset) & (.max >> UInt64(64 - count * 8))
  }
}
