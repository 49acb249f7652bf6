import AttendanceModel

/// Where the kept values of a chunk's rows lie in what ``ChunkParser`` lends.
///
/// Row by row: where its first value begins, where each value ends and the next begins, and how
/// many values the row has in the file.
struct ValuePlaces {
  /// Places of a row besides the ends of its kept values.
  static let besides = 2

  /// Kept values of a row.
  let count: Int

  /// From a row's first place to the next row's.
  @inline(__always)
  var stride: Int { count &+ Self.besides }

  /// How many rows there are; the beginning of a row that has not come follows them.
  func rowCount(_ ends: Span<UInt32>) -> Int { ends.count / stride }

  /// How many values the row has in the file.
  @inline(__always)
  func fieldCount(_ row: Int, _ ends: Span<UInt32>) -> Int {
    Int(ends[row &* stride &+ count &+ 1])
  }

  /// Where all the row's values lie.
  func range(_ row: Int, _ ends: Span<UInt32>) -> Range<Int> {
    Int(ends[row * stride])..<Int(ends[row * stride + count])
  }

  @inline(__always)
  func range(_ row: Int, _ slot: Int, _ ends: Span<UInt32>) -> Range<Int> {
    let place = row &* stride &+ slot
    return Int(ends[place])..<Int(ends[place &+ 1])
  }

  /// Whether there is nothing in a slot, or no such slot.
  @inline(__always)
  func isEmpty(_ row: Int, _ slot: Int, _ ends: Span<UInt32>) -> Bool {
    slot < 0 || range(row, slot, ends).isEmpty
  }
}

extension Span<UInt8> {
  /// At most 24 bytes as words; bytes behind them are read.
  @inline(__always)
  func words(_ range: Range<Int>) -> (UInt64, UInt64, UInt64) { words(range, most: 3) }

  /// Bytes as at most one, two or three words; the others are 0.
  @inline(__always)
  func words(_ range: Range<Int>, most: Int) -> (UInt64, UInt64, UInt64) {
    let start = range.lowerBound
    precondition(start &+ most &* 8 <= count)
    let length = range.count
    let first = unsafe uncheckedWord(at: start) & Self.lowBytes(length)
    guard most > 1 else { return (first, 0, 0) }
    let second = unsafe uncheckedWord(at: start &+ 8) & Self.lowBytes(length &- 8)
    guard most > 2 else { return (first, second, 0) }
    return unsafe (first, second, uncheckedWord(at: start &+ 16) & Self.lowBytes(length &- 16))
  }

  /// The eight bytes from an offset on, of which the caller knows that they are there.
  @inline(__always)
  @unsafe private func uncheckedWord(at offset: Int) -> UInt64 {
    let word = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
    return UInt64(littleEndian: word)
  }

  /// So many of the lowest bytes, all for 8 and more, none for 0 and less: without a jump, since
  /// lengths of cells are hard to foresee.
  @inline(__always)
  private static func lowBytes(_ count: Int) -> UInt64 {
    // Half a byte's bits at a time: a shift by all 64 would be none.
    let half = UInt64(truncatingIfNeeded: Swift.max(0, Swift.min(8, count))) &* 4
    return ~((.max &<< half) &<< half)
  }
}
