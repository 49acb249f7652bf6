import Ledger
package import LocatedYAML

/// Why a command ends without doing its work: the cause with its sentences; exit codes are the
/// command's affair.
package struct RunFault: Error, Hashable, Sendable {
  /// What kind of thing is wrong.
  package enum Cause: Hashable, Sendable {
    /// Options that do not fit together or the state of the ledger.
    case usage
    /// Every extract is bad.
    case badData
    case noInput
    /// Another run works on the ledger.
    case locked
    /// The configuration, a rule, a profile, a code set or a template.
    case configuration
    /// Anything else; nothing was published.
    case failed
  }

  package var cause: Cause
  /// One sentence each, without a patient value.
  package var sentences: [String]
  /// Mistakes in files, each with its place; they come before the sentences.
  package var diagnostics: [Diagnostic] = []

  package init(_ cause: Cause, _ sentences: String...) {
    self.cause = cause
    self.sentences = sentences
  }

  package init(_ cause: Cause, _ sentences: [String]) {
    self.cause = cause
    self.sentences = sentences
  }

  init(_ diagnostics: Diagnostics) {
    self.init(.configuration, [])
    self.diagnostics = diagnostics.all
  }

  /// What keeps a ledger from being used, where, and what follows.
  init(_ fault: LedgerFault, at path: String? = nil, what follows: String? = nil) {
    self.init(
      fault == .busy ? .locked : .failed,
      (path.map { "\($0): " } ?? "") + fault.description + (follows.map { "; \($0)" } ?? "")
    )
  }
}
