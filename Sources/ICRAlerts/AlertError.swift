/// Why an alert cannot be written; a worklist item then stands for it.
package struct AlertError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Cause: Hashable, Sendable {
    /// The profile has no such alert.
    case unknownAlert(String)
    /// A Flag needs an NHS number, and its status must be 01 or not recorded (design S12).
    case noVerifiedNumber
    /// The period ends before it starts.
    case endsBeforeStart
  }

  /// The alert's identifier; it carries no patient value.
  package var identifier: String
  package var cause: Cause

  package init(identifier: String, cause: Cause) {
    self.identifier = identifier
    self.cause = cause
  }
}

extension AlertError: CustomStringConvertible {
  /// One sentence without a full stop and without a patient value.
  package var description: String {
    let reason =
      switch cause {
      case .unknownAlert(let name): "the alert profile has no “\(name)”"
      case .noVerifiedNumber: "a Flag needs a verified NHS number"
      case .endsBeforeStart: "it would end before it starts"
      }
    return "alert \(identifier) cannot be written: \(reason)"
  }
}
