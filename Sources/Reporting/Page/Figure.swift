/// A plot with the finding as its heading, what it shows below, and its numbers in a table behind.
struct Figure {
  var finding: String
  var plot: Markup
  /// What is drawn and how to read it.
  var caption: String
  var table: Table
  /// Whether it stands across the whole page.
  var isWide = false

  var markup: Markup {
    Markup(
      "figure",
      ["class": isWide ? "wide-figure" : nil],
      Markup("h4", [:], Markup(finding)),
      plot,
      Markup("figcaption", [:], Markup(caption)),
      table.folded
    )
  }
}

/// Figures beside each other where there is room.
func figures(_ figures: [Figure]) -> Markup {
  Markup("div", ["class": "figures"], all: figures.map(\.markup))
}

extension String {
  /// As a sentence begins.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension ShownNumber {
  /// As a sentence says it.
  var said: String {
    switch self {
    case .number: text
    case .suppressed: "fewer than 8"
    case .hidden: "a hidden number"
    }
  }

  /// `1 person`, `about 40 persons` is said as `40 persons`: the page says once that it rounds.
  func said(_ one: String, _ many: String) -> String {
    self == .hidden ? "\(said) of \(many)" : "\(said) \(self == .number(1) ? one : many)"
  }
}
