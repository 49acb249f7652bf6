import AttendanceModel

/// Where one row's kept values lie in what ``ChunkParser`` lends, and how the plain forms among
/// them read.
struct RowPlace {
  /// The row's place in the ends, and where its first value starts.
  var first = 0
  var start = 0
  /// Kept values of a row.
  let count: Int

  /// How many values the row has in the file.
  @inline(__always)
  func fieldCount(_ ends: Span<UInt32>) -> Int { Int(ends[first + count]) }

  /// Where the last value ends.
  @inline(__always)
  func end(_ ends: Span<UInt32>) -> Int { count == 0 ? start : Int(ends[first + count - 1]) }

  @inline(__always)
  func range(_ slot: Int, _ ends: Span<UInt32>) -> Range<Int> {
    let lower = slot == 0 ? start : Int(ends[first + slot - 1])
    return lower..<Int(ends[first + slot])
  }

  /// Whether there is nothing in a slot, or no such slot.
  @inline(__always)
  func isEmpty(_ slot: Int, _ ends: Span<UInt32>) -> Bool {
    slot < 0 || range(slot, ends).isEmpty
  }

  /// A whole value that is a date of 1900 or later.
  @inline(__always)
  func date(
    _ slot: Int,
    _ days: inout DayMemory,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>
  ) -> CivilDay? {
    let cell = range(slot, ends)
    guard let (day, end) = days.take(cell, of: bytes), end == cell.upperBound else { return nil }
    return day
  }

  /// A date with the time that follows it in the cell, or stands in a column of its own; with
  /// `isDateOnly` a time in the date's own cell is not plain.
  @inline(__always)
  func timestamp(
    _ column: BulkSlots.Dated,
    _ days: inout DayMemory,
    time: BulkSlots.Timed,
    isDateOnly: Bool = false,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>
  ) -> Timestamp? {
    let cell = range(column.slot, ends)
    guard let (day, end) = days.take(cell, of: bytes) else { return nil }
    if end < cell.upperBound {
      let separator = bytes[end]
      guard !isDateOnly, separator == UInt8(ascii: "T") || separator == UInt8(ascii: " "),
        isEmpty(time.slot, ends),
        let time = column.timePattern.read(bytes.extracting(end + 1..<cell.upperBound))
      else { return nil }
      return Timestamp(day, time)
    }
    if isEmpty(time.slot, ends) { return Timestamp(day, TimeOfDay(time: .midnight)) }
    return time.pattern.read(bytes.extracting(range(time.slot, ends))).map { Timestamp(day, $0) }
  }
}

extension Span<UInt8> {
  /// At most 24 bytes as words; bytes behind them are read.
  @inline(__always)
  func words(_ range: Range<Int>) -> (UInt64, UInt64, UInt64) {
    let start = range.lowerBound
    let bits = range.count * 8
    return (
      word(at: start) & Self.lowBits(bits), word(at: start + 8) & Self.lowBits(bits - 64),
      word(at: start + 16) & Self.lowBits(bits - 128)
    )
  }

  /// So many of the lowest bits, all for 64 and more, none for 0 and less: without a jump, since
  /// lengths of cells are hard to foresee.
  @inline(__always)
  private static func lowBits(_ count: Int) -> UInt64 {
    let kept = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- count)
    return count >= 64 ? .max : count <= 0 ? 0 : kept
  }
}
