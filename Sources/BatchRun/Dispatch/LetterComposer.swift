import AttendanceModel
import Ledger
import Letters
import NotifyPolicy
import RuleEngine
import RuleLanguage

/// Makes letters out of what is to be told of one person: one letter a recipient (S12).
struct LetterComposer {
  /// A letter with the tellings that it carries, and what it takes back.
  struct Composed {
    var letter: Letter
    var tellings: [PersonReview.Telling]
    var takenBack: [TakenBack]
    var parentDelivery: RunConfiguration.ParentDelivery
    /// The folder below `letters/`.
    var folder: String
    /// The practice that it goes to, when it goes to one.
    var practice: Practice?
  }

  /// What goes to one reader.
  private struct Parcel {
    var addressee: Letter.Addressee
    var folder: String
    var practice: Practice?
    var tellings: [PersonReview.Telling] = []
    var takenBack: [TakenBack] = []
  }

  let book: RuleBook
  let templates: LetterTemplates
  let sources: [RunConfiguration.Source]
  let asOf: CivilDay
  let isDraft: Bool

  private var wording: Wording { templates.wording }

  /// The letters of one person.
  ///
  /// A practice or the team gets one letter with all that is new and all that was wrong. A parent
  /// gets two: “our letter was a mistake, do nothing” and a request do not stand together.
  /// - Parameters:
  ///   - tellings: what is to be told; those that are no letter are passed over.
  ///   - takenBack: what was wrong, each with its reader.
  ///   - timeline: the person's live attendances in S1's order.
  ///   - letterID: gives each letter its id, in order.
  /// - Returns: the letters, in the order of the tellings.
  func letters(
    for tellings: [PersonReview.Telling],
    takingBack takenBack: [(TakenBack, Routing.Destination)] = [],
    timeline: [Attendance],
    letterID: () -> String
  ) -> [Composed] {
    var parcels: [Parcel] = []
    func parcel(
      _ addressee: Letter.Addressee,
      _ folder: String,
      _ destination: Routing.Destination,
      isAlone: Bool
    ) -> Int {
      let known = parcels.firstIndex {
        $0.folder == folder && $0.addressee.isSameReader(as: addressee)
          && (!isAlone || $0.tellings.isEmpty)
      }
      if let known { return known }
      parcels.append(Parcel(addressee: addressee, folder: folder, practice: destination.practice))
      return parcels.count - 1
    }
    for telling in tellings {
      guard case .letter = telling.subject.route.form,
        let (addressee, folder) = addressee(
          of: telling.destination,
          telling.subject.attendance.attendance.patient
        )
      else { continue }
      let place = parcel(addressee, folder, telling.destination, isAlone: false)
      parcels[place].tellings.append(telling)
    }
    for (taken, destination) in takenBack where taken.isLetter {
      guard let (addressee, folder) = addressee(of: destination, taken.patient) else { continue }
      let place = parcel(addressee, folder, destination, isAlone: folder == "parent")
      parcels[place].takenBack.append(taken)
    }
    return parcels.map { composed($0, timeline, id: letterID()) }
  }

  private func composed(_ parcel: Parcel, _ timeline: [Attendance], id: String) -> Composed {
    let latest = parcel.tellings.max {
      $0.subject.trigger.position < $1.subject.trigger.position
    }?.subject.attendance
    let about = latest?.attendance.patient ?? parcel.takenBack.first?.patient
    return Composed(
      letter: Letter(
        id: id,
        date: asOf,
        addressee: parcel.addressee,
        patient: patient(about ?? Attendance.Patient()),
        sections: sections(parcel.tellings, timeline)
          + corrections(parcel.takenBack, timeline),
        practiceAtAttendance: practiceAtAttendance(parcel.addressee, latest?.attendance),
        replaces: replaced(by: parcel.tellings),
        isDraft: isDraft
      ),
      tellings: parcel.tellings,
      takenBack: parcel.takenBack,
      parentDelivery: sources.first { $0.name == latest?.source }?.parentLetters
        ?? .post,
      folder: parcel.folder,
      practice: parcel.practice
    )
  }

  /// What amendments replace, each once.
  private func replaced(by tellings: [PersonReview.Telling]) -> [Letter.Replaced] {
    tellings.filter(\.isAmendment).compactMap { telling -> Letter.Replaced? in
      guard let told = telling.replaces, let document = told.document else { return nil }
      return Letter.Replaced(
        earlier: Letter.Earlier(id: document, date: told.toldOn),
        title: book.engine.title(of: told)
      )
    }.reduce(into: []) { all, one in
      if !all.contains(one) { all.append(one) }
    }
  }

  /// One section of all that was wrong; what concerns suspected harm makes it urgent.
  private func corrections(_ takenBack: [TakenBack], _ timeline: [Attendance]) -> [Letter.Section] {
    let corrections = takenBack.compactMap { taken in
      taken.correction(evidence: rows(taken.evidence, timeline))
    }
    guard !corrections.isEmpty, let recipient = takenBack.first?.told.recipient,
      let template = templates.correction(for: recipient)
    else { return [] }
    let classes = takenBack.compactMap(\.rule?.ruleClass)
    return [
      Letter.Section(
        template: template,
        ruleClass: classes.contains(.suspectedHarm) ? .suspectedHarm : classes.first ?? .pattern,
        corrections: corrections
      )
    ]
  }

  private func addressee(of destination: Routing.Destination, _ patient: Attendance.Patient)
    -> (Letter.Addressee, String)?
  {
    switch destination {
    case .practice(let practice):
      let lines = practice.addressLines + [practice.postcode]
      return (
        .registeredPractice(
          Letter.Address(name: practice.name, lines: lines.filter { !$0.isEmpty })
        ),
        "practice"
      )
    case .parent:
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
    var sections: [(template: String, ruleClass: RuleClass, tellings: [PersonReview.Telling])] = []
    for telling in tellings {
      guard case .letter(let template) = telling.subject.route.form else { continue }
      let rule = telling.subject.rule
      if let known = sections.firstIndex(where: { $0.template == template }) {
        sections[known].tellings.append(telling)
      } else {
        sections.append((template, rule.ruleClass, [telling]))
      }
    }
    return sections.map { section in
      Letter.Section(
        template: section.template,
        ruleClass: section.ruleClass,
        statements: section.tellings.filter { telling in
          !section.tellings.contains { $0.tellsAll(of: telling) }
        }.map { statement($0, timeline) }
      )
    }
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
      evidence: rows(telling.subject.evidence, timeline)
    )
  }

  private func rows(_ evidence: [Evidence], _ timeline: [Attendance]) -> [EvidenceRow] {
    let attendances = Dictionary(uniqueKeysWithValues: timeline.map { ($0.key, $0) })
    return evidence.compactMap { row in
      attendances[row.attendance].map { evidenceRow($0, row.standing) }
    }
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

extension PersonReview.Telling {
  /// Whether a letter that tells of this trigger shows a reader an earlier one of the same rule too:
  /// its attendance stands in the table of what was counted.
  fileprivate func tellsAll(of earlier: PersonReview.Telling) -> Bool {
    subject.rule.name == earlier.subject.rule.name && subject.rule.count != nil
      && earlier.subject.trigger.position < subject.trigger.position
      && subject.evidence.contains { $0.attendance == earlier.subject.trigger.attendance }
  }
}
