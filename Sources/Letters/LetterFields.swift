import AttendanceModel

/// The names that the templates of each kind of letter may use, and where their values come from.
enum LetterFields {
  static let contact: [TemplateField<Organisation.Contact>] = [
    .text("name") { $0.name },
    .optionalText("phone") { $0.phone },
    .optionalText("email") { $0.email },
  ]

  static let addressee: [TemplateField<Letter.Address>] = [
    .text("name") { $0.name },
    .lines("lines") { $0.lines },
  ]

  /// What every letter may print; all that one to a parent may (design S13).
  static let frame: [TemplateField<LetterContent>] = [
    .text("letter-id") { $0.letter.id },
    .text("date") { $0.letter.date.printed },
    .flag("is-draft") { $0.letter.isDraft },
    .group("addressee", addressee) { $0.addressee },
  ]

  static let forParent: [TemplateField<LetterContent>] =
    frame + [
      .group(
        "organisation",
        sender + [.optionalGroup("parent-contact", contact) { $0.parentContact }]
      ) { $0.organisation },
      .text("language") { $0.form.language },
      .text("direction") { $0.form.direction.rawValue },
      .text("style") { $0.form.style.rawValue },
      .optionalText("title") { $0.form.title },
      .group("child", childName) { $0.letter.patient },
      .list("replaces", earlierLetter) { $0.letter.replaces },
      .list(
        "sections",
        [.template("template") { $0.template }, .list("corrections", takenBack) { $0.corrections }]
      ) { $0.sections },
    ]

  static let forPractice: [TemplateField<LetterContent>] =
    clinical + [.group("patient", identifiedPatient) { $0.letter.patient }]

  static let forSafeguardingTeam: [TemplateField<LetterContent>] =
    clinical + [.group("patient", anyPatient) { $0.letter.patient }]

  private static let sender: [TemplateField<Organisation>] = [
    .text("name") { $0.name },
    .lines("address-lines") { $0.addressLines },
    .optionalText("logo") { $0.logo },
  ]

  /// A parent knows the child by the given name alone; a number could be another child's.
  private static let childName: [TemplateField<LetterPatient>] = [
    .text("given-name") { $0.givenName ?? $0.familyName }
  ]

  private static let clinical: [TemplateField<LetterContent>] =
    frame + [
      .flag("for-safeguarding-team") { $0.letter.isForSafeguardingTeam },
      .group(
        "organisation",
        sender + [.group("safeguarding-team", contact) { $0.safeguardingTeam }]
      ) { $0.organisation },
      .optionalText("detour") { $0.detour },
      .flag("is-amendment") { !$0.letter.replaces.isEmpty },
      .list("replaces", earlierLetter + [.text("title") { $0.title }]) { $0.letter.replaces },
      .optionalText("practice-at-attendance") { $0.letter.practiceAtAttendance },
      .list("sections", section) { $0.sections },
      .list("enclosures", [.template("enclosure") { $0 }]) { $0.enclosures },
    ]

  private static let earlierLetter: [TemplateField<Letter.Replaced>] = [
    .text("letter") { $0.earlier.id },
    .text("date") { $0.earlier.date.printed },
  ]

  /// A parent is told which letter was wrong, and nothing of rules and visits (design S13).
  private static let takenBack: [TemplateField<LetterContent.Correction>] = [
    .text("letter") { $0.correction.earlier.id },
    .text("date") { $0.correction.earlier.date.printed },
  ]

  private static let correction: [TemplateField<LetterContent.Correction>] =
    takenBack + [
      .optionalText("label") { $0.label },
      .text("title") { $0.correction.title },
      .text("rule") { $0.correction.rule },
      .text("version") { String($0.correction.version) },
      .text("triggered-on") { $0.correction.triggeredOn.printed },
      .text("cause") { $0.cause },
      .optionalText("still-holds-on") { $0.correction.stillHoldsOn?.printed },
      .flag("is-wrong-patient") { $0.correction.cause == .wrongPatient },
      .flag("is-of-this-patient-too") { !$0.correction.ofThisPatient.isEmpty },
      .list(
        "of-this-patient",
        [.text("title") { $0.title }, .text("triggered-on") { $0.triggeredOn.printed }]
      ) { $0.correction.ofThisPatient },
    ]

