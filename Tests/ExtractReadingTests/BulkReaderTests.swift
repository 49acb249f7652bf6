import AttendanceModel
import ExtractReading
import SeededRandom
import TemporaryFiles
import Testing

/// Reading in chunks by several threads, held to the plain reader.
struct BulkReaderTests {
  /// What a reader gave, in a form that both readers give.
  private struct Reading: Equatable {
    struct Row: Equatable {
      var isDelete: Bool
      var key: AttendanceKey
      var applicable: Instant?
      var local: String?
      var nhsNumber: UInt64?
      var arrival: Arrival?
      var birthDate: CivilDay?
      var age: Age?
      var answers: FieldAnswers?
    }

    var rows: [Row] = []
    var quarantined: [QuarantinedRow] = []
    var summary: ExtractSummary?
    var refusal: ExtractRefusal?
  }

  private static let asOf = CivilDay(rawValue: 20_818)  // 2026-12-31

  /// Every kind of question that a cell can answer.
  private static let questions = FieldQuestions(
    fields: [
      .departmentType, .attendanceCategory, .diagnosis, .diagnosis, .chiefComplaint, .injuryDate,
      .injuryDate, .gpPracticeCode, .mobility, .providerCode, nil,
    ],
    answer: { attendance in
      var answers = FieldAnswers()
      answers[0] = attendance.departmentType.map { Truth($0 == "01") } ?? .unknown
      answers[1] = Truth(attendance.category.isUnplanned)
      let codes = attendance.diagnoses.map(\.code)
      answers[2] = codes.isEmpty ? .unknown : Truth(codes.contains("283025007"))
      answers[3] = Truth(codes.isEmpty)
      answers[4] = attendance.chiefComplaint.map { Truth($0 == "125668004") } ?? .unknown
      answers[5] = Truth(attendance.injury.date != nil)
      answers[6] = Truth(attendance.injury.date == nil)
      answers[7] = Truth(attendance.registration == .none)
      answers[8] = attendance.patient.mobility.map { Truth($0 == .nonMobile) } ?? .unknown
      answers[9] = Truth(attendance.key.providerCode == "RJE")
      return answers
    }
  )

  @Test(arguments: RandomCases.seeds)
  func `both readers read a dirty file alike`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let folder = try TemporaryFolder()
    try folder.write(random.dirtyExtract(upTo: 120), to: "x.csv")
    let path = "\(folder.path)/x.csv"
    let plain = Self.readPlainly(path)
    for threads in [1, 2, 8] {
      let chunkSize = random.choose([1, 64, 300, 1000, 5000, 1 << 17])
      let bulk = Self.readInBulk(path, threads: threads, chunkSize: chunkSize)
      // What is not read in chunks is left to the plain reader.
      guard let bulk else { continue }
      #expect(bulk == plain)
    }
  }

  @Test
  func `most dirty files are read in chunks`() throws {
    var left = 0
    for seed in 0..<UInt64(100) {
      var random = SplitMix64(seed: seed)
      let folder = try TemporaryFolder()
      try folder.write(random.dirtyExtract(upTo: 120), to: "x.csv")
      let path = "\(folder.path)/x.csv"
      let isUnfit = Self.readInBulk(path, threads: 2, chunkSize: 500) == nil
      left += isUnfit ? 1 : 0
    }
    #expect(left < 30)
  }

  @Test(arguments: 1...40)
  func `a chunk may end anywhere`(chunkSize: Int) throws {
    let folder = try TemporaryFolder()
    let rows = (1...30).map { "A\($0),RJE,2026-05-01,\"1 Road,\n\"\"Town\"\"\"\n" }
    try folder.write(
      "attendance_id,provider_code,arrival_date,address_line_1\n" + rows.joined(),
      to: "x.csv"
    )
    let path = "\(folder.path)/x.csv"
    let bulk = try #require(Self.readInBulk(path, threads: 3, chunkSize: chunkSize))
    #expect(bulk == Self.readPlainly(path))
    #expect(bulk.rows.map(\.key.attendanceID) == (1...30).map { "A\($0)" })
  }

  @Test(arguments: ["x,\"unclosed\n1,2\n", "x\"y,1\n", "\u{0},1\n"])
  func `what strict CSV forbids is refused, wherever it stands`(fault: String)
    throws
  {
    let folder = try TemporaryFolder()
    let row = "A1,RJE,2026-05-01\n"
    for before in [0, 1, 500, 9000] {
      let text =
        "attendance_id,provider_code,arrival_date\n" + String(repeating: row, count: before) + fault
        + String(repeating: row, count: 500)
      try folder.write(text, to: "x.csv")
      let plain = Self.readPlainly("\(folder.path)/x.csv")
      #expect(plain.refusal != nil)
      // What lies in the header's block is found before there are chunks.
      let bulk = Self.readInBulk("\(folder.path)/x.csv", threads: 4, chunkSize: 256)
      #expect(bulk ?? plain == plain)
    }
  }

  // MARK: Both readers

  private static func readPlainly(_ path: String) -> Reading {
    var reading = Reading()
    do {
      reading.summary = try ExtractReader(path: path, asOf: asOf).read { outcome in
        switch outcome {
        case .version(let attendance, _): reading.rows.append(row(attendance))
        case .delete(let key, let applicable, _):
          reading.rows.append(Reading.Row(isDelete: true, key: key, applicable: applicable))
        case .quarantined(let row): reading.quarantined.append(row)
        }
      }
    } catch {
      reading = Reading(refusal: error as? ExtractRefusal)
    }
    return reading
  }

  /// Nil when the file is left to the plain reader.
  private static func readInBulk(_ path: String, threads: Int, chunkSize: Int) -> Reading? {
    let reader = BulkReader(
      path: path,
      asOf: asOf,
      questions: questions,
      threads: threads,
      chunkSize: chunkSize
    )
    var reading = Reading()
    do {
      reading.summary = try reader.read(
        preparing: { { _ in } },
        { batch in
          for row in batch.rows { reading.rows.append(Self.row(row, in: batch)) }
          reading.quarantined += batch.quarantined
        }
      )
    } catch is BulkReader.NeedsPlainReading {
      return nil
    } catch {
      reading = Reading(refusal: error as? ExtractRefusal)
    }
    return reading
  }

  private static func row(_ attendance: Attendance) -> Reading.Row {
    Reading.Row(
      isDelete: false,
      key: attendance.key,
      applicable: attendance.applicable,
      local: attendance.patient.localPatientID,
      nhsNumber: attendance.patient.nhsNumber?.digits,
      arrival: attendance.arrival,
      birthDate: attendance.patient.birthDate,
      age: attendance.age,
      answers: questions.answer(attendance)
    )
  }

  private static func row(_ row: BulkRow, in batch: borrowing RowBatch) -> Reading.Row {
    let words = batch.words.span
    let start = Int(row.firstWord)
    let end = start + Int(row.keyWords)
    let key = PackedText.texts(in: words.extracting(start..<end))
    let local = PackedText.texts(in: words.extracting(end..<end + Int(row.localWords)))
    let whole = row.attendance.map { batch.attendances[Int($0)] }
    return Reading.Row(
      isDelete: row.kind == .delete,
      key: AttendanceKey(providerCode: key.first, attendanceID: key.second),
      applicable: row.applicable,
      local: row.localWords > 0 ? local.second : nil,
      nhsNumber: row.nhsNumber,
      arrival: row.kind == .delete ? nil : row.arrival,
      birthDate: row.birthDate,
      age: row.kind == .delete ? nil : row.age,
      answers: row.kind == .delete ? nil : whole.map(questions.answer) ?? row.answers
    )
  }
}
