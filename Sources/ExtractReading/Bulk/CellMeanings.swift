import AttendanceModel

/// What one cell's bytes mean to the questions asked of a row.
struct CellMeaning {
  /// Questions about fields that the cell leaves not blank.
  var touched: UInt64 = 0
  var answers = FieldAnswers()
  /// The row must be read whole: something in the cell is to be counted, or hangs on others.
  var isOdd = false
  /// What an update type says.
  var isDelete = false
  /// The place of a provider code among ``CellMeanings/providers``; -1 without one.
  var provider: Int32 = -1
  /// What the caller's ``FieldQuestions/mark`` makes of the cell.
  var mark = UInt32.max
}

/// The meanings of the cells met so far, by column and exact bytes: an open-addressing table.
///
/// Codes are few and repeat. What a cell means is asked of the row decoder once, by a row in which
/// nothing else stands; blank cells, list cells and code tables need no rule of their own here.
struct CellMeanings {
  /// Longer cells are not kept, but asked of the decoder each time.
  static let keptBytes = 24
  /// Nor are more cells than this, so that no column can fill the memory.
  private static let limit = 1 << 16

  private struct Entry {
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var slot: Int32 = -1
    var meaning: Int32 = 0
  }

  private var entries = Array(repeating: Entry(), count: 1 << 10)
  private var meanings: [CellMeaning] = []

  /// The meaning of a cell, when it was met before.
  ///
  /// - Parameters:
  ///   - words: The cell's bytes, at most ``keptBytes``.
  ///   - slot: Its place among the kept columns.
  /// - Returns: The meaning, or nil.
  func meaning(of words: (UInt64, UInt64, UInt64), slot: Int) -> CellMeaning? {
    var place = place(of: words, slot)
    while entries[place].slot >= 0 {
      if entries[place].slot == slot, entries[place].words == words {
        return meanings[Int(entries[place].meaning)]
      }
      place = (place + 1) & (entries.count - 1)
    }
    return nil
  }

  /// Keeps a meaning that was not met before, unless there are too many.
  mutating func keep(_ meaning: CellMeaning, of words: (UInt64, UInt64, UInt64), slot: Int) {
    guard meanings.count < Self.limit else { return }
    meanings.append(meaning)
    if meanings.count * 2 > entries.count {
      let earlier = entries
      entries = Array(repeating: Entry(), count: earlier.count * 2)
      for entry in earlier where entry.slot >= 0 { place(entry) }
    }
    place(Entry(words: words, slot: Int32(slot), meaning: Int32(meanings.count - 1)))
  }

  private mutating func place(_ entry: Entry) {
    var place = place(of: entry.words, Int(entry.slot))
    while entries[place].slot >= 0 { place = (place + 1) & (entries.count - 1) }
    entries[place] = entry
  }

  private func place(of words: (UInt64, UInt64, UInt64), _ slot: Int) -> Int {
    let first = PackedText.mixed(UInt64(slot) &* 0x9E37_79B9_7F4A_7C15, words.0)
    let hash = PackedText.mixed(first, words.1 ^ words.2 &* 0xC2B2_AE3D_27D4_EB4F)
    return Int(truncatingIfNeeded: hash) & (entries.count - 1)
  }
}
