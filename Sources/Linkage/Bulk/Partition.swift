/// Rows of one share of all hashes, those of neighbouring hashes together, in their own order.
///
/// Looking for equals among ten million rows in one table fetches memory for every row. Here rows
/// are first put into parts of some thousand, written in streams, and each part is worked through
/// within the processor's cache. Every share belongs to one thread, which looks at all rows and
/// takes its own, so that threads share nothing that is written.
struct Partition: Sendable {
  /// What a part holds of a row.
  struct Entry: Sendable {
    /// A hash: the upper bits say which part.
    var mark: UInt64
    var row: UInt32
    /// The maker's own.
    var note: UInt32

    /// For telling the entries of a part apart.
    @inline(__always)
    var hash: UInt32 { UInt32(truncatingIfNeeded: mark >> 16) }
  }

  /// Entries of a part, about.
  private static let partSize = 1 << 12

  private(set) var entries: [Entry]
  /// Where each part begins; one more for the end.
  private let starts: [Int]

  /// Takes the rows of one share.
  ///
  /// - Parameters:
  ///   - rowCount: How many rows there are, in all shares.
  ///   - share: Which share, from 0.
  ///   - shares: How many shares there are.
  ///   - entry: A row's entry, asked for twice; nil when the row is in no part.
  @inline(__always)
  init(
    rowCount: Int,
    share: Int,
    of shares: Int,
    _ entry: (_ row: Int) -> Entry?
  ) {
    let partsEach = rowCount / shares / Self.partSize + 1
    let parts = UInt64(partsEach * shares)
    let first = UInt64(share * partsEach)
    // A part outside the share is beyond the last, whichever side it lies on.
    let part: (Entry) -> Int = {
      Int(truncatingIfNeeded: $0.mark.multipliedFullWidth(by: parts).high &- first)
    }
    var ends = Array(repeating: 0, count: partsEach + 1)
    for row in 0..<rowCount {
      guard let new = entry(row) else { continue }
      let place = part(new)
      if UInt(bitPattern: place) < UInt(bitPattern: partsEach) { ends[place + 1] += 1 }
    }
    for place in 0..<partsEach { ends[place + 1] += ends[place] }
    starts = ends
    entries = Array(
      repeating: Entry(mark: 0, row: 0, note: 0),
      count: ends[partsEach]
    )
    for row in 0..<rowCount {
      guard let new = entry(row) else { continue }
      let place = part(new)
      guard UInt(bitPattern: place) < UInt(bitPattern: partsEach) else { continue }
      entries[ends[place]] = new
      ends[place] += 1
    }
  }

  var parts: Range<Int> { 0..<starts.count - 1 }

  /// The places of a part's entries.
  func places(of part: Int) -> Range<Int> { starts[part]..<starts[part + 1] }
}
