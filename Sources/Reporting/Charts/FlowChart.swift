/// Steps from all rows to those that lead to something: each bar is what came so far, its dark part
/// is what goes on, and widens to the next bar.
struct FlowChart {
  /// What is there at one step, and why the rest does not go on.
  struct Step {
    var number: ShownNumber
    var what: String
    /// What happens to those that do not go on; nil at the last step.
    var lost: String?
  }

  var steps: [Step]

  var markup: Markup {
    Markup(
      "ol",
      ["class": "flow"],
      all: steps.indices.map { place in
        let step = steps[place]
        let next = place + 1 < steps.count ? steps[place + 1] : nil
        return Markup(
          "li",
          [:],
          Markup(
            "p",
            [:],
            Markup("b", [:], Markup(step.number.text)),
            " \(step.what)"
          ),
          bar(step, next),
          step.lost.map { Markup("p", ["class": "lost"], Markup($0)) } ?? Markup()
        )
      }
    )
  }

  private func bar(_ step: Step, _ next: Step?) -> Markup {
    // Of what is hidden nobody can say how much goes on.
    if step.number == .hidden || next?.number == .hidden {
      return Markup(
        "svg",
        ["width": "100%", "height": "14", "aria-hidden": "true", "class": "chart"],
        Markup("rect", ["width": "100%", "height": "14", "class": "bar hidden-number"])
      )
    }
    let share = next.map { step.number.drawn > 0 ? min($0.number.drawn / step.number.drawn, 1) : 0 }
    let kept = percent(share ?? 1)
    var shapes = [
      Markup("rect", ["width": "100%", "height": "14", "class": "bar rest"]),
      Markup(
        "rect",
        ["width": kept, "height": "14", "class": next == nil ? "bar own" : "bar plain"]
      ),
    ]
    if let share {
      // Hundredths of the width, stretched to it.
      let fan = "0,0 \(pixels(max(share * 100, 0.2))),0 100,18 0,18"
      shapes.append(
        Markup(
          "svg",
          [
            "y": "14", "width": "100%", "height": "18", "viewBox": "0 0 100 18",
            "preserveAspectRatio": "none",
          ],
          Markup("polygon", ["points": fan, "class": "fan"])
        )
      )
    }
    return Markup(
      "svg",
      [
        "width": "100%", "height": share == nil ? "14" : "32", "aria-hidden": "true",
        "class": "chart",
      ],
      all: shapes
    )
  }
}
