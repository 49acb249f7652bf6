import AttendanceModel
import Foundation
import Letters
import Testing

/// Plainly invented people, practices and visits.
enum Samples {
  static let organisation = Organisation(
    code: "RZZ",
    name: "Sample Valley NHS Foundation Trust",
    addressLines: ["Sample Hospital", "1 Infirmary Road", "Sampleton", "ZZ1 1ZZ"],
    safeguardingTeam: Organisation.Contact(
      name: "Safeguarding Children Team",
      phone: "01632 960 100",
      email: "safeguarding@samplevalley.example"
    ),
    parentContact: Organisation.Contact(
      name: "Patient Advice and Liaison Service",
      phone: "01632 960 200"
    )
  )

  static let practice = Letter.Address(
    name: "Invented Lane Surgery",
    lines: ["2 Invented Lane", "Sampleton", "ZZ1 2ZZ"]
  )

  static let home = Letter.Address(
    name: "Rowan Testcase",
    lines: ["3 Made-up Street", "Sampleton", "ZZ1 3ZZ"]
  )

  static func patient() throws -> LetterPatient {
    LetterPatient(
      familyName: "Testcase",
      givenName: "Rowan",
      birthDate: try day("2018-03-02"),
      nhsNumber: NHSNumber("9990000018"),
      localPatientID: "RZZ-000123",
      sex: "Female",
      addressLines: home.lines
    )
  }

  static func day(_ text: String) throws -> CivilDay {
    try #require(CivilDay(text))
  }

  static func row(
    _ date: String,
    at time: ClockTime? = ClockTime(hour: 14, minute: 32),
    place: String = "Emergency department, Sample Hospital",
    complaint: String? = "Cough",
    diagnosis: String? = "Viral wheeze",
    outcome: String? = "Treatment complete, home",
    _ standing: Evidence.Standing = .counted
  ) throws -> EvidenceRow {
    EvidenceRow(
      arrival: Arrival(try day(date), try #require(time)),
      place: place,
      complaint: complaint,
      diagnosis: diagnosis,
      outcome: outcome,
      standing: standing
    )
  }

  static func fourInSixMonths(evidence: [EvidenceRow]? = nil) throws -> RuleStatement {
    RuleStatement(
      rule: "frequent-attender-4-in-6-months",
      version: 1,
      title: "4 or more A&E attendances in 6 months",
      approval: nil,
      window: try day("2026-01-05")...day("2026-07-05"),
      triggeredOn: try day("2026-07-05"),
      count: 4,
      evidence: try evidence ?? [
        row("2026-01-05"),
        row("2026-02-11", complaint: "Pain in ear", diagnosis: "Otitis media"),
        row(
          "2026-03-20",
          place: "Walk-in centre, Sampleton",
          complaint: nil,
          diagnosis: nil,
          .notCounted(reason: .otherDepartment)
        ),
        row(
          "2026-04-30",
          diagnosis: nil,
          outcome: "Left before treatment was complete",
          .countedWith(remarks: [.leftBeforeSeen])
        ),
        row("2026-07-05", complaint: "Injury of lower limb", diagnosis: "Sprain of ankle"),
      ]
    )
  }

  static func practiceLetter(
    sections: [Letter.Section]? = nil,
    isDraft: Bool = true
  ) throws -> Letter {
    Letter(
      id: "2026-07-06-001-L0001",
      date: try day("2026-07-06"),
      addressee: .registeredPractice(practice),
      patient: try patient(),
      sections: try sections ?? [frequentAttender()],
      isDraft: isDraft
    )
  }

  static func frequentAttender(_ statements: [RuleStatement]? = nil) throws -> Letter.Section {
    Letter.Section(
      template: "gp-frequent-attender",
      ruleClass: .pattern,
      statements: try statements ?? [fourInSixMonths()]
    )
  }

  static func sixInTwelveMonths() throws -> RuleStatement {
    var statement = try fourInSixMonths()
    statement.rule = "frequent-attender-6-in-12-months"
    statement.title = "6 or more A&E attendances in 12 months"
    statement.window = try day("2025-07-05")...day("2026-07-05")
    statement.count = 6
    statement.evidence =
      try [row("2025-09-14"), row("2025-10-02", .countedWith(remarks: [.categoryNotRecorded]))]
      + statement.evidence
    return statement
  }

  static func bruising() throws -> Letter.Section {
    Letter.Section(
      template: "gp-non-mobile-bruising",
      ruleClass: .suspectedHarm,
      statements: [
        RuleStatement(
          rule: "non-mobile-baby-bruising",
          version: 1,
          title: "Bruising in a non-mobile baby",
          approval: Approval(
            by: "Dr Sample Approver",
            role: "Named Doctor for Safeguarding Children",
            on: try day("2026-01-31")
          ),
          window: nil,
          triggeredOn: try day("2026-07-05"),
          count: 1,
          recordedLateOn: try day("2026-07-14"),
          evidence: [
            try row("2026-07-05", complaint: "Injury of face", diagnosis: "Contusion of face")
          ]
        )
      ]
    )
  }

  static func parentLetter() throws -> Letter {
    var letter = try practiceLetter()
    letter.id = "2026-07-06-001-L0002"
    letter.addressee = .parent(home)
    letter.sections = [
      Letter.Section(
        template: "parent-register-with-gp",
        ruleClass: .administrative,
        statements: [
          RuleStatement(
            rule: "unregistered-with-gp",
            version: 1,
            title: "Not registered with a GP",
            approval: nil,
            window: nil,
            triggeredOn: try day("2026-07-05"),
            count: 1,
            evidence: [try row("2026-07-05")]
          )
        ]
      )
    ]
    return letter
  }

  static func safeguardingLetter(because detour: String? = "nhs-number-not-verified") throws
    -> Letter
  {
    var letter = try practiceLetter()
    letter.id = "2026-07-06-001-L0003"
    letter.addressee = .safeguardingTeam(because: detour)
    letter.practiceAtAttendance = "Other Invented Surgery"
    return letter
  }

  /// The folder that ships.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Rules/letters").path

  /// The texts of the folder, by file name.
  static func files() throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }
    return files
  }

  static func templates() throws -> LetterTemplates {
    try LetterTemplates(folder: folder)
  }

  static func render(_ letter: Letter) throws -> String {
    try templates().render(letter, from: organisation)
  }
}
