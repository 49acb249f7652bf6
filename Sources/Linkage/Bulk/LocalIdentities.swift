import AttendanceModel

/// The rows' local identities, put into parts by their hash as they come, so that all rows of one
/// identity lie in one part (see ``Partition``).
///
/// Nobody asks for an identity's text again. A short one stands whole in its entry, so that
/// comparing fetches nothing; a long one is numbered, and its number stands for it.
struct LocalIdentities: Sendable {
  private struct Entry: Sendable {
    var first: UInt64
    var second: UInt64
    var row: UInt32
    var number: PersonMark

    /// The second word of a long identity: no UTF-8 text holds a byte of this.
    static let isLong = UInt64.max

    @inline(__always)
    var hash: UInt32 {
      UInt32(truncatingIfNeeded: PackedText.mixed(first, second) >> 16)
    }
  }

  /// What is known of one identity.
  private struct Known {
    /// The one number beside it; none when there is none yet.
    var number = PersonMark.none
    var hasSeveral = false
    var firstRow: UInt32
  }

  /// What joining gave.
  struct Joins: Sendable {
    /// Whose the rows without a number are.
    var persons: [(row: UInt32, person: PersonMark)] = []
    /// Rows whose identity stands beside two numbers.
    var doubtful = RowSet()
  }

  /// One part's block that is being filled, and how the part's blocks hang together.
  private struct Part: Sendable {
    /// Where the next entry goes; at the end of a block, another must be had first.
    var next = 0
    /// The part's blocks before the last, in order.
    var full: [UInt32] = []
  }

  private static let partSize = 1 << 13
  /// Entries of a block.
  private static let blockSize = 1 << 6

  /// Block after block, each of one part.
  ///
  /// In an array for each part, every entry would fetch the
  /// array's head besides its place.
  private var entries: [Entry] = []
  private var parts: [Part]
  private var long = KeyTable(expecting: 0)

  /// - Parameter expected: How many rows to have room for without growing.
  init(expecting expected: Int) {
    parts = Array(repeating: Part(), count: expected / Self.partSize + 1)
    entries.reserveCapacity(expected + parts.count * Self.blockSize)
  }

  /// Takes a row's identity, and the number beside it.
  @inline(__always)
  mutating func append(_ new: BulkRow, _ words: [UInt64], row: UInt32, number: PersonMark) {
    let start = Int(new.firstWord) + Int(new.keyWords)
    var entry = Entry(first: words[start], second: 0, row: row, number: number)
    if new.localWords == 2 {
      entry.second = words[start + 1]
    } else if new.localWords > 2 {
      let text = words.span.extracting(start..<start + Int(new.localWords))
      entry.first = UInt64(long.number(of: text, hash: new.localHash).number)
      entry.second = Entry.isLong
    }
    let part = Int(
      truncatingIfNeeded: new.localHash.multipliedFullWidth(by: UInt64(parts.count)).high
    )
    if parts[part].next & (Self.blockSize - 1) == 0 { beginBlock(of: part) }
    entries[parts[part].next] = entry
    parts[part].next += 1
  }

  private mutating func beginBlock(of part: Int) {
    if parts[part].next > 0 {
      parts[part].full.append(UInt32(parts[part].next / Self.blockSize - 1))
    }
    parts[part].next = entries.count
    let blank = Entry(first: 0, second: 0, row: 0, number: .none)
    entries.append(contentsOf: repeatElement(blank, count: Self.blockSize))
  }

  /// Replaces the list by the entries of a part, in the order in which they came.
  private func collect(_ part: Part, into list: inout [Entry]) {
    list.removeAll(keepingCapacity: true)
    for block in part.full {
      let start = Int(block) * Self.blockSize
      list += entries[start..<start + Self.blockSize]
    }
    guard part.next > 0 else { return }
    list += entries[(part.next - 1) / Self.blockSize * Self.blockSize..<part.next]
  }

  /// Finds whose the rows without a number are: of the one number that stands beside their
  /// identity on any live row, or of the identity itself (design S3).
  ///
  /// - Parameters:
  ///   - notLive: Rows that join nothing and are joined to nobody.
  ///   - threads: How many threads work.
  /// - Returns: What the threads found together.
  func joins(without notLive: RowSet, _ threads: Int) -> Joins {
    inParallel(threads) { share in
      var joins = Joins()
      var groups = PartGroups()
      var entries: [Entry] = []
      for part in stride(from: share, to: parts.count, by: threads) {
        collect(parts[part], into: &entries)
        join(entries, without: notLive, &groups, into: &joins)
      }
      return joins
    }.reduce(into: Joins()) { sum, joins in
      sum.persons += joins.persons
      sum.doubtful.formUnion(joins.doubtful)
    }
  }

  private func join(
    _ part: [Entry],
    without notLive: RowSet,
    _ groups: inout PartGroups,
    into joins: inout Joins
  ) {
    groups.begin(part.count)
    var identities: [Known] = []
    for place in part.indices {
      let entry = part[place]
      let (group, isNew) = groups.add(hash: entry.hash, at: place) {
        part[$0].first == entry.first && part[$0].second == entry.second
      }
      if isNew { identities.append(Known(firstRow: entry.row)) }
      guard !entry.number.isNone, entry.number != identities[group].number,
        !notLive.contains(entry.row)
      else { continue }
      identities[group].hasSeveral = !identities[group].number.isNone
      identities[group].number = entry.number
    }
    for place in part.indices {
      let entry = part[place]
      let identity = identities[Int(groups.numbers[place])]
      if identity.hasSeveral { joins.doubtful.insert(entry.row) }
      guard entry.number.isNone else { continue }
      let isJoined = !identity.hasSeveral && !identity.number.isNone
      joins.persons.append(
        (entry.row, isJoined ? identity.number : PersonMark(localIdentityOf: identity.firstRow))
      )
    }
  }
}
