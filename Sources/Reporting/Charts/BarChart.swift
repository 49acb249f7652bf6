/// Horizontal bars, each below its label: reads at any width, however long the labels are.
struct BarChart {
  var bars: [Bar]
  var description: String

  private static let step = 38.0
  /// The longest bar's share of the width; the rest is for its number.
  private static let longest = 0.82

  var svg: Markup {
    let most = bars.map(\.length).max() ?? 0
    let shapes = bars.enumerated().flatMap { place, bar -> [Markup] in
      let top = Double(place) * Self.step
      let share = bar.share(of: most) * Self.longest
      return [
        Markup("text", ["x": "0", "y": pixels(top + 13), "class": "label"], Markup(bar.label)),
        Markup(
          "rect",
          [
            "x": "0", "y": pixels(top + 18), "width": percent(share), "height": "14",
            "class": bar.style,
          ]
        ),
        Markup(
          "text",
          ["x": percent(share), "dx": "6", "y": pixels(top + 29), "class": "value"],
          Markup(bar.text)
        ),
      ]
    }
    return drawing(height: Double(bars.count) * Self.step, saying: description, shapes)
  }
}
