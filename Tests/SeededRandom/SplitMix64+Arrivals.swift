package import AttendanceModel

extension SplitMix64 {
  /// Arrivals in order, crowded around what windows stumble over: month ends, leap days, the
  /// nights the clocks change, midnight, and one minute twice.
  package mutating func arrivals(upTo most: Int) -> [Arrival] {
    let anchors = (0..<3).map { _ in anchor() }
    return (0..<Int.random(in: 0...most, using: &self)).map { _ in
      let day = choose(anchors).adding(months: choose([0, 0, 0, 1, 6, 12, 18, -6, -12]))
      let jitter = once(in: 2) ? 0 : Int.random(in: -3...3, using: &self)
      return Arrival(day.adding(days: jitter), time())
    }.sorted()
  }

  /// One of the units, gaps around a day among them.
  package mutating func unit() -> CountingUnit {
    choose([
      .attendances, .days,
      .presentations(gapMinutes: choose([0, 1, 60, 1439, 1440, 1441, 2880])),
    ])
  }

  /// A window's length, short and long, in every unit.
  package mutating func period() -> CalendarPeriod {
    choose([
      CalendarPeriod(1, .months), CalendarPeriod(6, .months), CalendarPeriod(12, .months),
      CalendarPeriod(24, .months), CalendarPeriod(1, .years), CalendarPeriod(182, .days),
      CalendarPeriod(2, .days), CalendarPeriod(1, .days), CalendarPeriod(26, .weeks),
    ])
  }

  private mutating func anchor() -> CivilDay {
    let days = [
      "2024-02-29", "2024-08-31", "2024-08-29", "2025-02-28", "2025-08-31", "2024-03-31",
      "2024-10-27", "2025-03-30", "2025-10-26", "2024-12-31", "2025-06-30", "2026-03-01",
    ]
    return CivilDay(choose(days)) ?? CivilDay(rawValue: 0)
  }

  private mutating func time() -> ClockTime {
    let minute = choose([0, 0, 1, 59, 60, 90, 119, 600, 601, 1380, 1439])
    return ClockTime(minutes: minute) ?? .midnight
  }
}
