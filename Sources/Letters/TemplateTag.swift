import LocatedYAML

/// One tag of a template text, with its place.
struct TemplateTag: Hashable {
  enum Kind: Hashable {
    /// `{{name}}`
    case variable
    /// `{{#name}}`
    case section
    /// `{{^name}}`
    case inverted
    /// `{{/name}}`
    case end
    /// `{{>name}}`
    case partial
    /// `{{>*name}}`
    case namedPartial
  }

  var kind: Kind
  var name: String
  var location: SourceLocation

  /// The tags of a text, comments left out.
  ///
  /// Letters use the plain part of Mustache only. What would print a value unescaped, change the
  /// delimiters or run a function is refused.
  static func tags(in text: String, file: String) -> (tags: [TemplateTag], faults: [Diagnostic]) {
    var tags: [TemplateTag] = []
    var faults: [Diagnostic] = []
    var lineNumber = 0
    var commentOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lineNumber += 1
      var rest = line
      if commentOpen {
        guard let close = rest.firstRange(of: "}}") else { continue }
        rest = rest[close.upperBound...]
        commentOpen = false
      }
      while let open = rest.firstRange(of: "{{") {
        let place = SourceLocation(
          file: file,
          line: lineNumber,
          column: line.distance(from: line.startIndex, to: open.lowerBound) + 1
        )
        guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
          commentOpen = rest[open.upperBound...].first == "!"
          if !commentOpen {
            faults.append(Diagnostic("a tag must be closed with }} on its line", at: place))
          }
          break
        }
        let inside = rest[open.upperBound..<close.lowerBound]
        rest = rest[close.upperBound...]
        if inside.first == "!" { continue }
        if let tag = TemplateTag(inside, at: place) {
          tags.append(tag)
        } else {
          faults.append(Diagnostic("“{{\(inside)}}” is not a tag that letters may use", at: place))
        }
      }
    }
    return (tags, faults)
  }

  private init?(_ inside: Substring, at location: SourceLocation) {
    let sigils: [(String, Kind)] = [
      (">*", .namedPartial), (">", .partial), ("#", .section), ("^", .inverted), ("/", .end),
    ]
    var name = trimmed(inside)
    kind = .variable
    for (sigil, kind) in sigils where name.hasPrefix(sigil) {
      self.kind = kind
      name = trimmed(name.dropFirst(sigil.count))
      break
    }
    let isName = name.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".")
    }
    guard !name.isEmpty, isName else { return nil }
    self.name = String(name)
    self.location = location
  }
}

private func trimmed(_ text: Substring) -> Substring {
  var text = text
  while text.first == " " { text.removeFirst() }
  while text.last == " " { text.removeLast() }
  return text
}
