import AttendanceModel
import ExtractReading
import LocatedYAML
import Testing

struct SourceProfileTests {
  private static let head = """
    source: sample
    title: A sample
    fields:
      attendance_id: Id
      provider_code: { default: RZ9 }

    """

  private func profile(_ fields: String) throws -> SourceProfile {
    try SourceProfile.read(text: Self.head + fields, file: "p.yaml")
  }

  private func mistakes(_ text: String) -> [String] {
    do {
      _ = try SourceProfile.read(text: text, file: "p.yaml")
      return []
    } catch {
      return error.all.map(\.description)
    }
  }

  @Test(arguments: [
    ("  arrival_dat: When\n  arrival_date: When", "6:3: there is no field “arrival_dat”; did you"),
    ("  arrival_date: { column: When }", "6:19: the field “arrival_date” has no key “column”; did"),
    ("  arrival_date: \"When_{n}\"", "6:17: “arrival_date” is one value; only a numbered"),
    ("  arrival_date: When\n  department_type: { default: 4 }", "7:31: “4” cannot be read as"),
    (
      "  arrival_date: When\n  attendance_category: { columns: C, codes: { P: planned } }",
      "7:50: “planned” cannot be read as “attendance_category”: write it as it would stand in a file"
        + " without a profile (1, 2, 3, 4, X or empty)"
    ),
    (
      "  arrival_date: When\n  local_patient_id: { columns: L, prefix: site }",
      "4:3: a “prefix: site” needs “site_code”"
    ),
    (
      "  arrival_date: When\n  attendance_category: { columns: C, default: planned }",
      "7:47: “planned” cannot be read as “attendance_category”"
    ),
    (
      "  arrival_date: When\n  update_type: { columns: U, codes: { DEL: delete } }",
      "7:44: “delete” cannot be read as “update_type”: write it as it would stand in a file without"
        + " a profile (1 or 9)"
    ),
    (
      "  arrival_date: When\n  gp_practice_code: { columns: G, codes: { None: none } }",
      "7:50: “none” cannot be read as “gp_practice_code”"
    ),
    (
      "  arrival_date: When\n  department_type: { columns: D, codes: { ED: 1 } }",
      "7:47: “1” cannot be read as “department_type”"
    ),
    ("  arrival_date: { columns: When, default: 2026-02-30 }", "6:43: “2026-02-30” cannot be read"),
    ("  arrival_date: When\n  sex: {}", "7:8: “sex” needs a column or a default"),
    ("  sex: Sex", "4:3: a source profile must map “arrival_date” or “arrival_datetime”"),
    ("  arrival_date: { columns: When, dates: DD/MM/YY }", "6:41: “DD/MM/YY” is not a date"),
    ("  arrival_date: When\n  diagnosis: { columns: D, split: \"||\" }", "7:35: “||” is not"),
    ("  arrival_date: When\n  sex: { columns: S, others: kept }", "“kept” is not one of keep"),
    ("  arrival_date: When\ndelimiter: \"\\\"\"", "7:12: “\"” is not “tab” or one mark"),
    ("  arrival_date: When\ntimes: [HH]", "7:8: “HH” is not a time pattern"),
    ("  arrival_date: When\ntimes: []", "7:8: “times” names none: name a time pattern such as"),
    ("  arrival_date: { columns: When, dates: [] }", "6:41: “dates” names none: name a date"),
    ("  arrival_date: When\nload: replace", "7:7: “replace” is not one of net-change, replace-"),
    ("  arrival_date: When\nfile-pattern: \"{from}.csv\"", "7:15: “{from}.csv” is not a name such"),
    ("  arrival_date: When\nnil-return: header_only", "7:13: “header_only” is not header-only, em"),
    ("  arrival_date: When\nfeilds: {}", "7:1: a source profile has no key “feilds”; did you"),
  ])
  func `a mistake is told with its place and the nearest word`(
    fields: String,
    expected: String
  ) throws {
    let found = mistakes(Self.head + fields)
    #expect(found.count == 1)
    #expect(found.first?.contains(expected) == true, "\(found)")
  }

  @Test(arguments: ["", "- a list", "a: b\n---\nc: d", "{"])
  func `what is no profile at all is a mistake, not a crash`(text: String) {
    #expect(!mistakes(text).isEmpty)
  }

  @Test func `the first alias that the header has is read, the others are unused`() throws {
    let profile = try profile("  arrival_date: When\n  sex: [Gender, Sex]")
    let reading = try Reading(
      TemporaryFile("Id,When,sex,GENDER\nA1,2026-01-01,1,2\n"),
      profile: profile
    )
    #expect(reading.attendances.map(\.patient.sex) == ["2"])
    #expect(reading.summary.unmappedColumns == ["sex"])
  }

