import Yams

/// A piece of a YAML document that knows where it stands.
package struct Node: Hashable, Sendable {
  /// What a node holds.
  package indirect enum Content: Hashable, Sendable {
    /// Keys in the order of the file; a key is always a scalar.
    case mapping([Entry])
    case sequence([Node])
    /// The text as written; `isQuoted` tells `"04"` from `04`.
    case scalar(String, isQuoted: Bool)
    case null
  }

  /// One `key: value` of a mapping.
  package struct Entry: Hashable, Sendable {
    package var key: String
    package var keyLocation: SourceLocation
    package var value: Node

    package init(key: String, keyLocation: SourceLocation, value: Node) {
      self.key = key
      self.keyLocation = keyLocation
      self.value = value
    }
  }

  package var content: Content
  package var location: SourceLocation

  package init(_ content: Content, at location: SourceLocation) {
    self.content = content
    self.location = location
  }

  /// The documents of a YAML text, in order.
  ///
  /// - Throws: `Diagnostics` with the place of the syntax error, of a key that stands twice in
  ///   one mapping, or of a key that is no plain word.
  package static func documents(
    _ text: String,
    file: String
  ) throws(Diagnostics) -> [Node] {
    var diagnostics: [Diagnostic] = []
    var documents: [Node] = []
    do {
      var composed = try Yams.compose_all(yaml: withoutByteOrderMark(text))
      while let node = composed.next() {
        documents.append(translate(node, file: file, into: &diagnostics))
      }
      // A sequence that meets an error ends, and keeps the error to itself.
      if let error = composed.error { throw error }
    } catch let error as YamlError {
      throw Diagnostics([syntaxDiagnostic(error, file: file)])
    } catch {
      let start = SourceLocation(file: file, line: 1, column: 1)
      throw Diagnostics([Diagnostic("this is not YAML", at: start, code: .syntax)])
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    return documents
  }

  /// Editors on Windows put a mark in front of a text, which the parser takes for content.
  private static func withoutByteOrderMark(_ text: String) -> String {
    guard text.unicodeScalars.first == "\u{FEFF}" else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.dropFirst()))
  }

  private static func translate(
    _ node: Yams.Node,
    file: String,
    into diagnostics: inout [Diagnostic]
  ) -> Node {
    let location = SourceLocation(
      file: file,
      line: node.mark?.line ?? 1,
      column: node.mark?.column ?? 1
    )
    // By the time that a node is here, its aliases stand in for copies of it: a few lines can stand
    // for more than fits in memory. So nothing below an anchor is looked at.
    guard node.anchor == nil else {
      diagnostics.append(noAnchors(location))
      return Node(.null, at: location)
    }
    switch node {
    case .mapping(let mapping):
      var entries: [Entry] = []
      for (key, value) in mapping {
        let place = SourceLocation(
          file: file,
          line: key.mark?.line ?? 1,
          column: key.mark?.column ?? 1
        )
        guard let word = key.scalar?.string else {
          diagnostics.append(Diagnostic("a key must be a plain word", at: place, code: .syntax))
          continue
        }
        if entries.contains(where: { $0.key == word }) {
          diagnostics.append(
            Diagnostic("“\(word)” stands twice in one mapping", at: place, code: .duplicateKey)
          )
        }
        entries.append(
          Entry(
            key: word,
            keyLocation: place,
            value: translate(value, file: file, into: &diagnostics)
          )
        )
      }
      return Node(.mapping(entries), at: location)
    case .sequence(let sequence):
      return Node(
        .sequence(sequence.map { translate($0, file: file, into: &diagnostics) }),
        at: location
      )
    case .scalar(let scalar):
      let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
      let isNull =
        !isQuoted && (scalar.string.isEmpty || scalar.string == "null" || scalar.string == "~")
      return Node(isNull ? .null : .scalar(scalar.string, isQuoted: isQuoted), at: location)
    case .alias:
      diagnostics.append(noAnchors(location))
      return Node(.null, at: location)
    }
  }

  private static func noAnchors(_ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      "anchors and aliases (&name, *name) are not supported here; write the value out",
      at: location,
      code: .syntax
    )
  }

  private static func syntaxDiagnostic(_ error: YamlError, file: String) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      Diagnostic(
        "this is not YAML: \(problem)",
        at: SourceLocation(file: file, line: mark.line, column: mark.column),
        code: .syntax
      )
    case .duplicatedKeysInMapping(let duplicates, let context):
      Diagnostic(
        "“\(duplicates.first ?? "a key")” stands twice in one mapping",
        at: SourceLocation(file: file, line: context.mark.line, column: context.mark.column),
        code: .duplicateKey
      )
    default:
      Diagnostic(
        "this is not YAML",
        at: SourceLocation(file: file, line: 1, column: 1),
        code: .syntax
      )
    }
  }
}
