/// Text of a page in which every value is escaped; the only way to make one.
struct Markup: Sendable {
  /// HTML.
  private(set) var html = ""

  init() {}

  /// A value, escaped.
  init(_ text: some StringProtocol) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""):
        html = Self.escaped(text)
        return
      default: continue
      }
    }
    html = String(text)
  }

  /// An element with its attributes, those without a value left out, and what stands in it.
  init(
    _ name: StaticString,
    _ attributes: KeyValuePairs<StaticString, String?> = [:],
    _ children: Markup...
  ) {
    self.init(name, attributes, all: children)
  }

  /// An element with any number of children.
  init(
    _ name: StaticString,
    _ attributes: KeyValuePairs<StaticString, String?> = [:],
    all children: some Sequence<Markup>
  ) {
    html = "<\(name)"
    for (key, value) in attributes {
      guard let value else { continue }
      html += value.isEmpty ? " \(key)" : " \(key)=\"\(Markup(value).html)\""
    }
    html += ">"
    for child in children { html += child.html }
    if !Self.empty.contains("\(name)") { html += "</\(name)>" }
  }

  /// A style sheet or script of our own, which is not escaped inside its element.
  init(_ element: RawElement, _ attributes: KeyValuePairs<StaticString, String?>, _ text: String) {
    precondition(!text.contains("</"), "nothing in it may end the element")
    self.init(element.name, attributes)
    html.removeLast("</\(element.name)>".count)
    html += "\(text)</\(element.name)>"
  }

  /// The elements whose text is not escaped.
  enum RawElement {
    case style, script

    fileprivate var name: StaticString {
      switch self {
      case .style: "style"
      case .script: "script"
      }
    }
  }

  /// Elements that have no end.
  private static let empty: Set<String> = ["br", "input", "meta"]

  static func += (left: inout Markup, right: Markup) { left.html += right.html }

  private static func escaped(_ text: some StringProtocol) -> String {
    var html = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "\"": html += "&quot;"
      default: html.unicodeScalars.append(character)
      }
    }
    return html
  }
}

extension Markup: ExpressibleByStringInterpolation {
  /// Text, escaped.
  init(stringLiteral text: String) { self.init(text) }
}

extension Sequence<Markup> {
  /// One after another.
  var joined: Markup { reduce(into: Markup()) { $0 += $1 } }
}
