import AttendanceModel
import Ledger

/// What a worklist item is about; each is a key of the wording file's `worklist` group.
package enum WorklistKind: String, CaseIterable, Sendable {
  /// A rule's own item for the team, such as bruising in a non-mobile baby.
  case ruleFired = "rule-fired"
  /// Like it, of somebody the extract does not identify: no letter and no alert can follow.
  case unidentified = "unidentified-suspected-harm"
  /// A suspected-harm rule whose codes match and whose ages cannot be known (S4).
  case ageUnknown = "age-unknown"
  /// An alert that cannot go onto the record.
  case alertForTeam = "alert-for-team"
  /// A parent letter that waits (S13).
  case parentLetterHeld = "parent-letter-held"
  /// A letter that waits only until the pause of the child's letters is over.
  case letterPaused = "letter-paused"
  /// Triggers that came to light too late for a letter (S9).
  case late
  /// A letter or alert that was told and whose trigger no longer holds (S10).
  case takenBack = "taken-back"
  /// A letter went out about an attendance that is now another person's (S10).
  case wrongPatient = "wrong-patient"
  case quarantinedCorrection = "quarantined-correction"
  case undatedDelete = "undated-delete"
  case identityConflict = "identity-conflict"
  /// A letter that could not be written.
  case letterFailed = "letter-failed"
  /// An alert of which no valid Flag could be made.
  case alertFailed = "alert-failed"
  /// A document that did not arrive.
  case deliveryFailed = "delivery-failed"
  /// A document of which nothing says that it arrived.
  case deliveryOverdue = "delivery-overdue"
  // What feeds did not bring, or brought oddly.
  case feedMissing = "feed-missing"
  case feedCameAgain = "feed-came-again"
  case feedWithoutRows = "feed-without-rows"
  case feedSize = "feed-size"
  case feedOutsidePeriod = "feed-outside-period"
  case feedKeptAbsent = "feed-kept-absent"
  case feedUnreadable = "feed-unreadable"
  case siteAbsent = "site-absent"
  case columnAbsent = "column-absent"

  var urgency: Route.Urgency {
    switch self {
    case .ruleFired, .unidentified, .ageUnknown, .wrongPatient, .takenBack, .deliveryFailed:
      .urgent
    case .alertForTeam, .parentLetterHeld, .letterPaused, .late, .quarantinedCorrection,
      .undatedDelete, .identityConflict, .letterFailed, .alertFailed, .deliveryOverdue,
      .feedMissing, .feedCameAgain, .feedWithoutRows, .feedSize, .feedOutsidePeriod,
      .feedKeptAbsent, .feedUnreadable, .siteAbsent, .columnAbsent:
      .routine
    }
  }
}

extension WorklistItem {
  init(
    _ kind: WorklistKind,
    urgency: Route.Urgency? = nil,
    rule: String? = nil,
    attendance: AttendanceKey?,
    reasons: [String] = [],
    route: Route.Form? = nil
  ) {
    self.init(
      kind: kind.rawValue,
      urgency: urgency ?? kind.urgency,
      rule: rule,
      attendance: attendance,
      reasons: reasons,
      route: route
    )
  }
}
