import AttendanceModel

/// The short way: what plain values say, column by column.
///
/// A row in which something is not plain is marked as odd; what was read of it is dropped.
extension BulkDecoder {
  /// Reads all columns but those of cells looked up.
  ///
  /// - Parameters:
  ///   - bytes: The values, from ``ChunkParser/withValues(_:)``.
  ///   - ends: Where they lie.
  ///   - facts: By row, what the looked-up cells say; odd rows are marked here.
  ///   - rows: One for each, to be filled.
  ///   - words: Room for the words of keys and local identities; made larger when there are more.
  /// - Returns: How many words the rows use.
  mutating func readColumns(
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    facts: inout [CellMeaning],
    into rows: inout [BulkRow],
    words: inout [UInt64]
  ) -> Int {
    var facts = facts.mutableSpan
    var rows = rows.mutableSpan
    readFacts(bytes, ends, &facts, &rows)
    readArrivals(bytes, ends, &facts, &rows)
    if slots.applicable.slot >= 0 || slots.applicableTime.slot >= 0 {
      readVersions(bytes, ends, &facts, &rows)
    }
    if slots.nhsNumber >= 0 { readNumbers(bytes, ends, &facts, &rows) }
    if slots.birthDate.slot >= 0 { readBirths(bytes, ends, &facts, &rows) }
    if slots.age >= 0 { readAges(bytes, ends, &facts, &rows) }
    let wordCount = readTexts(bytes, ends, &facts, &rows, to: &words)
    countUnissued(facts.span, rows.span)
    return wordCount
  }

  /// What the looked-up cells answer, and rows with values too many or few, or that stand for
  /// nothing.
  private func readFacts(
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    _ facts: inout MutableSpan<CellMeaning>,
    _ rows: inout MutableSpan<BulkRow>
  ) {
    let fieldCount = slots.slotOfColumn.count
    for row in rows.indices {
      rows[row].mark = facts[row].mark
      rows[row].answers = facts[row].answers(elsewhere: ofBlank)
      if places.fieldCount(row, ends) != fieldCount || facts[row].provider < 0 {
        facts[row].setOdd()
      }
    }
    for place in slots.blankable.slots.indices {
      let slot = slots.blankable.slots[place]
      let longest = slots.blankable.longest[place]
      let holdsIDs = slots.blankable.holdsIDs(place)
      for row in rows.indices {
        let range = places.range(row, slot, ends)
        guard !range.isEmpty else { continue }
        let isSuspect =
          range.count <= longest
          || holdsIDs && ValueDamage.mayBeRounded(second: bytes[range.lowerBound &+ 1])
        if isSuspect, slots.blankable.isOdd(bytes.extracting(range), at: place) {
          facts[row].setOdd()
        }
      }
    }
  }

  private mutating func readArrivals(
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    _ facts: inout MutableSpan<CellMeaning>,
    _ rows: inout MutableSpan<BulkRow>
  ) {
    for row in rows.indices {
      if let arrival = arrival(of: row, bytes, ends), arrival.day <= asOf {
        rows[row].arrival = arrival
      } else {
        facts[row].setOdd()
      }
    }
  }

  @inline(__always)
  private mutating func arrival(
    of row: Int,
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>
  ) -> Arrival? {
    if !places.isEmpty(row, slots.arrivalDatetime.slot, ends) {
      guard !slots.hasArrivalDate else { return nil }
      let time = slots.arrivalDatetimeTime
      return places.timestamp(row, slots.arrivalDatetime, &arrivals, time: time, bytes, ends)?
        .arrival
    }
    guard slots.hasArrivalDate, places.isEmpty(row, slots.arrivalDatetimeTime.slot, ends) else {
      return nil
    }
    let time = slots.arrivalTime
    return places.timestamp(
      row,
      slots.arrivalDate,
      &arrivals,
      time: time,
      isDateOnly: true,
      bytes,
      ends
    )?.arrival
  }

  private mutating func readVersions(
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    _ facts: inout MutableSpan<CellMeaning>,
    _ rows: inout MutableSpan<BulkRow>
  ) {
    for row in rows.indices {
      if places.isEmpty(row, slots.applicable.slot, ends) {
        if !places.isEmpty(row, slots.applicableTime.slot, ends) { facts[row].setOdd() }
      } else if let instant = versions.instant(row, places, bytes, ends) {
        rows[row].applicable = instant
      } else {
        facts[row].setOdd()
      }
    }
  }

