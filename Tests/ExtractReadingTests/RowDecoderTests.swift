import AttendanceModel
import ExtractReading
import Testing

/// How values read (design section 6, S1, S2, S4).
struct RowDecoderTests {
  private func patients(_ column: String, _ values: String...) throws -> [Attendance.Patient] {
    let rows = values.enumerated().map { "RZ9,A\($0.offset),2026-03-04,\($0.element)\n" }
    let text = "provider_code,attendance_id,arrival_date,\(column)\n" + rows.joined()
    return try Reading(TemporaryFile(text)).attendances.map(\.patient)
  }

  @Test(arguments: [
    ("10:15", "2026-03-04 10:15", 0), ("10:15:59", "2026-03-04 10:15", 0),
    ("10:15:59.123", "2026-03-04 10:15", 0), ("", "2026-03-04 00:00", 0),
    ("24:00", "2026-03-04 00:00", 1), ("4000", "2026-03-04 00:00", 1),
    ("9:15", "2026-03-04 00:00", 1), ("１0:15", "2026-03-04 00:00", 1),
    ("23:30-01:00", "2026-03-05 00:30", 0), ("10:15Z", "2026-03-04 10:15", 0),
  ])
  func `a missing or unreadable time is 00:00 (S1)`(
    time: String,
    arrival: String,
    unreadable: Int
  ) throws {
    let reading = try Reading(standardFile("arrival_time", time))
    #expect(reading.attendances.map(\.arrival.description) == [arrival])
    #expect(reading.summary.unreadableValues.map(\.count).reduce(0, +) == unreadable)
  }

  @Test(arguments: [
    ("2026-07-01T23:30:00Z", "2026-07-02 00:30"), ("2026-01-01T23:30:00Z", "2026-01-01 23:30"),
    ("2026-07-01 23:30", "2026-07-01 23:30"), ("2026-07-01T23:30:10+01:00", "2026-07-01 23:30"),
    ("2026-07-01", "2026-07-01 00:00"), ("2026-07-01  10:00", "2026-07-01 00:00"),
    ("2026-07-01T99:00", "2026-07-01 00:00"),
    ("", "2026-03-04 00:00"),
  ])
  func `the arrival's timestamp wins over its date, in London time (S1)`(
    stamp: String,
    arrival: String
  ) throws {
    let reading = try Reading(standardFile("arrival_datetime", stamp))
    #expect(reading.attendances.map(\.arrival.description) == [arrival])
  }

  @Test(arguments: ["01/07/2026", "2026-07-0110:00", "2026-07"])
  func `an unreadable timestamp of arrival is quarantined though a date stands beside it`(
    stamp: String
  ) throws {
    let reading = try Reading(standardFile("arrival_datetime", stamp))
    #expect(reading.quarantined.map(\.reason) == [.unreadable(column: "arrival_datetime")])
  }

  @Test(arguments: [
    ("2026-03-04T10:00:00Z", "2026-03-04T10:00:00Z"), ("2026-07-04 10:00", "2026-07-04T09:00Z"),
    ("2026-10-25 01:30", "2026-10-25T00:30Z"), ("2026-03-04", "2026-03-04T00:00Z"),
    ("soon", nil), ("1899-01-01 10:00", nil), ("", nil),
  ])
  func `an applicable date-time is an instant, and blank when it cannot be read (S2)`(
    text: String,
    expected: String?
  ) throws {
    let reading = try Reading(standardFile("applicable_datetime", text))
    let instant = expected.flatMap { Timestamp(ascii: $0.utf8)?.instant }
    #expect(reading.attendances.map(\.applicable) == [instant])
  }

  @Test func `dates at the calendar's end are read without harm`() throws {
    let stamps = ["9999-12-31T23:59:59.9Z", "9999-12-31T23:59-14:00", "9999-12-31", "2262-04-12"]
    for stamp in stamps {
      let reading = try Reading(standardFile("applicable_datetime", stamp, "2026-01-01T00:00Z"))
      let instants = reading.attendances.compactMap(\.applicable)
      #expect(instants.count == 2)
      #expect(instants[0] > instants[1])
      let arrival = try Reading(standardFile("arrival_datetime", stamp))
      let reason = try #require(arrival.quarantined.first?.reason)
      // An offset may lead over the end of the day, so its day is not the text's.
      guard case .arrivalAfterAsOf("arrival_datetime", let day) = reason else {
        Issue.record("\(reason)")
        continue
      }
      #expect(try day >= #require(CivilDay(stamp.prefix(10))))
    }
  }

