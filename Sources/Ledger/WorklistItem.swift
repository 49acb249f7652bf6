package import AttendanceModel

/// A line of the safeguarding team's worklist.
package struct WorklistItem: Hashable, Sendable {
  /// What somebody did about an item last.
  package enum Handling: String, CaseIterable, Sendable {
    /// Somebody has seen it and looks after it; it stays open.
    case acknowledged
    /// Nothing more is to be done; it is closed.
    case dismissed
    /// The letter that waits may go out with the next run; it stays open until then.
    case released
  }

  package var number: Int64
  /// What it is about, a key of the wording file.
  package var kind: String
  package var urgency: Route.Urgency
  package var rule: String?
  package var attendance: AttendanceKey?
  /// What it is about when that is no attendance: a source, a file or a site.
  package var subject: String?
  /// Why, keys of the wording file.
  package var reasons: [String]
  /// The route of the rule that it is about, when it is about one.
  package var route: Route.Form?
  package var isOpen = true
  package var handling: Handling?
  /// Who did that, why and when; also who took a release back.
  package var handled: Handled?
  /// The as-of date of the run that raised it.
  package var raisedOn: CivilDay?

  /// The reasons as the ledger keeps them, each behind an ASCII unit separator.
  static func ledgerText(of reasons: [String]) -> String {
    reasons.map { "\(separator)\($0)" }.joined()
  }

  /// Reads what ``ledgerText(of:)`` wrote.
  ///
  /// Earlier versions put “; ” between reasons, which may stand in one as well.
  static func reasons(ofLedgerText text: String) -> [String] {
    text.first == separator
      ? text.dropFirst().split(separator: separator, omittingEmptySubsequences: false)
        .map(String.init)
      : text.split(separator: "; ").map(String.init)
  }

  private static let separator: Character = "\u{1F}"

  package init(
    number: Int64 = 0,
    kind: String,
    urgency: Route.Urgency = .routine,
    rule: String? = nil,
    attendance: AttendanceKey?,
    subject: String? = nil,
    reasons: [String] = [],
    route: Route.Form? = nil
  ) {
    self.number = number
    self.kind = kind
    self.urgency = urgency
    self.rule = rule
    self.attendance = attendance
    self.subject = subject
    self.reasons = reasons
    self.route = route
  }
}

/// Who did something by hand, why and when.
package struct Handled: Hashable, Sendable {
  package var who: String
  package var why: String
  package var on: CivilDay

  package init(who: String, why: String, on: CivilDay) {
    self.who = who
    self.why = why
    self.on = on
  }
}
