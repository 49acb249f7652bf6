import AttendanceModel

/// The attendance keys of rows, packed, row by row.
///
/// Hashes only say where to look: words are compared.
struct WordColumn: Sendable {
  private var words: [UInt64] = []
  /// Where each row's words begin; one more for the end.
  private var starts: [UInt32] = [0]

  /// - Parameters:
  ///   - rows: How many rows to have room for without growing.
  ///   - wordsEach: How many words most of them have.
  init(expecting rows: Int, wordsEach: Int) {
    starts.reserveCapacity(rows + 1)
    words.reserveCapacity(rows * wordsEach)
  }

  /// Appends the keys of more rows.
  mutating func append(_ rows: [BulkRow], _ words: [UInt64]) {
    // Keys of neighbouring rows nearly always follow one another, and are copied together.
    var run = 0..<0
    var end = self.words.count
    for row in rows {
      let start = Int(row.firstWord)
      if start != run.upperBound {
        self.words += words[run]
        run = start..<start
      }
      run = run.lowerBound..<start + Int(row.keyWords)
    }
    self.words += words[run]
    precondition(self.words.count <= Int(UInt32.max), "too many texts")
    starts.append(rows.count, blank: 0) { place in
      end &+= Int(rows[place].keyWords)
      return UInt32(truncatingIfNeeded: end)
    }
  }

  /// Appends the keys of some rows of another column.
  mutating func append(_ rows: some Sequence<UInt32>, of other: WordColumn) {
    for row in rows {
      words += other.words[Int(other.starts[Int(row)])..<Int(other.starts[Int(row) + 1])]
      starts.append(UInt32(words.count))
    }
  }

  /// Whether two rows have the same text.
  @inline(__always)
  func isSame(_ row: UInt32, _ other: UInt32) -> Bool {
    let first = Int(starts[Int(row)])
    let second = Int(starts[Int(other)])
    let count = Int(starts[Int(row) + 1]) - first
    guard Int(starts[Int(other) + 1]) - second == count else { return false }
    for place in 0..<count where words[first + place] != words[second + place] { return false }
    return true
  }

  /// The attendance that a row's words name.
  func key(of row: UInt32) -> AttendanceKey {
    let range = Int(starts[Int(row)])..<Int(starts[Int(row) + 1])
    let texts = PackedText.texts(in: words.span.extracting(range))
    return AttendanceKey(providerCode: texts.first, attendanceID: texts.second)
  }
}
