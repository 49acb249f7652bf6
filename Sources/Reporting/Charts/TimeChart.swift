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
    var shapes = TimeAxis(first: first, last: last, bottom: floor, place: place).shapes
    shapes += periods.map { period in
      let left = place(period.days.lowerBound)
      let width = Double(period.days.count) / span
      let height = period.bar.share(of: most) * Self.plot
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
}
