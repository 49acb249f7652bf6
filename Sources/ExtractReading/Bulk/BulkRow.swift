package import AttendanceModel

/// A data row without texts: what linking, versions and rules need of it.
package struct BulkRow: Sendable {
  /// What became of the row; a quarantined one leaves none.
  package enum Kind: UInt8, Sendable {
    case version, delete
  }

  package var kind: Kind
  /// Where the row's words begin in its batch: the attendance's key, then the local identity.
  package var firstWord: UInt32 = 0
  package var keyWords: UInt16 = 0
  /// Words of the local identity, 0 without one.
  package var localWords: UInt16 = 0
  package var keyHash: UInt64 = 0
  package var localHash: UInt64 = 0
  /// When the version applies from, nanoseconds since 1970; nil is older than any other.
  package var applicable: Instant?
  /// The digits of a valid NHS number.
  package var nhsNumber: UInt64?
  package var arrival = Arrival(CivilDay(rawValue: 0))
  package var birthDate: CivilDay?
  /// Whole years.
  package var ageInYears: Int16?
  /// What the row answers to the reader's questions; not there with ``attendance``.
  package var answers = FieldAnswers()
  /// What the reader's ``FieldQuestions/mark`` makes of the row; not there with ``attendance``.
  package var mark = UInt32.max
  /// The place in the batch's ``RowBatch/attendances`` of a row that had to be read whole.
  package var attendance: Int32?
  /// The caller's own number for what its rules make of the row.
  package var content: UInt32 = 0

  init(_ kind: Kind) {
    self.kind = kind
  }

  /// The patient's age at arrival, from this row alone (design S4).
  package var age: Age {
    Age(at: arrival.day, born: birthDate, recorded: ageInYears.map(Int.init))
  }
}

/// The rows of one chunk, in file order.
package struct RowBatch: Sendable {
  package var rows: [BulkRow] = []
  /// The texts of all rows' keys and local identities, packed.
  package var words: [UInt64] = []
  package var attendances: [Attendance] = []
  /// Records and lines are counted from the chunk's first until the batch is handed over.
  package var quarantined: [QuarantinedRow] = []
  /// Bytes of the file that the rows take.
  package var byteCount = 0
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
    recordCount = 0
    lineCount = 0
    blankLines = 0
  }

  /// Appends a row that was read whole.
  package mutating func append(_ attendance: Attendance) {
    var row = BulkRow(.version)
    row.applicable = attendance.applicable
    row.nhsNumber = attendance.patient.nhsNumber?.digits
    row.arrival = attendance.arrival
    row.birthDate = attendance.patient.birthDate
    row.ageInYears = attendance.patient.ageInYears.map(Int16.init)
    row.attendance = Int32(attendances.count)
    attendances.append(attendance)
    append(row, attendance.key, local: attendance.patient.localPatientID)
  }

  /// Appends a deletion.
  package mutating func append(deletionOf key: AttendanceKey, applicable: Instant?) {
    var row = BulkRow(.delete)
    row.applicable = applicable
    append(row, key, local: nil)
  }

  private mutating func append(_ new: BulkRow, _ key: AttendanceKey, local: String?) {
    var row = new
    row.firstWord = UInt32(words.count)
    let keyWords = PackedText.append(key.providerCode.utf8, key.attendanceID.utf8, to: &words)
    row.keyWords = UInt16(keyWords)
    row.keyHash = PackedText.hash(words.span.extracting(last: keyWords))
    if let local {
      let localWords = PackedText.append(key.providerCode.utf8, local.utf8, to: &words)
      row.localWords = UInt16(localWords)
      row.localHash = PackedText.hash(words.span.extracting(last: localWords))
    }
    rows.append(row)
  }
}
