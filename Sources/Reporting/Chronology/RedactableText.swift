/// Words for a page, of which a copy may leave some out.
///
/// Written as a literal: `"to \(name, .practices)"` marks what stands for a part that can be
/// removed. A run marked with several parts goes when any of them does.
package struct RedactableText: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// Words that stay or go together.
  struct Run: Hashable, Sendable {
    var parts: Set<Redaction.Part>
    var text: String
  }

  fileprivate(set) var runs: [Run]

  package init(stringLiteral text: String) { runs = [Run(parts: [], text: text)] }

  package init(stringInterpolation: StringInterpolation) { runs = stringInterpolation.runs }

  /// Collects the runs of a literal.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var runs: [Run] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    /// Words that no copy leaves out.
    package mutating func appendLiteral(_ text: String) {
      if !text.isEmpty { runs.append(Run(parts: [], text: text)) }
    }

    /// Words that no copy leaves out, or those that a copy without one of the parts does.
    package mutating func appendInterpolation(_ text: String, _ parts: Redaction.Part...) {
      runs.append(Run(parts: Set(parts), text: text))
    }

    /// A number that no copy leaves out.
    package mutating func appendInterpolation(_ number: Int) {
      runs.append(Run(parts: [], text: String(number)))
    }

    /// Another text with its own parts.
    package mutating func appendInterpolation(_ text: RedactableText) { runs += text.runs }
  }
}

extension Sequence<RedactableText> {
  /// One after another with words between them.
  package func joined(by separator: String) -> RedactableText {
    var text: RedactableText = ""
    for (place, part) in enumerated() {
      if place > 0 { text.runs.append(RedactableText.Run(parts: [], text: separator)) }
      text.runs += part.runs
    }
    return text
  }
}