  @Test(arguments: [
    ("DD/MM/YYYY", "04/03/2026", true), ("DD/MM/YYYY", "4/3/2026", false),
    ("D/M/YYYY", "4/3/2026", true), ("D/M/YYYY", "04/03/2026", true),
    ("D MON YYYY", "4 Mar 2026", true), ("DD-MON-YYYY", "04-MAR-2026", true),
    ("YYYYMMDD", "20260304", true), ("DD/MM/YYYY", "2026-03-04", false),
    ("DD/MM/YYYY", "31/02/2026", false), ("DD/MM/YYYY", "04/03/2026 ", true),
    ("DD/MM/YYYY", "04/03/20261", false),
  ])
  func `a date is read by the profile's pattern`(
    pattern: String,
    text: String,
    isRead: Bool
  ) throws {
    let profile = try profile("  arrival_date: { columns: When, dates: \(pattern) }")
    let reading = try Reading(TemporaryFile("Id,When\nA1,\(text)\n"), profile: profile)
    #expect(reading.attendances.map(\.arrival.description) == (isRead ? ["2026-03-04 00:00"] : []))
  }

  @Test(arguments: [
    ("HHMM", "0915", "09:15"), ("HHMM", "4000", "00:00"), ("H:MM", "9:15", "09:15"),
    ("H:MM:SS", "9:15:30", "09:15"), ("[HH:MM:SS, HH:MM]", "09:15", "09:15"),
    ("[standard, H:MM]", "08:15Z", "08:15"),
  ])
  func `a time is read by the profile's patterns in turn`(
    patterns: String,
    text: String,
    time: String
  ) throws {
    let profile = try profile(
      "  arrival_date: When\n  arrival_time: { columns: At, times: \(patterns) }"
    )
    let reading = try Reading(
      TemporaryFile("Id,When,At\nA1,2026-03-04,\(text)\n"),
      profile: profile
    )
    #expect(reading.attendances.map(\.arrival.time.description) == [time])
  }

  @Test func `a code table maps what it lists; the rest cannot be read, or stays`() throws {
    let file = "Id,W,S\nA1,2026-01-01,Y\nA2,2026-01-01,Z\nA3,2026-01-01,Q\nA4,2026-01-01,\n"
    func status(_ others: String) -> String {
      """
        arrival_date: W
        nhs_number_status:
          columns: S
          others: \(others)
          codes: { Y: "01", Z: "" }
      """
    }
    let strict = try Reading(TemporaryFile(file), profile: profile(status("unreadable")))
    #expect(strict.attendances.map(\.patient.nhsNumberStatus) == ["01", "", "", ""])
    #expect(strict.summary.unreadableValues == [.init(column: "S", count: 1)])
    let keeping = try Reading(TemporaryFile(file), profile: profile(status("keep")))
    #expect(keeping.attendances.map(\.patient.nhsNumberStatus) == ["01", "", "Q", ""])
    #expect(keeping.summary.unreadableValues.isEmpty)
  }

  @Test func `a default stands in for a blank value or a missing column`() throws {
    let profile = try profile(
      "  arrival_date: W\n  department_type: { columns: D, default: \"04\" }"
    )
    let with = try Reading(
      TemporaryFile("Id,W,D\nA1,2026-01-01,\nA2,2026-01-01,01\n"),
      profile: profile
    )
    #expect(with.attendances.map(\.departmentType) == ["04", "01"])
    let without = try Reading(TemporaryFile("Id,W\nA1,2026-01-01\n"), profile: profile)
    #expect(without.attendances.map(\.departmentType) == ["04"])
    #expect(without.attendances.map(\.key.providerCode) == ["RZ9"])
  }

  @Test func `a timestamp may stand in two columns, and a list in one cell`() throws {
    let profile = try profile(
      """
        arrival_datetime: { date: On, time: At }
        diagnosis: { columns: Dx, split: "|" }
        diagnosis_qualifier: { columns: Qx, split: "|" }
        address_line: [Road, Town]
      """
    )
    let reading = try Reading(
      TemporaryFile(
        "Id,On,At,Dx,Qx,Town,Road\nA1,2026-03-04,09:15,161887000| |125667009,a|b|c,T,R\n"
      ),
      profile: profile
    )
    let attendance = try #require(reading.attendances.first)
    #expect(attendance.arrival.description == "2026-03-04 09:15")
    #expect(
      attendance.diagnoses == [
        .init(code: "161887000", qualifier: "a"), .init(code: "125667009", qualifier: "c"),
      ]
    )
    #expect(attendance.patient.addressLines == ["R", "T"])
  }

  @Test func `a profile declares its load mode, its files' names and its nil return`() throws {
    let declared = try profile(
      "  arrival_date: When\nload: replace-period\nfile-pattern: ae-{month:YYYYMM}.csv\n"
        + "nil-return: header-only"
    )
    #expect(declared.loadMode == .replacePeriod)
    #expect(declared.filePattern?.statesPeriod == true)
    #expect(declared.nilReturn == .headerOnly)
    let silent = try profile("  arrival_date: When")
    #expect(silent.loadMode == .netChange)
    #expect(silent.filePattern == nil && silent.nilReturn == nil)
    let worded = try profile("  arrival_date: When\nnil-return: NIL RETURN")
    #expect(worded.nilReturn == .line("NIL RETURN"))
  }
}
