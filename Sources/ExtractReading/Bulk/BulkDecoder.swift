import AttendanceModel

/// Turns the kept values of a chunk's rows into ``BulkRow``s.
///
/// The short way takes a row only when every value is in a plain form. It goes column by column, so
/// that each loop does one thing to many rows, which the processor overlaps. Any other row, whatever
/// is odd about it, is handed whole to the ``RowDecoder``, which alone knows how to count, to
/// default and to quarantine. One thread's own.
struct BulkDecoder {
  let slots: BulkSlots
  let places: ValuePlaces
  private let questions: FieldQuestions
  let asOf: CivilDay
  /// Where findings are counted.
  var decoder: RowDecoder
  /// Asked for the meaning of one cell at a time, its counts empty between questions.
  private var asker: RowDecoder
  private let freshAsker: RowDecoder
  private var meanings = CellMeanings()
  /// By slot, the questions about its ``BulkSlots/rivals``.
  private let rivals: [UInt64]
  /// By slot, how many words the longest cell has that is kept there.
  private var wordsOfCells: [Int]
  /// By slot, how many cells are kept.
  private var cellsOfSlot: [Int]
  /// What an attendance without any value answers.
  let ofBlank: FieldAnswers
  /// The meaning of constants that stand for columns.
  private var ofConstants = CellMeaning()
  private(set) var providers: [PackedProvider] = []
  /// Who gives out local ids, when it is not the provider.
  let issuer: PackedProvider?
  var births: DayMemory
  var arrivals: DayMemory
  var versions: StampMemory
  /// Room for what the looked-up cells of a chunk's rows say.
  private var facts: [CellMeaning] = []
  /// Room for the words of a chunk's keys and local identities.
  private var words: [UInt64] = []

  /// Without questions every row goes the long way.
  init(plan: ColumnPlan, asOf: CivilDay, questions: FieldQuestions?) {
    slots = BulkSlots(plan, questions: questions)
    places = ValuePlaces(count: slots.count)
    wordsOfCells = Array(repeating: 1, count: slots.count)
    cellsOfSlot = Array(repeating: 0, count: slots.count)
    issuer = slots.issuer.flatMap { PackedProvider($0) }
    let questions = questions ?? FieldQuestions(fields: []) { _ in FieldAnswers() }
    rivals = slots.rivals.map(questions.about)
    self.questions = questions
    self.asOf = asOf
    decoder = RowDecoder(plan: plan, asOf: asOf)
    asker = decoder
    freshAsker = decoder
    ofBlank = questions.answer(decoder.blank)
    births = DayMemory(slots.birthDate.patterns)
    arrivals = DayMemory(
      slots.hasArrivalDate ? slots.arrivalDate.patterns : slots.arrivalDatetime.patterns
    )
    versions = StampMemory(slots.applicable, time: slots.applicableTime)
    ofConstants = meaning(of: slots.constants, in: Span())
  }

  /// Decodes all rows of a chunk, from what ``ChunkParser/withValues(_:)`` lends, into a batch
  /// that is empty.
  mutating func decode(
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    into batch: inout RowBatch
  ) {
    let rowCount = places.rowCount(ends)
    guard !slots.needsWholeRows else {
      for row in 0..<rowCount { decodeWhole(row, bytes, ends, into: &batch) }
      return
    }
    // Taken out of the batch and of here, to be used again.
    var (rows, facts, words): ([BulkRow], [CellMeaning], [UInt64]) = ([], [], [])
    swap(&rows, &batch.rows)
    swap(&facts, &self.facts)
    swap(&words, &self.words)
    rows.append(contentsOf: repeatElement(BulkRow(.version), count: rowCount))
    facts.removeAll(keepingCapacity: true)
    facts.append(contentsOf: repeatElement(ofConstants, count: rowCount))
    for slot in slots.coded { addMeanings(of: slot, bytes, ends, to: &facts) }
    let wordCount = readColumns(bytes, ends, facts: &facts, into: &rows, words: &words)
    batch.words += words[..<wordCount]
    if !facts.contains(where: \.isOdd) {
      swap(&rows, &batch.rows)
      batch.recordCount += rowCount
    } else {
      for row in 0..<rowCount {
        if facts[row].isOdd {
          decodeWhole(row, bytes, ends, into: &batch)
        } else {
          batch.rows.append(rows[row])
          batch.recordCount += 1
        }
      }
    }
    swap(&facts, &self.facts)
    swap(&words, &self.words)
  }

  // MARK: The long way

