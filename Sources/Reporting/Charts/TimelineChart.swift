import AttendanceModel

/// One person's attendances around a trigger as dots on a line: those that counted are filled, the
/// window is shaded, the trigger has a ring.
struct TimelineChart {
  /// A dot, with all that can be said of it.
  struct Dot {
    var day: CivilDay
    var isCounted: Bool
    var isTrigger: Bool
    var words: String
  }

  var dots: [Dot]
  var window: ClosedRange<CivilDay>
  var description: String

  /// More dots than this hide each other; the first ones are left out.
  static let most = 40

  var svg: Markup {
    let shown = dots.suffix(Self.most)
    let first = min(window.lowerBound, shown.first?.day ?? window.lowerBound)
    let last = max(window.upperBound, shown.last?.day ?? window.upperBound)
    let span = Double(max(last.days(since: first), 1))
    // Room for half a dot at either end.
    let place = { (day: CivilDay) in 0.03 + 0.94 * Double(day.days(since: first)) / span }
    let (left, right) = (place(window.lowerBound), place(window.upperBound))
    var shapes = [
      Markup(
        "rect",
        [
          "x": percent(left), "width": percent(max(right - left, 0.01)), "height": "100%",
          "class": "window",
        ]
      ),
      Markup("line", ["x2": "100%", "y1": "10", "y2": "10", "class": "axis"]),
    ]
    var previous: CivilDay?
    var lift = 0
    for dot in shown {
      lift = dot.day == previous ? lift + 1 : 0
      previous = dot.day
      shapes.append(
        Markup(
          "circle",
          [
            "cx": percent(place(dot.day)), "cy": pixels(10 - Double(lift % 3) * 3),
            "class": dot.isTrigger ? "dot on trigger" : dot.isCounted ? "dot on" : "dot",
          ],
          Markup("title", [:], Markup(dot.words))
        )
      )
    }
    return Markup(
      "svg",
      [
        "class": "chart timeline", "role": "img", "tabindex": "0", "aria-label": description,
      ],
      all: shapes
    )
  }
}
