import AttendanceModel
import Letters
import RuleLanguage

/// The rules of a folder in plain English.
package struct RuleDescriptions: Sendable {
  /// The forms to print them in.
  package enum Format: String, CaseIterable, Sendable {
    case text, markdown, html
  }

  private let descriptions: [RuleDescription]

  /// Reads a folder; only the named rule is described, when there is a name.
  ///
  /// - Throws: ``RunFault`` when the folder does not pass its checks or has no such rule.
  package init(folder: String, rule name: String?) throws {
    let book = try RuleBook(folder: folder)
    let rules = try name.map { try book.rules(named: $0) } ?? book.rules
    let phrases = book.phrases(try book.letterTemplates().wording)
    descriptions = rules.map { RuleDescription($0, phrases: phrases) }
  }

  /// All descriptions in one form.
  package func text(_ format: Format) -> String {
    switch format {
    case .text: descriptions.map(\.text).joined(separator: "\n\n\n")
    case .markdown: descriptions.map(\.markdown).joined(separator: "\n\n")
    case .html: RuleDescription.page(descriptions)
    }
  }

  /// All descriptions as JSON.
  package func json() throws -> String {
    try JSONText.result(descriptions)
  }
}

extension RuleBook {
  /// Conditions in words, with the trust's own terms for departments and the tables' for codes.
  func phrases(_ wording: Wording) -> ConditionPhrases {
    let descriptions = descriptions
    return ConditionPhrases { field, value in
      switch field {
      case .departmentType: wording.words(.departmentType, value)
      default: descriptions.term(value)
      }
    }
  }

  /// The versions of one rule.
  ///
  /// - Throws: ``RunFault`` when there is no such rule.
  func rules(named name: String) throws -> [Rule] {
    let found = rules.filter { $0.name == name }
    guard found.isEmpty else { return found }
    throw RunFault(
      .usage,
      "there is no rule “\(name)”\(Self.hint(name, Set(rules.map(\.name)).sorted()))"
    )
  }
}
