import AttendanceModel

/// The instants from which versions apply, the last one kept: a system hands over many rows at
/// once.
struct StampMemory {
  private let column: BulkSlots.Dated
  private let time: BulkSlots.Timed
  private var days: DayMemory
  private var day = CivilDay(rawValue: .min)
  /// The day's offset of London's clock; nil on a day on which it changes.
  private var offset: Int?
  /// The last cell, of a column that holds date and time, and what it said.
  private var latest: CellMeanings.Words = (0, 0, 0)
  private var instant = Instant(nanoseconds: 0)

  init(_ column: BulkSlots.Dated, time: BulkSlots.Timed) {
    self.column = column
    self.time = time
    days = DayMemory(column.patterns)
  }

  /// The instant of a row, whose cell is not empty; nil when it is not plain.
  @inline(__always)
  mutating func instant(
    _ row: Int,
    _ places: ValuePlaces,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>
  ) -> Instant? {
    let cell = places.range(row, column.slot, ends)
    guard time.slot < 0, cell.count <= CellMeanings.keptBytes else {
      return read(row, places, bytes, ends)
    }
    let words = bytes.words(cell)
    guard words != latest else { return instant }
    guard let instant = read(row, places, bytes, ends) else { return nil }
    latest = words
    self.instant = instant
    return instant
  }

  @inline(never)
  private mutating func read(
    _ row: Int,
    _ places: ValuePlaces,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>
  ) -> Instant? {
    guard let stamp = places.timestamp(row, column, &days, time: time, bytes, ends) else {
      return nil
    }
    if stamp.day != day {
      day = stamp.day
      let morning = LondonClock.offset(atCivil: Arrival(day))
      let evening = LondonClock.offset(atCivil: Arrival(day.adding(days: 1)))
      offset = morning == evening ? morning : nil
    }
    return offset.map { stamp.instant(londonOffset: $0) } ?? stamp.instant
  }
}
