/// Upright bars for few categories in an order, each with its number above and its label below.
struct ColumnChart {
  var bars: [Bar]
  /// What the labels below count in.
  var axis: String
  var description: String

  private static let top = 18.0
  private static let plot = 120.0
  /// More bars than this leave some labels and numbers to wide screens.
  private static let roomy = 12

  var svg: Markup {
    let most = bars.map(\.length).max() ?? 0
    let slot = 1 / Double(max(bars.count, 1))
    var shapes = bars.enumerated().flatMap { place, bar -> [Markup] in
      let height = bar.share(of: most) * Self.plot
      let middle = percent((Double(place) + 0.5) * slot)
      let isRare = bars.count > Self.roomy && bar.emphasis == .plain
      let kind = isRare ? " wide" : ""
      let labelKind = isRare && (place + 1) % 6 != 0 ? " wide" : ""
      return [
        Markup(
          "rect",
          [
            "x": percent((Double(place) + 0.14) * slot), "width": percent(0.72 * slot),
            "y": pixels(Self.top + Self.plot - height), "height": pixels(height),
            "class": bar.style,
          ],
          Markup("title", [:], "\(bar.label) \(axis): \(bar.text)")
        ),
        Markup(
          "text",
          [
            "x": middle, "y": pixels(Self.top + Self.plot - height - 5),
            "class": "value middle \(bar.emphasis.rawValue)\(kind)",
          ],
          Markup(bar.text)
        ),
        Markup(
          "text",
          [
            "x": middle, "y": pixels(Self.top + Self.plot + 15),
            "class": "label middle \(bar.emphasis.rawValue)\(labelKind)",
          ],
          Markup(bar.label)
        ),
      ]
    }
    let base = pixels(Self.top + Self.plot + 0.5)
    shapes.append(
      Markup("line", ["x1": "0", "x2": "100%", "y1": base, "y2": base, "class": "axis"])
    )
    shapes.append(
      Markup(
        "text",
        ["x": "50%", "y": pixels(Self.top + Self.plot + 32), "class": "label middle"],
        Markup(axis)
      )
    )
    return drawing(height: Self.top + Self.plot + 38, saying: description, shapes)
  }
}
