import AttendanceModel

/// Turns the kept values of a chunk's rows into ``BulkRow``s.
///
/// The short way takes a row only when every value is in a plain form. Any other row, whatever is
/// odd about it, is handed whole to the ``RowDecoder``, which alone knows how to count, to default
/// and to quarantine. One thread's own.
struct BulkDecoder {
  private let slots: BulkSlots
  private let questions: FieldQuestions
  private let asOf: CivilDay
  /// Where findings are counted.
  private(set) var decoder: RowDecoder
  /// Asked for the meaning of one cell at a time, its counts empty between questions.
  private var asker: RowDecoder
  private let freshAsker: RowDecoder
  private var meanings = CellMeanings()
  private var blanks: [CellMeaning] = []
  /// What an attendance without any value answers.
  private let ofBlank: FieldAnswers
  /// The meaning of constants that stand for columns.
  private var ofConstants = CellMeaning()
  private var providers: [PackedProvider] = []
  /// Who gives out local ids, when it is not the provider.
  private let issuer: PackedProvider?
  private var births: DayMemory
  private var arrivals: DayMemory
  private var versions: DayMemory
  private var clock = ClockMemory()

  /// Without questions every row goes the long way.
  init(plan: ColumnPlan, asOf: CivilDay, questions: FieldQuestions?) {
    slots = BulkSlots(plan, questions: questions)
    issuer = slots.issuer.flatMap { PackedProvider($0) }
    let questions = questions ?? FieldQuestions(fields: []) { _ in FieldAnswers() }
    self.questions = questions
    self.asOf = asOf
    decoder = RowDecoder(plan: plan, asOf: asOf)
    asker = decoder
    freshAsker = decoder
    ofBlank = questions.answer(decoder.blank)
    births = DayMemory(slots.birthDate.pattern)
    arrivals = DayMemory(
      slots.hasArrivalDate ? slots.arrivalDate.pattern : slots.arrivalDatetime.pattern
    )
    versions = DayMemory(slots.applicable.pattern)
    ofConstants = meaning(of: slots.constants, in: Span())
    blanks = slots.cells.map { meaning(of: $0, in: Span()) }
  }

  /// Decodes all rows of a chunk, from what ``ChunkParser/withValues(_:)`` lends.
  mutating func decode(
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    into batch: inout RowBatch
  ) {
    let stride = slots.count + 1
    var row = RowPlace(count: slots.count)
    while row.first < ends.count {
      batch.recordCount += 1
      let words = batch.words.count
      if slots.needsWholeRows || !decodeShort(row, bytes, ends, into: &batch) {
        batch.words.removeLast(batch.words.count - words)
        decodeWhole(row, bytes, ends, into: &batch)
      }
      row.start = row.end(ends)
      row.first += stride
    }
  }

  // MARK: The long way

