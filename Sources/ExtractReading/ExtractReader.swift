package import AttendanceModel

/// Reads one extract through its source's profile, row by row (design section 6).
package struct ExtractReader {
  private let path: String
  private let profile: SourceProfile
  private let asOf: CivilDay
  private let maxQuarantined: Double
  private let fields: Set<AttendanceField>?
  /// Bytes read from the file at once.
  private let blockSize: Int

  /// Fewer quarantined rows than this never refuse a file.
  private static let leastQuarantined = 20

  /// Prepares to read a file; nothing is opened yet.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - profile: How its columns and codes map.
  ///   - asOf: An arrival after this day is quarantined.
  ///   - maxQuarantined: The share of rows, 0 to 1, above which the file is refused.
  ///   - fields: The fields wanted, when not all: others are skipped unread. What names,
  ///     orders and links an attendance is read in any case.
  ///   - blockSize: Bytes read at once.
  package init(
    path: String,
    profile: SourceProfile = .standard,
    asOf: CivilDay,
    maxQuarantined: Double = 0.05,
    fields: Set<AttendanceField>? = nil,
    blockSize: Int = 1 << 16
  ) {
    self.path = path
    self.profile = profile
    self.asOf = asOf
    self.maxQuarantined = maxQuarantined
    self.fields = fields
    self.blockSize = blockSize
  }

  /// Hands over every data row, in file order, and sums up.
  ///
  /// A file may be found unfit only after rows of it were handed over: on any error the caller
  /// drops what it took.
  ///
  /// - Parameter take: Gets one row at a time; what it throws ends the reading.
  /// - Returns: What the file held.
  /// - Throws: ``ExtractRefusal`` when the file cannot be used, or what `take` throws.
  package func read(_ take: (RowOutcome) throws -> Void) throws -> ExtractSummary {
    var records = try CSVRecords(path: path, delimiter: profile.delimiter, blockSize: blockSize)
    guard try records.next() else { throw ExtractRefusal(file: path, cause: .isEmpty) }
    guard let names = records.texts() else {
      throw ExtractRefusal(file: path, cause: .notUTF8(line: records.recordLine))
    }
    let header = records.originalBytes
    let plan = try ColumnPlan(header: names, profile: profile, fields: fields, file: path)
    records.keep(columns: plan.keptColumns)
    var decoder = RowDecoder(plan: plan, asOf: asOf)
    var counts = Counts()
    while try records.next() {
      counts.rows += 1
      let position = RowPosition(record: counts.rows, line: records.recordLine)
      let decoded = records.withValues { bytes, ends in
        decoder.decode(bytes, ends: ends, fieldCount: records.fieldCount)
      }
      switch consume decoded {
      case .version(let attendance):
        counts.attendances += 1
        try take(.version(attendance, at: position))
      case .delete(let key, let applicable):
        counts.deletes += 1
        try take(.delete(key, applicable: applicable, at: position))
      case .quarantined(let reason, let key, let applicable):
        counts.quarantined += 1
        let row = QuarantinedRow(
          position: position,
          reason: reason,
          originalBytes: records.originalBytes,
          key: key,
          applicable: applicable
        )
        try take(.quarantined(row))
      }
    }
    let share = Double(counts.rows) * maxQuarantined
    if counts.quarantined >= Self.leastQuarantined && Double(counts.quarantined) > share {
      throw ExtractRefusal(
        file: path,
        cause: .tooManyQuarantined(counts.quarantined, of: counts.rows)
      )
    }
    var summary = ExtractSummary(
      header: ExtractHeader(
        bytes: header,
        delimiter: profile.delimiter,
        lineEnd: records.lineEnd
      )
    )
    summary.count(counts, blankLines: records.blankLines)
    summary.count(decoder, plan: plan)
    return summary
  }

  /// Rows by what became of them.
  fileprivate struct Counts {
    var rows = 0
    var attendances = 0
    var deletes = 0
    var quarantined = 0
  }
}

extension ExtractSummary {
  fileprivate mutating func count(_ counts: ExtractReader.Counts, blankLines: Int) {
    precondition(
      counts.rows == counts.attendances + counts.deletes + counts.quarantined,
      "every row is an attendance, a deletion or quarantined"
    )
    rows = counts.rows
    attendances = counts.attendances
    deletes = counts.deletes
    quarantined = counts.quarantined
    self.blankLines = blankLines
  }

  fileprivate mutating func count(_ decoder: RowDecoder, plan: ColumnPlan) {
    unmappedColumns = plan.unmapped
    unreadableValues = Self.counts(decoder.unreadable, of: plan.names)
    damagedCodes = Self.counts(decoder.damaged, of: plan.names)
    findings = decoder.findings
  }

  private static func counts(_ counts: [Int], of names: [String]) -> [ColumnCount] {
    zip(names, counts).filter { $0.1 > 0 }.map { ColumnCount(column: $0.0, count: $0.1) }
  }
}
