package import AttendanceModel

/// Conditions in plain English, from their parsed form.
package struct ConditionPhrases: Sendable {
  /// What a value of a field is called, when a list of terms knows it.
  package typealias Terms = @Sendable (AttendanceField, String) -> String?

  private let terms: Terms

  package init(terms: @escaping Terms = { _, _ in nil }) {
    self.terms = terms
  }

  /// A line of a list, with the lines below it.
  package struct Item: Encodable, Hashable, Sendable {
    package var text: String
    package var children: [Item] = []
  }

  /// The conditions that must all hold, one line each; none when everything fits.
  package func items(_ condition: Condition) -> [Item] {
    if case .all(let parts) = condition { parts.flatMap { items($0) } } else { [item(condition)] }
  }

  /// The conditions as one clause: `one; at least one of these (two; three)`; empty when everything
  /// fits.
  package func clause(_ condition: Condition) -> String {
    func clause(_ items: [Item]) -> String {
      items.map { item in
        item.children.isEmpty
          ? item.text
          : "\(item.text.dropLast(item.text.hasSuffix(":") ? 1 : 0)) (\(clause(item.children)))"
      }
      .joined(separator: "; ")
    }
    return clause(items(condition))
  }

  private func item(_ condition: Condition) -> Item {
    switch condition {
    case .test(let test): Item(text: phrase(test))
    case .not(.test(let test)): Item(text: phrase(test, holds: false))
    case .all(let parts): Item(text: "all of these:", children: parts.map { item($0) })
    case .any(let parts): Item(text: "at least one of these:", children: parts.map { item($0) })
    case .not(let part): Item(text: "it is known not to be so that:", children: items(part))
    }
  }

  /// A test as a clause: “the age at arrival is under 18 years”; or its opposite.
  package func phrase(_ test: Condition.Test, holds: Bool = true) -> String {
    let noun = test.subject.noun
    switch (test.subject, test.matcher) {
    case (.registration, .oneOf(let texts)):
      let words = texts.map { Registration(rawValue: $0)?.phrase ?? $0 }
      return "the record \(holds ? "says" : "does not say") “\(Self.listed(words))”"
    case (.age, .age(let lower, let upper)):
      return "the age at arrival is \(bounds(lower?.description, upper?.description, holds))"
    case (_, .number(let lower, let upper)):
      return "the \(noun) is \(bounds(lower.map(String.init), upper.map(String.init), holds))"
    case (_, .arrived(let from, let to)):
      return "the arrival is \(holds ? "" : "not ")\(Self.days(from, to))"
    case (_, .recorded(let isRecorded)):
      return isRecorded == holds ? "\(Self.a(noun)) is recorded" : "no \(noun) is recorded"
    case (.field(let field), .oneOf(let texts)):
      return values(of: field, are: values(field, texts), holds)
    case (.field(let field), .inCodeSet(let set)):
      return values(of: field, are: "in the code set “\(set.name)” (\(Self.size(of: set)))", holds)
    default: return "the \(noun) \(holds ? "matches" : "does not match")"
    }
  }

  private static func size(of set: CodeSet) -> String {
    let codes = set.codes.count == 1 ? "1 code" : "\(set.codes.count) codes"
    let dated = set.dated.values.reduce(into: Set()) { $0.formUnion($1) }.count
    return dated == 0 ? codes : "\(codes), \(dated) of them for arrivals of certain days only"
  }

  private func values(of field: AttendanceField, are what: String, _ holds: Bool) -> String {
    let noun = Condition.Subject.field(field).noun
    if field.isNumbered {
      return holds
        ? "\(Self.a(noun)) is \(what)" : "\(Self.a(noun)) is recorded, and none is \(what)"
    }
    if field == .attendanceCategory { return "the \(noun) is \(holds ? "" : "not ")\(what)" }
    return holds ? "the \(noun) is \(what)" : "the \(noun) is recorded, and is not \(what)"
  }

  /// Some values as a sentence lists them; both unplanned categories are one word.
  package func values(_ field: AttendanceField, _ texts: [String]) -> String {
    let unplanned = [AttendanceCategory.unplannedFirst, .unplannedFollowUp].map(\.rawValue)
    guard field == .attendanceCategory, Set(texts).isSuperset(of: unplanned) else {
      return Self.listed(texts.map { value(field, $0) })
    }
    let others = texts.filter { !unplanned.contains($0) }
    return Self.listed(["unplanned"] + others.map { value(field, $0) })
  }

  /// A value as a sentence says it: a code with its term, a category or mobility in words.
  package func value(_ field: AttendanceField, _ text: String) -> String {
    switch field {
    case .attendanceCategory: AttendanceCategory(rawValue: text)?.phrase ?? text
    // “non-mobile” is a word of its own.
    case .mobility: text
    default: terms(field, text).map { "\(text) (\($0))" } ?? text
    }
  }

  /// Bounds as a sentence says them, or that something lies outside: `under 18 years`,
  /// `2 years or more, and under 18 years`.
  package func bounds(_ lower: String?, _ upper: String?, _ holds: Bool = true) -> String {
    switch (lower, upper, holds) {
    case (nil, let upper?, true): "under \(upper)"
    case (nil, let upper?, false): "\(upper) or more"
    case (let lower?, nil, true): "\(lower) or more"
    case (let lower?, nil, false): "under \(lower)"
    case (let lower?, let upper?, true): "\(lower) or more, and under \(upper)"
    case (let lower?, let upper?, false): "under \(lower), or \(upper) or more"
    case (nil, nil, _): "known"
    }
  }

  private static func days(_ from: CivilDay?, _ to: CivilDay?) -> String {
    [from.map { "on or after \($0)" }, to.map { "on or before \($0)" }]
      .compactMap(\.self).joined(separator: " and ")
  }

  /// `one, two or three`; with another joint `one, two and three`.
  package static func listed(_ words: [String], _ joint: String = "or") -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) \(joint) \(last)"
  }

  /// A noun with its article.
  package static func a(_ noun: String) -> String {
    // “an NHS number”: the letter is spoken with a vowel.
    let vowels: Set<Character> = ["a", "e", "i", "o", "N"]
    return "\(noun.first.map(vowels.contains) ?? false ? "an" : "a") \(noun)"
  }
}

extension Condition.Subject {
  /// What the subject is called in a sentence.
  package var noun: String {
    switch self {
    case .field(.attendanceCategory): "category"
    case .field(.nhsNumber): "NHS number"
    case .field(.nhsNumberStatus): "NHS number status"
    case .field(.gpPracticeCode): "GP practice code"
    case .field(.ageAtArrival): "recorded age in years"
    case .field(let field): FieldWord.spelling(field).replacing("-", with: " ")
    case .age: "age at arrival"
    case .registration: "registration"
    }
  }
}

extension AttendanceCategory {
  /// The category in words.
  fileprivate var phrase: String {
    switch self {
    case .unplannedFirst: "first unplanned"
    case .unplannedFollowUp: "unplanned follow-up"
    case .planned: "planned"
    case .deadOnArrival: "dead on arrival"
    case .notRecorded: "not recorded"
    }
  }
}

extension Registration {
  /// The state in words, with the code that says so.
  package var phrase: String {
    switch self {
    case .none: "registered with no practice (V81997)"
    case .notApplicable: "registration does not apply (V81998)"
    case .registered: "registered with a practice"
    case .unknown: "registration not known"
    }
  }
}
