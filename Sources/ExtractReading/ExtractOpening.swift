import AttendanceModel

/// An extract whose header is read: what the plain reader and the one in chunks begin with.
struct ExtractOpening: ~Copyable {
  let path: String
  let profile: SourceProfile
  /// Behind the header.
  var records: CSVRecords
  let plan: ColumnPlan
  /// The header's bytes as they stand.
  private let header: [UInt8]

  init(
    path: String,
    profile: SourceProfile,
    fields: Set<AttendanceField>?,
    blockSize: Int
  ) throws(ExtractRefusal) {
    var records = try CSVRecords(path: path, form: profile.form, blockSize: blockSize)
    guard try records.next() else { throw ExtractRefusal(file: path, cause: .isEmpty) }
    guard let names = records.texts() else {
      throw ExtractRefusal(file: path, cause: .notUTF8(line: records.recordLine))
    }
    plan = try ColumnPlan(header: names, profile: profile, fields: fields, file: path)
    header = records.originalBytes
    self.path = path
    self.profile = profile
    self.records = records
  }

  /// The header as a quarantine file repeats it.
  var extractHeader: ExtractHeader {
    ExtractHeader(bytes: header, form: profile.form, lineEnd: records.lineEnd)
  }
}

/// Rows by what became of them.
struct RowCounts {
  var rows = 0
  var attendances = 0
  var deletes = 0
  private(set) var quarantined = 0
  var blankLines = 0
  /// By its sentence, a quarantined row's reason and how many have it.
  private var reasons: [String: (reason: QuarantinedRow.Reason, count: Int)] = [:]

  /// Counts a quarantined row.
  mutating func quarantine(_ reason: QuarantinedRow.Reason) {
    quarantined += 1
    reasons[reason.description, default: (reason, 0)].count += 1
  }

  /// The most frequent reason, of equals the first by its sentence; nil when no row has any.
  var mostFrequentReason: QuarantinedRow.Reason? {
    reasons.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.value.reason
  }
}

extension ExtractSummary {
  /// Fewer quarantined rows than this never refuse a file.
  private static let leastQuarantined = 20

  /// Sums up a file that was read to its end by decoders, each with its own findings.
  ///
  /// Throws the refusal when too large a share of the rows, 0 to 1, is quarantined.
  init(
    _ opening: borrowing ExtractOpening,
    _ counts: RowCounts,
    _ decoders: [RowDecoder],
    _ damage: DamageTally,
    refusedAbove share: Double
  ) throws(ExtractRefusal) {
    precondition(
      counts.rows == counts.attendances + counts.deletes + counts.quarantined,
      "every row is an attendance, a deletion or quarantined"
    )
    // Of a file that comes back from quarantine many rows may still be as they were.
    if !opening.plan.isMended, counts.quarantined >= Self.leastQuarantined,
      Double(counts.quarantined) > Double(counts.rows) * share,
      let reason = counts.mostFrequentReason
    {
      throw ExtractRefusal(
        file: opening.path,
        cause: .tooManyQuarantined(counts.quarantined, of: counts.rows, mostly: reason)
      )
    }
    self.init(header: opening.extractHeader)
    isMended = opening.plan.isMended
    rows = counts.rows
    attendances = counts.attendances
    deletes = counts.deletes
    quarantined = counts.quarantined
    blankLines = counts.blankLines
    let names = opening.plan.names
    fieldsWithColumns = opening.plan.fieldsWithColumns
    unmappedColumns = opening.plan.unmapped
    unreadableValues = Self.counts(of: names) { column in
      decoders.reduce(0) { $0 + $1.unreadable[column] }
    }
    self.damage = damage.damage(of: names)
    for decoder in decoders { findings += decoder.findings }
  }

  private static func counts(of names: [String], _ count: (Int) -> Int) -> [ColumnCount] {
    names.indices.filter { count($0) > 0 }.map { ColumnCount(column: names[$0], count: count($0)) }
  }
}

extension ExtractSummary.Findings {
  fileprivate static func += (sum: inout Self, more: Self) {
    sum.birthAfterArrival += more.birthAfterArrival
    sum.ageBeyondBelief += more.ageBeyondBelief
    sum.invalidNHSNumber += more.invalidNHSNumber
    sum.unissuedNHSNumber += more.unissuedNHSNumber
    sum.unknownUpdateType += more.unknownUpdateType
    sum.dateBefore1900 += more.dateBefore1900
    sum.unreadableAge += more.unreadableAge
  }
}
