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

  /// Writes the provider's key with a value: the same words as ``PackedText/append(_:_:to:)``.
  ///
  /// - Parameters:
  ///   - range: Where the value lies in the bytes.
  ///   - bytes: Values, and bytes behind them that may be read.
  ///   - words: Has room for ``mostWords(of:)`` from the place on.
  ///   - place: Where to write.
  /// - Returns: How many words; 0 when the value is not plain ASCII without outer blanks.
  @inline(__always)
  func write(
    _ range: Range<Int>,
    of bytes: Span<UInt8>,
    to words: inout MutableSpan<UInt64>,
    at place: Int
  ) -> Int {
    guard !range.isEmpty, !Self.isBlank(bytes[range.lowerBound]),
      !Self.isBlank(bytes[range.upperBound &- 1]), range.count < 1 << 16
    else { return 0 }
    words[place] = word
    var next = place &+ count / 8
    var pending = count == 8 ? 0 : word
    let shift = UInt64(truncatingIfNeeded: count & 7) &* 8
    var offset = range.lowerBound
    while offset < range.upperBound {
      let taken = min(8, range.upperBound &- offset)
      let new = bytes.word(at: offset, keeping: taken)
      guard Self.isPlain(new, count: taken) else { return 0 }
      words[next] = pending | new &<< shift
      pending = shift == 0 ? 0 : new &>> (64 &- shift)
      next &+= 1
      offset &+= 8
    }
    words[next] = pending
    return (count &+ range.count &+ 7) / 8
  }

  /// How many words writing a value of so many bytes may touch.
  static func mostWords(of bytes: Int) -> Int { bytes / 8 + 3 }

  /// Whether the first bytes of a word are ASCII and no control characters.
  @inline(__always)
  private static func isPlain(_ word: UInt64, count: Int) -> Bool {
    // Neither bit of 0x60 is set in a control character; spaces stand in for what is not there.
    let filled = count == 8 ? word : word | 0x2020_2020_2020_2020 << UInt64(count * 8)
    let hasUpperBit = (filled >> 5 | filled >> 6) & 0x0101_0101_0101_0101
    return filled & 0x8080_8080_8080_8080 == 0 && hasUpperBit == 0x0101_0101_0101_0101
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
