import AttendanceModel

/// One person's visits in time, a lane for each kind of mark: the kinds differ by lane and shape,
/// never by colour alone.
struct VisitChart {
  /// The shapes of marks; each also has a colour of its own.
  enum Shape: String {
    case circle, triangle, diamond, square
  }

  /// One mark, with what it stands for.
  struct Point {
    var day: CivilDay
    /// Only outlined.
    var isHollow = false
    var words: String
  }

  /// Marks of one kind.
  struct Lane {
    var name: String
    var shape: Shape
    /// In time.
    var points: [Point]
  }

  var lanes: [Lane]
  /// Stretches without visits, shaded.
  var silences: [(from: CivilDay, to: CivilDay)]
  var description: String

  private static let laneHeight = 30.0

  var svg: Markup {
    let days = lanes.flatMap(\.points).map(\.day)
    guard let first = days.min(), let last = days.max() else { return Markup() }
    let span = Double(max(last.days(since: first), 1))
    // Room for half a mark at either end.
    let place = { (day: CivilDay) in 0.02 + 0.96 * Double(day.days(since: first)) / span }
    let floor = Double(lanes.count) * Self.laneHeight
    let below = floor + TimeAxis.height
    var shapes = silences.map { silence in
      let (left, right) = (place(silence.from), place(silence.to))
      return Markup(
        "rect",
        [
          "x": percent(left), "width": percent(right - left), "height": pixels(floor),
          "class": "silence", "fill": "#eef0f2",
        ],
        Markup("title", [:], "no visit recorded")
      )
    }
    shapes += TimeAxis(first: first, last: last, bottom: floor, place: place).shapes
    for (number, lane) in lanes.enumerated() {
      shapes += drawn(lane, top: Double(number) * Self.laneHeight, place)
    }
    shapes += [("0", "start", first), ("100%", "end", last)].map { x, anchor, day in
      Markup(
        "text",
        ["x": x, "y": pixels(below + 12), "text-anchor": anchor, "class": "label", "fill": "#444"],
        Markup(MonthNames.day(day))
      )
    }
    return Markup(
      "svg",
      [
        "width": "100%", "height": pixels(below + 18), "role": "img",
        "aria-label": description, "class": "chart visits",
        "font-family": "Liberation Sans, Arial, sans-serif", "font-size": "12",
      ],
      // The printed page takes its alternative text from here.
      all: [Markup("title", [:], Markup(description))] + shapes
    )
  }

  private func drawn(_ lane: Lane, top: Double, _ place: (CivilDay) -> Double) -> [Markup] {
    let middle = top + 21
    var shapes = [
      Markup(
        "text",
        ["x": "0", "y": pixels(top + 11), "class": "lane", "fill": "#222"],
        Markup(lane.name)
      ),
      Markup(
        "line",
        [
          "x1": "0", "x2": "100%", "y1": pixels(middle), "y2": pixels(middle), "class": "axis",
          "stroke": "#999",
        ]
      ),
    ]
    var previous: CivilDay?
    var lift = 0
    for point in lane.points {
      lift = point.day == previous ? lift + 1 : 0
      previous = point.day
      shapes.append(
        // A drawing of its own puts a shape of fixed size at a place in per cent.
        Markup(
          "svg",
          [
            "x": percent(place(point.day)), "y": pixels(middle - Double(lift % 4) * 4),
            "overflow": "visible",
          ],
          Markup(
            lane.shape.path == nil ? "circle" : "path",
            [
              "d": lane.shape.path, "r": lane.shape.path == nil ? "5" : nil,
              "class": "mark \(lane.shape)\(point.isHollow ? " hollow" : "")",
              "fill": point.isHollow ? "#fff" : lane.shape.colour, "stroke": lane.shape.colour,
              "stroke-width": "1.5",
            ],
            Markup("title", [:], Markup(point.words))
          )
        )
      )
    }
    return shapes
  }
}

extension VisitChart.Shape {
  /// Around its middle, in pixels; a circle is none.
  fileprivate var path: String? {
    switch self {
    case .circle: nil
    case .triangle: "M-6 5L0 -6L6 5z"
    case .diamond: "M0 -7L6 0L0 7L-6 0z"
    case .square: "M-5 -5H5V5H-5z"
    }
  }

  /// On paper; a screen's style may give it another.
  fileprivate var colour: String {
    switch self {
    case .circle: "#1d3f66"
    case .triangle: "#a8480b"
    case .diamond: "#7a2a8a"
    case .square: "#1f6b3c"
    }
  }
}
