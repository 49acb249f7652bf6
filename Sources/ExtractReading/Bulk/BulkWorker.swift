import Synchronization

/// What the threads that read one file share; `Made` is what they make of each batch.
final class BulkWork<Made: Sendable>: Sendable {
  /// A batch on its way to whoever takes it.
  struct Item: Sendable {
    var batch: RowBatch
    var made: Made
  }

  private struct State {
    var isUnfit = false
    var decoders: [RowDecoder] = []
    var spareBatches: [RowBatch] = []
  }

  let chunks: FileChunks
  let turnstile: Turnstile<Item>
  private let state = Mutex(State())

  init(chunks: FileChunks, threads: Int) {
    self.chunks = chunks
    turnstile = Turnstile(makers: threads - 1, room: threads * 4)
  }

  /// Whether the plain reader must look at the file.
  var isUnfit: Bool { state.withLock { $0.isUnfit } }

  /// Says that the plain reader must look at the file; all threads then stop.
  func setUnfit() {
    state.withLock { $0.isUnfit = true }
    turnstile.stop()
  }

  /// Keeps what a thread has found, once it makes no more.
  func keep(_ findings: RowDecoder) { state.withLock { $0.decoders.append(findings) } }

  /// What the threads found, once no item is left.
  var decoders: [RowDecoder] { state.withLock { $0.decoders } }

  /// An empty batch, with room from an earlier use when there is one.
  func spareBatch() -> RowBatch { state.withLock { $0.spareBatches.popLast() } ?? RowBatch() }

  func giveBack(_ batch: consuming RowBatch) {
    batch.removeAll()
    let spare = batch
    state.withLock { $0.spareBatches.append(spare) }
  }
}

/// One thread's tools: takes chunk after chunk, parses, decodes, and puts the rows down.
struct BulkWorker {
  private let parser: ChunkParser
  private let buffer: ChunkBuffer
  private let form: TextForm
  private var decoder: BulkDecoder

  init(plan: ColumnPlan, form: TextForm, decoder: BulkDecoder, chunkSize: Int) {
    parser = ChunkParser(form, keeping: plan.keptColumns)
    buffer = ChunkBuffer(capacity: chunkSize, quote: form.quoteByte)
    self.form = form
    self.decoder = decoder
  }

  /// Works until the file has no more chunks, or is found unfit; `make` is what the thread
  /// does to each batch, while others do the same to theirs.
  mutating func work<Made>(_ work: BulkWork<Made>, _ make: (inout RowBatch) -> Made) {
    while work.turnstile.waitForRoom(), makeNext(work, make) {}
    work.keep(findings)
    work.turnstile.leave()
  }

  /// Works on one chunk, for which there is room; false when the file has no more, or is unfit.
  mutating func makeNext<Made>(_ work: BulkWork<Made>, _ make: (inout RowBatch) -> Made) -> Bool {
    switch work.chunks.next(into: buffer) {
    case .end: return false
    case .unfit:
      work.setUnfit()
      return false
    case .chunk(let number, let isLast):
      guard parser.parse(buffer, isLast: isLast) else {
        work.setUnfit()
        return false
      }
      var batch = work.spareBatch()
      batch.byteCount = buffer.count
      decode(into: &batch)
      guard !batch.isUnfit else {
        work.setUnfit()
        return false
      }
      let made = make(&batch)
      work.turnstile.put(BulkWork.Item(batch: batch, made: made), at: number)
      return true
    }
  }

  /// What the thread has found so far.
  var findings: RowDecoder { decoder.decoder }

  private mutating func decode(into batch: inout RowBatch) {
    parser.withValues { bytes, ends in decoder.decode(bytes, ends, into: &batch) }
    if batch.quarantined.isEmpty, batch.damaged.isEmpty,
      buffer.lineFeedsAlone == batch.recordCount
    {
      batch.lineCount = batch.recordCount
      return
    }
    // Rare: lines within quotes, blank lines, odd line ends, or rows to be shown as they stand.
    buffer.withBytes { bytes in
      var next = 0
      var nextDamaged = 0
      let scan = RecordScan(bytes, form) { record in
        while nextDamaged < batch.damaged.count,
          batch.damaged[nextDamaged].position.record == record.number
        {
          batch.damaged[nextDamaged].position.line = record.line
          nextDamaged += 1
        }
        guard next < batch.quarantined.count,
          batch.quarantined[next].position.record == record.number
        else { return }
        batch.quarantined[next].position.line = record.line
        batch.quarantined[next].originalBytes = record.bytes.map { bytes[$0] }
        next += 1
      }
      batch.lineCount = scan.lineCount
      batch.blankLines = scan.blankLines
    }
  }
}