  private func readNumbers(
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    _ facts: inout MutableSpan<CellMeaning>,
    _ rows: inout MutableSpan<BulkRow>
  ) {
    for row in rows.indices {
      let value = places.range(row, slots.nhsNumber, ends)
      guard !value.isEmpty else { continue }
      if value.count == 10,
        let number = NHSNumber(
          tenDigits: bytes.word(at: value.lowerBound),
          bytes.word(at: value.lowerBound + 8, keeping: 2)
        )
      {
        rows[row].nhsNumber = number.digits
      } else if value.count == 12, let number = spacedNumber(bytes.extracting(value)) {
        rows[row].nhsNumber = number.digits
      } else {
        facts[row].setOdd()
      }
    }
  }

  /// A number among whose digits stand two blanks or hyphens, as many systems show it.
  ///
  /// Padded, it may be a profile's word for nothing, which is compared when it is trimmed.
  @inline(never)
  private func spacedNumber(_ value: Span<UInt8>) -> NHSNumber? {
    value.trimmed.count == value.count ? NHSNumber(ascii: value) : nil
  }

  private mutating func readBirths(
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    _ facts: inout MutableSpan<CellMeaning>,
    _ rows: inout MutableSpan<BulkRow>
  ) {
    let slot = slots.birthDate.slot
    for row in rows.indices where !places.isEmpty(row, slot, ends) {
      if let born = places.date(row, slot, &births, bytes, ends),
        (0...RowDecoder.oldestInDays).contains(rows[row].arrival.day.days(since: born))
      {
        rows[row].birthDate = born
      } else {
        facts[row].setOdd()
      }
    }
  }

  private func readAges(
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    _ facts: inout MutableSpan<CellMeaning>,
    _ rows: inout MutableSpan<BulkRow>
  ) {
    for row in rows.indices where !places.isEmpty(row, slots.age, ends) {
      let value = bytes.extracting(places.range(row, slots.age, ends))
      var position = 0
      if let years = value.takeNumber(at: &position, digits: 1...3), position == value.count,
        years != 999
      {
        rows[row].ageInYears = Int16(years)
      } else {
        facts[row].setOdd()
      }
    }
  }

  /// Packs keys and local identities.
  private func readTexts(
    _ bytes: Span<UInt8>,
    _ ends: Span<UInt32>,
    _ facts: inout MutableSpan<CellMeaning>,
    _ rows: inout MutableSpan<BulkRow>,
    to words: inout [UInt64]
  ) -> Int {
    let room = bytes.count / 8 + rows.count * 2 * PackedProvider.mostWords(of: 0)
    if words.count < room { words = Array(repeating: 0, count: room) }
    var words = words.mutableSpan
    var next = 0
    for row in rows.indices where !facts[row].isOdd {
      let provider = providers[facts[row].provider]
      let range = places.range(row, slots.id, ends)
      let count = provider.write(range, of: bytes, to: &words, at: next)
      rows[row].firstWord = UInt32(truncatingIfNeeded: next)
      rows[row].keyWords = UInt16(count)
      next += count
      if count == 0 { facts[row].setOdd() }
    }
    // Behind all keys, so that these are copied together.
    guard slots.localID >= 0 else { return next }
    for row in rows.indices where !facts[row].isOdd {
      let range = places.range(row, slots.localID, ends)
      guard !range.isEmpty else { continue }
      let provider = issuer ?? providers[facts[row].provider]
      let count = provider.write(range, of: bytes, to: &words, at: next)
      rows[row].firstLocalWord = UInt32(truncatingIfNeeded: next)
      rows[row].localWords = UInt16(count)
      next += count
      if count == 0 { facts[row].setOdd() }
    }
    return next
  }

  private mutating func countUnissued(_ facts: Span<CellMeaning>, _ rows: Span<BulkRow>) {
    var count = 0
    for row in rows.indices where !facts[row].isOdd {
      guard let digits = rows[row].nhsNumber else { continue }
      if !NHSNumber.isInIssuedRange(digits) { count += 1 }
    }
    decoder.findings.unissuedNHSNumber += count
  }
}
