/// One bar of a chart: what it stands for, how long it is, and what it says.
struct Bar: Hashable, Sendable {
  /// What sets a bar apart; its label says so too, so that colour is never alone.
  enum Emphasis: String, Sendable {
    case plain, own, near
  }

  var label: String
  /// In the chart's unit, not negative; 0 when nothing is known of it.
  var length: Double
  /// The number as it is said.
  var text: String
  /// What the bar stands for.
  var number: ShownNumber
  var emphasis = Emphasis.plain

  init(_ label: String, _ number: ShownNumber, _ emphasis: Emphasis = .plain) {
    self.label = label
    length = number.drawn
    text = number.text
    self.number = number
    self.emphasis = emphasis
  }

  /// A number over so many weeks, a week.
  init(_ label: String, _ number: ShownNumber, weeks: Double, _ emphasis: Emphasis = .plain) {
    self.init(label, number, emphasis)
    length /= weeks
    if !number.isSuppressed { text = oneDecimal(length) }
  }

  /// How much of the plot it takes beside the longest: all of it when nothing is known of it.
  func share(of most: Double) -> Double {
    number == .hidden ? 1 : most > 0 ? min(length / most, 1) : 0
  }

  /// What the marks of numbers that are not shown mean, as far as these bars have such.
  static func legend(_ bars: some Sequence<Bar>) -> String {
    let numbers = Set(bars.map(\.number))
    return (numbers.contains(.suppressed) ? " * is 1 to 7 in all." : "")
      + (numbers.contains(.hidden)
        ? " (*), dashed all the way whatever its size, is hidden, so that others stay hidden." : "")
  }

  /// The style of the bar's shape.
  var style: String { number.isSuppressed ? "bar hidden-number" : "bar \(emphasis.rawValue)" }
}

/// A place across a chart as SVG takes it: so many hundredths of its width.
func percent(_ share: Double) -> String {
  let hundredths = Int((share * 10_000).rounded())
  let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
  if rest == 0 { return "\(whole)%" }
  let tenths = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
  return "\(whole).\(tenths)%"
}

/// Pixels, to one decimal.
func pixels(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
}

/// A drawing as wide as its place, so high in pixels, that says in words what it shows.
func drawing(height: Double, saying description: String, _ shapes: some Sequence<Markup>) -> Markup
{
  Markup(
    "svg",
    [
      "width": "100%", "height": pixels(height), "role": "img", "aria-label": description,
      "class": "chart",
    ],
    all: shapes
  )
}
