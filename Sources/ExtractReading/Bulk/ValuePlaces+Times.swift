import AttendanceModel

/// How plain dates and times read.
extension ValuePlaces {
  /// A whole value that is a date of 1900 or later.
  @inline(__always)
  func date(
    _ row: Int,
    _ slot: Int,
    _ days: inout DayMemory,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>
  ) -> CivilDay? {
    let cell = range(row, slot, ends)
    guard let (day, end) = days.take(cell, of: bytes), end == cell.upperBound else { return nil }
    return day
  }

  /// A date with the time that stands in a column of its own, or follows it in the cell; with
  /// `isDateOnly` a time in the date's own cell is not plain.
  @inline(__always)
  func timestamp(
    _ row: Int,
    _ column: BulkSlots.Dated,
    _ days: inout DayMemory,
    time: BulkSlots.Timed,
    isDateOnly: Bool = false,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>
  ) -> Timestamp? {
    let cell = range(row, column.slot, ends)
    guard let (day, end) = days.take(cell, of: bytes) else { return nil }
    var own = TimeOfDay(time: .midnight)
    if end < cell.upperBound {
      let separator = bytes[end]
      // Read also when the column's counts: one that cannot be read is a finding.
      guard !isDateOnly, separator == UInt8(ascii: "T") || separator == UInt8(ascii: " "),
        let found = column.timePatterns.read(bytes.extracting(end + 1..<cell.upperBound))
      else { return nil }
      own = found
    }
    let stamp = Timestamp(day, own)
    guard time.slot >= 0 else { return stamp }
    let value = range(row, time.slot, ends)
    if value.isEmpty { return stamp }
    if value.count == 5, time.beginsStandard, let minute = bytes.minute(at: value.lowerBound) {
      return stamp.with(TimeOfDay(time: minute))
    }
    return time.patterns.read(bytes.extracting(value)).map(stamp.with)
  }
}

extension Span<UInt8> {
  /// `HH:MM` at an offset; nil for anything else there.
  @inline(__always)
  fileprivate func minute(at offset: Int) -> ClockTime? {
    // Digits become their values, the colon 0; a byte above 9 shows in its upper bit when 118 is
    // added.
    let digits: UInt64 = word(at: offset, keeping: 5) ^ 0x30_303A_3030
    let over: UInt64 = (digits &+ 0x76_7600_7676 | digits) & 0x80_8080_8080
    guard over | digits & 0xFF_0000 == 0 else { return nil }
    let digit = { (place: UInt64) in Int(truncatingIfNeeded: digits &>> (place &* 8) & 0xF) }
    return ClockTime(hour: digit(0) &* 10 &+ digit(1), minute: digit(3) &* 10 &+ digit(4))
  }
}
