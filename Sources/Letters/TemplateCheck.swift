import LocatedYAML

/// Checks that templates name only fields that rendering delivers.
///
/// Mustache prints nothing for a name it does not know; a letter with a silent gap could harm, so
/// every name is looked up here before any letter is written.
struct TemplateCheck {
  /// The tags of each template by its name.
  let tags: [String: [TemplateTag]]
  /// The templates that a field of kind `template` may name in this frame.
  let named: [String: [String]]
  private(set) var faults: [Diagnostic] = []

  init(tags: [String: [TemplateTag]], named: [String: [String]]) {
    self.tags = tags
    self.named = named
  }

  /// Checks a template and all it includes.
  mutating func check(_ template: String, with schema: FieldSchema) {
    check(template, in: [Scope(schema: schema, item: .fields)], within: [])
  }

  /// What one section adds to the names known so far.
  private struct Scope {
    /// What `{{.}}` is inside.
    enum Item { case fields, text, unchanged }

    var schema: FieldSchema = [:]
    var item = Item.unchanged
    /// An optional text that the section has asked for, with the depth of the scope it is from.
    var present: Present?
  }

  private struct Present: Equatable {
    var name: String
    var depth: Int
  }

  /// What a name means at a place.
  private struct Found {
    var kind: FieldKind
    var mayBeAbsent: Bool
    var depth: Int
  }

  private mutating func check(_ template: String, in outer: [Scope], within chain: [String]) {
    var scopes = outer
    for tag in tags[template] ?? [] {
      switch tag.kind {
      case .variable:
        checkVariable(tag, scopes)
      case .section, .inverted:
        scopes.append(opened(by: tag, scopes))
      case .end:
        scopes.removeLast()
      case .partial:
        include(tag.name, from: tag, scopes, chain + [template])
      case .namedPartial:
        guard let found = look(up: tag, scopes) else { continue }
        if case .template = found.kind {
          for name in named[tag.name] ?? [] { include(name, from: tag, scopes, chain + [template]) }
        } else {
          fault("“\(tag.name)” names no template", tag)
        }
      }
    }
  }

  private mutating func include(
    _ name: String,
    from tag: TemplateTag,
    _ scopes: [Scope],
    _ chain: [String]
  ) {
    if tags[name] == nil {
      fault("there is no template “\(name)”", tag, nearestWord(to: name, among: tags.keys.sorted()))
    } else if chain.contains(name) {
      fault("“\(name)” includes itself", tag)
    } else {
      check(name, in: scopes, within: chain)
    }
  }

  private mutating func checkVariable(_ tag: TemplateTag, _ scopes: [Scope]) {
    if tag.name == "." {
      if scopes.last(where: { $0.item != .unchanged })?.item != .text {
        fault("“.” is no text here", tag)
      }
      return
    }
    guard let found = look(up: tag, scopes) else { return }
    guard case .text = found.kind else {
      fault("“\(tag.name)” is no text; open it with {{#\(tag.name)}}", tag)
      return
    }
    if found.mayBeAbsent {
      fault(
        "“\(tag.name)” may be missing; print it inside {{#\(tag.name)}}…{{/\(tag.name)}}",
        tag
      )
    }
  }

  private mutating func opened(by tag: TemplateTag, _ scopes: [Scope]) -> Scope {
    guard let found = look(up: tag, scopes) else { return Scope() }
    if case .template = found.kind {
      fault("“\(tag.name)” is a template; include it with {{>*\(tag.name)}}", tag)
    }
    guard tag.kind == .section else { return Scope() }
    return switch found.kind {
    case .group(let schema, _), .list(let schema): Scope(schema: schema, item: .fields)
    case .lines: Scope(item: .text)
    case .text: Scope(item: .text, present: Present(name: tag.name, depth: found.depth))
    case .flag, .template: Scope()
    }
  }

  /// Looks a name up from the innermost scope outwards, as Mustache does; notes an unknown one.
  private mutating func look(up tag: TemplateTag, _ scopes: [Scope]) -> Found? {
    let path = tag.name.split(separator: ".").map(String.init)
    if let first = path.first,
      let depth = scopes.lastIndex(where: { $0.schema[first] != nil }),
      let found = follow(path, from: .group(scopes[depth].schema, isOptional: false))
    {
      let isAsked = scopes.contains { $0.present == Present(name: tag.name, depth: depth) }
      return Found(kind: found.kind, mayBeAbsent: found.mayBeAbsent && !isAsked, depth: depth)
    }
    fault("there is no field “\(tag.name)” here", tag, suggestion(for: tag.name, scopes))
    return nil
  }

  private func follow(_ path: [String], from start: FieldKind)
    -> (kind: FieldKind, mayBeAbsent: Bool)?
  {
    var (kind, mayBeAbsent) = (start, false)
    for step in path {
      guard case .group(let schema, _) = kind, let next = schema[step] else { return nil }
      kind = next
      mayBeAbsent = mayBeAbsent || next.isOptional
    }
    return (kind, mayBeAbsent)
  }

  private func suggestion(for name: String, _ scopes: [Scope]) -> String? {
    let names = scopes.flatMap(\.schema.keys)
    return nearestWord(to: name, among: Set(names).sorted())
  }

  private mutating func fault(_ message: String, _ tag: TemplateTag, _ suggestion: String? = nil) {
    let diagnostic = Diagnostic(message, at: tag.location, suggestion: suggestion)
    if !faults.contains(diagnostic) { faults.append(diagnostic) }
  }
}

extension FieldKind {
  fileprivate var isOptional: Bool {
    switch self {
    case .text(let isOptional), .group(_, let isOptional): isOptional
    case .flag, .list, .lines, .template: false
    }
  }
}
