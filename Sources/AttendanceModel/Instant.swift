/// A point on the world's time line, for comparing versions of an attendance (design S2).
public struct Instant: Comparable, Hashable, Sendable {
  /// Nanoseconds since 1970-01-01T00:00:00Z.
  public var nanoseconds: Int64

  /// The point so many nanoseconds after 1970-01-01T00:00:00Z.
  @inlinable
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// Whether a point comes before another.
  public static func < (earlier: Instant, later: Instant) -> Bool {
    earlier.nanoseconds < later.nanoseconds
  }
}

extension Instant: CustomStringConvertible {
  /// `YYYY-MM-DDTHH:MM:SSZ`, with a fraction of nine digits only when there is one.
  public var description: String {
    let billion: Int64 = 1_000_000_000
    let fraction = (nanoseconds % billion + billion) % billion
    let seconds = Int((nanoseconds - fraction) / billion)
    let second = (seconds % 60 + 60) % 60
    let minute = LondonClock.shifted(Arrival(CivilDay(rawValue: 0)), by: (seconds - second) / 60)
    let tail = fraction == 0 ? "" : "." + zeroPadded(Int(fraction), 9)
    return "\(minute.day)T\(minute.time):\(zeroPadded(second, 2))\(tail)Z"
  }
}

/// The civil clock of Europe/London: UTC in winter, an hour ahead in summer.
///
/// Summer time runs, since 1996, from 01:00 UTC on the last Sunday of March to 01:00 UTC on the
/// last Sunday of October (Summer Time Order 2002). Earlier years are converted by the same
/// rule: attendances reach back a few years only.
public enum LondonClock {
  private static let minuteOfChange = 60

  /// The London date and time of a UTC date and minute.
  public static func civil(fromUTC utc: Arrival) -> Arrival {
    isSummer(utcMinutes: utc.civilMinutes, year: utc.day.components.year)
      ? shifted(utc, by: 60) : utc
  }

  /// Minutes by which London is ahead of UTC at a London civil time: 0 or 60.
  ///
  /// An hour that occurs twice is read as its first pass (summer time); one that is skipped in
  /// spring is read as if the clock had not yet moved.
  public static func offset(atCivil civil: Arrival) -> Int {
    let asSummer = civil.civilMinutes - 60
    return isSummer(utcMinutes: asSummer, year: civil.day.components.year) ? 60 : 0
  }

  /// A civil date and minute so many minutes later, or earlier when negative.
  public static func shifted(_ moment: Arrival, by minutes: Int) -> Arrival {
    let total = moment.civilMinutes + minutes
    let day = total >= 0 ? total / 1440 : (total - 1439) / 1440
    return Arrival(
      CivilDay(rawValue: Int32(day)),
      ClockTime(minutes: total - day * 1440) ?? .midnight
    )
  }

  private static func isSummer(utcMinutes: Int, year: Int) -> Bool {
    // An offset may carry the calendar's last day past its last year.
    guard (1...9999).contains(year) else { return false }
    let start = Int(lastSunday(ofMonth: 3, in: year).rawValue) * 1440 + minuteOfChange
    let end = Int(lastSunday(ofMonth: 10, in: year).rawValue) * 1440 + minuteOfChange
    return start <= utcMinutes && utcMinutes < end
  }

  private static func lastSunday(ofMonth month: Int, in year: Int) -> CivilDay {
    // March and October both have 31 days.
    guard let last = CivilDay(year: year, month: month, day: 31) else {
      preconditionFailure("year \(year) is outside the calendar")
    }
    return last.adding(days: -((last.weekday + 1) % 7))
  }
}
