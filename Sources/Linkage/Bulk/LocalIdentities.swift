import AttendanceModel

/// The rows' local identities, put into parts by their hash as they come, so that all rows of one
/// identity lie in one part (see ``PartLists``).
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

  private var entries: PartLists<Entry>
  private var long = KeyTable(expecting: 0)

  /// - Parameter expected: How many rows to have room for without growing.
  init(expecting expected: Int) {
    entries = PartLists(
      expecting: expected,
      blank: Entry(first: 0, second: 0, row: 0, number: .none)
    )
  }

  /// Takes the rows' identities, and the numbers beside them.
  ///
  /// - Parameters:
  ///   - rows: Rows, of which deletions and those without identity join nothing.
  ///   - words: The words that the rows name.
  ///   - firstRow: The number of the first row.
  mutating func append(_ rows: [BulkRow], _ words: [UInt64], firstRow: Int) {
    var long = KeyTable(expecting: 0)
    swap(&long, &self.long)
    entries.append(rows.count) { place in
      let row = rows[place]
      guard row.localWords > 0, row.kind == .version else { return nil }
      let start = Int(row.firstLocalWord)
      var entry = Entry(
        first: words[start],
        second: 0,
        row: UInt32(truncatingIfNeeded: firstRow &+ place),
        number: PersonMark(row)
      )
      let text = words.span.extracting(start..<start &+ Int(row.localWords))
      let hash = PackedText.hash(text)
      if row.localWords == 2 {
        entry.second = words[start &+ 1]
      } else if row.localWords > 2 {
        entry.first = UInt64(long.number(of: text, hash: hash).number)
        entry.second = Entry.isLong
      }
      return (entry, hash)
    }
    swap(&long, &self.long)
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
      var part: [Entry] = []
      for number in stride(from: share, to: entries.parts.count, by: threads) {
        entries.collect(number, into: &part)
        join(part, without: notLive, &groups, into: &joins)
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
    let entries = part.span
    groups.number(
      part.count,
      hash: { entries[$0].hash },
      isSame: { entries[$0].first == entries[$1].first && entries[$0].second == entries[$1].second }
    )
    var identities: [Known] = []
    identities.reserveCapacity(groups.count)
    for (entry, number) in zip(part, groups.numbers) {
      let group = Int(number)
      if group == identities.count { identities.append(Known(firstRow: entry.row)) }
      guard !entry.number.isNone, entry.number != identities[group].number,
        !notLive.contains(entry.row)
      else { continue }
      identities[group].hasSeveral = !identities[group].number.isNone
      identities[group].number = entry.number
    }
    for (entry, number) in zip(part, groups.numbers) {
      let identity = identities[Int(number)]
      if identity.hasSeveral { joins.doubtful.insert(entry.row) }
      guard entry.number.isNone else { continue }
      let isJoined = !identity.hasSeveral && !identity.number.isNone
      joins.persons.append(
        (entry.row, isJoined ? identity.number : PersonMark(localIdentityOf: identity.firstRow))
      )
    }
  }
}
