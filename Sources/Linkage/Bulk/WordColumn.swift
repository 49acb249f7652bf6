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
    var end = self.words.count
    for row in rows {
      let start = Int(row.firstWord)
      for place in start..<start + Int(row.keyWords) { self.words.append(words[place]) }
      end += Int(row.keyWords)
    }
    precondition(end <= Int(UInt32.max), "too many texts")
    var next = starts[starts.count - 1]
    starts.append(
      contentsOf: rows.lazy.map { row in
        next &+= UInt32(row.keyWords)
        return next
      }
    )
  }

  @inline(__always)
  func hash(of row: Int) -> UInt64 {
    var hash = PackedText.firstHash
    for place in Int(starts[row])..<Int(starts[row + 1]) {
      hash = PackedText.mixed(hash, words[place])
    }
    return hash
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