  /// A practice finds the record by the number alone: records of verified patients may carry no
  /// name (CDS type 011), and the letter then says so.
  private static let identifiedPatient: [TemplateField<LetterPatient>] =
    otherDetails + [
      .text("nhs-number") { $0.nhsNumber?.grouped }
    ]

  /// The team is told even of a person whose details are missing.
  private static let anyPatient: [TemplateField<LetterPatient>] =
    otherDetails + [
      .optionalText("nhs-number") { $0.nhsNumber?.grouped }
    ]

  private static let otherDetails: [TemplateField<LetterPatient>] = [
    .optionalText("family-name") { $0.familyName?.uppercased() },
    .optionalText("given-name") { $0.givenName },
    .optionalText("birth-date") { $0.birthDate?.printed },
    .optionalText("local-id") { $0.localPatientID },
    .optionalText("sex") { $0.sex },
    .optionalText("address") { $0.addressLines.compactMap(printable).joined(separator: ", ") },
  ]

  private static let section: [TemplateField<LetterContent.Section>] = [
    .template("template") { $0.template },
    .list("rules", rule) { $0.statements },
    .list("corrections", correction) { $0.corrections },
    .flag("has-evidence") { !$0.evidence.isEmpty },
    .list("evidence", line) { $0.evidence },
    .flag("has-earlier-evidence") { $0.hasEarlierEvidence },
  ]

  private static let rule: [TemplateField<LetterContent.Statement>] = [
    .optionalText("label") { $0.label },
    .text("title") { $0.statement.title },
    .text("rule") { $0.statement.rule },
    .text("version") { String($0.statement.version) },
    .optionalGroup("approval", approval) { $0.statement.approval },
    .text("count") { String($0.statement.count) },
    .text("triggered-on") { $0.statement.triggeredOn.printed },
    .optionalGroup("window", window) { $0.statement.window },
    .optionalGroup("late", late) { $0.statement.lateRecording },
  ]

  private static let approval: [TemplateField<Approval>] = [
    .text("by") { $0.by },
    .text("role") { $0.role },
    .text("on") { $0.on.printed },
  ]

  private static let window: [TemplateField<ClosedRange<CivilDay>>] = [
    .text("from") { $0.lowerBound.printed },
    .text("to") { $0.upperBound.printed },
  ]

  private static let late: [TemplateField<LateRecording>] = [
    .text("recorded-on") { $0.on.printed },
    .text("days") { String($0.days) },
  ]

  private static let line: [TemplateField<LetterContent.Line>] = [
    .text("date") { $0.row.arrival.day.printed },
    .optionalText("time") { $0.row.arrival.printedTime },
    .text("place") { $0.row.place },
    .optionalText("complaint") { $0.row.complaint },
    .optionalText("diagnosis") { $0.row.diagnosis },
    .optionalText("outcome") { $0.row.outcome },
    .list("standings", standing) { $0.standings },
  ]

  private static let standing: [TemplateField<LetterContent.Standing>] = [
    .optionalText("labels") { $0.labels },
    .flag("is-counted") { $0.isCounted },
    .optionalText("note") { $0.note },
  ]
}

extension Arrival {
  /// Nil at midnight: a missing time reads as 00:00 (design S1), and no letter may claim one.
  fileprivate var printedTime: String? {
    time == .midnight ? nil : time.description
  }
}

/// When a row came late, and how many days after the visit.
private struct LateRecording {
  var on: CivilDay
  var days: Int
}

extension RuleStatement {
  fileprivate var lateRecording: LateRecording? {
    recordedLateOn.map { LateRecording(on: $0, days: $0.days(since: triggeredOn)) }
  }
}
