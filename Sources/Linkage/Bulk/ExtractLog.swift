/// Which extract each held version came from, and what became of the rows of each extract.
struct ExtractLog: Sendable {
  private(set) var balances: [RowBalance] = []
  /// By attendance, the extract of the version or deletion that is held.
  private var origins: [UInt16] = []
  /// Of a load of a whole period: attendances whose rows in it did not become the held version.
  private var carried: Set<UInt32> = []
  private var isOfWholePeriod = false

  /// The place of the extract in hand.
  private var current: UInt16 { UInt16(truncatingIfNeeded: balances.count - 1) }

  init(expecting expected: Int) {
    origins.reserveCapacity(expected)
  }

  /// Begins the extract of a place, from 0; those before it without rows have nothing to balance.
  mutating func begin(_ place: Int, isOfWholePeriod: Bool) {
    precondition(place < Int(UInt16.max), "too many extracts at once")
    while balances.count <= place { balances.append(RowBalance()) }
    self.isOfWholePeriod = isOfWholePeriod
    carried = []
  }

  /// Counts the first row of an attendance.
  mutating func countFirst(isDelete: Bool) {
    origins.append(current)
    countHeld(isDelete)
  }

  /// Counts a row that is held from now on, in place of another.
  mutating func count(_ number: Int, isDelete: Bool, overLive: Bool) {
    if overLive {
      balances[Int(origins[number])].attendances -= 1
      balances[Int(origins[number])].superseded += 1
    }
    origins[number] = current
    countHeld(isDelete)
  }

  /// Counts a row that came too late to be held.
  mutating func countLate(_ number: Int, isDelete: Bool) {
    if isDelete {
      balances[balances.count - 1].deleted += 1
    } else {
      balances[balances.count - 1].superseded += 1
    }
    if isOfWholePeriod { carried.insert(UInt32(truncatingIfNeeded: number)) }
  }

  /// Counts a held version as deleted, because a whole period went without it.
  mutating func countRemoved(_ number: Int) {
    balances[Int(origins[number])].attendances -= 1
    balances[Int(origins[number])].deleted += 1
    origins[number] = current
  }

  /// Whether the extract in hand has a row of an attendance.
  func isCarried(_ number: Int) -> Bool {
    origins[number] == current || carried.contains(UInt32(truncatingIfNeeded: number))
  }

  private mutating func countHeld(_ isDelete: Bool) {
    if isDelete {
      balances[balances.count - 1].deleted += 1
    } else {
      balances[balances.count - 1].attendances += 1
    }
  }
}