  private mutating func decodeWhole(
    _ row: Int,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    into batch: inout RowBatch
  ) {
    batch.recordCount += 1
    let whole = places.range(row, ends)
    let fieldCount = places.fieldCount(row, ends)
    var columnEnds: [Int] = []
    for column in 0..<min(slots.slotOfColumn.count, fieldCount) {
      let slot = slots.slotOfColumn[column]
      columnEnds.append(
        slot >= 0
          ? places.range(row, slot, ends).upperBound - whole.lowerBound : columnEnds.last ?? 0
      )
    }
    let values = bytes.extracting(whole)
    let decoded = decoder.decode(values, ends: columnEnds.span, fieldCount: fieldCount)
    for mark in decoder.marks {
      batch.damaged.append((mark, RowPosition(record: batch.recordCount, line: 0)))
    }
    switch consume decoded {
    case .version(let attendance): batch.append(attendance)
    case .delete(let key, let applicable): batch.append(deletionOf: key, applicable: applicable)
    case .quarantined(let reason, let key, let applicable):
      batch.quarantined.append(
        QuarantinedRow(
          position: RowPosition(record: batch.recordCount, line: 0),
          reason: reason,
          originalBytes: [],
          key: key,
          applicable: applicable
        )
      )
    }
  }

  // MARK: Meanings

  /// Adds what the cells of one column mean to what is known of each row.
  private mutating func addMeanings(
    of slot: Int,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    to facts: inout [CellMeaning]
  ) {
    var facts = facts.mutableSpan
    var row = 0
    while row < facts.count {
      // Three forms of one loop: most columns hold short codes, which need one word.
      switch (rivals[slot], wordsOfCells[slot]) {
      case (0, 1): addMeanings(of: slot, most: 1, rivals: 0, bytes, ends, to: &facts, from: &row)
      case (0, 2): addMeanings(of: slot, most: 2, rivals: 0, bytes, ends, to: &facts, from: &row)
      case (let rivals, _):
        addMeanings(of: slot, most: 3, rivals: rivals, bytes, ends, to: &facts, from: &row)
      }
    }
  }

  /// Goes on until a cell is kept that is longer than `most` words: what compares fewer words than
  /// kept cells have would take a cell for a longer one that begins with it.
  @inline(__always)
  private mutating func addMeanings(
    of slot: Int,
    most: Int,
    rivals: UInt64,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    to facts: inout MutableSpan<CellMeaning>,
    from row: inout Int
  ) {
    while row < facts.count {
      let range = places.range(row, slot, ends)
      if range.count <= most &* 8,
        let known = meanings.meaning(of: bytes.words(range, most: most), most: most, slot: slot)
      {
        facts[row].add(known, rivals: rivals)
        row &+= 1
      } else {
        facts[row].add(newMeaning(slot, in: bytes, range), rivals: rivals)
        row &+= 1
        if wordsOfCells[slot] > most { return }
      }
    }
  }

  /// Asks for what a cell means that was not met before, or is longer than the column's others.
  @inline(never)
  private mutating func newMeaning(
    _ slot: Int,
    in bytes: Span<UInt8>,
    _ range: Range<Int>
  ) -> CellMeaning {
    guard range.count <= CellMeanings.keptBytes else {
      return meaning(of: slots.cells[slot], in: bytes.extracting(range))
    }
    let words = bytes.words(range)
    if let known = meanings.meaning(of: words, most: 3, slot: slot) { return known }
    let meaning = meaning(of: slots.cells[slot], in: bytes.extracting(range))
    guard cellsOfSlot[slot] < CellMeanings.mostOfSlot else { return meaning }
    cellsOfSlot[slot] += 1
    wordsOfCells[slot] = max(wordsOfCells[slot], (range.count + 7) / 8)
    meanings.keep(meaning, of: words, slot: slot)
    return meaning
  }

  private mutating func meaning(of cells: [ColumnPlan.Cell], in bytes: Span<UInt8>) -> CellMeaning {
    let (row, attendance) = asker.values(cells, in: bytes)
    // What hangs on another cell of the row is left to the long way, and so are deletions.
    var isOdd =
      asker.hasFindings || row.isDelete || !row.qualifiers.isEmpty
      || row.injuryTime != nil && slots.hasInjuryTimesApart
    if asker.hasFindings { asker = freshAsker }
    var place: Int?
    if let provider = row.providerCode.value {
      place = providers.count
      if let packed = PackedProvider(provider) {
        providers.append(packed)
      } else {
        isOdd = true
      }
    }
    let fields = Set(cells.map(\.field)).filter { field in
      field == .attendanceCategory ? row.hasCategory : !attendance.values(of: field).isEmpty
    }
    return CellMeaning(
      touched: questions.about(fields),
      answers: questions.answer(attendance),
      provider: place,
      isOdd: isOdd,
      mark: questions.mark?(attendance) ?? .max
    )
  }
}
