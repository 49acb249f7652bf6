/// Entries put into parts by their hash as they come, so that equal ones lie in one part.
///
/// Looking for equals among ten million rows in one table fetches memory for every row. Parts of
/// some thousand are written in streams, and each is worked through within the processor's cache.
struct PartLists<Entry: Sendable>: Sendable {
  /// Entries of a part, about.
  private static var partSize: Int { 1 << 12 }
  /// Entries of a block.
  private static var blockSize: Int { 1 << 6 }
  /// Entries appended without looking for room.
  private static var atOnce: Int { 1 << 6 }
  private static var noBlock: UInt32 { .max }

  /// Block after block, each of one part; behind those in use, some to be had.
  ///
  /// In an array for each part, every entry would fetch the array's head besides its place.
  private var entries: [Entry] = []
  /// By part, where its next entry goes; at the end of a block, another must be had first.
  private var nexts: [UInt32]
  /// By block in use, the block of the same part before it.
  private var previous: [UInt32] = []
  private let blank: Entry

  /// - Parameters:
  ///   - expected: How many entries to have room for without growing.
  ///   - blank: Any entry, for places that are not taken yet.
  init(expecting expected: Int, blank: Entry) {
    self.blank = blank
    nexts = Array(repeating: 0, count: expected / Self.partSize + 1)
    guard expected > 0 else { return }
    entries.reserveCapacity(expected + (nexts.count + Self.atOnce) * Self.blockSize)
    previous.reserveCapacity(expected / Self.blockSize + nexts.count)
  }

  var parts: Range<Int> { nexts.indices }

  /// Appends entries, each to the part that the upper bits of its hash say.
  ///
  /// - Parameters:
  ///   - count: How many there may be.
  ///   - entry: The entry of a number, with its hash; nil for none.
  /// - Complexity: amortised O(count).
  @inline(__always)
  mutating func append(_ count: Int, _ entry: (_ number: Int) -> (entry: Entry, hash: UInt64)?) {
    // Taken out, so that nobody asks at each entry whose the arrays are.
    var (entries, nexts): ([Entry], [UInt32]) = ([], [])
    swap(&entries, &self.entries)
    swap(&nexts, &self.nexts)
    for first in stride(from: 0, to: count, by: Self.atOnce) {
      let numbers = first..<min(first + Self.atOnce, count)
      // Each entry may begin a block.
      let room = (previous.count + numbers.count) * Self.blockSize - entries.count
      if room > 0 {
        precondition(entries.count + room <= Int(UInt32.max), "too many entries")
        entries.append(contentsOf: repeatElement(blank, count: room))
      }
      fill(&entries, &nexts, numbers, entry)
    }
    swap(&entries, &self.entries)
    swap(&nexts, &self.nexts)
  }

  @inline(__always)
  private mutating func fill(
    _ entries: inout [Entry],
    _ nexts: inout [UInt32],
    _ numbers: Range<Int>,
    _ entry: (_ number: Int) -> (entry: Entry, hash: UInt64)?
  ) {
    var entries = entries.mutableSpan
    var nexts = nexts.mutableSpan
    let parts = UInt64(nexts.count)
    for number in numbers {
      guard let (new, hash) = entry(number) else { continue }
      let part = Int(truncatingIfNeeded: hash.multipliedFullWidth(by: parts).high)
      var place = nexts[part]
      if place & UInt32(Self.blockSize &- 1) == 0 { place = beginBlock(behind: place) }
      entries[Int(place)] = new
      nexts[part] = place &+ 1
    }
  }

  /// Where the next block begins, for a part whose last one ends at a place; 0 for one without.
  @inline(never)
  private mutating func beginBlock(behind place: UInt32) -> UInt32 {
    let block = previous.count
    previous.append(place == 0 ? Self.noBlock : place / UInt32(Self.blockSize) - 1)
    return UInt32(block * Self.blockSize)
  }

  /// Replaces the list by the entries of a part, in the order in which they came.
  func collect(_ part: Int, into list: inout [Entry]) {
    list.removeAll(keepingCapacity: true)
    let next = Int(nexts[part])
    guard next > 0 else { return }
    var blocks: [Int] = []
    var block = UInt32((next - 1) / Self.blockSize)
    while block != Self.noBlock {
      blocks.append(Int(block))
      block = previous[Int(block)]
    }
    for block in blocks.reversed() {
      let start = block * Self.blockSize
      list += entries[start..<min(start + Self.blockSize, block == blocks[0] ? next : .max)]
    }
  }
}
