package import AttendanceModel
import Ledger
import Letters
import RuleEngine
import RuleLanguage

/// Why rules fired or did not, for one attendance or for all of one person.
package struct Explanation: Sendable {
  /// What is asked for.
  package struct Question: Sendable {
    package var attendance: AttendanceKey
    /// Every attendance of the person, not this one alone.
    package var wholePerson: Bool
    /// Only this rule.
    package var rule: String?
    /// Whether the answer may say who it is.
    package var isIdentifiable: Bool

    package init(
      attendance: AttendanceKey,
      wholePerson: Bool,
      rule: String?,
      isIdentifiable: Bool
    ) {
      self.attendance = attendance
      self.wholePerson = wholePerson
      self.rule = rule
      self.isIdentifiable = isIdentifiable
    }
  }

  let question: Question
  let found: PersonTimeline
  let answers: [RuleAnswer]
  let words: EvidenceWords
  private let book: RuleBook
  /// Where the person's attendances are: “in these extracts”, “in the ledger”.
  private let place: String

  /// Reads the extracts for the person and asks every rule.
  ///
  /// - Throws: ``RunFault`` when an extract is refused or holds no such attendance.
  package init(
    _ question: Question,
    book: RuleBook,
    extracts: [String],
    profile: String,
    practices: String? = nil,
    supersededNumbers: String? = nil,
    asOf: CivilDay
  ) throws {
    let timelines = PersonTimelines(
      extracts: extracts,
      profile: try book.profile(profile, practices: practices),
      asOf: asOf,
      superseded: try SupersededNumberFile.read(supersededNumbers)
    )
    let found = try PersonTimeline.find(question.attendance, in: timelines)
    try self.init(question, of: found, "in these extracts", book: book)
  }

  /// Asks every rule of a trust's configuration about a person of its ledger.
  ///
  /// - Throws: ``RunFault`` when the ledger holds no such attendance.
  package init(_ question: Question, configuration path: String) throws {
    let configuration = try RunConfiguration.read(path)
    let found = try LedgerAccess.read(configuration.ledger) {
      try PersonTimeline.find(question.attendance, in: $0.readingAsLastRun())
    }
    try self.init(
      question,
      of: found,
      "in the ledger",
      book: try RuleBook(folder: configuration.rules)
    )
  }

  private init(_ question: Question, of found: PersonTimeline, _ place: String, book: RuleBook)
    throws
  {
    let wording = try book.letterTemplates().wording
    self.book = book
    self.question = question
    self.found = found
    self.place = place
    words = EvidenceWords(wording: wording, phrases: book.phrases(wording))
    let rules = try question.rule.map { try book.rules(named: $0) } ?? book.rules
    answers = ReferenceEngine(rules: rules)
      .answers(in: found.attendances, identified: found.person.isIdentified)
      .filter { question.wholePerson || $0.attendance == question.attendance }
  }

  /// The answer as text.
  package var text: String {
    (heading + answers.flatMap { [""] + lines($0) }).joined(separator: "\n")
  }

  private var heading: [String] {
    let number = found.attendances.count
    var lines = [
      "Attendance \(question.attendance.attendanceID) of provider "
        + "\(question.attendance.providerCode): a person with \(number) "
        + "\(number == 1 ? "attendance" : "attendances") \(place)"
    ]
    if let who { lines.append(who) }
    return lines + doubts
  }

  /// Who it is, when that may be said.
  var who: String? {
    guard question.isIdentifiable,
      let patient = found.attendances.first(where: { $0.key == question.attendance })?.patient
    else { return nil }
    return [
      patient.familyName, patient.givenName, patient.birthDate.map { "born \($0)" },
      patient.nhsNumber.map { "NHS number \($0.grouped)" },
      patient.localPatientID.map { "local number \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
  }

  /// What makes it doubtful who the person is.
  var doubts: [String] {
    (found.person.isIdentified ? [] : [words.words(.detour, "unidentified")])
      + found.conflicts.map(\.rawValue).sorted().map { words.words(.conflict, $0) }
  }

  private func lines(_ answer: RuleAnswer) -> [String] {
    let rule = answer.rule
    var lines = [
      rule.title,
      "  \(rule.name), version \(rule.version), at \(answer.arrival) "
        + "(\(answer.attendance.providerCode) \(answer.attendance.attendanceID))",
      "  \(answer.verdict(words.phrases))",
    ]
    if !answer.reasons(words.phrases).isEmpty {
      lines += answer.gaps(words.phrases).map { "  also not known: \($0)" }
    }
    if let tally = answer.tally, !answer.isCandidate, isAboutPerson(answer) {
      lines.append("  \(tally)")
    }
    return lines + evidence(answer).map { "    \($0.text)" }
  }

  /// What counted and what did not; nothing of a rule that is not about such a person.
  func evidence(_ answer: RuleAnswer) -> [EvidenceWords.Line] {
    guard answer.rule.count != nil, isAboutPerson(answer) else { return [] }
    let evidence = book.engine.evidence(for: answer.trigger, in: found.attendances) ?? []
    return words.lines(for: answer, evidence, in: found.attendances)
  }

  private func isAboutPerson(_ answer: RuleAnswer) -> Bool {
    answer.isInForce && !answer.lacksIdentity && answer.populationUnmet.allSatisfy(\.isOpen)
  }
}
