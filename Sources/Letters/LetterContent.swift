/// A letter with all that its templates may print.
struct LetterContent: Sendable {
  struct Section: Sendable {
    var template: String
    var statements: [Statement]
    var corrections: [Correction]
    var evidence: [Line]
    /// Whether there were more before those, too many to list.
    var hasEarlierEvidence: Bool
  }

  struct Correction: Sendable {
    /// `(a)`, when the section has more than one.
    var label: String?
    var correction: Letters.Correction
    /// What was wrong, in words.
    var cause: String
  }

  struct Statement: Sendable {
    /// `(a)`, when the section has more than one.
    var label: String?
    var statement: RuleStatement
  }

  struct Line: Sendable {
    var row: EvidenceRow
    var standings: [Standing]
  }

  struct Standing: Sendable {
    var labels: String?
    var isCounted: Bool
    var note: String?
  }

  var letter: Letter
  var organisation: Organisation
  var addressee: Letter.Address
  /// Why the safeguarding team gets it, in words.
  var detour: String?
  var sections: [Section]
  /// Language, script and size.
  var form: LetterForm
  /// Names of the templates that follow the letter, one page each.
  var enclosures: [String]
}
