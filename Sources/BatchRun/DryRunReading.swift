import AttendanceModel
import ExtractReading
import Foundation
import Linkage
import RuleEngine
import RuleLanguage

/// Takes a dry-run's extracts into memory: versions, identities, and what the rules make of rows.
struct DryRunReading {
  private let book: RuleBook
  private let asOf: CivilDay
  private let profile: SourceProfile
  /// Nil reads plainly, row by row.
  private let threads: Int?

  /// What rules make of rows, numbered; a row keeps the number.
  let answers = AnswerList()
  /// Made when the first rows show how many there will be.
  private(set) var table: AttendanceTable?
  private(set) var extracts: [Intake.TakenFile] = []
  /// How many versions were taken before each extract.
  private(set) var extractStarts: [Int] = []
  private var bytesToRead = 0

  init(book: RuleBook, asOf: CivilDay, profile: SourceProfile, threads: Int?) {
    self.book = book
    self.asOf = asOf
    self.profile = profile
    self.threads = threads
  }

  /// The table, given away.
  mutating func takeTable() -> AttendanceTable? { table.take() }

  /// Reads files in their order.
  mutating func take(_ paths: [String], _ progress: (String) -> Void) throws {
    bytesToRead = paths.reduce(0) { sum, path in
      let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      return sum + (size ?? 0)
    }
    for path in paths {
      progress("reading \(path)")
      extractStarts.append(table?.rowCount ?? 0)
      let summary = try threads.map { try readInBulk(path, threads: $0) } ?? readPlainly(path)
      extracts.append(
        Intake.TakenFile(
          source: profile.name,
          file: path,
          sha256: "",
          summary: summary,
          // Known when all versions are.
          superseded: 0,
          quarantined: []
        )
      )
    }
  }

  private var fields: Set<AttendanceField> {
    book.rules.reduce(into: [.birthDate]) { $0.formUnion($1.fieldsRead) }
  }

  private mutating func readInBulk(_ path: String, threads: Int) throws -> ExtractSummary {
    let engine = book.engine
    let answers = answers
    let reader = BulkReader(
      path: path,
      profile: profile,
      asOf: asOf,
      fields: fields,
      questions: engine.fieldQuestions.map { fields in
        FieldQuestions(fields: fields) { engine.fieldAnswers(of: $0) }
      },
      threads: threads
    )
    return try reader.read(
      preparing: {
        var memory = AnswerMemory(engine, list: answers)
        return { batch in memory.answer(&batch, engine, answers) }
      },
      { take($0) }
    )
  }

  private mutating func readPlainly(_ path: String) throws -> ExtractSummary {
    let reader = ExtractReader(path: path, profile: profile, asOf: asOf, fields: fields)
    var batch = RowBatch()
    var memory = AnswerMemory(book.engine, list: answers)
    let summary = try reader.read { outcome in
      switch outcome {
      case .version(let attendance, _): batch.append(attendance)
      case .delete(let key, let applicable, _):
        batch.append(deletionOf: key, applicable: applicable)
      case .quarantined: return
      }
      guard batch.rows.count == 1024 else { return }
      memory.answer(&batch, book.engine, answers)
      take(batch)
      batch.removeAll()
    }
    memory.answer(&batch, book.engine, answers)
    take(batch)
    return summary
  }

  private mutating func take(_ batch: borrowing RowBatch) {
    var table =
      self.table.take()
      ?? AttendanceTable(
        expecting: batch.byteCount == 0
          ? 0 : Int(Double(bytesToRead) * Double(batch.rows.count) / Double(batch.byteCount) * 1.02)
      )
    table.take(batch.rows, words: batch.words)
    self.table = table
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
