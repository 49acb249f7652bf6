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
  /// By slot, the cell met last: often the same again.
  private var latest: [(words: (UInt64, UInt64, UInt64), meaning: CellMeaning)]
  /// What an attendance without any value answers.
  private let ofBlank: FieldAnswers
  /// The part of constants that stand for columns.
  private var ofConstants = CellMeaning()
  private var providers: [PackedProvider] = []
  private var clock = ClockMemory()

  /// Without questions every row goes the long way.
  init(plan: ColumnPlan, asOf: CivilDay, questions: FieldQuestions?) {
    slots = BulkSlots(plan, questions: questions)
    let questions = questions ?? FieldQuestions(fields: []) { _ in FieldAnswers() }
    self.questions = questions
    self.asOf = asOf
    decoder = RowDecoder(plan: plan, asOf: asOf)
    asker = decoder
    freshAsker = decoder
    ofBlank = questions.answer(decoder.blank)
    latest = Array(repeating: ((0, 0, 0), CellMeaning()), count: slots.count)
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
    switch decoder.decode(values, ends: columnEnds.span, fieldCount: fieldCount) {
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
    guard row.fieldCount(ends) == slots.slotOfColumn.count else { return false }
    var facts = ofConstants
    for slot in slots.coded {
      let meaning = meaning(of: row, slot, bytes, ends)
      if meaning.isOdd || meaning.isDelete { return false }
      facts.touched |= meaning.touched
      facts.answers.yes |= meaning.answers.yes
      facts.answers.no |= meaning.answers.no
      if meaning.provider >= 0 { facts.provider = meaning.provider }
      facts.mark = min(facts.mark, meaning.mark)
    }
    guard !facts.isOdd, facts.provider >= 0, let arrival = arrival(of: row, bytes, ends),
      arrival.day <= asOf
    else { return false }
    var new = BulkRow(.version)
    new.arrival = arrival
    new.mark = facts.mark
    new.answers.yes = facts.answers.yes | ofBlank.yes & ~facts.touched
    new.answers.no = facts.answers.no & ~facts.answers.yes | ofBlank.no & ~facts.touched
    guard readApplicable(of: row, bytes, ends, into: &new),
      readPatient(of: row, bytes, ends, into: &new)
    else {
      return false
    }
    let provider = providers[Int(facts.provider)]
    new.firstWord = UInt32(truncatingIfNeeded: batch.words.count)
    guard let key = provider.append(row.range(slots.id, ends), of: bytes, to: &batch.words) else {
      return false
    }
    new.keyWords = UInt16(key)
    new.keyHash = PackedText.hash(batch.words.span.extracting(last: key))
    if !row.isEmpty(slots.localID, ends) {
      let range = row.range(slots.localID, ends)
      guard let local = provider.append(range, of: bytes, to: &batch.words) else { return false }
      new.localWords = UInt16(local)
      new.localHash = PackedText.hash(batch.words.span.extracting(last: local))
    }
    if let digits = new.nhsNumber, !NHSNumber.isInIssuedRange(digits) {
      decoder.findings.unissuedNHSNumber += 1
    }
    batch.rows.append(new)
    return true
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
      let stamp = row.timestamp(slots.applicable, time: slots.applicableTime, bytes, ends)
    else { return false }
    new.applicable = clock.instant(of: stamp)
    return true
  }

  private func arrival(
    of row: RowPlace,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>
  ) -> Arrival? {
    if !row.isEmpty(slots.arrivalDatetime.slot, ends) {
      guard !slots.hasArrivalDate else { return nil }
      let time = slots.arrivalDatetimeTime
      return row.timestamp(slots.arrivalDatetime, time: time, bytes, ends)?.arrival
    }
    guard slots.hasArrivalDate, row.isEmpty(slots.arrivalDatetimeTime.slot, ends) else {
      return nil
    }
    let time = slots.arrivalTime
    return row.timestamp(slots.arrivalDate, time: time, isDateOnly: true, bytes, ends)?.arrival
  }

  /// Number, birth date and age; false when one is there and not plain.
  private func readPatient(
    of row: RowPlace,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    into new: inout BulkRow
  ) -> Bool {
    if !row.isEmpty(slots.nhsNumber, ends) {
      let value = bytes.extracting(row.range(slots.nhsNumber, ends))
      guard let number = NHSNumber(ascii: value) else { return false }
      new.nhsNumber = number.digits
    }
    if !row.isEmpty(slots.birthDate.slot, ends) {
      guard let born = row.date(slots.birthDate, bytes, ends), born <= new.arrival.day else {
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

  private mutating func meaning(
    of row: RowPlace,
    _ slot: Int,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>
  ) -> CellMeaning {
    let range = row.range(slot, ends)
    if range.isEmpty { return blanks[slot] }
    guard range.count <= CellMeanings.keptBytes else {
      return meaning(of: slots.cells[slot], in: bytes.extracting(range))
    }
    let words = bytes.words(range)
    if latest[slot].words == words { return latest[slot].meaning }
    let known = meanings.meaning(of: words, slot: slot)
    let meaning = known ?? meaning(of: slots.cells[slot], in: bytes.extracting(range))
    if known == nil { meanings.keep(meaning, of: words, slot: slot) }
    latest[slot] = (words, meaning)
    return meaning
  }

  private mutating func meaning(of cells: [ColumnPlan.Cell], in bytes: Span<UInt8>) -> CellMeaning {
    let (row, attendance) = asker.values(cells, in: bytes)
    var meaning = CellMeaning()
    // What hangs on another cell of the row is left to the long way.
    meaning.isOdd = asker.hasFindings || row.injuryTime != nil || !row.qualifiers.isEmpty
    if asker.hasFindings { asker = freshAsker }
    meaning.isDelete = row.isDelete
    if let provider = row.providerCode.value {
      meaning.provider = Int32(providers.count)
      if let packed = PackedProvider(provider) {
        providers.append(packed)
      } else {
        meaning.isOdd = true
      }
    }
    let fields = Set(cells.map(\.field))
    meaning.touched = questions.about(fields.filter { !attendance.values(of: $0).isEmpty })
    let answers = questions.answer(attendance)
    meaning.answers.yes = answers.yes & meaning.touched
    meaning.answers.no = answers.no & meaning.touched
    if let mark = questions.mark { meaning.mark = mark(attendance) }
    return meaning
  }
}
