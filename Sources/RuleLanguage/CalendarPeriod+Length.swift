import AttendanceModel

extension CalendarPeriod {
  /// Whether the period is surely as long as another, or longer: compared in months or in days.
  func isNotShorter(than other: CalendarPeriod) -> Bool {
    switch (inMonths, other.inMonths) {
    case (let mine?, let theirs?): mine >= theirs
    case (nil, nil): inDays >= other.inDays
    // A month has 28 to 31 days.
    case (let mine?, nil): mine * 28 >= other.inDays
    case (nil, let theirs?): inDays >= theirs * 31
    }
  }

  private var inMonths: Int? {
    switch unit {
    case .months: amount
    case .years: amount * 12
    case .days, .weeks: nil
    }
  }

  private var inDays: Int { unit == .weeks ? amount * 7 : amount }

  /// The most days that the period can have.
  var mostDays: Int {
    switch unit {
    case .days, .weeks: inDays
    case .months: amount * 31
    case .years: amount * 366
    }
  }
}
