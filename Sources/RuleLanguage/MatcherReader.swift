import AttendanceModel
import LocatedYAML

/// Reads what one subject of a condition must be: a value, a list of values, `{ under:,
/// at-least: }`, `{ in: }` or `{ recorded: }`.
struct MatcherReader {
  let subject: Condition.Subject
  /// The subject as the file spells it.
  let word: String
  let codeSets: [String: CodeSet]
  private(set) var diagnostics: [Diagnostic] = []

  init(subject: Condition.Subject, word: String, codeSets: [String: CodeSet]) {
    self.subject = subject
    self.word = word
    self.codeSets = codeSets
  }

  /// The test that an entry writes, or nil after a mistake has been noted.
  mutating func condition(_ entry: Node.Entry) -> Condition? {
    switch entry.value.content {
    case .mapping: return matcher(entry.value).map { .test(Condition.Test(subject, $0)) }
    case .sequence(let items) where items.isEmpty:
      note("“\(word)” needs at least one value", at: entry.value.location)
      return nil
    case .sequence(let items): return values(items).map { .test(Condition.Test(subject, $0)) }
    case .scalar: return values([entry.value]).map { .test(Condition.Test(subject, $0)) }
    case .null:
      note("“\(word)” needs a value", at: entry.keyLocation)
      return nil
    }
  }

  private mutating func values(_ nodes: [Node]) -> Condition.Matcher? {
    let before = diagnostics.count
    let texts = nodes.flatMap { canonicalTexts($0) }
    return diagnostics.count == before ? .oneOf(texts) : nil
  }

  private mutating func canonicalTexts(_ node: Node) -> [String] {
    if case .scalar("", isQuoted: _) = node.content {
      note("“\(word)” needs a value; “recorded: false” asks for none", at: node.location)
      return []
    }
    switch subject {
    case .age:
      note("“age” is compared by “under” and “at-least”", at: node.location)
      return []
    case .registration: return registration(node)
    case .field(.attendanceCategory)
    where node.content == .scalar("unplanned", isQuoted: node.isQuoted):
      return AttendanceCategory.allCases.filter(\.isUnplanned).map(\.rawValue)
    case .field(.nhsNumber):
      note(
        "a rule must not name a person: of “\(word)” only “recorded” can be asked",
        at: node.location
      )
      return []
    case .field(let field):
      return FieldValue.canonical(field, node, into: &diagnostics).map { [$0] } ?? []
    }
  }

  private mutating func registration(_ node: Node) -> [String] {
    guard case .scalar(let text, _) = node.content else {
      note("a value of “\(word)” must be a single value", at: node.location)
      return []
    }
    if Registration(rawValue: text) != nil { return [text] }
    diagnostics.append(
      .notOneOf(Registration.allCases.map(\.rawValue), text, at: node.location)
    )
    return []
  }

  private mutating func matcher(_ node: Node) -> Condition.Matcher? {
    var reader = MappingReader(node, describing: "“\(word)”")
    var found: [Condition.Matcher] = []
    // Asked for first, so that both are among the keys that a wrong one is told.
    let limits = ["under", "at-least"].filter { reader.node($0) != nil || reader.contains($0) }
    if !limits.isEmpty {
      if let bounds = bounds(&reader) { found.append(bounds) }
    }
    if let set = reader.node("in"), let matcher = codeSet(set, &reader) { found.append(matcher) }
    if let recorded = recorded(&reader) { found.append(recorded) }
    let kinds = [
      !limits.isEmpty, reader.contains("in"), reader.contains("recorded"),
    ].count { $0 }
    let mistakes = reader.finish()
    diagnostics += mistakes
    if kinds == 0 && mistakes.isEmpty || kinds > 1 {
      note(
        "“\(word)” must be asked for one of “under” and “at-least”, “in”, “recorded”",
        at: node.location
      )
      return nil
    }
    return found.first
  }

  private func bounds(_ reader: inout MappingReader) -> Condition.Matcher? {
    switch subject {
    case .age:
      let expected = "an age such as 18 years or 6 months"
      let atLeast = reader.value("at-least", expected: expected) { CalendarPeriod($0) }
      let under = reader.value("under", expected: expected) { CalendarPeriod($0) }
      if let atLeast, let under, atLeast.isNotShorter(than: under) {
        reader.note(
          "no age is at least \(atLeast) and under \(under)",
          at: reader.location,
          code: .contradiction
        )
      }
      return .age(atLeast: atLeast, under: under)
    case .field(.ageAtArrival):
      let atLeast = reader.integer("at-least", from: 0)
      let under = reader.integer("under", from: 1)
      if let atLeast, let under, atLeast >= under {
        reader.note(
          "no number is at least \(atLeast) and under \(under)",
          at: reader.location,
          code: .contradiction
        )
      }
      return .number(atLeast: atLeast, under: under)
    case .field, .registration:
      for key in ["under", "at-least"] {
        guard let bound = reader.node(key) else { continue }
        reader.note("“\(word)” has no order: “\(key)” is for ages", at: bound.location)
      }
      return nil
    }
  }

  private func codeSet(_ node: Node, _ reader: inout MappingReader) -> Condition.Matcher? {
    guard case .field(let field) = subject, field.kind == .text, field != .attendanceCategory
    else {
      reader.note("“\(word)” is not a code, so it is in no code set", at: node.location)
      return nil
    }
    guard let name = reader.text("in") else { return nil }
    guard let set = codeSets[name] else {
      reader.note(
        "there is no code set “\(name)”",
        at: node.location,
        suggestion: nearestWord(to: name, among: codeSets.keys.sorted()),
        code: .unknownCodeSet
      )
      return nil
    }
    if set.codes.isEmpty {
      reader.note("the code set “\(name)” is empty", at: node.location, code: .emptyCodeSet)
    }
    return .inCodeSet(set)
  }

  private func recorded(_ reader: inout MappingReader) -> Condition.Matcher? {
    guard let node = reader.node("recorded") else { return nil }
    let isRecorded: Bool? = reader.value("recorded", expected: "true or false") { text in
      text == "true" ? true : text == "false" ? false : nil
    }
    guard case .field(let field) = subject else {
      reader.note("“\(word)” is derived; ask whether its field is recorded", at: node.location)
      return nil
    }
    guard let isRecorded else { return nil }
    guard field == .attendanceCategory else { return .recorded(isRecorded) }
    // Of a category, “not recorded” is itself a value.
    let categories = AttendanceCategory.allCases.filter { ($0 != .notRecorded) == isRecorded }
    return .oneOf(categories.map(\.rawValue))
  }

  private mutating func note(_ message: String, at location: SourceLocation) {
    diagnostics.append(Diagnostic(message, at: location))
  }
}

extension Node {
  /// Whether a scalar stands in quotes.
  fileprivate var isQuoted: Bool {
    if case .scalar(_, let isQuoted) = content { isQuoted } else { false }
  }
}
