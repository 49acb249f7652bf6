package import AttendanceModel

/// Months by name.
package enum MonthNames {
  private static let all = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// `March 2026`.
  static func full(_ day: CivilDay) -> String {
    let (year, month, _) = day.components
    return "\(all[month - 1]) \(year)"
  }

  /// `Mar`, of a month numbered from 1.
  static func short(_ month: Int) -> String { String(all[month - 1].prefix(3)) }

  /// `3 March 2026`.
  package static func day(_ day: CivilDay) -> String { "\(day.components.day) \(full(day))" }

  /// The first of each month from a day's month to another's.
  static func firsts(from first: CivilDay, to last: CivilDay) -> [CivilDay] {
    var months: [CivilDay] = []
    var month = first.adding(days: 1 - first.components.day)
    while month <= last {
      months.append(month)
      month = month.adding(months: 1)
    }
    return months
  }
}
