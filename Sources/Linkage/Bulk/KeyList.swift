package import AttendanceModel

/// The keys of some rows, kept when the table of all rows is given up.
package struct KeyList: Sendable {
  /// Each of as many keys as the first, the last of fewer.
  private let columns: [WordColumn]
  private let share: Int

  /// No keys.
  package init() {
    columns = []
    share = 1
  }

  init(_ rows: [UInt32], of column: WordColumn, threads: Int) {
    let share = max(1, (rows.count + threads - 1) / threads)
    columns = inParallel((rows.count + share - 1) / share) { place in
      var keys = WordColumn(expecting: share, wordsEach: 2)
      keys.append(rows[place * share..<min((place + 1) * share, rows.count)], of: column)
      return keys
    }
    self.share = share
  }

  /// The key at a place.
  package subscript(place: Int) -> AttendanceKey {
    columns[place / share].key(of: UInt32(place % share))
  }
}
