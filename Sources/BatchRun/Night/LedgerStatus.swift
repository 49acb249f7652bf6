package import AttendanceModel
import Ledger
import LocatedYAML

/// How the ledger stands: what ran, what waits, what nobody has answered.
package struct LedgerStatus: Encodable, Sendable {
  /// One of the last runs, the latest first.
  package struct Run: Encodable, Sendable {
    package var folder: String
    package var isPublished: Bool

    private enum CodingKeys: String, CodingKey {
      case folder
      case isPublished = "published"
    }
  }

  /// A source and how long ago it last brought an extract: rows that no run had read, or word that
  /// there was nothing to report.
  package struct Feed: Encodable, Sendable {
    package var source: String
    /// The as-of date for which it brought its last one; nil when it never did.
    package var lastTaken: String?
    package var ageInDays: Int?
    package var isMissing: Bool

    private enum CodingKeys: String, CodingKey {
      case source
      case lastTaken = "last_taken"
      case ageInDays = "age_days"
      case isMissing = "missing"
    }
  }

  /// Documents that leave by a carrier.
  package struct Deliveries: Encodable, Sendable {
    /// Decided and not yet handed over.
    package var waiting: Int
    package var unacknowledged: Int
    /// Days since the oldest of these was handed over.
    package var oldestUnacknowledged: Int?
    package var overdue: Int
    package var undeliverable: Int

    private enum CodingKeys: String, CodingKey {
      case waiting, unacknowledged, overdue, undeliverable
      case oldestUnacknowledged = "oldest_unacknowledged_days"
    }
  }

  package var asOf: String
  package var runs: [Run]
  package var feeds: [Feed]
  package var deliveries: Deliveries
  /// Open worklist items.
  package var openUrgent: Int
  package var openRoutine: Int
  /// The first day whose attendances are all kept; nil when nothing was ever purged.
  package var keptSince: String?

  private enum CodingKeys: String, CodingKey {
    case runs, feeds, deliveries
    case asOf = "as_of"
    case openUrgent = "open_urgent_items"
    case openRoutine = "open_routine_items"
    case keptSince = "kept_since"
  }

  /// Whether an operator must look.
  package var needsAttention: Bool {
    runs.contains { !$0.isPublished } || feeds.contains(where: \.isMissing)
      || deliveries.waiting + deliveries.overdue > 0
  }

  /// Looks into a ledger, also while a run works.
  ///
  /// - Parameters:
  ///   - configuration: of the run that the ledger belongs to.
  ///   - asOf: the day to which ages are counted.
  /// - Throws: ``RunFault``.
  package init(configuration: RunConfiguration, asOf: CivilDay) throws {
    self = try LedgerAccess.read(configuration.ledger) { ledger in
      try LedgerStatus(ledger, configuration.sources, asOf)
    }
  }

  private init(
    _ ledger: LedgerTransaction,
    _ sources: [RunConfiguration.Source],
    _ today: CivilDay
  ) throws {
    asOf = today.description
    runs = try ledger.lastRuns(5).map { Run(folder: $0.run.folder, isPublished: $0.isPublished) }
    feeds = try sources.map { source in
      let last = try ledger.lastExtract(from: source.name)
      let age = last.map { today.days(since: $0) }
      return Feed(
        source: source.name,
        lastTaken: last?.description,
        ageInDays: age,
        isMissing: source.isMissing(lastTaken: last, on: today)
      )
    }
    let onTheWay = try ledger.deliveries(.dropped, .sent)
    deliveries = Deliveries(
      waiting: try ledger.deliveries(.waiting, .staged).count,
      unacknowledged: onTheWay.count,
      oldestUnacknowledged: onTheWay.compactMap(\.droppedOn).min().map { today.days(since: $0) },
      overdue: onTheWay.count(where: \.isOverdue),
      undeliverable: try ledger.deliveries(.undeliverable).count
    )
    openUrgent = try ledger.openItemCount(.urgent)
    openRoutine = try ledger.openItemCount(.routine)
    keptSince = try ledger.horizon()?.description
  }

  /// The status as JSON.
  package func json() throws -> String {
    try JSONText.result(self)
  }
}
