/// A provider code with the separator behind it, at most eight bytes: the beginning of its keys.
struct PackedProvider {
  private let word: UInt64
  private let count: Int

  /// Nil for a code of more than seven bytes.
  init?(_ code: String) {
    guard code.utf8.count < 8 else { return nil }
    word = code.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    count = code.utf8.count + 1
  }

  /// Appends the provider's key with a value: the same words as ``PackedText/append(_:_:to:)``.
  ///
  /// - Returns: How many words; nil when the value is not plain ASCII without outer blanks.
  func append(_ range: Range<Int>, of bytes: Span<UInt8>, to words: inout [UInt64]) -> Int? {
    guard !range.isEmpty, !Self.isBlank(bytes[range.lowerBound]),
      !Self.isBlank(bytes[range.upperBound - 1]), range.count < 1 << 16
    else { return nil }
    let before = words.count
    var pending = word
    var filled = count
    var offset = range.lowerBound
    while offset < range.upperBound {
      let taken = min(8, range.upperBound - offset)
      let next = bytes.word(at: offset, keeping: taken)
      guard Self.isPlain(next, count: taken) else { return nil }
      if filled == 8 {
        words.append(pending)
        pending = next
        filled = taken
      } else {
        pending |= next << UInt64(filled * 8)
        filled += taken
        if filled >= 8 {
          words.append(pending)
          filled -= 8
          pending = filled == 0 ? 0 : next >> UInt64((taken - filled) * 8)
        }
      }
      offset += taken
    }
    if filled > 0 { words.append(pending) }
    return words.count - before
  }

  /// Whether the first bytes of a word are ASCII and no control characters.
  private static func isPlain(_ word: UInt64, count: Int) -> Bool {
    // Neither bit of 0x60 is set in a control character; spaces stand in for what is not there.
    let filled = count == 8 ? word : word | 0x2020_2020_2020_2020 << UInt64(count * 8)
    let hasUpperBit = (filled >> 5 | filled >> 6) & 0x0101_0101_0101_0101
    return filled & 0x8080_8080_8080_8080 == 0 && hasUpperBit == 0x0101_0101_0101_0101
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
