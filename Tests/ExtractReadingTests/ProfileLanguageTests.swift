import AttendanceModel
import ExtractReading
import LocatedYAML
import Testing

/// What a profile can say of one field.
struct ProfileLanguageTests {
  private func profile(_ fields: String, _ lines: String = "") throws -> SourceProfile {
    try SourceProfile.read(
      text: """
        source: sample
        title: A sample
        \(lines)
        fields:
          arrival_date: On
        \(fields)
        """,
      file: "sample.yaml"
    )
  }

  private static let key = "  attendance_id: Id\n  provider_code: Provider\n"

  private func read(
    _ header: String,
    _ rows: String...,
    by profile: SourceProfile
  ) throws -> Reading {
    let lines = rows.enumerated().map { "A\($0 + 1),RZ9,2026-01-01,\($1)\n" }
    return try Reading(
      TemporaryFile("Id,Provider,On,\(header)\n" + lines.joined()),
      profile: profile,
      maxQuarantined: 1
    )
  }

  @Test func `a profile's own words for blank hold everywhere, a field's beside them`() throws {
    let profile = try profile(
      Self.key + """
          local_patient_id: Local
          arrival_time: { columns: At, times: HHMM, blanks: "4000" }
          birth_date: { columns: Born, blanks: ["1800-01-01"] }
          department_type: { columns: Type, default: "04" }
        """,
      "blanks: [NULL, not known]"
    )
    let reading = try read(
      "Local,At,Born,Type",
      "NULL,4000,1800-01-01,not known",
      "null,NULL,NULL,03",
      "not known,0915,2020-01-01,",
      by: profile
    )
    #expect(reading.attendances.map(\.patient.localPatientID) == [nil, nil, nil])
    #expect(reading.attendances.map(\.departmentType) == ["04", "03", "04"])
    #expect(reading.attendances.map(\.arrival.time.description) == ["00:00", "00:00", "09:15"])
    #expect(reading.summary.findings == ExtractSummary.Findings())
    // Words are exact: what the profile does not list is named.
    #expect(reading.summary.unreadableValues == [.init(column: "Local", count: 1)])
    #expect(reading.summary.damage.map(\.kind) == [.blankWord])
  }

  @Test func `of alternatives the first that says something counts`() throws {
    let profile = try profile(
      Self.key + """
          attendance_category:
            - { columns: Group, codes: { "70": X }, others: blank }
            - { columns: Category, codes: { "1": "1", "2": "4" } }
          sex: [{ columns: Gender }, Sex, { default: X }]
        """
    )
    let reading = try read("Category,Group,Sex,Gender", "1,70,1,2", "2,80,1,", "1,,,", by: profile)
    #expect(reading.attendances.map(\.category) == [.deadOnArrival, .planned, .unplannedFirst])
    #expect(reading.attendances.map(\.patient.sex) == ["2", "1", "X"])
  }

