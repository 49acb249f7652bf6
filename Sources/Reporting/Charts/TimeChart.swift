import AttendanceModel

/// One quantity over time: a narrow strip of upright bars, years and quarters below.
struct TimeChart {
  /// One stretch of time and what it held.
  struct Period: Hashable {
    var days: ClosedRange<CivilDay>
    var bar: Bar
  }

  var periods: [Period]
  /// The length of the longest bar of all strips that are to be compared, or of this one.
  var most: Double
  var description: String

  private static let plot = 64.0
  private static let top = 4.0

  var svg: Markup {
    guard let first = periods.first?.days.lowerBound, let last = periods.last?.days.upperBound
    else { return Markup() }
    let span = Double(last.days(since: first) + 1)
    let place = { (day: CivilDay) in Double(day.days(since: first)) / span }
    let floor = Self.top + Self.plot
    var shapes = monthLines(first, last, place)
    shapes += periods.map { period in
      let left = place(period.days.lowerBound)
      let width = Double(period.days.count) / span
      let height = most > 0 ? min(period.bar.length / most, 1) * Self.plot : 0
      return Markup(
        "rect",
        [
          "x": percent(left + width * 0.1), "width": percent(width * 0.8),
          "y": pixels(floor - height), "height": pixels(height), "class": period.bar.style,
        ],
        Markup("title", [:], "\(period.bar.label): \(period.bar.text)")
      )
    }
    let base = pixels(floor + 0.5)
    shapes.append(
      Markup("line", ["x1": "0", "x2": "100%", "y1": base, "y2": base, "class": "axis"])
    )
    return drawing(height: floor + 20, saying: description, shapes)
  }

  /// A line at each January, or at each quarter of a short time, with its name below.
  private func monthLines(
    _ first: CivilDay,
    _ last: CivilDay,
    _ place: (CivilDay) -> Double
  ) -> [Markup] {
    let isShort = last.days(since: first) < 800
    return MonthNames.firsts(from: first, to: last).flatMap { month -> [Markup] in
      let number = month.components.month
      guard number == 1 || isShort && number % 3 == 1, first <= month else { return [] }
      let x = percent(place(month))
      let name = number == 1 ? String(month.components.year) : MonthNames.short(number)
      let line = Markup(
        "line",
        [
          "x1": x, "x2": x, "y1": "0", "y2": pixels(Self.top + Self.plot + 4),
          "class": number == 1 ? "year" : "grid",
        ]
      )
      guard place(month) < 0.93 else { return [line] }
      return [
        line,
        Markup(
          "text",
          [
            "x": x, "dx": "3", "y": pixels(Self.top + Self.plot + 16),
            "class": number == 1 ? "label" : "label wide",
          ],
          Markup(name)
        ),
      ]
    }
  }
}

/// Months by name.
enum MonthNames {
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
  static func day(_ day: CivilDay) -> String { "\(day.components.day) \(full(day))" }

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