  @Test func `a delete needs only provider code and attendance id (S2)`() throws {
    let file = try TemporaryFile(
      """
      attendance_id,provider_code,arrival_date,update_type,applicable_datetime
      A1,RZ9,,1,2026-01-01T00:00Z
      A2,RZ9,never,1,
      """
    )
    let reading = try Reading(file)
    #expect(
      reading.outcomes == [
        .delete(
          AttendanceKey(providerCode: "RZ9", attendanceID: "A1"),
          applicable: Timestamp(ascii: "2026-01-01T00:00Z".utf8)?.instant,
          at: RowPosition(record: 1, line: 2)
        ),
        .delete(
          AttendanceKey(providerCode: "RZ9", attendanceID: "A2"),
          applicable: nil,
          at: RowPosition(record: 2, line: 3)
        ),
      ]
    )
    #expect(reading.summary.deletes == 2)
  }

  @Test func `an unknown update type is read as blank and counted (S2)`() throws {
    let reading = try Reading(standardFile("update_type", "9", "", "2", "D"))
    #expect(reading.attendances.count == 4)
    #expect(reading.summary.findings.unknownUpdateType == 2)
  }

  @Test func `a number is read with spaces and hyphens; a wrong one is absent and counted (S3)`()
    throws
  {
    let reading = try Reading(
      standardFile("nhs_number", "999 000 0018", "999-000-0018", "9990000019", "9999999999", "")
    )
    #expect(
      reading.attendances.map { $0.patient.nhsNumber?.plain }
        == ["9990000018", "9990000018", nil, nil, nil]
    )
    #expect(reading.summary.findings.invalidNHSNumber == 2)
    #expect(reading.summary.findings.unissuedNHSNumber == 2)
    #expect(reading.summary.unreadableValues == [.init(column: "nhs_number", count: 2)])
  }

  @Test func `a date before 1900 is blank and counted`() throws {
    let reading = try Reading(standardFile("birth_date", "1800-01-01", "1900-01-01"))
    #expect(reading.attendances.map { $0.patient.birthDate?.description } == [nil, "1900-01-01"])
    #expect(reading.summary.findings.dateBefore1900 == 1)
    #expect(reading.summary.unreadableValues.isEmpty)
  }

  @Test func `a birth after the arrival is kept and counted (S4)`() throws {
    let reading = try Reading(standardFile("birth_date", "2026-03-05", "2026-03-04"))
    #expect(reading.summary.findings.birthAfterArrival == 1)
    #expect(reading.attendances.map(\.age)[0] == .unknown)
  }

  @Test func `a birth more than 120 years before the arrival is kept and counted`() throws {
    let reading = try Reading(standardFile("birth_date", "1906-03-03", "1906-03-05", "1901-01-01"))
    #expect(reading.summary.findings.ageBeyondBelief == 2)
    #expect(reading.attendances.map { $0.patient.birthDate?.description }.last == "1901-01-01")
  }

  @Test func `an age is whole years from 0 to 998, and 999 is unknown`() throws {
    let reading = try Reading(
      standardFile("age_at_arrival", "0", "007", "998", "999", "1000", "7.5", "-1")
    )
    #expect(
      reading.attendances.map(\.patient.recordedAge)
        == [.years(0), .years(7), .years(998), nil, nil, nil, nil]
    )
    #expect(reading.summary.findings.unreadableAge == 3)
  }

  @Test func `flags are read in every usual form`() throws {
    let yes = try patients("looked_after", "Y", "yes", "1", "TRUE").map(\.isLookedAfter)
    let no = try patients("looked_after", "n", "No", "0", "false").map(\.isLookedAfter)
    #expect(yes == [true, true, true, true])
    #expect(no == [false, false, false, false])
    let reading = try Reading(standardFile("child_protection_plan", "", "maybe"))
    #expect(reading.attendances.map(\.patient.hasChildProtectionPlan) == [nil, nil])
    #expect(reading.summary.unreadableValues == [.init(column: "child_protection_plan", count: 1)])
  }

  @Test func `mobility is mobile, non-mobile or unknown`() throws {
    let reading = try Reading(standardFile("mobility", "mobile", "Non-Mobile", "", "crawls"))
    #expect(reading.attendances.map(\.patient.mobility) == [.mobile, .nonMobile, nil, nil])
    #expect(reading.summary.unreadableValues == [.init(column: "mobility", count: 1)])
  }

  @Test func `bad bytes make an optional value absent and are counted by column`() throws {
    let head = Array("provider_code,attendance_id,arrival_date,sex,family_name\n".utf8)
    let bytes = head + Array("RZ9,A1,2026-03-04,1,Ren".utf8) + [0xE9, 0x0A]
    let reading = try Reading(TemporaryFile(bytes))
    #expect(reading.attendances.map(\.patient.familyName) == [nil])
    #expect(reading.attendances.map(\.patient.sex) == ["1"])
    #expect(reading.summary.unreadableValues == [.init(column: "family_name", count: 1)])
  }

  @Test func `outer spaces and tabs go, also inside quotes`() throws {
    let names = try patients("family_name", " Sample\t", "\" \tSample \"", "\"\"", "\"  \"")
    #expect(names.map(\.familyName) == ["Sample", "Sample", nil, nil])
  }

  @Test func `a category is the ECDS code and anything else is not recorded (S7)`() throws {
    let reading = try Reading(
      standardFile("attendance_category", "1", "2", "3", "4", "X", "", "9", "planned")
    )
    #expect(
      reading.attendances.map(\.category) == [
        .unplannedFirst, .unplannedFollowUp, .unplannedFollowUp, .planned, .deadOnArrival,
        .notRecorded, .notRecorded, .notRecorded,
      ]
    )
  }

  @Test func `diagnoses keep their qualifiers by number, blanks left out`() throws {
    let file = try standardFile(
      "diagnosis_1,diagnosis_qualifier_1,diagnosis_2,diagnosis_qualifier_2,diagnosis_10",
      ",410605003,161887000,415684004,125667009"
    )
    #expect(
      try Reading(file).attendances.map(\.diagnoses) == [
        [
          .init(code: "161887000", qualifier: "415684004"),
          .init(code: "125667009"),
        ]
      ]
    )
  }
}
