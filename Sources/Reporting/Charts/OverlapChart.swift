/// Which rules meet in the same persons: a row for each combination, its rules as filled dots, its
/// persons as a bar.
struct OverlapChart {
  var ruleCount: Int
  /// The places of the rules, and how many persons exactly they flag.
  var combinations: [(rules: [Int], persons: ShownNumber)]

  private static let step = 22.0

  var markup: Markup {
    let most = combinations.map(\.persons.drawn).max() ?? 0
    let head = (0..<ruleCount).map { rule in
      Markup(
        "text",
        ["x": pixels(x(rule)), "y": "14", "class": "label middle"],
        Markup(String(rule + 1))
      )
    }
    let names = Markup("svg", ["width": width, "height": "20", "class": "chart"], all: head)
    let rows = combinations.map { combination in
      Markup(
        "div",
        ["class": "overlap-row"],
        Markup(
          "svg",
          ["width": width, "height": "22", "class": "chart"],
          all: dots(combination.rules)
        ),
        bar(combination.persons, most)
      )
    }
    return Markup(
      "div",
      ["class": "overlap", "role": "img", "aria-label": description],
      all: [Markup("div", ["class": "overlap-row"], names)] + rows
    )
  }

  private var width: String { pixels(Double(ruleCount) * Self.step) }
  private func x(_ rule: Int) -> Double { (Double(rule) + 0.5) * Self.step }

  private func dots(_ rules: [Int]) -> [Markup] {
    var shapes: [Markup] = []
    if let first = rules.first, let last = rules.last, first != last {
      shapes.append(
        Markup(
          "line",
          ["x1": pixels(x(first)), "x2": pixels(x(last)), "y1": "11", "y2": "11", "class": "link"]
        )
      )
    }
    shapes += (0..<ruleCount).map { rule in
      Markup(
        "circle",
        [
          "cx": pixels(x(rule)), "cy": "11", "r": "6",
          "class": rules.contains(rule) ? "member" : "no-member",
        ]
      )
    }
    return shapes
  }

  private func bar(_ persons: ShownNumber, _ most: Double) -> Markup {
    let bar = Bar("", persons)
    let share = bar.share(of: most) * 0.8
    return Markup(
      "svg",
      ["width": "100%", "height": "22", "class": "chart"],
      Markup(
        "rect",
        [
          "width": percent(share), "height": "14", "y": "4", "class": bar.style,
        ]
      ),
      Markup(
        "text",
        ["x": percent(share), "dx": "6", "y": "15", "class": "value"],
        Markup(persons.text)
      )
    )
  }

  private var description: String {
    let parts = combinations.prefix(6).map { combination -> String in
      let rules = combination.rules.map { String($0 + 1) }.joined(separator: " and ")
      let word = combination.rules.count == 1 ? "rule" : "rules"
      return "\(word) \(rules), \(combination.persons.text)"
    }
    return "Persons by the rules that flag them: \(parts.joined(separator: "; "))"
  }
}
