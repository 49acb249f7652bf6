import AttendanceModel

/// What one cell's bytes, or several cells together, mean to the questions asked of a row.
struct CellMeaning: Hashable {
  /// Questions about fields that the cell leaves not blank.
  private(set) var touched: UInt64 = 0
  private(set) var yes: UInt64 = 0
  private(set) var no: UInt64 = 0
  /// 0, or a provider's place plus one, or a negative number: see ``isOdd``.
  private var place: Int32 = 0
  /// What the caller's ``FieldQuestions/mark`` makes of the cells: the least of their marks.
  private(set) var mark = UInt32.max

  init() {}

  /// - Parameters:
  ///   - touched: Questions about fields that the cell leaves not blank.
  ///   - answers: What is answered to them.
  ///   - provider: The place of the provider that the cell names.
  ///   - isOdd: See ``isOdd``.
  ///   - mark: See ``mark``.
  init(touched: UInt64, answers: FieldAnswers, provider: Int?, isOdd: Bool, mark: UInt32) {
    self.touched = touched
    yes = answers.yes & touched
    no = answers.no & touched
    place = isOdd ? -1 : Int32(provider.map { $0 + 1 } ?? 0)
    self.mark = mark
  }

  /// The row must be read whole: something in a cell is to be counted, deletes, or hangs on others.
  @inline(__always)
  var isOdd: Bool { place < 0 }

  @inline(__always)
  mutating func setOdd() { place = -1 }

  /// The place of the provider that the cells name; -1 without one.
  var provider: Int { Int(place) - 1 }

  /// Takes another cell of the row into account; one of them at most names a provider.
  ///
  /// - Parameters:
  ///   - other: What the cell means.
  ///   - rivals: Questions about fields of which one cell alone may say something: which of two
  ///     counts, the row must say.
  @inline(__always)
  mutating func add(_ other: CellMeaning, rivals: UInt64) {
    let isContested = touched & other.touched & rivals != 0
    touched |= other.touched
    yes |= other.yes
    no |= other.no
    place |= other.place
    mark = min(mark, other.mark)
    if isContested { setOdd() }
  }

  /// What the row answers, when no cell says anything of the fields that these leave blank; a
  /// question that one cell answers with yes is answered so, whatever others say.
  @inline(__always)
  func answers(elsewhere ofBlank: FieldAnswers) -> FieldAnswers {
    FieldAnswers(yes: yes | ofBlank.yes & ~touched, no: no & ~yes | ofBlank.no & ~touched)
  }
}

/// The meanings of the cells met so far, by column and exact bytes: an open-addressing table.
///
/// Codes are few and repeat. What a cell means is asked of the row decoder once, by a row in which
/// nothing else stands; blank cells, list cells and code tables need no rule of their own here.
/// Meanings are fewer still and kept apart, so that an entry is half a line of the cache.
struct CellMeanings {
  typealias Words = (UInt64, UInt64, UInt64)

  /// Longer cells are not kept, but asked of the decoder each time.
  static let keptBytes = 24
  /// At most so many cells of one column are kept, so that one with times in it leaves room for the
  /// codes of others.
  static let mostOfSlot = 1 << 14
  /// At most so many are kept of all columns, so that they do not fill the memory.
  private static let limit = 1 << 16
  /// Places of the table for each entry at least: where two cells meet, the processor goes astray.
  private static let room = 4

  private struct Entry {
    var words: Words = (0, 0, 0)
    var slot: Int32 = -1
    /// The meaning's place.
    var meaning: Int32 = 0

    @inline(__always)
    func isCell(_ words: Words, most: Int, _ slot: Int) -> Bool {
      var differing = self.words.0 ^ words.0
      if most > 1 { differing |= self.words.1 ^ words.1 }
      if most > 2 { differing |= self.words.2 ^ words.2 }
      return differing == 0 && self.slot == Int32(truncatingIfNeeded: slot)
    }
  }

  private var entries = Array(repeating: Entry(), count: 1 << 10)
  private var shift: UInt64 = 64 - 10
  private var count = 0
  private var meanings: [CellMeaning] = []
  private var places: [CellMeaning: Int32] = [:]

  /// The meaning of a cell, when it was met before.
  ///
  /// - Parameters:
  ///   - words: The cell's bytes, at most ``keptBytes``.
  ///   - most: How many words the longest cell kept of the slot has.
  ///   - slot: Its place among the kept columns.
  /// - Returns: The meaning, or nil.
  @inline(__always)
  func meaning(of words: Words, most: Int, slot: Int) -> CellMeaning? {
    var place = firstPlace(of: words, slot)
    while true {
      let entry = entries[place]
      if entry.isCell(words, most: most, slot) { return meanings[Int(entry.meaning)] }
      if entry.slot < 0 { return nil }
      place = (place &+ 1) & (entries.count &- 1)
    }
  }

  /// Keeps a meaning that was not met before, unless there are too many.
  mutating func keep(_ meaning: CellMeaning, of words: Words, slot: Int) {
    guard count < Self.limit else { return }
    count += 1
    if count * Self.room > entries.count {
      let earlier = entries
      entries = Array(repeating: Entry(), count: earlier.count * 2)
      shift -= 1
      for entry in earlier where entry.slot >= 0 { put(entry) }
    }
    let new = Int32(meanings.count)
    let place = places[meaning] ?? new
    if place == new {
      meanings.append(meaning)
      places[meaning] = new
    }
    put(Entry(words: words, slot: Int32(slot), meaning: place))
  }

  private mutating func put(_ entry: Entry) {
    var place = firstPlace(of: entry.words, Int(entry.slot))
    while entries[place].slot >= 0 { place = (place + 1) & (entries.count - 1) }
    entries[place] = entry
  }

  @inline(__always)
  private func firstPlace(of words: Words, _ slot: Int) -> Int {
    let first = (words.0 &+ UInt64(truncatingIfNeeded: slot)) &* 0x9E37_79B9_7F4A_7C15
    let hash = first &+ words.1 &* 0xC2B2_AE3D_27D4_EB4F &+ words.2 &* 0x1656_67B1_9E37_79F9
    let mixed = (hash ^ hash &>> 32) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed &>> shift)
  }
}
