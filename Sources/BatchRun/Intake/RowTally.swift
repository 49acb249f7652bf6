import AttendanceModel
import Ledger
import Linkage

/// What became of the rows that a run took, extract by extract (design section 3: nothing lost).
struct RowTally {
  private(set) var balances: [Int64: RowBalance] = [:]
  /// Of extracts that are read again: the attendances whose live version this run took from them.
  ///
  /// Their other rows belong to the balance of an earlier run.
  private var readAgain: [Int64: Set<AttendanceKey>] = [:]

  subscript(extract: Int64) -> RowBalance {
    get { balances[extract] ?? RowBalance() }
    set { balances[extract] = newValue }
  }

  /// Begins an extract.
  mutating func begin(_ extract: Int64, isReadAgain: Bool) {
    balances[extract] = RowBalance()
    if isReadAgain { readAgain[extract] = [] }
  }

  /// Counts a version that was taken.
  mutating func count(_ taken: TakenVersion, of key: AttendanceKey, from extract: Int64) {
    if taken.outcome.holdsNew {
      yield(taken, of: key)
      self[extract].attendances += 1
      readAgain[extract]?.insert(key)
    } else {
      self[extract].superseded += 1
    }
  }

  /// Counts a deletion that was taken.
  mutating func count(deletion taken: TakenVersion, of key: AttendanceKey, from extract: Int64) {
    yield(taken, of: key)
    self[extract].deleted += 1
  }

  /// Counts a version of this run as deleted, if it is one, because a whole period went without it.
  mutating func countRemoved(_ absent: AbsentAttendance) {
    guard let extract = absent.extract, isOfThisRun(absent.key, extract) else { return }
    self[extract].attendances -= 1
    self[extract].deleted += 1
  }

  private mutating func yield(_ taken: TakenVersion, of key: AttendanceKey) {
    guard taken.putAsideLive, let extract = taken.putAsideExtract, isOfThisRun(key, extract)
    else { return }
    self[extract].attendances -= 1
    self[extract].superseded += 1
  }

  private mutating func isOfThisRun(_ key: AttendanceKey, _ extract: Int64) -> Bool {
    guard balances[extract] != nil else { return false }
    return readAgain[extract] == nil || readAgain[extract]?.remove(key) != nil
  }
}
