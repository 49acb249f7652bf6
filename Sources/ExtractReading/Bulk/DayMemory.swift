import AttendanceModel

/// The days of one column, the last one kept: neighbouring rows often lie on one day.
struct DayMemory {
  private static let years = 1900..<2100
  /// By month from the first year's January on, its first day; one more for the end.
  private static let monthStarts: [Int32] = (0...years.count * 12).map { month in
    CivilDay(rawValue: -25_567).adding(months: month).rawValue
  }

  private let patterns: [DatePattern]
  private let beginsStandard: Bool
  private let monthStarts = Self.monthStarts
  private var latest: (first: UInt64, last: UInt64) = (0, 0)
  private var day = CivilDay(rawValue: 0)

  /// - Parameter patterns: The ways in which a date may be written; the first that fits counts.
  init(_ patterns: [DatePattern]) {
    self.patterns = patterns
    beginsStandard = patterns.first?.isStandard ?? false
  }

  /// Takes the date of 1900 or later with which a cell begins.
  ///
  /// Nil when there is none, and when it lies before 1900 by the first pattern that fits: no other
  /// is asked then, as the row decoder asks none.
  /// - Returns: The day, and where in the bytes it ends.
  @inline(__always)
  mutating func take(_ cell: Range<Int>, of bytes: Span<UInt8>) -> (day: CivilDay, end: Int)? {
    guard beginsStandard, cell.count >= 10 else { return takeByPattern(cell, of: bytes) }
    let first = bytes.word(at: cell.lowerBound)
    let last = bytes.word(at: cell.lowerBound + 8, keeping: 2)
    if first != latest.first || last != latest.last {
      guard let new = read(first, last) else { return takeByPattern(cell, of: bytes) }
      latest = (first, last)
      day = new
    }
    return (day, cell.lowerBound + 10)
  }

  /// Reads `YYYY-MM-` and `DD`, the first character in the lowest place; nil for what is better
  /// read by the patterns.
  @inline(__always)
  private func read(_ first: UInt64, _ last: UInt64) -> CivilDay? {
    // Digits become their values, hyphens 0; a byte above 9 shows in its upper bit when 118 is
    // added.
    let front: UInt64 = first ^ 0x2D30_302D_3030_3030
    let back: UInt64 = last ^ 0x3030
    let over: UInt64 = (front &+ 0x0076_7600_7676_7676 | front) & 0x8080_8080_8080_8080
    let overBack: UInt64 = (back &+ 0x7676 | back) & 0x8080
    guard over | overBack | front & 0xFF00_00FF_0000_0000 == 0 else { return nil }
    let digit = { (place: UInt64) in Int(truncatingIfNeeded: front &>> (place &* 8) & 0xF) }
    let year = digit(0) &* 1000 &+ digit(1) &* 100 &+ digit(2) &* 10 &+ digit(3)
    let month = digit(5) &* 10 &+ digit(6)
    let ofMonth = Int(truncatingIfNeeded: (back & 0xF) &* 10 &+ back &>> 8)
    guard Self.years.contains(year), month >= 1, month <= 12 else { return nil }
    let place = (year &- Self.years.lowerBound) &* 12 &+ month &- 1
    let day = Int(monthStarts[place]) &+ ofMonth &- 1
    guard ofMonth >= 1, day < monthStarts[place &+ 1] else { return nil }
    return CivilDay(rawValue: Int32(truncatingIfNeeded: day))
  }

  private func takeByPattern(
    _ cell: Range<Int>,
    of bytes: Span<UInt8>
  ) -> (day: CivilDay, end: Int)? {
    for pattern in patterns {
      var position = 0
      guard let day = pattern.take(from: bytes.extracting(cell), at: &position) else { continue }
      return day < RowDecoder.firstDay ? nil : (day, cell.lowerBound + position)
    }
    return nil
  }
}
