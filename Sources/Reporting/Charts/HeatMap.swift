import Foundation

/// Counts in rows and columns, darker for more, each cell with its number.
struct HeatMap {
  var rowLabels: [String]
  var columnLabels: [String]
  /// By row, then column.
  var cells: [[ShownNumber]]
  /// The cell that the eye should find, by row and column.
  var own: (row: Int, column: Int)?
  var rowAxis: String
  var columnAxis: String
  var description: String

  private static let step = 22.0
  private static let top = 40.0
  /// The share of the width that row labels take.
  private static let left = 0.1
  static let levels = 7

  var svg: Markup {
    let width = (1 - Self.left) / Double(max(columnLabels.count, 1))
    let most = cells.joined().map(\.drawn).max() ?? 0
    var shapes = [
      Markup("text", ["x": "0", "y": "12", "class": "label"], Markup(rowAxis)),
      Markup("text", ["x": "100%", "y": "12", "class": "label end"], Markup(columnAxis)),
    ]
    shapes += columnLabels.indices.map { column in
      Markup(
        "text",
        [
          "x": percent(Self.left + (Double(column) + 0.5) * width), "y": "32",
          "class": own?.column == column ? "label middle own" : "label middle",
        ],
        Markup(columnLabels[column])
      )
    }
    for (row, numbers) in cells.enumerated() {
      let y = Self.top + Double(row) * Self.step
      shapes.append(
        Markup(
          "text",
          ["x": "0", "y": pixels(y + 15), "class": own?.row == row ? "label own" : "label"],
          Markup(rowLabels[row])
        )
      )
      for (column, number) in numbers.enumerated() {
        shapes += cell(number, x: Self.left + Double(column) * width, y: y, width: width, most)
      }
    }
    if let own {
      shapes.append(
        Markup(
          "rect",
          [
            "x": percent(Self.left + Double(own.column) * width), "width": percent(width),
            "y": pixels(Self.top + Double(own.row) * Self.step), "height": pixels(Self.step),
            "class": "own-cell",
          ]
        )
      )
    }
    let height = Self.top + Double(rowLabels.count) * Self.step + 2
    return drawing(height: height, saying: description, shapes)
  }

  private func cell(
    _ number: ShownNumber,
    x: Double,
    y: Double,
    width: Double,
    _ most: Double
  ) -> [Markup] {
    let level = Self.level(of: number, most: most)
    return [
      Markup(
        "rect",
        [
          "x": percent(x), "y": pixels(y), "width": percent(width), "height": pixels(Self.step),
          "class": number.isSuppressed ? "cell hidden-number" : "cell h\(level)",
        ]
      ),
      Markup(
        "text",
        [
          "x": percent(x + width / 2), "y": pixels(y + 15),
          "class": level > 4 ? "in-cell dark" : "in-cell",
        ],
        Markup(number == .number(0) ? "·" : number.short)
      ),
    ]
  }

  /// From 0 for nothing to ``levels`` for the most, by orders of magnitude: a map spans many.
  static func level(of number: ShownNumber, most: Double) -> Int {
    guard number.drawn > 0, !number.isSuppressed else { return 0 }
    let least = 8.0
    guard most > least, number.drawn > least else { return 1 }
    let share = log(number.drawn / least) / log(most / least)
    return min(1 + Int(share * Double(levels - 1) + 0.5), levels)
  }
}
