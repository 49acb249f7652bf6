extension Diagnostic {
  /// Whether the file can be used all the same.
  package enum Severity: String, Hashable, Sendable {
    case error, warning
  }

  /// What kind of mistake it is; the words are stable, so that other programs can tell them apart.
  package enum Code: String, CaseIterable, Sendable {
    /// The text is not YAML, or uses a part of it that these files do without.
    case syntax
    case duplicateKey = "duplicate-key"
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    /// A mapping, a list or a single value stands where another of them is needed.
    case wrongKind = "wrong-kind"
    /// A value that the key does not take.
    case wrongValue = "wrong-value"
    case unknownField = "unknown-field"
    case unknownCodeSet = "unknown-code-set"
    case emptyCodeSet = "empty-code-set"
    /// A code whose check digit is wrong, or that a spreadsheet turned into a number.
    case damagedCode = "damaged-code"
    /// A condition that no attendance can meet.
    case contradiction
    /// A count that no person can reach.
    case neverFires = "never-fires"
    /// Versions of one rule that overlap or do not rise.
    case versionOrder = "version-order"
    /// A version that meant something else in an earlier run.
    case changedMeaning = "changed-meaning"
    case unknownLetter = "unknown-letter"
    case unknownAlert = "unknown-alert"
    /// An example whose attendances all lie outside the days on which its rule is in force.
    case unreadExample = "unread-example"
    /// Nobody has approved a rule, code set or letter (design S15).
    case notApproved = "not-approved"
  }
}
