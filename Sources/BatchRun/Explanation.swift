package import AttendanceModel
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

  private let book: RuleBook
  private let question: Question
  private let found: PersonTimeline
  private let answers: [RuleAnswer]
  private let words: EvidenceWords

  /// Reads the extracts for the person and asks every rule.
  ///
  /// - Throws: ``RunFault`` when an extract is refused or holds no such attendance.
  package init(
    _ question: Question,
    book: RuleBook,
    extracts: [String],
    profile: String,
    supersededNumbers: String? = nil,
    asOf: CivilDay
  ) throws {
    let timelines = PersonTimelines(
      extracts: extracts,
      profile: try book.profile(profile),
      asOf: asOf,
      superseded: try SupersededNumberFile.read(supersededNumbers)
    )
    guard let found = try timelines.persons(of: [question.attendance])[question.attendance] else {
      throw RunFault(
        .noInput,
        "the extracts hold no live attendance \(question.attendance.attendanceID) of "
          + "provider \(question.attendance.providerCode)"
      )
    }
    let wording = try book.letterTemplates().wording
    self.book = book
    self.question = question
    self.found = found
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
        + "\(number == 1 ? "attendance" : "attendances") in these extracts"
    ]
    if question.isIdentifiable, let patient = asked?.patient {
      lines.append(
        [
          patient.familyName, patient.givenName, patient.birthDate.map { "born \($0)" },
          patient.nhsNumber.map { "NHS number \($0.grouped)" },
          patient.localPatientID.map { "local number \($0)" },
        ].compactMap(\.self).joined(separator: ", ")
      )
    }
    if !found.person.isIdentified {
      lines.append(words.words(.detour, "unidentified"))
    }
    lines += found.conflicts.map(\.rawValue).sorted().map { words.words(.conflict, $0) }
    return lines
  }

  private var asked: Attendance? {
    found.attendances.first { $0.key == question.attendance }
  }

  private func lines(_ answer: RuleAnswer) -> [String] {
    let rule = answer.rule
    var lines = [
      "\(rule.name), version \(rule.version), at \(answer.arrival) "
        + "(\(answer.attendance.providerCode) \(answer.attendance.attendanceID))",
      "  \(answer.verdict(words.phrases))",
    ]
    guard let count = answer.count, let wanted = rule.count else { return lines }
    if !answer.isCandidate {
      lines.append(
        "  \(count) \(wanted.unitWord(count)) counted, \(wanted.threshold.phrase) needed"
      )
    }
    if case .atLeast(let least) = wanted.threshold, count < least {
      lines.append("  \(least - count) short")
    }
    let evidence = book.engine.evidence(for: answer.trigger, in: found.attendances) ?? []
    lines += words.lines(for: answer, evidence, in: found.attendances).map { "    \($0)" }
    return lines
  }
}