  @Test func `of several columns with one number the preferred one counts`() throws {
    let profile = try profile(
      Self.key + """
          diagnosis:
            columns: ["D_{n}", "D3_{n}", "D2_{n}"]
            characters: 1-3
            codes: { "02": "125667009", "021": "125667009", "022": "399963005" }
            others: keep
        """
    )
    let reading = try read(
      "D2_01,D3_01,D2_02,D3_02,D_02",
      "02,022,25,,",
      "02,,02,022,021033",
      ",,25,,06 33L",
      by: profile
    )
    #expect(
      reading.attendances.map { $0.diagnoses.map(\.code) }
        == [["399963005", "25"], ["125667009", "125667009"], ["06"]]
    )
  }

  @Test func `an ending is taken off before codes are looked up`() throws {
    let profile = try profile(
      Self.key + """
          age_at_arrival: { columns: Age, drop-end: ".0", codes: { "7004": 29-90 days }, others: keep }
        """
    )
    let reading = try read("Age", "7.0", "7004.0", "7004", "7", "7.5", "29-90 days", by: profile)
    #expect(
      reading.attendances.map(\.patient.recordedAge) == [
        .years(7), .days(29...90), .days(29...90), .years(7), nil, .days(29...90),
      ]
    )
    #expect(reading.summary.findings.unreadableAge == 1)
  }

  @Test func `a band of days is no age in a file without a profile`() throws {
    let reading = try Reading(standardFile("age_at_arrival", "29-90 days", "7"))
    #expect(reading.attendances.map(\.patient.recordedAge) == [nil, .years(7)])
  }

  @Test func `an id may carry its provider or its site, and is nothing without`() throws {
    let profile = try profile(
      """
        attendance_id: { columns: Id, prefix: site }
        provider_code: Provider
        site_code: Site
        local_patient_id: { columns: Local, prefix: provider }
      """
    )
    let reading = try read("Site,Local", "S1,P1", "S2,P1", ",P1", "S3,", by: profile)
    #expect(reading.attendances.map(\.key.attendanceID) == ["S1/A1", "S2/A2", "S3/A4"])
    #expect(reading.attendances.map(\.patient.localPatientID) == ["RZ9/P1", "RZ9/P1", nil])
    #expect(reading.quarantined.map(\.reason) == [.unreadable(column: "Id")])
  }

  @Test func `a prefix reads its site even where no rule does`() throws {
    let profile = try profile(
      "  attendance_id: { columns: Id, prefix: site }\n  provider_code: Provider\n  site_code: Site"
    )
    let file = try TemporaryFile("Id,Provider,On,Site\nA1,RZ9,2026-01-01,S1\n")
    let reading = try Reading(file, profile: profile, fields: [])
    #expect(reading.attendances.map(\.key.attendanceID) == ["S1/A1"])
  }

  @Test func `an injury's timestamp moves its day, also where only the day is wanted`() throws {
    let profile = try profile(
      Self.key + """
          injury_date: { columns: Injured, characters: 1-10 }
          injury_time: { columns: Injured, characters: 12-25 }
        """
    )
    let file = try TemporaryFile(
      "Id,Provider,On,Injured\nA1,RZ9,2026-07-02,2026-07-01T23:30:00Z\n"
        + "A2,RZ9,2026-07-02,2026-07-01\n"
    )
    for fields in [nil, [AttendanceField.injuryDate]] as [Set<AttendanceField>?] {
      let reading = try Reading(file, profile: profile, fields: fields)
      #expect(
        reading.attendances.map { $0.injury.date?.description } == ["2026-07-02", "2026-07-01"]
      )
    }
  }

  /// What a program that keeps dates as moments makes of 30 May in London.
  @Test func `a date with an offset is London's beside a time of its own`() throws {
    let profile = try SourceProfile.read(
      text: """
        source: sample
        title: A sample
        fields:
        \(Self.key)  arrival_datetime: { date: On, time: At }
          applicable_datetime: { date: Valid, time: ValidAt }
        """,
      file: "sample.yaml"
    )
    let moment = "2025-05-29T23:00:00Z"
    let reading = try Reading(
      TemporaryFile(
        "Id,Provider,On,At,Valid,ValidAt\nA1,RZ9,\(moment),14:05,\(moment),09:00\n"
          + "A2,RZ9,\(moment),,\(moment),\nA3,RZ9,2025-01-29T00:00:00Z,14:05,2025-01-29,09:00\n"
      ),
      profile: profile
    )
    #expect(
      reading.attendances.map(\.arrival.description) == [
        "2025-05-30 14:05", "2025-05-30 00:00", "2025-01-29 14:05",
      ]
    )
    let applicable = ["2025-05-30T09:00", "2025-05-30T00:00", "2025-01-29T09:00"]
    #expect(
      reading.attendances.map(\.applicable) == applicable.map { Timestamp(ascii: $0.utf8)?.instant }
    )
  }

  @Test func `a practice's name counts when one practice has exactly this name`() throws {
    let profile = try profile(
      Self.key + """
          gp_practice_code:
            - { columns: Code }
            - { columns: Practice, directory: practice-name, codes: { None: V81997 } }
        """
    )
    let known = profile.knowing(practices: [
      "THE SURGERY": ["Y99001"], "TWIN": ["Y99002", "Y99003"], "None": ["Y99009"],
    ])
    let rows = [",THE SURGERY", ",The Surgery", ",TWIN", ",None", "Y99005,THE SURGERY", ","]
    let file = try TemporaryFile(
      "Id,Provider,On,Code,Practice\n"
        + rows.enumerated().map { "A\($0),RZ9,2026-01-01,\($1)\n" }.joined()
    )
    let reading = try Reading(file, profile: known)
    #expect(
      reading.attendances.map(\.practiceCode)
        == ["Y99001", nil, nil, "V81997", "Y99005", nil]
    )
    #expect(reading.summary.unreadableValues == [.init(column: "Practice", count: 2)])
    let unknown = try Reading(file, profile: profile)
    #expect(unknown.attendances.map(\.practiceCode) == [nil, nil, nil, "V81997", "Y99005", nil])
  }

  @Test func `an empty table of codes says nothing, and says so`() throws {
    let profile = try profile(Self.key + "  department_type: { columns: Type, codes: {} }")
    let reading = try read("Type", "01", "", by: profile)
    #expect(reading.attendances.map(\.departmentType) == [nil, nil])
    #expect(reading.summary.unreadableValues == [.init(column: "Type", count: 1)])
    #expect(profile.fieldsWithoutCodes == [.departmentType])
  }

  @Test(arguments: [
    ("  sex: { columns: S, characters: 3-1 }", "“3-1” is not a stretch of characters"),
    ("  sex: { columns: S, characters: 0-1 }", "“0-1” is not a stretch of characters"),
    ("  sex: { columns: S, prefix: site }", "has no key “prefix”"),
    ("  sex: { columns: S, issuer: X }", "has no key “issuer”"),
    ("  sex: { columns: S, directory: practice-name }", "has no key “directory”"),
    ("  local_patient_id: { columns: L, prefix: town }", "“town” is not one of provider, site"),
    (
      "  local_patient_id: { columns: L, prefix: site, issuer: X }",
      "an id with an “issuer” of its own takes no “prefix”"
    ),
    ("  sex: { columns: S, drop_end: x }", "has no key “drop_end”; did you mean “drop-end”?"),
    ("  sex: { columns: S, blank: x }", "has no key “blank”; did you mean “blanks”?"),
    ("  gp_practice_code: { columns: S, directory: names }", "“names” is not one of practice-name"),
    ("  sex: [{ column: S }]", "has no key “column”; did you mean “columns”?"),
  ])
  func `a mistake in a field is told with its place`(field: String, says: String) throws {
    let error = #expect(throws: Diagnostics.self) { try profile(Self.key + field) }
    let told = try #require(error).all.map(\.description)
    #expect(told.count == 1 && told[0].contains(says) && told[0].contains(":8:"), "\(told)")
  }
}
