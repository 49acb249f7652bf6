import AttendanceModel

/// What each site sent in each month: one strip for each site, below its name, months without
/// anything between others marked by a cross.
struct CoverageChart {
  var months: [CivilDay]
  var sites: [(name: String, counts: [ShownNumber])]
  var description: String

  private static let step = 40.0

  var svg: Markup {
    let width = 1 / Double(max(months.count, 1))
    var shapes: [Markup] = []
    for (place, site) in sites.enumerated() {
      let y = Double(place) * Self.step
      let most = site.counts.map(\.drawn).max() ?? 0
      shapes.append(
        Markup("text", ["x": "0", "y": pixels(y + 13), "class": "label"], Markup(site.name))
      )
      for (month, count) in site.counts.enumerated() {
        shapes += cell(count, most, site.name, x: Double(month) * width, y: y + 18, width, month)
      }
    }
    shapes += yearLabels(width)
    return drawing(
      height: Double(sites.count) * Self.step + 18,
      saying: description,
      shapes
    )
  }

  private func cell(
    _ count: ShownNumber,
    _ most: Double,
    _ site: String,
    x: Double,
    y: Double,
    _ width: Double,
    _ month: Int
  ) -> [Markup] {
    let level = most > 0 ? Int((count.drawn / most * Double(HeatMap.levels)).rounded(.up)) : 0
    let title = Markup("title", [:], "\(site), \(MonthNames.full(months[month])): \(count.text)")
    let rect = Markup(
      "rect",
      [
        "x": percent(x), "y": pixels(y), "width": percent(width), "height": "16",
        "class": count.isSuppressed
          ? "cell hidden-number"
          : count.drawn == 0
            ? "cell gap" : "cell h\(level)",
      ],
      title
    )
    guard count.drawn == 0 else { return [rect] }
    let cross = Markup(
      "text",
      ["x": percent(x + width / 2), "y": pixels(y + 12), "class": "in-cell gap-mark"],
      "×"
    )
    return [rect, cross]
  }

  private func yearLabels(_ width: Double) -> [Markup] {
    let y = pixels(Double(sites.count) * Self.step + 12)
    return months.indices.compactMap { place in
      guard place == 0 || months[place].components.month == 1 else { return nil }
      guard Double(place) * width < 0.9 else { return nil }
      let next = months.indices.first { $0 > place && months[$0].components.month == 1 }
      if place == 0, let next, Double(next) * width < 0.14 { return nil }
      let name =
        months[place].components.month == 1
        ? String(months[place].components.year)
        : "\(MonthNames.short(months[place].components.month)) \(months[place].components.year)"
      return Markup(
        "text",
        ["x": percent(Double(place) * width), "y": y, "class": "label"],
        Markup(name)
      )
    }
  }
}
