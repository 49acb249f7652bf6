import AttendanceModel

/// Years, and quarters of a short time, across a plot.
struct TimeAxis {
  var first: CivilDay
  var last: CivilDay
  /// Where the plot ends and the names begin, in pixels.
  var bottom: Double
  /// Where a day stands across the plot.
  var place: (CivilDay) -> Double

  /// How much room the names need below.
  static let height = 20.0

  /// A line at each January, or at each quarter of a short time, with its name below.
  var shapes: [Markup] {
    let isShort = last.days(since: first) < 800
    return MonthNames.firsts(from: first, to: last).flatMap { month -> [Markup] in
      let number = month.components.month
      guard number == 1 || isShort && number % 3 == 1, first <= month else { return [] }
      let x = percent(place(month))
      let name = number == 1 ? String(month.components.year) : MonthNames.short(number)
      let line = Markup(
        "line",
        [
          "x1": x, "x2": x, "y1": "0", "y2": pixels(bottom + 4),
          "class": number == 1 ? "year" : "grid", "stroke": "#bbb",
        ]
      )
      guard place(month) < 0.93 else { return [line] }
      return [
        line,
        Markup(
          "text",
          [
            "x": x, "dx": "3", "y": pixels(bottom + 16),
            "class": number == 1 ? "label" : "label wide", "fill": "#444",
          ],
          Markup(name)
        ),
      ]
    }
  }
}
