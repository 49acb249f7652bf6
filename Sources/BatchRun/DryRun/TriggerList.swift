package import AttendanceModel
import Linkage
import RuleEngine

/// A dry-run's triggers by rule, then S1's order, in few bytes each; one is put into words when it
/// is looked at.
package struct TriggerList: Sendable, RandomAccessCollection {
  /// A trigger without texts.
  struct Entry: Sendable {
    var arrival: Arrival
    var row: UInt32
    /// The place of the rule version among the engine's.
    var rule: Int32
    var count: Int
  }

  private let entries: [Entry]
  /// The attendances' keys, in the order of the entries.
  private let keys: KeyList
  private let engine: RuleEngine

  /// No triggers.
  init() {
    entries = []
    keys = KeyList()
    engine = RuleEngine(rules: [])
  }

  /// - Parameters:
  ///   - entries: In order.
  ///   - linked: The table of the rows.
  ///   - engine: The engine that found the triggers.
  ///   - threads: How many threads work.
  init(_ entries: [Entry], in linked: LinkedTable, _ engine: RuleEngine, threads: Int) {
    self.entries = entries
    keys = linked.keys(of: entries.map(\.row), threads: threads)
    self.engine = engine
  }

  /// 0.
  package var startIndex: Int { 0 }
  /// How many triggers there are.
  package var endIndex: Int { entries.count }

  /// The trigger at a place, in full.
  package subscript(place: Int) -> Trigger {
    let entry = entries[place]
    return engine.trigger(
      ofRuleAt: Int(entry.rule),
      keys[place],
      arrival: entry.arrival,
      count: entry.count
    )
  }

  /// Calls a function for parts of the list at once, and gives the results in the parts' order.
  func inShares<Result: Sendable>(
    _ threads: Int,
    _ body: @Sendable (SubSequence) -> Result
  ) -> [Result] {
    let shares = Swift.max(1, Swift.min(threads, count / Self.shareSize))
    return inParallel(shares) { body(self[count * $0 / shares..<count * ($0 + 1) / shares]) }
  }

  /// Fewer triggers are not worth a thread.
  private static let shareSize = 1 << 12
}
