/// A day of the proleptic Gregorian calendar, without a time zone.
///
/// Stored as days since 1970-01-01, so that windows are integer comparisons and no clock,
/// calendar library or time zone can move an answer (design S1).
public struct CivilDay: Comparable, Hashable, Sendable {
  /// Days since 1970-01-01; negative before.
  public var rawValue: Int32

  /// The day so many days after 1970-01-01.
  @inlinable
  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// The day of a year, month (1–12) and day of month, or nil when the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Self.length(ofMonth: month, in: year)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  /// Years begin in March here, so that the leap day is a year's last and month lengths follow
  /// one line, `(153 m + 2) / 5`.
  private init(uncheckedYear year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    rawValue = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// The calendar's name for the day.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(rawValue) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// Days from Monday: 0 for a Monday, 6 for a Sunday.
  public var weekday: Int {
    let remainder = (Int(rawValue) + 3) % 7
    return remainder < 0 ? remainder + 7 : remainder
  }

  /// Whether a day comes before another.
  @inlinable
  public static func < (earlier: CivilDay, later: CivilDay) -> Bool {
    earlier.rawValue < later.rawValue
  }

  // The standard library's own forms of these would be called through the protocol from other
  // targets; days are compared for every row.

  /// Whether two days are the same.
  @inlinable
  public static func == (day: CivilDay, other: CivilDay) -> Bool {
    day.rawValue == other.rawValue
  }

  /// Whether a day comes before another or is the same.
  @inlinable
  public static func <= (day: CivilDay, other: CivilDay) -> Bool {
    day.rawValue <= other.rawValue
  }

  /// Whether a day comes after another or is the same.
  @inlinable
  public static func >= (day: CivilDay, other: CivilDay) -> Bool {
    day.rawValue >= other.rawValue
  }

  /// Whether the year has a 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Days in a month, numbered from 1; 31 for any number that is no month's.
  public static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CivilDay {
  /// The day so many days later, or earlier when negative.
  public func adding(days: Int) -> CivilDay {
    CivilDay(rawValue: rawValue + Int32(days))
  }

  /// The day so many months later, or earlier when negative, clamped to the month's end:
  /// 31 August less 6 months is 28 or 29 February (design S5).
  public func adding(months: Int) -> CivilDay {
    let (year, month, day) = components
    let total = year * 12 + month - 1 + months
    let newYear = total >= 0 ? total / 12 : (total - 11) / 12
    let newMonth = total - newYear * 12 + 1
    let clamped = min(day, Self.length(ofMonth: newMonth, in: newYear))
    return CivilDay(uncheckedYear: newYear, month: newMonth, day: clamped)
  }

  /// The day a period later, months clamped to the month's end.
  public func adding(_ period: CalendarPeriod) -> CivilDay {
    switch period.unit {
    case .days: adding(days: period.amount)
    case .weeks: adding(days: period.amount * 7)
    case .months: adding(months: period.amount)
    case .years: adding(months: period.amount * 12)
    }
  }

  /// The day a period earlier, months clamped to the month's end.
  public func subtracting(_ period: CalendarPeriod) -> CivilDay {
    adding(CalendarPeriod(-period.amount, period.unit))
  }

  /// Whole days from another day to this one.
  @inlinable
  public func days(since earlier: CivilDay) -> Int {
    Int(rawValue) - Int(earlier.rawValue)
  }
}

extension CivilDay: CustomStringConvertible {
  /// Reads `YYYY-MM-DD`, ASCII digits only; nil for anything else.
  public init?(_ text: some StringProtocol) {
    self.init(ascii: text.utf8)
  }

  /// Reads `YYYY-MM-DD` from bytes; nil for anything else.
  public init?(ascii bytes: some Collection<UInt8>) {
    var digits = ASCIIDigits(bytes)
    guard let year = digits.take(4), digits.take(separator: "-"),
      let month = digits.take(2), digits.take(separator: "-"),
      let day = digits.take(2), digits.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = components
    // Short texts, joined: an interpolation makes a long one first.
    return zeroPadded(year, 4) + "-" + zeroPadded(month, 2) + "-" + zeroPadded(day, 2)
  }
}
