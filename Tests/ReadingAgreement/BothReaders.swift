package import AttendanceModel
package import ExtractReading

/// The plain reader and the one in chunks, each giving what can be compared; neither refuses a file
/// for how many of its rows are quarantined.
package enum BothReaders {
  /// What a reader gave, in a form that both readers give.
  package struct Reading: Equatable {
    package struct Row: Equatable {
      package var isDelete: Bool
      package var key: AttendanceKey
      package var applicable: Instant?
      package var local: String?
      package var nhsNumber: UInt64?
      package var arrival: Arrival?
      package var birthDate: CivilDay?
      package var age: Age?
      package var answers: FieldAnswers?
      package var mark: UInt32?
    }

    package var rows: [Row] = []
    package var quarantined: [QuarantinedRow] = []
    package var summary: ExtractSummary?
    package var refusal: ExtractRefusal?

    /// Whether both say the same; of several faults each may name the one that it met first.
    package func agrees(with other: Reading) -> Bool {
      self == other || refusal != nil && other.refusal != nil
    }
  }

  package static let asOf = CivilDay(rawValue: 20_818)  // 2026-12-31

  private static let injuryDay = CivilDay(rawValue: 20_578)  // 2026-05-05

  /// Every kind of question that a cell can answer.
  package static let questions = FieldQuestions(
    fields: [
      .departmentType, .attendanceCategory, .diagnosis, .diagnosis, .chiefComplaint, .injuryDate,
      .injuryDate, .gpPracticeCode, .mobility, .providerCode, .injuryDate, .injuryTime, nil,
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
      answers[10] = attendance.injury.date.map { Truth($0 == injuryDay) } ?? .unknown
      answers[11] = attendance.injury.time.map { Truth($0.minutes < 12 * 60) } ?? .unknown
      return answers
    },
    mark: { attendance in
      attendance.siteCode.map { $0.utf8.reduce(0) { $0 &* 31 &+ UInt32($1) } } ?? .max
    }
  )

  /// What the plain reader gives, with blocks of any size.
  package static func readPlainly(
    _ path: String,
    _ profile: SourceProfile = .standard,
    blockSize: Int = 1 << 16
  ) -> Reading {
    let reader = ExtractReader(
      path: path,
      profile: profile,
      asOf: asOf,
      maxQuarantined: 1,
      blockSize: blockSize
    )
    var reading = Reading()
    do {
      reading.summary = try reader.read { outcome in
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
  package static func readInBulk(
    _ path: String,
    _ profile: SourceProfile = .standard,
    threads: Int,
    chunkSize: Int
  ) -> Reading? {
    let reader = BulkReader(
      path: path,
      profile: profile,
      asOf: asOf,
      maxQuarantined: 1,
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
      answers: questions.answer(attendance),
      mark: questions.mark?(attendance)
    )
  }

  private static func row(_ row: BulkRow, in batch: borrowing RowBatch) -> Reading.Row {
    let words = batch.words
    let texts = { (first: UInt32, count: UInt16) in
      PackedText.texts(in: words.span.extracting(Int(first)..<Int(first) + Int(count)))
    }
    let key = texts(row.firstWord, row.keyWords)
    let local = texts(row.firstLocalWord, row.localWords)
    let whole = row.attendance.map { batch.attendances[Int($0)] }
    return Reading.Row(
      isDelete: row.kind == .delete,
      key: AttendanceKey(providerCode: key.first, attendanceID: key.second),
      applicable: row.applicable,
      local: row.localWords > 0 ? local.second : nil,
      nhsNumber: row.nhsNumber,
      arrival: row.kind == .delete ? nil : row.arrival,
      birthDate: row.birthDate,
      age: row.kind == .delete ? nil : whole?.age ?? row.age,
      answers: row.kind == .delete ? nil : whole.map(questions.answer) ?? row.answers,
      mark: row.kind == .delete ? nil : whole.map { questions.mark?($0) ?? .max } ?? row.mark
    )
  }
}
