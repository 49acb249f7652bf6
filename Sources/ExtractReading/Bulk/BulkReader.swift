package import AttendanceModel
import Foundation

/// Reads one extract with several threads, without texts where they are not needed.
///
/// What is read is what ``ExtractReader`` reads: same rows, same order, same counts, whatever the
/// number of threads and the size of chunks. README.md in this folder says how.
package struct BulkReader {
  /// The file is not for reading in chunks: ``ExtractReader`` must say what is wrong with it, or
  /// read it if nothing is.
  package struct NeedsPlainReading: Error {}

  private let path: String
  private let profile: SourceProfile
  private let asOf: CivilDay
  private let maxQuarantined: Double
  private let fields: Set<AttendanceField>?
  private let questions: FieldQuestions?
  private let threads: Int
  private let chunkSize: Int

  /// Prepares to read a file; nothing is opened yet.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - profile: How its columns and codes map.
  ///   - asOf: An arrival after this day is quarantined.
  ///   - maxQuarantined: The share of rows, 0 to 1, above which the file is refused.
  ///   - fields: The fields wanted, when not all, as for ``ExtractReader``.
  ///   - questions: What to ask of every row; without, every row is read whole.
  ///   - threads: How many threads read, the calling one included, at least 1.
  ///   - chunkSize: Bytes parsed at once; a longer record makes its chunk longer.
  package init(
    path: String,
    profile: SourceProfile = .standard,
    asOf: CivilDay,
    maxQuarantined: Double = 0.05,
    fields: Set<AttendanceField>? = nil,
    questions: FieldQuestions?,
    threads: Int,
    chunkSize: Int = 1 << 17
  ) {
    self.path = path
    self.profile = profile
    self.asOf = asOf
    self.maxQuarantined = maxQuarantined
    self.fields = fields
    self.questions = questions
    self.threads = max(threads, 1)
    self.chunkSize = chunkSize
  }

  /// Hands over every row, in file order, and sums up.
  ///
  /// On any error the caller drops what it took.
  ///
  /// - Parameters:
  ///   - preparing: Called once for each thread; gives what the thread does to each of its batches
  ///     before it is handed over.
  ///   - take: Gets one batch at a time, whatever the thread.
  /// - Returns: What the file held.
  /// - Throws: ``ExtractRefusal`` or ``NeedsPlainReading``.
  package func read(
    preparing: @escaping @Sendable () -> (inout RowBatch) -> Void,
    _ take: (borrowing RowBatch) -> Void
  ) throws -> ExtractSummary {
    try read(making: preparing) { batch, _ in take(batch) }
  }

  /// Hands over every row, in file order, with what its thread made of the batch, and sums up.
  ///
  /// On any error the caller drops what it took.
  ///
  /// - Parameters:
  ///   - making: Called once for each thread; gives what the thread makes of each of its batches
  ///     before it is handed over.
  ///   - take: Gets one batch at a time, whatever the thread; what it throws ends the reading.
  /// - Returns: What the file held.
  /// - Throws: ``ExtractRefusal``, ``NeedsPlainReading``, or what `take` throws.
  package func read<Made: Sendable>(
    making: @escaping @Sendable () -> (inout RowBatch) -> Made,
    _ take: (borrowing RowBatch, Made) throws -> Void
  ) throws -> ExtractSummary {
    let opening = try ExtractOpening(
      path: path,
      profile: profile,
      fields: fields,
      blockSize: CSVRecords.standardBlockSize
    )
    // Behind a lone CR the line end, or the file, may go on in another way.
    guard opening.records.lineEnd.last == UInt8(ascii: "\n"),
      let chunks = FileChunks(path: path, profile.form, from: opening.records.nextOffset)
    else { throw NeedsPlainReading() }
    let work = BulkWork<Made>(chunks: chunks, threads: threads)
    let plan = opening.plan
    for _ in 1..<threads {
      Thread.detachNewThread {
        var worker = makeWorker(plan)
        worker.work(work, making())
      }
    }
    var counts = RowCounts()
    var damage = DamageTally()
    var line = opening.records.nextLine
    var items = BulkItems(work, makeWorker(plan), making())
    while let item = items.next() {
      let made = item.made
      // The item is not looked at again, so that its batch is changed in place.
      var batch = item.batch
      for index in batch.quarantined.indices {
        batch.quarantined[index].position.record += counts.rows
        batch.quarantined[index].position.line += line - 1
      }
      for (mark, position) in batch.damaged {
        damage.note(
          mark,
          at: RowPosition(record: position.record + counts.rows, line: position.line + line - 1)
        )
      }
      line += batch.lineCount
      batch.firstRecord = counts.rows + 1
      counts.add(batch)
      do {
        try take(batch, made)
      } catch {
        work.turnstile.stop()
        throw error
      }
      work.giveBack(batch)
    }
    guard !work.isUnfit else { throw NeedsPlainReading() }
    counts.blankLines += opening.records.blankLines
    return try ExtractSummary(
      opening,
      counts,
      work.decoders,
      damage,
      refusedAbove: maxQuarantined
    )
  }

  private func makeWorker(_ plan: ColumnPlan) -> BulkWorker {
    BulkWorker(
      plan: plan,
      form: profile.form,
      decoder: BulkDecoder(plan: plan, asOf: asOf, questions: questions),
      chunkSize: chunkSize
    )
  }
}

extension RowCounts {
  fileprivate mutating func add(_ batch: borrowing RowBatch) {
    let deletions = batch.rows.count { $0.kind == .delete }
    rows += batch.recordCount
    attendances += batch.rows.count - deletions
    deletes += deletions
    for row in batch.quarantined { quarantine(row.reason) }
    blankLines += batch.blankLines
  }
}
