import AttendanceModel
import ExtractReading
import Testing

/// One file read to its end.
struct Reading {
  var outcomes: [RowOutcome] = []
  var summary: ExtractSummary

  init(
    _ file: TemporaryFile,
    profile: SourceProfile = .standard,
    asOf: String = "2026-11-22",
    maxQuarantined: Double = 0.05,
    fields: Set<AttendanceField>? = nil,
    blockSize: Int = 1 << 16
  ) throws {
    let asOf = try #require(CivilDay(asOf))
    var outcomes: [RowOutcome] = []
    summary = try file.withPath { path in
      let reader = ExtractReader(
        path: path,
        profile: profile,
        asOf: asOf,
        maxQuarantined: maxQuarantined,
        fields: fields,
        blockSize: blockSize
      )
      return try reader.read { outcomes.append($0) }
    }
    self.outcomes = outcomes
  }

  var attendances: [Attendance] {
    outcomes.compactMap { if case .version(let attendance, _) = $0 { attendance } else { nil } }
  }

  var quarantined: [QuarantinedRow] {
    outcomes.compactMap { if case .quarantined(let row) = $0 { row } else { nil } }
  }
}

/// Rows of a file in the fields' own names: the needed columns, then one more.
func standardFile(_ column: String, _ values: String...) throws -> TemporaryFile {
  let rows = values.enumerated().map { "RZ9,A\($0.offset + 1),2026-03-04,\($0.element)\n" }
  return try TemporaryFile(
    "provider_code,attendance_id,arrival_date,\(column)\n" + rows.joined()
  )
}

struct ExtractReaderTests {
  @Test func `a file with the fields' own names needs no profile, in any case and order`() throws {
    let reading = try Reading(
      TemporaryFile(
        """
        Arrival_Date,ARRIVAL_TIME,provider_code,Attendance_ID,diagnosis_2,diagnosis_1,remark
        2026-03-04,10:15:59,RZ9, A1 ,161887000,125667009,none
        """
      )
    )
    let attendance = try #require(reading.attendances.first)
    #expect(attendance.key == AttendanceKey(providerCode: "RZ9", attendanceID: "A1"))
    #expect(attendance.arrival.description == "2026-03-04 10:15")
    #expect(attendance.diagnoses.map(\.code) == ["125667009", "161887000"])
    #expect(reading.summary.unmappedColumns == ["remark"])
  }

  @Test func `rows come in file order with record and line`() throws {
    let text = "provider_code,attendance_id,arrival_date\n\nRZ9,A1,2026-01-01\n \t\nRZ9,A2,\n"
    let reading = try Reading(TemporaryFile(text))
    guard case .version(_, let first) = reading.outcomes[0],
      case .quarantined(let second) = reading.outcomes[1]
    else {
      Issue.record("expected an attendance and a quarantined row")
      return
    }
    #expect(first == RowPosition(record: 1, line: 3))
    #expect(second.position == RowPosition(record: 2, line: 5))
    #expect(reading.summary.blankLines == 2)
    #expect(reading.summary.rows == 2)
    #expect(reading.summary.attendances == 1)
    #expect(reading.summary.quarantined == 1)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 7, 11, 64, 1 << 16])
  func `every block size gives the same rows`(size: Int) throws {
    let text =
      "\u{FEFF}provider_code,attendance_id,\"arrival_date\",chief_complaint\r\n\r\n"
      + "RZ9,A1,2026-01-01,\"two\r\nlines, \"\"é\"\"\"\r\n  \r\nRZ9,A2,,\rRZ9,A3,2026-01-02\n"
      + "RZ9,A4,2026-01-03,last\u{1A}"
    let file = try TemporaryFile(text)
    let whole = try Reading(file)
    let pieces = try Reading(file, blockSize: size)
    #expect(pieces.outcomes == whole.outcomes)
    #expect(pieces.summary == whole.summary)
    #expect(whole.attendances.map(\.chiefComplaint) == ["two\r\nlines, \"é\"", "last"])
    #expect(whole.quarantined.map(\.position.line) == [6, 7])
    #expect(
      whole.quarantined.map(\.originalBytes) == [
        Array("RZ9,A2,,".utf8), Array("RZ9,A3,2026-01-02".utf8),
      ]
    )
  }

