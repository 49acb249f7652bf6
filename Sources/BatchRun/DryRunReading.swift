import AttendanceModel
import ExtractReading
import Foundation
import Linkage
import RuleEngine
import RuleLanguage

/// Takes a dry-run's extracts into memory: versions, identities, and what the rules make of rows.
struct DryRunReading {
  private let book: RuleBook
  let asOf: CivilDay
  let profile: SourceProfile
  /// Nil reads plainly, row by row.
  private let threads: Int?

  /// What a report tells rows apart by; without, a row keeps the number of its answers.
  let kinds: RowKindList?
  /// Quarantined rows by reason, in the reason's words.
  private(set) var quarantine: [String: Int] = [:]

  /// What rules make of rows, numbered; a row keeps the number, or that of its kind.
  let answers = AnswerList()
  /// Made when the first rows show how many there will be.
  private(set) var table: AttendanceTable?
  private(set) var extracts: [Intake.TakenFile] = []
  private var bytesToRead = 0
  private var fetched: UInt64 = 0

  init(
    book: RuleBook,
    asOf: CivilDay,
    profile: SourceProfile,
    threads: Int?,
    kinds: RowKindList? = nil
  ) {
    self.kinds = kinds
    self.book = book
    self.asOf = asOf
    self.profile = profile
    self.threads = threads
  }

  /// The table, given away.
  mutating func takeTable() -> AttendanceTable? { table.take() }

  /// What the rules make of a row, by the number that the row keeps.
  var answersByContent: [RowAnswers] {
    let answers = answers.all
    return kinds.map { $0.all.map { answers[Int($0.answers)] } } ?? answers
  }

  /// Reads files in their order.
  mutating func take(_ paths: [String], _ progress: (String) -> Void) throws {
    bytesToRead = paths.reduce(0) { sum, path in
      let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      return sum + (size ?? 0)
    }
    for path in paths {
      progress("reading \(path)")
      let before = table?.superseded ?? 0
      let summary = try threads.map { try readInBulk(path, threads: $0) } ?? readPlainly(path)
      extracts.append(
        Intake.TakenFile(
          source: profile.name,
          file: path,
          sha256: "",
          summary: summary,
          superseded: (table?.superseded ?? 0) - before,
          quarantined: []
        )
      )
    }
  }

  private var fields: Set<AttendanceField> {
    book.rules.reduce(into: kinds == nil ? [.birthDate] : [.birthDate, .siteCode]) {
      $0.formUnion($1.fieldsRead)
    }
  }

  private mutating func readInBulk(_ path: String, threads: Int) throws -> ExtractSummary {
    let engine = book.engine
    let answers = answers
    let kinds = kinds
    let site = kinds.map { kinds -> @Sendable (Attendance) -> UInt32 in { kinds.site(of: $0) } }
    let reader = BulkReader(
      path: path,
      profile: profile,
      asOf: asOf,
      fields: fields,
      questions: engine.fieldQuestions.map { fields in
        FieldQuestions(
          fields: fields,
          answer: { engine.fieldAnswers(of: $0) },
          mark: site
        )
      },
      threads: threads
    )
    return try reader.read(
      preparing: {
        var memory = AnswerMemory(engine, list: answers)
        var kindMemory = kinds.map { RowKindMemory($0) }
        return { (batch: inout RowBatch) in
          memory.answer(&batch, engine, answers)
          kindMemory?.number(&batch)
        }
      },
      { take($0) }
    )
  }

  private mutating func readPlainly(_ path: String) throws -> ExtractSummary {
    let reader = ExtractReader(path: path, profile: profile, asOf: asOf, fields: fields)
    var batch = RowBatch()
    var memory = AnswerMemory(book.engine, list: answers)
    var kindMemory = kinds.map { RowKindMemory($0) }
    let summary = try reader.read { outcome in
      switch outcome {
      case .version(let attendance, _): batch.append(attendance)
      case .delete(let key, let applicable, _):
        batch.append(deletionOf: key, applicable: applicable)
      case .quarantined(let row):
        quarantine[row.reason.description, default: 0] += 1
        return
      }
      guard batch.rows.count == 1024 else { return }
      memory.answer(&batch, book.engine, answers)
      kindMemory?.number(&batch)
      take(batch)
      batch.removeAll()
    }
    memory.answer(&batch, book.engine, answers)
    kindMemory?.number(&batch)
    take(batch)
    return summary
  }

  private mutating func take(_ batch: borrowing RowBatch) {
    for row in batch.quarantined { quarantine[row.reason.description, default: 0] += 1 }
    var table =
      self.table.take()
      ?? AttendanceTable(
        expecting: batch.byteCount == 0
          ? 0 : Int(Double(bytesToRead) * Double(batch.rows.count) / Double(batch.byteCount) * 1.02)
      )
    let words = batch.words.span
    var start = 0
    while start < batch.rows.count {
      let group = start..<min(start + 16, batch.rows.count)
      for index in group {
        let row = batch.rows[index]
        fetched ^= table.touch(row.version, hasLocal: row.localWords > 0)
      }
      for index in group {
        let row = batch.rows[index]
        let key = Int(row.firstWord)
        let local = key + Int(row.keyWords)
        table.take(
          row.version,
          key: words.extracting(key..<local),
          local: words.extracting(local..<local + Int(row.localWords))
        )
      }
      start = group.upperBound
    }
    self.table = table
  }
}

extension BulkRow {
  fileprivate var version: AttendanceTable.Version {
    AttendanceTable.Version(
      keyHash: keyHash,
      applicable: applicable,
      content: kind == .delete ? nil : content,
      arrival: arrival,
      birthDate: birthDate,
      nhsNumber: nhsNumber,
      localHash: localHash
    )
  }
}

extension AnswerMemory {
  /// Gives each row the number of its answers.
  fileprivate mutating func answer(
    _ batch: inout RowBatch,
    _ engine: RuleEngine,
    _ list: AnswerList
  ) {
    for index in batch.rows.indices where batch.rows[index].kind == .version {
      let row = batch.rows[index]
      batch.rows[index].content =
        row.attendance.map { list.number(of: engine.answers(for: batch.attendances[Int($0)])) }
        ?? number(row.answers, age: row.age, on: row.arrival.day)
    }
  }
}
