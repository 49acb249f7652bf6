/// What kind of concern a rule stands for; decides coverage and gates (design S9, S13).
package enum RuleClass: String, CaseIterable, Sendable {
  case pattern
  /// Never covered by an earlier notification; holds parent letters for ever.
  case suspectedHarm = "suspected-harm"
  case administrative
}

/// Who is told.
package enum Recipient: String, CaseIterable, Sendable {
  case registeredPractice = "registered-practice"
  case parent
  case safeguardingTeam = "safeguarding-team"
  /// The integrated care record.
  case icr
}

/// One line of a rule's `then`: what is sent, to whom, and for how long it stands.
package struct Route: Hashable, Sendable {
  /// The forms of a notification.
  package enum Form: Hashable, Sendable {
    /// A letter, by its template's name.
    case letter(String)
    /// An alert, by its name.
    case alert(String)
    /// A worklist item, by its urgency.
    case worklist(Urgency)
  }

  /// How soon somebody should look.
  package enum Urgency: String, CaseIterable, Sendable {
    case urgent, routine
  }

  package var form: Form
  package var recipient: Recipient
  /// Who gets it when the recipient cannot be reached.
  package var otherwise: Recipient?
  /// An alert ends so long after the triggering arrival.
  package var endsAfter: CalendarPeriod?
  /// An alert ends when a later attendance shows this registration.
  package var endsWhen: Registration?

  package init(
    form: Form,
    recipient: Recipient,
    otherwise: Recipient? = nil,
    endsAfter: CalendarPeriod? = nil,
    endsWhen: Registration? = nil
  ) {
    self.form = form
    self.recipient = recipient
    self.otherwise = otherwise
    self.endsAfter = endsAfter
    self.endsWhen = endsWhen
  }
}

extension Route.Form {
  /// The form's name in ledger and audit: `letter gp-frequent-attender`, `alert …`,
  /// `worklist urgent`; unique among the routes of a rule.
  package var name: String {
    switch self {
    case .letter(let template): "letter \(template)"
    case .alert(let alert): "alert \(alert)"
    case .worklist(let urgency): "worklist \(urgency.rawValue)"
    }
  }

  /// Reads what ``name`` wrote.
  package init?(name: String) {
    let words = name.split(separator: " ", maxSplits: 1).map(String.init)
    switch (words.first, words.last) {
    case ("letter", let template?): self = .letter(template)
    case ("alert", let alert?): self = .alert(alert)
    case ("worklist", let word?):
      guard let urgency = Route.Urgency(rawValue: word) else { return nil }
      self = .worklist(urgency)
    default: return nil
    }
  }

  /// Whether it is an alert of the care record.
  package var isAlert: Bool {
    if case .alert = self { true } else { false }
  }

  /// Whether it is a letter.
  package var isLetter: Bool {
    if case .letter = self { true } else { false }
  }
}

/// When a rule tells again of the same person (design S9).
package struct RepeatPolicy: Hashable, Sendable {
  /// A notification covers triggers so far to either side.
  package var after: CalendarPeriod
  /// A trigger whose count has grown by so much is told all the same.
  package var countGrowsBy: Int?

  /// What a rule without `again` means.
  package static let standard = RepeatPolicy(after: CalendarPeriod(6, .months))

  package init(after: CalendarPeriod, countGrowsBy: Int? = nil) {
    self.after = after
    self.countGrowsBy = countGrowsBy
  }
}

/// Who approved a rule, code set or letter template, in what role and when (design S15).
package struct Approval: Hashable, Sendable {
  package var by: String
  package var role: String
  package var on: CivilDay

  package init(by: String, role: String, on: CivilDay) {
    self.by = by
    self.role = role
    self.on = on
  }
}
