/// A set of rows, a bit for each up to the last one in it.
struct RowSet: Sendable {
  private var words: [UInt64] = []

  var isEmpty: Bool { words.isEmpty }

  mutating func insert(_ row: UInt32) {
    let place = Int(row) / 64
    if place >= words.count {
      words.append(contentsOf: repeatElement(0, count: place + 1 - words.count))
    }
    words[place] |= 1 << UInt64(row % 64)
  }

  mutating func formUnion(_ other: RowSet) {
    if other.words.count > words.count {
      words.append(contentsOf: repeatElement(0, count: other.words.count - words.count))
    }
    for place in other.words.indices { words[place] |= other.words[place] }
  }

  @inline(__always)
  func contains(_ row: UInt32) -> Bool {
    let place = Int(row) / 64
    return place < words.count && words[place] >> UInt64(row % 64) & 1 == 1
  }
}