  @Test func `an empty file and a header alone are different things`() throws {
    #expect(try refusal { try Reading(TemporaryFile("")) } == .isEmpty)
    let header = try Reading(TemporaryFile("provider_code,attendance_id,arrival_date\n"))
    #expect(header.outcomes.isEmpty)
    #expect(header.summary.rows == 0)
  }

  @Test func `a header without the needed columns names them and what comes near`() throws {
    let file = try TemporaryFile("provider_code,atendance_id,chief_complaint\nRZ9,A1,\n")
    #expect(
      try refusal { try Reading(file) }
        == .lacksColumns([
          .init(field: .attendanceID, names: ["attendance_id"], nearest: "atendance_id"),
          .init(field: .arrivalDate, names: ["arrival_date", "arrival_datetime"], nearest: nil),
        ])
    )
  }

  @Test(arguments: [
    ("nhs_number,NHS_Number", true), ("remark,remark", true), ("diagnosis_1,diagnosis_1", false),
    ("quarantine_line,quarantine_line", false), (",", false),
  ])
  func `a repeated name refuses the file unless it is numbered`(names: String, isRefused: Bool)
    throws
  {
    let file = try TemporaryFile("provider_code,attendance_id,arrival_date,\(names)\n")
    let cause = try refusal { try Reading(file) }
    #expect((cause != nil) == isRefused)
  }

  @Test(arguments: [(19, 19, false), (20, 20, true), (20, 400, false), (21, 400, true)])
  func `a file is refused above the share of quarantined rows and from 20 on`(
    bad: Int,
    rows: Int,
    isRefused: Bool
  ) throws {
    let lines = (0..<rows).map { "RZ9,A\($0),\($0 < bad ? "" : "2026-01-01")\n" }
    let file = try TemporaryFile("provider_code,attendance_id,arrival_date\n" + lines.joined())
    let cause = try refusal { try Reading(file) }
    let refused = ExtractRefusal.Cause.tooManyQuarantined(
      bad,
      of: rows,
      mostly: .missing(column: "arrival_date")
    )
    #expect(cause == (isRefused ? refused : nil))
  }

  @Test func `a stray quote refuses the file after the rows before it`() throws {
    let file = try TemporaryFile(
      "provider_code,attendance_id,arrival_date\nRZ9,A1,2026-01-01\nRZ9,A\"2,2026-01-01\n"
    )
    let asOf = try #require(CivilDay("2026-11-22"))
    var taken = 0
    let cause = try refusal {
      try file.withPath { try ExtractReader(path: $0, asOf: asOf).read { _ in taken += 1 } }
    }
    #expect(cause == .notCSV(.strayQuote, line: 3, byte: 64))
    #expect(taken == 1)
  }

  @Test func `what the caller throws ends the reading`() throws {
    struct Enough: Error {}
    let file = try standardFile("sex", "1", "2")
    let asOf = try #require(CivilDay("2026-11-22"))
    #expect(throws: Enough.self) {
      try file.withPath { try ExtractReader(path: $0, asOf: asOf).read { _ in throw Enough() } }
    }
  }

  @Test func `fields nobody wants are not read, identity and order are`() throws {
    let file = try standardFile(
      "family_name,nhs_number,sex",
      "Sample,9990000018,1",
      "Sample,9990000026,2"
    )
    let reading = try Reading(file, fields: [.sex])
    #expect(reading.attendances.map(\.patient.familyName) == [nil, nil])
    #expect(reading.attendances.map(\.patient.sex) == ["1", "2"])
    #expect(
      reading.attendances.map { $0.patient.nhsNumber?.plain } == ["9990000018", "9990000026"]
    )
    #expect(reading.summary.unmappedColumns.isEmpty)
  }
}
