package import AttendanceModel

/// Letters about nobody, for looking at templates; every name in them is plainly invented.
package enum SampleLetter {
  package static let organisation = Organisation(
    code: "RZZ",
    name: "Sample Valley NHS Foundation Trust",
    addressLines: ["Sample Hospital", "1 Infirmary Road", "Sampleton", "ZZ1 1ZZ"],
    safeguardingTeam: Organisation.Contact(
      name: "Safeguarding Children Team",
      phone: "01632 960 100",
      email: "safeguarding@samplevalley.example"
    ),
    parentContact: Organisation.Contact(
      name: "Patient Advice Service",
      phone: "01632 960 200",
      email: "advice@samplevalley.example"
    )
  )

  /// A person who does not exist.
  package static func patient(on day: CivilDay) -> LetterPatient {
    LetterPatient(
      familyName: "Testcase",
      givenName: "Rowan",
      birthDate: day.subtracting(CalendarPeriod(8, .years)),
      nhsNumber: NHSNumber("9990000018"),
      localPatientID: "H000123",
      sex: "Female",
      addressLines: home.lines
    )
  }

  package static let practice = Letter.Address(
    name: "Invented Lane Surgery",
    lines: ["2 Invented Lane", "Sampleton", "ZZ1 2ZZ"]
  )

  private static let home = Letter.Address(
    name: "Rowan Testcase",
    lines: ["3 Made-up Street", "Sampleton", "ZZ1 3ZZ"]
  )

  /// A letter of a template, as a run of a day would write it.
  ///
  /// - Parameters:
  ///   - template: a name of ``LetterTemplates/all``.
  ///   - recipient: for whom that template is written.
  ///   - templates: where it stands.
  ///   - isForTeam: whether it goes to the safeguarding team instead.
  ///   - day: the day of the letter.
  ///   - isDraft: whether it says that it is one.
  /// - Returns: a letter that can be rendered.
  package static func letter(
    _ template: String,
    to recipient: Recipient,
    in templates: LetterTemplates,
    isForTeam: Bool,
    on day: CivilDay,
    isDraft: Bool
  ) -> Letter {
    let addressee: Letter.Addressee =
      if isForTeam {
        .safeguardingTeam(because: "nhs-number-not-verified")
      } else {
        recipient == .parent ? .parent(home) : .registeredPractice(practice)
      }
    let section =
      templates.corrections.contains(template)
      ? Letter.Section(template: template, ruleClass: .pattern, corrections: [correction(on: day)])
      : Letter.Section(template: template, ruleClass: .pattern, statements: [statement(on: day)])
    return Letter(
      id: "PREVIEW-L0001",
      date: day,
      addressee: addressee,
      patient: patient(on: day),
      sections: [section],
      practiceAtAttendance: isForTeam ? practice.name : nil,
      isDraft: isDraft
    )
  }

  private static func statement(on day: CivilDay) -> RuleStatement {
    let last = CivilDay(rawValue: day.rawValue - 1)
    return RuleStatement(
      rule: "sample-rule",
      version: 1,
      title: "A sample of a rule",
      approval: nil,
      window: last.subtracting(CalendarPeriod(6, .months))...last,
      triggeredOn: last,
      count: 4,
      evidence: evidence(until: last)
    )
  }

  private static func correction(on day: CivilDay) -> Correction {
    let last = CivilDay(rawValue: day.rawValue - 20)
    return Correction(
      earlier: Letter.Earlier(
        id: "PREVIEW-L0000",
        date: CivilDay(rawValue: day.rawValue - 15)
      ),
      cause: .corrected,
      rule: "sample-rule",
      version: 1,
      title: "A sample of a rule",
      triggeredOn: last,
      evidence: Array(evidence(until: last).dropLast())
    )
  }

  private static func evidence(until last: CivilDay) -> [EvidenceRow] {
    let visits: [(Int32, String?, String?, String?, Evidence.Standing)] = [
      (150, "Cough", "Viral wheeze", "Treatment complete", .counted),
      (110, "Pain in ear", "Otitis media", "Treatment complete", .counted),
      (83, nil, nil, nil, .notCounted(reason: .otherDepartment)),
      (
        40, "Fever", nil, "Left before treatment was complete",
        .countedWith(remarks: [.leftBeforeSeen])
      ),
      (0, "Injury of lower limb", "Sprain of ankle", "Treatment complete", .counted),
    ]
    return visits.map { daysBefore, complaint, diagnosis, outcome, standing in
      EvidenceRow(
        arrival: Arrival(
          CivilDay(rawValue: last.rawValue - daysBefore),
          ClockTime(hour: 14, minute: 32) ?? .midnight
        ),
        place: complaint == nil ? "Walk-in centre (RZZ02)" : "Emergency department (RZZ01)",
        complaint: complaint,
        diagnosis: diagnosis,
        outcome: outcome,
        standing: standing
      )
    }
  }
}
