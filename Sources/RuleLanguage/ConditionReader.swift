import AttendanceModel
import LocatedYAML

/// Reads a condition: a mapping of subject to matcher means all of them; `any`, `all` and `not`
/// combine.
struct ConditionReader {
  let codeSets: [String: CodeSet]
  private(set) var diagnostics: [Diagnostic] = []

  private static let combiners = ["any", "all", "not"]

  init(codeSets: [String: CodeSet]) {
    self.codeSets = codeSets
  }

  /// The condition of a node; where something is wrong, a mistake is noted and the rest is read.
  mutating func condition(_ node: Node) -> Condition {
    guard case .mapping(let entries) = node.content else {
      note(
        "a condition must be a mapping of fields to what they must be",
        at: node.location,
        code: .wrongKind
      )
      return .always
    }
    let parts = entries.compactMap { part($0) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func part(_ entry: Node.Entry) -> Condition? {
    switch entry.key {
    case "any": return list(entry).map { .any($0) }
    case "all": return list(entry).map { .all($0) }
    case "not": return .not(nonEmpty(entry.value, of: "not"))
    default: break
    }
    guard let subject = FieldWord.subject(entry.key) else {
      note(
        "there is no field “\(entry.key)”",
        at: entry.keyLocation,
        suggestion: nearestWord(
          to: entry.key,
          among: FieldWord.subjectWords + Self.combiners
        ),
        code: .unknownField
      )
      return nil
    }
    var reader = MatcherReader(subject: subject, word: entry.key, codeSets: codeSets)
    let condition = reader.condition(entry)
    diagnostics += reader.diagnostics
    return condition
  }

  private mutating func list(_ entry: Node.Entry) -> [Condition]? {
    guard case .sequence(let items) = entry.value.content, !items.isEmpty else {
      note(
        "“\(entry.key)” must be a list of conditions",
        at: entry.value.location,
        code: .wrongKind
      )
      return nil
    }
    return items.map { nonEmpty($0, of: entry.key) }
  }

  /// An empty mapping says “everybody”, which inside a combination is a slip.
  private mutating func nonEmpty(_ node: Node, of key: String) -> Condition {
    if node.content == .mapping([]) || node.content == .null {
      note("a condition under “\(key)” must not be empty", at: node.location)
    }
    return node.content == .null ? .always : condition(node)
  }

  private mutating func note(
    _ message: String,
    at location: SourceLocation,
    suggestion: String? = nil,
    code: Diagnostic.Code = .wrongValue
  ) {
    diagnostics.append(Diagnostic(message, at: location, suggestion: suggestion, code: code))
  }
}
