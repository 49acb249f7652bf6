import AttendanceModel

extension CivilDay {
  /// `01-Jan-2026`, the way clinical documents print days so that none can be misread.
  ///
  /// Source: ISB 1503, date and time display in the common user interface.
  var printed: String {
    let (year, month, day) = components
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return "\(zeroPadded(day, 2))-\(names[month - 1])-\(zeroPadded(year, 4))"
  }
}
