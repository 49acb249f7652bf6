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
  private let countsFilled: Bool

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
  ///   - countsFilled: Whether to count the values of each column that are not blank.
  package init(
    path: String,
    profile: SourceProfile = .standard,
    asOf: CivilDay,
    maxQuarantined: Double = 0.05,
    fields: Set<AttendanceField>? = nil,
    blockSize: Int = 1 << 16,
    countsFilled: Bool = false
  ) {
    self.path = path
    self.profile = profile
    self.asOf = asOf
    self.maxQuarantined = maxQuarantined
    self.fields = fields
    self.blockSize = blockSize
    self.countsFilled = countsFilled
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
    var opening = try ExtractOpening(
      path: path,
      profile: profile,
      fields: fields,
      blockSize: blockSize
    )
    opening.records.keep(columns: opening.plan.keptColumns)
    var decoder = RowDecoder(plan: opening.plan, asOf: asOf)
    var counts = RowCounts()
    var damage = DamageTally()
    var filled = countsFilled ? opening.plan.names.map { _ in 0 } : []
    while try opening.records.next() {
      counts.rows += 1
      let position = RowPosition(record: counts.rows, line: opening.records.recordLine)
      let decoded = opening.records.withValues { bytes, ends in
        Self.count(bytes, ends, in: &filled)
        return decoder.decode(bytes, ends: ends, fieldCount: opening.records.fieldCount)
      }
      for mark in decoder.marks { damage.note(mark, at: position) }
      switch consume decoded {
      case .version(let attendance):
        counts.attendances += 1
        try take(.version(attendance, at: position))
      case .delete(let key, let applicable):
        counts.deletes += 1
        try take(.delete(key, applicable: applicable, at: position))
      case .quarantined(let reason, let key, let applicable):
        counts.quarantine(reason)
        let row = QuarantinedRow(
          position: position,
          reason: reason,
          originalBytes: opening.records.originalBytes,
          key: key,
          applicable: applicable
        )
        try take(.quarantined(row))
      }
    }
    counts.blankLines = opening.records.blankLines
    var summary = try ExtractSummary(
      opening,
      counts,
      [decoder],
      damage,
      refusedAbove: maxQuarantined
    )
    summary.filledValues = filled
    return summary
  }

  /// Counts the values of a record that are not blank, when anybody wants to know.
  private static func count(_ bytes: Span<UInt8>, _ ends: Span<Int>, in filled: inout [Int]) {
    var start = 0
    for column in 0..<min(filled.count, ends.count) {
      if !bytes.extracting(start..<ends[column]).trimmed.isEmpty { filled[column] += 1 }
      start = ends[column]
    }
  }
}
