/// A table of a page: the numbers themselves, or what stands behind a plot.
struct Table {
  /// A column's head, and whether it holds numbers.
  struct Column {
    var head: String
    var isNumeric: Bool

    static func text(_ head: String) -> Column { Column(head: head, isNumeric: false) }
    static func number(_ head: String) -> Column { Column(head: head, isNumeric: true) }
  }

  var caption: String
  var columns: [Column]
  /// By row; the first cell heads its row.
  var rows: [[String]]
  var id: String?

  /// The table, in a box that scrolls sideways by itself when it is wider than the page.
  var markup: Markup {
    let numeric = columns.map { $0.isNumeric ? "n" : nil }
    let heads = columns.indices.map {
      Markup("th", ["scope": "col", "class": numeric[$0]], Markup(columns[$0].head))
    }
    let body = rows.map { row in
      Markup(
        "tr",
        [:],
        all: row.indices.map { place in
          place == 0
            ? Markup("th", ["scope": "row", "class": numeric[place]], Markup(row[place]))
            : Markup("td", ["class": numeric[place]], Markup(row[place]))
        }
      )
    }
    return Markup(
      "div",
      ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": caption],
      Markup(
        "table",
        ["id": id],
        Markup("caption", [:], Markup(caption)),
        Markup("thead", [:], Markup("tr", [:], all: heads)),
        Markup("tbody", [:], all: body)
      )
    )
  }

  /// The table folded away behind its plot.
  var folded: Markup {
    Markup(
      "details",
      ["class": "numbers"],
      Markup("summary", [:], "The numbers: \(Markup.lowercasedFirst(caption))"),
      markup
    )
  }
}

extension Markup {
  /// A heading as it stands inside a sentence.
  fileprivate static func lowercasedFirst(_ text: String) -> String {
    guard let first = text.first, !text.dropFirst().prefix(1).contains(where: \.isUppercase) else {
      return text
    }
    return first.lowercased() + text.dropFirst()
  }
}