  private mutating func decodeWhole(
    _ row: RowPlace,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    into batch: inout RowBatch
  ) {
    let fieldCount = row.fieldCount(ends)
    var columnEnds: [Int] = []
    for column in 0..<min(slots.slotOfColumn.count, fieldCount) {
      let slot = slots.slotOfColumn[column]
      columnEnds.append(
        slot >= 0 ? row.range(slot, ends).upperBound - row.start : columnEnds.last ?? 0
      )
    }
    let values = bytes.extracting(row.start..<row.end(ends))
    let decoded = decoder.decode(values, ends: columnEnds.span, fieldCount: fieldCount)
    for mark in decoder.marks {
      batch.damaged.append((mark, RowPosition(record: batch.recordCount, line: 0)))
    }
    switch decoded {
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

  // MARK: The short way

  /// Appends the row when all its values are plain; else false, and some words to be dropped.
  private mutating func decodeShort(
    _ row: RowPlace,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    into batch: inout RowBatch
  ) -> Bool {
    guard row.fieldCount(ends) == slots.slotOfColumn.count, !holdsBlankWord(row, bytes, ends)
    else { return false }
    var facts = ofConstants
    for slot in slots.coded {
      let range = row.range(slot, ends)
      facts.add(range.isEmpty ? blanks[slot] : meaning(of: range, slot, bytes))
    }
    guard !facts.isOdd, facts.provider >= 0, let arrival = arrival(of: row, bytes, ends),
      arrival.day <= asOf
    else { return false }
    var new = BulkRow(.version)
    new.arrival = arrival
    new.mark = facts.mark
    new.answers = facts.answers(elsewhere: ofBlank)
    guard readApplicable(of: row, bytes, ends, into: &new),
      readPatient(of: row, bytes, ends, into: &new)
    else {
      return false
    }
    let provider = providers[facts.provider]
    new.firstWord = UInt32(truncatingIfNeeded: batch.words.count)
    guard let key = provider.append(row.range(slots.id, ends), of: bytes, to: &batch.words) else {
      return false
    }
    new.keyWords = UInt16(key)
    if !row.isEmpty(slots.localID, ends) {
      let range = row.range(slots.localID, ends)
      guard let local = (issuer ?? provider).append(range, of: bytes, to: &batch.words) else {
        return false
      }
      new.localWords = UInt16(local)
      new.localHash = PackedText.hash(batch.words.span.extracting(last: local))
    }
    if let digits = new.nhsNumber, !NHSNumber.isInIssuedRange(digits) {
      decoder.findings.unissuedNHSNumber += 1
    }
    batch.rows.append(new)
    return true
  }

  /// Whether a value that the short way would take for something stands for nothing.
  private func holdsBlankWord(
    _ row: RowPlace,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>
  ) -> Bool {
    for place in slots.blankable.slots.indices {
      let range = row.range(slots.blankable.slots[place], ends)
      if range.count <= slots.blankable.longest[place], !range.isEmpty,
        slots.blankable.isBlank(bytes.extracting(range), at: place)
      {
        return true
      }
    }
    return false
  }

  private mutating func readApplicable(
    of row: RowPlace,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    into new: inout BulkRow
  ) -> Bool {
    if row.isEmpty(slots.applicable.slot, ends) {
      return row.isEmpty(slots.applicableTime.slot, ends)
    }
    guard
      let stamp =
        row.timestamp(slots.applicable, &versions, time: slots.applicableTime, bytes, ends)
    else { return false }
    new.applicable = clock.instant(of: stamp)
    return true
  }

  private mutating func arrival(
    of row: RowPlace,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>
  ) -> Arrival? {
    if !row.isEmpty(slots.arrivalDatetime.slot, ends) {
      guard !slots.hasArrivalDate else { return nil }
      let time = slots.arrivalDatetimeTime
      return row.timestamp(slots.arrivalDatetime, &arrivals, time: time, bytes, ends)?.arrival
    }
    guard slots.hasArrivalDate, row.isEmpty(slots.arrivalDatetimeTime.slot, ends) else {
      return nil
    }
    let time = slots.arrivalTime
    return
      row.timestamp(slots.arrivalDate, &arrivals, time: time, isDateOnly: true, bytes, ends)?
      .arrival
  }

  /// Number, birth date and age; false when one is there and not plain.
  private mutating func readPatient(
    of row: RowPlace,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    into new: inout BulkRow
  ) -> Bool {
    if !row.isEmpty(slots.nhsNumber, ends) {
      let value = row.range(slots.nhsNumber, ends)
      guard value.count == 10,
        let number = NHSNumber(
          tenDigits: bytes.word(at: value.lowerBound),
          bytes.word(at: value.lowerBound + 8, keeping: 2)
        )
      else { return false }
      new.nhsNumber = number.digits
    }
    if !row.isEmpty(slots.birthDate.slot, ends) {
      guard let born = row.date(slots.birthDate.slot, &births, bytes, ends), born <= new.arrival.day
      else {
        return false
      }
      new.birthDate = born
    }
    if !row.isEmpty(slots.age, ends) {
      let value = bytes.extracting(row.range(slots.age, ends))
      var position = 0
      guard let years = value.takeNumber(at: &position, digits: 1...3), position == value.count,
        years != 999
      else { return false }
      new.ageInYears = Int16(years)
    }
    return true
  }

  // MARK: Meanings

  @inline(__always)
  private mutating func meaning(
    of range: Range<Int>,
    _ slot: Int,
    _ bytes: Span<UInt8>
  ) -> CellMeaning {
    guard range.count <= CellMeanings.keptBytes else {
      return meaning(of: slots.cells[slot], in: bytes.extracting(range))
    }
    let words = bytes.words(range)
    return meanings.meaning(of: words, slot: slot)
      ?? newMeaning(of: words, slot, in: bytes.extracting(range))
  }

  @inline(never)
  private mutating func newMeaning(
    of words: CellMeanings.Words,
    _ slot: Int,
    in value: Span<UInt8>
  ) -> CellMeaning {
    let meaning = meaning(of: slots.cells[slot], in: value)
    meanings.keep(meaning, of: words, slot: slot)
    return meaning
  }

  private mutating func meaning(of cells: [ColumnPlan.Cell], in bytes: Span<UInt8>) -> CellMeaning {
    let (row, attendance) = asker.values(cells, in: bytes)
    // What hangs on another cell of the row is left to the long way, and so are deletions.
    var isOdd =
      asker.hasFindings || row.isDelete || row.injuryTime != nil || !row.qualifiers.isEmpty
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
    let fields = Set(cells.map(\.field))
    return CellMeaning(
      touched: questions.about(fields.filter { !attendance.values(of: $0).isEmpty }),
      answers: questions.answer(attendance),
      provider: place,
      isOdd: isOdd,
      mark: questions.mark?(attendance) ?? .max
    )
  }
}
