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
  func date(_ column: BulkSlots.Dated, _ bytes: Span<UInt8>, _ ends: Span<UInt32>) -> CivilDay? {
    let value = bytes.extracting(range(column.slot, ends))
    var position = 0
    guard let day = column.pattern.take(from: value, at: &position), position == value.count,
      day >= RowDecoder.firstDay
    else { return nil }
    return day
  }

  /// A date with the time that follows it in the cell, or stands in a column of its own; with
  /// `isDateOnly` a time in the date's own cell is not plain.
  func timestamp(
    _ column: BulkSlots.Dated,
    time: BulkSlots.Timed,
    isDateOnly: Bool = false,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>
  ) -> Timestamp? {
    let value = bytes.extracting(range(column.slot, ends))
    var position = 0
    guard let day = column.pattern.take(from: value, at: &position), day >= RowDecoder.firstDay
    else { return nil }
    if position < value.count {
      let separator = value[position]
      guard !isDateOnly, separator == UInt8(ascii: "T") || separator == UInt8(ascii: " "),
        isEmpty(time.slot, ends),
        let time = column.timePattern.read(value.extracting(position + 1..<value.count))
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
    let count = range.count
    let start = range.lowerBound
    if count <= 8 { return (word(at: start, keeping: count), 0, 0) }
    let first = word(at: start)
    if count <= 16 { return (first, word(at: start + 8, keeping: count - 8), 0) }
    return (first, word(at: start + 8), word(at: start + 16, keeping: count - 16))
  }
}
