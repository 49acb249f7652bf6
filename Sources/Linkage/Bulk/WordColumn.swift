import AttendanceModel

/// One packed text for each row, row by row; eight bytes a word.
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

  /// Appends the next row's text.
  @inline(__always)
  mutating func append(_ text: Span<UInt64>) {
    for index in text.indices { words.append(text[index]) }
    precondition(words.count <= Int(UInt32.max), "too many texts")
    starts.append(UInt32(truncatingIfNeeded: words.count))
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

  /// The two texts that a row's words name.
  func texts(of row: UInt32) -> (first: String, second: String) {
    let range = Int(starts[Int(row)])..<Int(starts[Int(row) + 1])
    return PackedText.texts(in: words.span.extracting(range))
  }
}
