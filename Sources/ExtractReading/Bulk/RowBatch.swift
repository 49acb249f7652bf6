package import AttendanceModel

/// The rows of one chunk, in file order.
package struct RowBatch: Sendable {
  package var rows: [BulkRow] = []
  /// The texts of all rows' keys and local identities, packed.
  package var words: [UInt64] = []
  package var attendances: [Attendance] = []
  /// Records and lines are counted from the chunk's first until the batch is handed over.
  package var quarantined: [QuarantinedRow] = []
  /// Damaged values, counted in the same way.
  var damaged: [(mark: DamageMark, position: RowPosition)] = []
  /// Whether an id is too long to be packed, half a megabyte: the plain reader must take the file.
  var isUnfit = false
  /// Bytes of the file that the rows take.
  package var byteCount = 0
  /// The number of the first data row in its file, once the batch is handed over.
  var firstRecord = 1
  /// Data rows, quarantined ones included.
  var recordCount = 0
  /// Line ends, those inside quotes included; CRLF is one.
  var lineCount = 0
  var blankLines = 0

  package init() {}

  /// Makes ready for another chunk, keeping the room.
  package mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    attendances.removeAll(keepingCapacity: true)
    quarantined.removeAll(keepingCapacity: true)
    damaged.removeAll(keepingCapacity: true)
    recordCount = 0
    lineCount = 0
    blankLines = 0
    isUnfit = false
  }

  /// One of the rows, by its place in ``rows`` or in ``quarantined``.
  package enum Place {
    case row(Int)
    case quarantined(Int)
  }

  /// The places of all rows in file order, once the batch is handed over.
  package var places: [Place] {
    var places: [Place] = []
    places.reserveCapacity(rows.count + quarantined.count)
    var row = 0
    for (place, unreadable) in quarantined.enumerated() {
      while firstRecord + row + place < unreadable.position.record {
        places.append(.row(row))
        row += 1
      }
      places.append(.quarantined(place))
    }
    for rest in row..<rows.count { places.append(.row(rest)) }
    return places
  }

  /// The attendance that a row is about.
  package func key(of row: BulkRow) -> AttendanceKey {
    let start = Int(row.firstWord)
    let texts = PackedText.texts(in: words.span.extracting(start..<start + Int(row.keyWords)))
    return AttendanceKey(providerCode: texts.first, attendanceID: texts.second)
  }

  /// Appends a row that was read whole.
  package mutating func append(_ attendance: consuming Attendance) {
    var row = BulkRow(.version)
    row.applicable = attendance.applicable
    row.nhsNumber = attendance.patient.nhsNumber?.digits
    row.arrival = attendance.arrival
    row.birthDate = attendance.patient.birthDate
    if case .years(let years) = attendance.patient.recordedAge { row.ageInYears = Int16(years) }
    row.attendance = Int32(attendances.count)
    append(
      row,
      attendance.key,
      local: attendance.patient.localPatientID,
      issuer: attendance.patient.localPatientIssuer
    )
    attendances.append(attendance)
  }

  /// Appends a deletion.
  package mutating func append(deletionOf key: AttendanceKey, applicable: Instant?) {
    var row = BulkRow(.delete)
    row.applicable = applicable
    append(row, key, local: nil, issuer: nil)
  }

  private mutating func append(
    _ new: BulkRow,
    _ key: AttendanceKey,
    local: String?,
    issuer: String?
  ) {
    var row = new
    row.firstWord = UInt32(words.count)
    let keyWords = PackedText.append(key.providerCode, key.attendanceID, to: &words)
    row.keyWords = packed(keyWords)
    if let local {
      let localWords = PackedText.append(issuer ?? key.providerCode, local, to: &words)
      row.localWords = packed(localWords)
      row.firstLocalWord = UInt32(words.count - localWords)
    }
    rows.append(row)
  }

  private mutating func packed(_ count: Int) -> UInt16 {
    isUnfit = isUnfit || count > UInt16.max
    return UInt16(truncatingIfNeeded: count)
  }
}
