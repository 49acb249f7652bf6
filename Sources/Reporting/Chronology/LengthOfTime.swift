import AttendanceModel

/// Stretches of time and ages in words, by complete calendar units.
enum LengthOfTime {
  /// `9 days`, `3 months 2 days`, `2 years 1 month`.
  static func words(from first: CivilDay, to last: CivilDay) -> String {
    let months = Age.complete(.months, from: first, to: last)
    guard months > 0 else { return period(last.days(since: first), .days) }
    if months >= 24 { return yearsAndMonths(months) }
    let days = last.days(since: first.adding(months: months))
    return period(months, .months) + (days > 0 ? " \(period(days, .days))" : "")
  }

  /// An age as people say it of a child: days, then weeks, then months, then years and months.
  ///
  /// - Parameters:
  ///   - age: at an arrival.
  ///   - isRough: in whole years alone, so that it does not lead to the date of birth.
  /// - Returns: the age without “aged”.
  static func age(_ age: Age, isRough: Bool) -> String {
    switch age {
    case .exact(let born, let day):
      let months = Age.complete(.months, from: born, to: day)
      if isRough { return months < 12 ? "under 1 year" : period(months / 12, .years) }
      if day.days(since: born) < 28 { return period(day.days(since: born), .days) }
      if months < 3 { return period(Age.complete(.weeks, from: born, to: day), .weeks) }
      return months < 24 ? period(months, .months) : yearsAndMonths(months)
    case .years(let years): return years == 0 ? "under 1 year" : period(years, .years)
    case .between: return "under 1 year"
    case .unknown: return "age not known"
    }
  }

  private static func yearsAndMonths(_ months: Int) -> String {
    let (years, rest) = months.quotientAndRemainder(dividingBy: 12)
    return period(years, .years) + (rest > 0 ? " \(period(rest, .months))" : "")
  }

  private static func period(_ amount: Int, _ unit: CalendarPeriod.Unit) -> String {
    CalendarPeriod(amount, unit).description
  }
}
