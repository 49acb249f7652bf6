/// Why a letter cannot be written; a worklist item then stands for it (design S12).
package struct LetterError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Cause: Hashable, Sendable {
    /// A value that the letter must say is missing, by its field's name.
    case missing(field: String)
    case unknownTemplate(String)
    /// A template written for one recipient in a letter to another.
    case templateNotFor(recipient: String, template: String)
    case noWords(group: Wording.Group, key: String)
    case nothingToSay
  }

  /// The letter's id; it carries no patient value.
  package var letter: String
  package var cause: Cause

  package init(letter: String, cause: Cause) {
    self.letter = letter
    self.cause = cause
  }
}

extension LetterError: CustomStringConvertible {
  /// One sentence without a full stop and without a patient value.
  package var description: String {
    let reason =
      switch cause {
      case .missing(let field): "its “\(field)” is missing"
      case .unknownTemplate(let name): "there is no letter template “\(name)”"
      case .templateNotFor(let recipient, let template):
        "the template “\(template)” is not for a \(recipient) letter"
      case .noWords(let group, let key): "the wording has no “\(key)” under “\(group.rawValue)”"
      case .nothingToSay: "no rule is in it"
      }
    return "letter \(letter) cannot be written: \(reason)"
  }
}
