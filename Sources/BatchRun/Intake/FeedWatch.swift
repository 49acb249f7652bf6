import AttendanceModel
import Ledger

/// Weighs what a source brought for an as-of date against what it is expected to bring.
struct FeedWatch {
  let transaction: LedgerTransaction
  let asOf: CivilDay
  let habit: FeedHabit

  /// The alarms of one source, once its files are taken.
  ///
  /// - Parameters:
  ///   - source: The source.
  ///   - broughtRows: Whether this run took rows of it that no run had read.
  /// - Returns: The alarms, in a fixed order.
  /// - Throws: What the ledger throws.
  func alarms(of source: RunConfiguration.Source, broughtRows: Bool) throws -> [FeedAlarm] {
    var alarms: [FeedAlarm] = []
    if try transaction.tookExtract(from: source.name, asOf: asOf) {
      try close(.feedMissing, source.name)
    } else if source.rhythm.expects(on: asOf) {
      alarms.append(.missing(source: source.name))
    }
    guard broughtRows else { return alarms }
    if let alarm = try unusualSize(source.name) { alarms.append(alarm) }
    return alarms + (try absentSites(source.name))
  }

  private func unusualSize(_ source: String) throws -> FeedAlarm? {
    guard let rows = try transaction.rowsBrought(by: source, asOf: asOf) else { return nil }
    let earlier = try transaction.rowsOnWeekday(of: asOf, from: source, days: habit.days)
    return habit.usual(of: rows, among: earlier).map {
      .unusualSize(source: source, asOf: asOf, rows: rows, usual: $0, days: earlier.count)
    }
  }

  /// The sites that always reported, and those that were missed before, without rows today.
  private func absentSites(_ source: String) throws -> [FeedAlarm] {
    let here = try transaction.sites(of: source, asOf: asOf)
    for site in here { try close(.siteAbsent, FeedAlarm.subject(ofSite: site, source)) }
    let missed = try transaction.openSubjects(
      kind: WorklistKind.siteAbsent.rawValue,
      startingWith: FeedAlarm.subject(ofSite: "", source)
    )
    let constant = try transaction.constantSites(
      of: source,
      before: asOf,
      days: habit.siteDays
    )
    return constant.union(missed).subtracting(here).sorted(by: precedesAsBytes).map {
      .siteAbsent(source: source, site: $0)
    }
  }

  private func close(_ kind: WorklistKind, _ subject: String) throws {
    try transaction.closeItems(kind: kind.rawValue, subject: subject)
  }
}
