package import AttendanceModel

/// One letter: to one recipient about one person, listing every rule of a run that is routed there.
///
/// A plain value: what a letter says is all here, its words are in `Rules/letters/`.
package struct Letter: Hashable, Sendable {
  /// A letter sent before, of which something has turned out otherwise (design S10).
  package struct Earlier: Hashable, Sendable {
    package var id: String
    package var date: CivilDay

    package init(id: String, date: CivilDay) {
      self.id = id
      self.date = date
    }
  }

  /// Who gets the letter.
  package enum Addressee: Hashable, Sendable {
    case registeredPractice(Address)
    /// The name is the child's: the letter goes to the parent or carer of that name.
    case parent(Address)
    /// The team's address is the organisation's; `because` is a key of the wording's `detour`
    /// group when the letter was meant for somebody else (design S12).
    case safeguardingTeam(because: String?)
  }

  /// A name and the lines below it, postcode last.
  package struct Address: Hashable, Sendable {
    package var name: String
    package var lines: [String]

    package init(name: String, lines: [String]) {
      self.name = name
      self.lines = lines
    }
  }

  /// What an earlier letter said of one rule; whatever else it said stands.
  package struct Replaced: Hashable, Sendable {
    package var earlier: Earlier
    /// The rule's, under which the earlier letter said it.
    package var title: String

    package init(earlier: Earlier, title: String) {
      self.earlier = earlier
      self.title = title
    }
  }

  /// The rules of one letter template, all routed to this recipient: what they found, or what is
  /// taken back of it.
  package struct Section: Hashable, Sendable {
    /// The template's name, for example `gp-frequent-attender`.
    package var template: String
    package var ruleClass: RuleClass
    package var statements: [RuleStatement] = []
    package var corrections: [Correction] = []

    package init(template: String, ruleClass: RuleClass, statements: [RuleStatement]) {
      self.template = template
      self.ruleClass = ruleClass
      self.statements = statements
    }

    /// Takes back; the template is ``LetterTemplates/correction(for:)``.
    package init(template: String, ruleClass: RuleClass, corrections: [Correction]) {
      self.template = template
      self.ruleClass = ruleClass
      self.corrections = corrections
    }
  }

  /// For example `2026-11-22-001-L0001`; carries no patient value.
  package var id: String
  /// The run's as-of date.
  package var date: CivilDay
  package var addressee: Addressee
  package var patient: LetterPatient
  /// In any order: suspected harm is printed first.
  package var sections: [Section]
  /// The practice recorded at the triggering attendance, when it is not the addressee.
  package var practiceAtAttendance: String?
  /// What earlier letters said in the place of which this one says something else: an amendment.
  package var replaces: [Replaced]
  /// Whether a rule, code set or template of it is unapproved (design S15).
  package var isDraft: Bool

  package init(
    id: String,
    date: CivilDay,
    addressee: Addressee,
    patient: LetterPatient,
    sections: [Section],
    practiceAtAttendance: String? = nil,
    replaces: [Replaced] = [],
    isDraft: Bool
  ) {
    self.id = id
    self.date = date
    self.addressee = addressee
    self.patient = patient
    self.sections = sections
    self.practiceAtAttendance = practiceAtAttendance
    self.replaces = replaces
    self.isDraft = isDraft
  }
}
