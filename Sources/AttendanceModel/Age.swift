/// A person's age at an arrival, from the attendance's own row (design S4).
public enum Age: Hashable, Sendable {
  /// Arrival on a day, of a person born on a day not later.
  case exact(born: CivilDay, on: CivilDay)
  /// Whole years only: somewhere from the birthday on, and before the next.
  case years(Int)
  /// Arrival on a day, of a person born on one of several days not later.
  case between(born: ClosedRange<CivilDay>, on: CivilDay)
  /// No birth date and no age, or a birth date after the arrival.
  case unknown

  /// The age that a birth date gives, or else the recorded age.
  ///
  /// A birth after the arrival is unknown, without a fallback.
  @inlinable
  public init(at day: CivilDay, born: CivilDay?, recorded: RecordedAge?) {
    self =
      if let born {
        born <= day ? .exact(born: born, on: day) : .unknown
      } else {
        switch recorded {
        case .years(let years): .years(years)
        case .days(let days):
          .between(
            born: day.adding(days: -days.upperBound)...day.adding(days: -days.lowerBound),
            on: day
          )
        case nil: .unknown
        }
      }
  }

  /// Complete units at arrival, by calendar components: someone born on 29 February reaches a
  /// year on 1 March; born 31 August, six months on 1 March.
  public static func complete(_ unit: CalendarPeriod.Unit, from born: CivilDay, to day: CivilDay)
    -> Int
  {
    let months: () -> Int = {
      let (birth, now) = (born.components, day.components)
      return (now.year - birth.year) * 12 + now.month - birth.month - (now.day < birth.day ? 1 : 0)
    }
    return switch unit {
    case .days: day.days(since: born)
    case .weeks: day.days(since: born) / 7
    case .months: months()
    case .years: months() / 12
    }
  }

  /// Whether the age is less than a number of complete units.
  ///
  /// An age in whole years y means the interval from y to y + 1 years, a band of days all its
  /// days: a comparison that the interval settles is settled, any other is unknown.
  @inlinable
  public func isUnder(_ limit: CalendarPeriod) -> Truth {
    guard case .exact(let born, let day) = self else { return isUnderInCalendar(limit) }
    // Most ages are years away from a limit, which needs no calendar.
    let days = day.days(since: born)
    if days > Self.most(limit) { return .no }
    if days < Self.least(limit) { return .yes }
    return isUnderInCalendar(limit)
  }

  /// Whether the age is less than a number of complete units, by calendar components.
  @usableFromInline
  func isUnderInCalendar(_ limit: CalendarPeriod) -> Truth {
    switch self {
    case .exact(let born, let day):
      return Truth(Self.complete(limit.unit, from: born, to: day) < limit.amount)
    case .years(let years):
      let least = Self.fewest(limit.unit, inYears: years)
      let most = Self.most(limit.unit, inYears: years)
      return most < limit.amount ? .yes : least >= limit.amount ? .no : .unknown
    case .between(let born, let day):
      let oldest = Age.exact(born: born.lowerBound, on: day).isUnder(limit)
      return oldest == Age.exact(born: born.upperBound, on: day).isUnder(limit) ? oldest : .unknown
    case .unknown:
      return .unknown
    }
  }

  /// No period of calendar units is shorter than this many days.
  @inlinable
  static func least(_ period: CalendarPeriod) -> Int {
    switch period.unit {
    case .days: period.amount
    case .weeks: period.amount * 7
    case .months: period.amount * 28
    case .years: period.amount * 365
    }
  }

  /// No period of calendar units is longer than this many days.
  @inlinable
  public static func most(_ period: CalendarPeriod) -> Int {
    switch period.unit {
    case .days: period.amount
    case .weeks: period.amount * 7
    case .months: period.amount * 31
    case .years: period.amount * 366
    }
  }

  /// Complete units that someone of whole years y has lived at the least: on the birthday.
  private static func fewest(_ unit: CalendarPeriod.Unit, inYears years: Int) -> Int {
    switch unit {
    case .years: years
    case .months: years * 12
    case .weeks: years * 365 / 7
    case .days: years * 365
    }
  }

  /// Complete units that someone of whole years y has lived at the most: the day before the
  /// next birthday, every year taken as a leap year.
  private static func most(_ unit: CalendarPeriod.Unit, inYears years: Int) -> Int {
    switch unit {
    case .years: years
    case .months: years * 12 + 11
    case .weeks: ((years + 1) * 366 - 1) / 7
    case .days: (years + 1) * 366 - 1
    }
  }
}
