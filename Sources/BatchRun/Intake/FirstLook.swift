import AttendanceModel
import Ledger
import Linkage
import RuleEngine

/// What the rules make of the rows of a first load, in few bytes each, so that of all the new
/// persons only those are looked at on whom a rule may fire.
///
/// It decides nothing. Whom it names is evaluated from the ledger like anybody on any night, and
/// whom it cannot be sure of it names.
struct FirstLook {
  private let engine: RuleEngine
  /// Of rows that a rule may be about, as their first version has them.
  private var entries: [TimelineEntry] = []
  /// By the ledger's number of a row, the place of its entry plus one; 0 for a row that no rule is
  /// about.
  private var places: [UInt32] = []

  /// For a row that has changed since it came, or has gone.
  private static let changed = UInt32.max

  init(_ engine: RuleEngine) {
    self.engine = engine
  }

  /// Takes what became of a version.
  ///
  /// - Parameters:
  ///   - taken: What the ledger did with it.
  ///   - answers: What the rules make of it; nil when no rule is about it.
  ///   - arrival: When it was.
  mutating func take(_ taken: TakenVersion, _ answers: RowAnswers?, at arrival: Arrival) {
    guard taken.outcome.holdsNew else { return }
    guard let number = taken.number, !taken.hadEarlier else { return noteChange(taken) }
    guard let answers else { return }
    let row = UInt32(number)
    entries.append(TimelineEntry(row: row, arrival: arrival, answers: answers))
    put(UInt32(entries.count), at: row)
  }

  /// Takes what became of a deletion.
  mutating func noteChange(_ taken: TakenVersion) {
    guard taken.hadEarlier, let number = taken.number else { return }
    noteChange(of: number)
  }

  /// Takes that a row has changed since it came, or has gone.
  mutating func noteChange(of number: Int64) { put(Self.changed, at: UInt32(number)) }

  /// How many rows have been taken that a rule may be about.
  var count: Int { entries.count }

  /// Forgets the rows that were taken since there were so many, because their extract was refused.
  ///
  /// Earlier rows that it had changed are still called changed: they are looked at for nothing.
  mutating func forget(since count: Int) {
    entries.removeLast(entries.count - count)
    for row in places.indices where places[row] != Self.changed && places[row] > count {
      places[row] = 0
    }
  }

  private mutating func put(_ place: UInt32, at row: UInt32) {
    if places.count <= Int(row) {
      places.append(contentsOf: repeatElement(0, count: Int(row) + 1 - places.count))
    }
    places[Int(row)] = place
  }

  /// The persons who are to be looked at, and how many live rows of all others gave which answers.
  ///
  /// - Parameters:
  ///   - transaction: The ledger that has taken the rows.
  ///   - known: Persons who are looked at for other reasons.
  /// - Returns: Those persons and all on whom a rule may fire; the answers for the count of what
  ///   rules could not know.
  /// - Throws: What the ledger throws.
  /// - Complexity: O(rows of the ledger).
  func findings(in transaction: LedgerTransaction, besides known: Set<PersonText>) throws
    -> (persons: Set<PersonText>, others: [RowAnswers: Int])
  {
    var persons = known
    var others: [RowAnswers: Int] = [:]
    var current = PersonText("")
    var timeline = Timeline()
    func finish() {
      if mayFire(&timeline) {
        persons.insert(current)
      } else if !known.contains(current) {
        for entry in timeline.entries { others[entry.answers, default: 0] += 1 }
      }
    }
    try transaction.forEachOwner { text, number in
      let person = PersonText(text)
      if person != current {
        finish()
        current = person
        timeline = Timeline()
      }
      let place = Int(number) < places.count ? places[Int(number)] : 0
      switch place {
      case 0: timeline.isWhole = false
      case Self.changed: timeline.hasChanged = true
      default: timeline.entries.append(entries[Int(place) - 1])
      }
    }
    finish()
    return (persons, others)
  }

  /// What is known of a person's rows.
  private struct Timeline {
    var entries: [TimelineEntry] = []
    var isWhole = true
    var hasChanged = false
  }

  private func mayFire(_ timeline: inout Timeline) -> Bool {
    if timeline.hasChanged { return true }
    guard timeline.entries.contains(where: { engine.mayTrigger($0.answers) }) else { return false }
    timeline.entries.sort { $0.arrival < $1.arrival }
    let isOrdered = zip(timeline.entries, timeline.entries.dropFirst()).allSatisfy {
      $0.arrival < $1.arrival
    }
    guard timeline.isWhole, isOrdered else { return true }
    let nameless = AttendanceKey(providerCode: "", attendanceID: "")
    let entries = timeline.entries[...]
    return !engine.triggers(in: entries, identified: true, key: { _ in nameless }).isEmpty
      || !engine.ageUnsettled(in: entries, key: { _ in nameless }).isEmpty
  }
}
