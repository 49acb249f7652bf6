/// A day as months see it, ready to be compared with many others.
package struct CalendarMonths: Hashable, Sendable {
  /// Months since year 0.
  private var month: Int32
  private var day: Int8
  /// Days in its month.
  private var length: Int8

  package init(_ day: CivilDay) {
    let (year, month, dayOfMonth) = day.components
    self.month = Int32(year * 12 + month - 1)
    self.day = Int8(dayOfMonth)
    length = Int8(CivilDay.length(ofMonth: month, in: year))
  }

  /// The smallest whole number of months, at least 0, that a window ending on this day must look
  /// back to hold an earlier one: this day less so many months, clamped to the month's end, is not
  /// after it (design S5).
  ///
  /// - Parameters:
  ///   - earlier: A day not after this one.
  ///   - excludesFirstDay: Whether the window's lower bound lies outside it.
  /// - Returns: How many months.
  package func reach(to earlier: CalendarMonths, excludesFirstDay: Bool = false) -> Int {
    let apart = Int(month - earlier.month)
    let lower = min(day, earlier.length)
    return (excludesFirstDay ? lower < earlier.day : lower <= earlier.day) ? apart : apart + 1
  }
}
