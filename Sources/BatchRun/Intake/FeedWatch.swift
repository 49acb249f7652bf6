import AttendanceModel
import ExtractReading
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
  ///   - brought: Its files of which this run took rows that no run had read.
  /// - Returns: The alarms, in a fixed order.
  /// - Throws: What the ledger throws.
  func alarms(of source: RunConfiguration.Source, brought: [TakenExtract]) throws -> [FeedAlarm] {
    var alarms: [FeedAlarm] = []
    if try transaction.tookExtract(from: source.name, asOf: asOf) {
      try close(.feedMissing, source.name)
    } else if source.rhythm.expects(on: asOf) {
      alarms.append(.missing(source: source.name))
    }
    guard !brought.isEmpty else { return alarms }
    if let alarm = try unusualSize(source.name) { alarms.append(alarm) }
    return alarms + (try absentSites(source.name)) + (try absentColumns(source.name, brought))
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
    for site in here { try close(.siteAbsent, FeedAlarm.subject(of: site, source)) }
    let missed = try transaction.openSubjects(
      kind: WorklistKind.siteAbsent.rawValue,
      startingWith: FeedAlarm.subject(of: "", source)
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

  /// The fields for which a column always came, and those that were missed before, and for which a
  /// file of today has none.
  private func absentColumns(_ source: String, _ brought: [TakenExtract]) throws -> [FeedAlarm] {
    let files = brought.filter { $0.summary.rows > 0 }
    let missed = try transaction.openSubjects(
      kind: WorklistKind.columnAbsent.rawValue,
      startingWith: FeedAlarm.subject(of: "", source)
    ).compactMap(AttendanceField.init(rawValue:))
    let constant = try transaction.constantFields(of: source, before: asOf, days: habit.siteDays)
    return try constant.union(missed).sorted(by: { precedesAsBytes($0.rawValue, $1.rawValue) })
      .compactMap { field in
        if let file = files.first(where: { !$0.summary.fieldsWithColumns.contains(field) }) {
          return .columnAbsent(source: source, file: file.file, field: field)
        }
        if !files.isEmpty {
          try close(.columnAbsent, FeedAlarm.subject(of: field.rawValue, source))
        }
        return nil
      }
  }

  private func close(_ kind: WorklistKind, _ subject: String) throws {
    try transaction.closeItems(kind: kind.rawValue, subject: subject)
  }
}
