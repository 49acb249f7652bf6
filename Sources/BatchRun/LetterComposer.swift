import AttendanceModel
import Ledger
import Letters
import NotifyPolicy
import RuleEngine
import RuleLanguage

/// Makes letters out of what is to be told of one person: one letter a recipient (S12).
struct LetterComposer {
  /// A letter with the tellings that it carries.
  struct Composed {
    var letter: Letter
    var tellings: [PersonReview.Telling]
    var parentDelivery: RunConfiguration.ParentDelivery
    /// The folder below `letters/`.
    var folder: String
  }

  let book: RuleBook
  let wording: Wording
  let sources: [RunConfiguration.Source]
  let asOf: CivilDay
  let isDraft: Bool

  /// The letters of one person.
  ///
  /// - Parameters:
  ///   - tellings: what is to be told; those that are no letter are passed over.
  ///   - timeline: the person's live attendances in S1's order.
  ///   - letterID: gives each letter its id, in order.
  /// - Returns: the letters, in the order of the tellings.
  func letters(
    for tellings: [PersonReview.Telling],
    timeline: [Attendance],
    letterID: () -> String
  ) -> [Composed] {
    var groups: [(Letter.Addressee, String, [PersonReview.Telling])] = []
    for telling in tellings {
      guard case .letter = telling.subject.route.form,
        let (addressee, folder) = addressee(of: telling)
      else { continue }
      if let known = groups.firstIndex(where: { $0.1 == folder && $0.0.isSameReader(as: addressee) }
      ) {
        groups[known].2.append(telling)
      } else {
        groups.append((addressee, folder, [telling]))
      }
    }
    return groups.map { addressee, folder, tellings in
      let latest = tellings.max { $0.subject.trigger.position < $1.subject.trigger.position }?
        .subject.attendance
      return Composed(
        letter: Letter(
          id: letterID(),
          date: asOf,
          addressee: addressee,
          patient: patient(latest?.attendance.patient ?? Attendance.Patient()),
          sections: sections(tellings, timeline),
          practiceAtAttendance: practiceAtAttendance(addressee, latest?.attendance),
          replaces: tellings.compactMap(\.replaces).first.flatMap { told in
            told.document.map { Letter.Earlier(id: $0, date: told.toldOn) }
          },
          isDraft: isDraft
        ),
        tellings: tellings,
        parentDelivery: sources.first { $0.name == latest?.source }?.parentLetters
          ?? .post,
        folder: folder
      )
    }
  }

  private func addressee(of telling: PersonReview.Telling) -> (Letter.Addressee, String)? {
    switch telling.destination {
    case .practice(let practice):
      let lines = practice.addressLines + [practice.postcode]
      return (
        .registeredPractice(
          Letter.Address(name: practice.name, lines: lines.filter { !$0.isEmpty })
        ),
        "practice"
      )
    case .parent:
      let patient = telling.subject.attendance.attendance.patient
      // No extract has a parent's name: the letter says “to the parent or carer of”.
      return (
        .parent(
          Letter.Address(
            name: [patient.givenName, patient.familyName].compactMap(\.self).joined(separator: " "),
            lines: patient.addressLines + [patient.postcode ?? ""]
          )
        ),
        "parent"
      )
    case .safeguardingTeam(let detour):
      return (.safeguardingTeam(because: detour?.rawValue), "safeguarding")
    case .record, .held:
      return nil
    }
  }

  private func patient(_ patient: Attendance.Patient) -> LetterPatient {
    LetterPatient(
      familyName: patient.familyName,
      givenName: patient.givenName,
      birthDate: patient.birthDate,
      nhsNumber: patient.nhsNumber,
      localPatientID: patient.localPatientID,
      sex: patient.sex.flatMap { wording.words(.sex, $0) },
      addressLines: (patient.addressLines + [patient.postcode ?? ""]).filter { !$0.isEmpty },
      preferredLanguage: patient.preferredLanguage
    )
  }

  /// The practice recorded at the attendance, when the letter goes elsewhere.
  private func practiceAtAttendance(_ addressee: Letter.Addressee, _ attendance: Attendance?)
    -> String?
  {
    guard case .safeguardingTeam = addressee, attendance?.registration == .registered else {
      return nil
    }
    return attendance?.practiceCode
  }

  private func sections(_ tellings: [PersonReview.Telling], _ timeline: [Attendance])
    -> [Letter.Section]
  {
    var sections: [Letter.Section] = []
    for telling in tellings {
      guard case .letter(let template) = telling.subject.route.form else { continue }
      let statement = statement(telling, timeline)
      if let known = sections.firstIndex(where: { $0.template == template }) {
        // Of several triggers of one rule in one night, the latest tells it all.
        sections[known].statements.removeAll { $0.rule == statement.rule }
        sections[known].statements.append(statement)
      } else {
        sections.append(
          Letter.Section(
            template: template,
            ruleClass: telling.subject.rule.ruleClass,
            statements: [statement]
          )
        )
      }
    }
    return sections
  }

  private func statement(_ telling: PersonReview.Telling, _ timeline: [Attendance])
    -> RuleStatement
  {
    let trigger = telling.subject.trigger
    let isLate = asOf.days(since: trigger.arrival.day) > 7
    return RuleStatement(
      rule: trigger.rule,
      version: trigger.ruleVersion,
      title: telling.subject.rule.title,
      approval: telling.subject.rule.approval,
      window: telling.subject.rule.count == nil ? nil : trigger.window,
      triggeredOn: trigger.arrival.day,
      count: trigger.count,
      recordedLateOn: isLate ? asOf : nil,
      evidence: telling.subject.evidence.compactMap { row in
        timeline.first { $0.key == row.attendance }.map { evidenceRow($0, row.standing) }
      }
    )
  }

  private func evidenceRow(_ attendance: Attendance, _ standing: Evidence.Standing) -> EvidenceRow {
    let kind = wording.departmentType(attendance.departmentType) ?? ""
    return EvidenceRow(
      arrival: attendance.arrival,
      place: attendance.siteCode.map { "\(kind) (\($0))" } ?? kind,
      complaint: book.descriptions.words(attendance.chiefComplaint),
      diagnosis: attendance.diagnoses.isEmpty
        ? nil
        : attendance.diagnoses.compactMap { book.descriptions.words($0.code) }
          .joined(separator: "; "),
      outcome: book.descriptions.words(attendance.dischargeStatus),
      standing: standing
    )
  }
}

extension Letter.Addressee {
  /// Whether one letter serves both: the safeguarding team gets one, whatever led each part to it.
  fileprivate func isSameReader(as other: Letter.Addressee) -> Bool {
    if case (.safeguardingTeam, .safeguardingTeam) = (self, other) { return true }
    return self == other
  }
}
