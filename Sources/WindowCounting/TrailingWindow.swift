package import AttendanceModel

/// The days that a count looks back over from a triggering attendance (design S5).
package struct TrailingWindow: Hashable, Sendable {
  package var within: CalendarPeriod
  /// Whether the lower bound date itself lies outside (`first-day: excluded`).
  package var excludesFirstDay: Bool

  package init(_ within: CalendarPeriod, excludesFirstDay: Bool = false) {
    self.within = within
    self.excludesFirstDay = excludesFirstDay
  }

  /// The lower bound date for a trigger on a day, whether or not it lies inside itself.
  package func lowerBound(for day: CivilDay) -> CivilDay {
    day.subtracting(within)
  }

  /// The first date that counts for a trigger on a day.
  ///
  /// A later day never has an earlier first date, clamped months included: within one month the
  /// clamp keeps the order of days, and different months go to different months.
  package func firstDay(for day: CivilDay) -> CivilDay {
    excludesFirstDay ? lowerBound(for: day).adding(days: 1) : lowerBound(for: day)
  }
}
