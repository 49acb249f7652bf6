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
  private(set) var extracts: [TakenExtract] = []
  let superseded: SupersededNumbers
  /// By digits, the number that stands today.
  private let currentDigits: [UInt64: UInt64]
  private var quarantinedInFile = 0
  private var bytesToRead = 0
  private var bytesRead = 0
  private var rowsRead = 0

  init(
    book: RuleBook,
    asOf: CivilDay,
    profile: SourceProfile,
    superseded: SupersededNumbers,
    threads: Int?,
    kinds: RowKindList? = nil
  ) {
    self.superseded = superseded
    currentDigits = Dictionary(
      uniqueKeysWithValues: superseded.resolved.map { ($0.digits, $1.digits) }
    )
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
  mutating func take(_ paths: [String], _ progress: (WorkProgress) -> Void) throws {
    bytesToRead = paths.reduce(0) { $0 + StandardInput.size(of: $1) }
    for path in paths {
      progress(.step("reading \(path)"))
      var load = try PeriodLoad(path, profile)
      quarantinedInFile = 0
      table?.begin(extract: extracts.count)
      let summary =
        try threads.map { try readInBulk(path, threads: $0, &load, progress) }
        ?? readPlainly(path, &load, progress)
      var taken = TakenExtract(
        source: profile.name,
        file: path,
        sha256: "",
        number: Int64(extracts.count),
        summary: summary
      )
      taken.balance = RowBalance(rows: summary.rows, quarantined: quarantinedInFile)
      if let load, let days = load.days(of: summary) {
        table?.removeAbsent(in: days, keeping: load.named)
      }
      extracts.append(taken)
    }
  }

  /// Gives each extract its balance, which must add up, once versions are decided.
  ///
  /// - Throws: ``RunFault`` when a row cannot be accounted for.
  mutating func settle(_ linked: LinkedTable) throws {
    for place in extracts.indices {
      if place < linked.balances.count {
        extracts[place].balance += linked.balances[place]
        extracts[place].removed = linked.removed[place]
      }
      try extracts[place].checkBalance()
    }
  }

  private var fields: Set<AttendanceField> {
    book.rules.reduce(into: kinds == nil ? [.birthDate] : [.birthDate, .siteCode]) {
      $0.formUnion($1.fieldsRead)
    }
  }

  /// What reads a file by several threads, with the questions that the rules ask of a row.
  func bulkReader(of path: String, threads: Int) -> BulkReader {
    let engine = book.engine
    let site = kinds.map { kinds -> @Sendable (Attendance) -> UInt32 in { kinds.site(of: $0) } }
    return BulkReader(
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
  }

  private mutating func readInBulk(
    _ path: String,
    threads: Int,
    _ load: inout PeriodLoad?,
    _ progress: (WorkProgress) -> Void
  ) throws -> ExtractSummary {
    let engine = book.engine
    let answers = answers
    let currentDigits = currentDigits
    let kinds = kinds
    return try bulkReader(of: path, threads: threads).read(
      preparing: {
        var memory = AnswerMemory(engine, list: answers)
        var kindMemory = kinds.map { RowKindMemory($0) }
        return { (batch: inout RowBatch) in
          memory.answer(&batch, engine, answers)
          kindMemory?.number(&batch)
          batch.renumber(currentDigits)
        }
      },
      { batch in
        for row in batch.quarantined { note(row, &load) }
        take(batch, progress)
      }
    )
  }

  private mutating func readPlainly(
    _ path: String,
    _ load: inout PeriodLoad?,
    _ progress: (WorkProgress) -> Void
  ) throws -> ExtractSummary {
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
        note(row, &load)
        return
      }
      guard batch.rows.count == 1024 else { return }
      memory.answer(&batch, book.engine, answers)
      kindMemory?.number(&batch)
      batch.renumber(currentDigits)
      take(batch, progress)
      batch.removeAll()
    }
    memory.answer(&batch, book.engine, answers)
    kindMemory?.number(&batch)
    batch.renumber(currentDigits)
    take(batch, progress)
    return summary
  }

  private mutating func note(_ row: QuarantinedRow, _ load: inout PeriodLoad?) {
    load?.note(row)
    quarantinedInFile += 1
    quarantine[row.reason.description, default: 0] += 1
  }

  private mutating func take(_ batch: borrowing RowBatch, _ progress: (WorkProgress) -> Void) {
    var table = self.table.take() ?? newTable(like: batch)
    table.take(batch.rows, words: batch.words)
    self.table = table
    bytesRead += batch.byteCount
    rowsRead += batch.rows.count
    progress(.read(bytes: bytesRead, of: bytesToRead, rows: rowsRead))
  }

  private func newTable(like batch: borrowing RowBatch) -> AttendanceTable {
    var table = AttendanceTable(
      expecting: batch.byteCount == 0
        ? 0 : Int(Double(bytesToRead) * Double(batch.rows.count) / Double(batch.byteCount) * 1.02)
    )
    table.begin(extract: extracts.count)
    return table
  }
}

extension AnswerMemory {
  /// Gives each row the number of its answers.
  fileprivate mutating func answer(
    _ batch: inout RowBatch,
    _ engine: RuleEngine,
    _ list: AnswerList
  ) {
    let attendances = batch.attendances
    var rows = batch.rows.mutableSpan
    for index in rows.indices where rows[index].kind == .version {
      if let whole = rows[index].attendance {
        rows[index].content = list.number(of: engine.answers(for: attendances[Int(whole)]))
      } else {
        rows[index].content = number(
          rows[index].answers,
          age: rows[index].age,
          on: rows[index].arrival.day
        )
      }
    }
  }
}

extension RowBatch {
  /// Puts today's number in the place of each that was merged into it.
  fileprivate mutating func renumber(_ current: [UInt64: UInt64]) {
    guard !current.isEmpty else { return }
    for index in rows.indices {
      guard let number = rows[index].nhsNumber, let current = current[number] else { continue }
      rows[index].nhsNumber = current
    }
  }
}
