import AttendanceModel
import ExtractReading
import Testing

/// What spreadsheets and exports do to values is recognised, named by kind and place, and not
/// guessed at.
struct ValueDamageTests {
  @Test(
    arguments: [
      ("2.1631E+13", .scientificNotation, false), ("1.08807E+15", .scientificNotation, false),
      ("1e15", .scientificNotation, false), ("161887000.0", .decimalPoint, false),
      ("1054321000000100", .zeroedDigits, false), ("1076171000000100", .zeroedDigits, false),
      ("104586100000100", .lostDigit, true), ("161887001", .wrongCheckDigit, true),
      ("161887013", .wrongCheckDigit, true), ("680946014", .notAConcept, true),
      ("NULL", .blankWord, false), ("n/a", .blankWord, false), ("\\N", .blankWord, false),
      ("161887000", nil, true), ("125667009", nil, true), ("826931000000104", nil, true),
      ("1066301000000103", nil, true), ("288531000119103", nil, true), ("A12.0", nil, true),
      ("161887000|22298006", .idAmongOther, true), ("'161887000", .idAmongOther, true),
      ("161887000\u{A0}", .idAmongOther, true), ("SCT:161887000", .idAmongOther, true),
      ("1618870013 or so", nil, true),
      ("05", nil, true), ("1.5", nil, true), ("12E", nil, true), ("3.0", nil, true),
    ] as [(String, ValueDamage?, Bool)]
  )
  func `a damaged SNOMED code is named; only what may be of another scheme is kept`(
    code: String,
    kind: ValueDamage?,
    isKept: Bool
  ) throws {
    let reading = try Reading(standardFile("diagnosis_1", code))
    #expect(reading.summary.damage.map(\.kind) == (kind.map { [$0] } ?? []))
    #expect(reading.attendances.map(\.diagnoses) == [isKept ? [.init(code: code)] : []])
    #expect(reading.attendances.map(\.unreadable) == [isKept ? [] : [.diagnosis]])
    #expect(reading.summary.unreadableValues.map(\.count) == (isKept ? [] : [1]))
  }

  @Test(
    arguments: [
      ("'9990000018", .apostrophe), ("999000001", .lostLeadingZero),
      ("9.99E+09", .scientificNotation),
      ("9990000018.0", .decimalPoint), ("9990000019", .wrongCheckDigit),
      ("1111111111", .wrongCheckDigit), ("N/A", .blankWord), ("none", nil), ("99900000181", nil),
    ] as [(String, ValueDamage?)]
  )
  func `an NHS number that is not valid is absent, counted, and named where its form shows why`(
    text: String,
    kind: ValueDamage?
  ) throws {
    let reading = try Reading(standardFile("nhs_number", text))
    #expect(reading.attendances.map(\.patient.nhsNumber) == [nil])
    #expect(reading.summary.unreadableValues == [.init(column: "nhs_number", count: 1)])
    #expect(reading.summary.damage.map(\.kind) == (kind.map { [$0] } ?? []))
  }

  @Test func `a department type without its zero is unknown, not another type`() throws {
    let reading = try Reading(standardFile("department_type", "3", "03", "OOH", "X"))
    #expect(reading.attendances.map(\.departmentType) == [nil, "03", "OOH", "X"])
    #expect(reading.summary.damage.map(\.kind) == [.lostLeadingZero])
  }

  @Test func `a status without its zero is not a verified number's`() throws {
    let reading = try Reading(standardFile("nhs_number_status", "1", "01"))
    #expect(reading.attendances.map(\.patient.nhsNumberStatus) == ["", "01"])
  }

  @Test func `a day that a spreadsheet counts is named`() throws {
    let reading = try Reading(standardFile("birth_date", "46326", "123456", "2026-10-31"))
    #expect(reading.summary.damage.map(\.kind) == [.dayNumber])
    #expect(reading.summary.unreadableValues == [.init(column: "birth_date", count: 2)])
  }

  @Test func `an id that a spreadsheet has rounded is no patient and no attendance`() throws {
    let local = try Reading(standardFile("local_patient_id", "1.2E+09", "2E+05", "4E12", "1.2.3"))
    #expect(local.attendances.map(\.patient.localPatientID) == [nil, nil, "4E12", "1.2.3"])
    #expect(local.summary.unreadableValues == [.init(column: "local_patient_id", count: 2)])
    let reading = try Reading(
      TemporaryFile(
        "attendance_id,provider_code,arrival_date\n2.02611E+11,RZ9,2026-01-01\nA1,RZ9,2026-01-01\n"
      )
    )
    #expect(reading.summary.quarantined == 1 && reading.attendances.count == 1)
    #expect(reading.summary.damage.map(\.kind) == [.scientificNotation])
  }

  @Test func `a word for nothing is no patient and no attendance`() throws {
    let local = try Reading(standardFile("local_patient_id", "NULL", "n/a", "-", "P1"))
    #expect(local.attendances.map(\.patient.localPatientID) == [nil, nil, nil, "P1"])
    let reading = try Reading(
      TemporaryFile("attendance_id,provider_code,arrival_date\nNULL,RZ9,2026-01-01\n")
    )
    #expect(reading.summary.quarantined == 1)
    #expect(reading.summary.damage.map(\.kind) == [.blankWord])
  }

  @Test func `examples are the first three places, by column and kind`() throws {
    let reading = try Reading(
      TemporaryFile(
        "attendance_id,provider_code,arrival_date,diagnosis_1,diagnosis_2\n"
          + "A1,RZ9,2026-01-01,161887001,161887001\n\nA2,RZ9,2026-01-01,2.1631E+13,\n"
          + "A3,RZ9,2026-01-01,161887001,\nA4,RZ9,2026-01-01,161887001,\n"
          + "A5,RZ9,2026-01-01,161887001,\n"
      )
    )
    #expect(
      reading.summary.damage == [
        ColumnDamage(
          column: "diagnosis_1",
          kind: .scientificNotation,
          count: 1,
          examples: [RowPosition(record: 2, line: 4)]
        ),
        ColumnDamage(
          column: "diagnosis_1",
          kind: .wrongCheckDigit,
          count: 4,
          examples: [
            RowPosition(record: 1, line: 2), RowPosition(record: 3, line: 5),
            RowPosition(record: 4, line: 6),
          ]
        ),
        ColumnDamage(
          column: "diagnosis_2",
          kind: .wrongCheckDigit,
          count: 1,
          examples: [RowPosition(record: 1, line: 2)]
        ),
      ]
    )
  }
}
