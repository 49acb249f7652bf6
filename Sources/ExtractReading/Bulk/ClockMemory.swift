import AttendanceModel

/// Instants of London times, the clock looked up once a day.
struct ClockMemory {
  private var day = CivilDay(rawValue: .min)
  /// The day's offset; nil on a day on which the clock changes.
  private var offset: Int?

  mutating func instant(of stamp: Timestamp) -> Instant {
    if stamp.day != day {
      day = stamp.day
      let morning = LondonClock.offset(atCivil: Arrival(day))
      let evening = LondonClock.offset(atCivil: Arrival(day.adding(days: 1)))
      offset = morning == evening ? morning : nil
    }
    return offset.map { stamp.instant(londonOffset: $0) } ?? stamp.instant
  }
}
