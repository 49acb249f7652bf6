import AttendanceModel

/// Turns the bytes of one record into an attendance, a deletion, or a reason for quarantine.
///
/// Only columns that the plan maps are looked at, and no text is made of a value before it is
/// known what it is for.
struct RowDecoder: Sendable {
  /// What a record turned out to be.
  enum Decoded {
    case version(Attendance)
    case delete(AttendanceKey, applicable: Instant?)
    case quarantined(QuarantinedRow.Reason, key: AttendanceKey?, applicable: Instant?)
  }

  let plan: ColumnPlan
  private let asOf: CivilDay
  private let codes: [[String: [UInt8]]?]
  private let standing: [[UInt8]?]
  private let refinements: [ValueRefinement]
  private let prefixes: IDPrefixes

  /// Values that could not be read, by column.
  var unreadable: [Int]
  /// What is damaged in the record in hand.
  var marks: [DamageMark] = []
  var findings = ExtractSummary.Findings()
  /// The fields of the record in hand whose values could not be read.
  var unreadableFields: Set<AttendanceField> = []

  init(plan: ColumnPlan, asOf: CivilDay) {
    self.plan = plan
    self.asOf = asOf
    codes = plan.mappings.map { $0.codes?.meanings.mapValues { Array($0.utf8) } }
    standing = plan.mappings.map { $0.standing.map { Array($0.utf8) } }
    refinements = plan.mappings.map { ValueRefinement($0) }
    prefixes = IDPrefixes(plan)
    unreadable = plan.names.map { _ in 0 }
  }

  /// Decodes one record.
  ///
  /// - Parameters:
  ///   - bytes: The record's values, end to end.
  ///   - ends: Where each value ends.
  ///   - fieldCount: How many values the record has in the file.
  /// - Returns: What the record turned out to be.
  mutating func decode(_ bytes: Span<UInt8>, ends: Span<Int>, fieldCount: Int) -> Decoded {
    var row = RowValues()
    unreadableFields.removeAll()
    marks.removeAll(keepingCapacity: true)
    // Beside the row, so that it is handed on without a copy.
    var version = blank
    for cell in plan.cells {
      if let column = cell.column {
        guard column < ends.count else { continue }
        let start = column == 0 ? 0 : ends[column - 1]
        take(bytes.extracting(start..<ends[column]), of: cell, into: &row, &version)
      } else {
        take(Span(), of: cell, into: &row, &version)
      }
    }
    prefixes.apply(to: &row, &version)
    guard fieldCount == plan.names.count else {
      return quarantined(.wrongFieldCount(expected: plan.names.count, found: fieldCount), row)
    }
    return outcome(of: row, version)
  }

  /// What cells read as in a row in which nothing else stands.
  mutating func values(
    _ cells: [ColumnPlan.Cell],
    in bytes: Span<UInt8>
  ) -> (row: RowValues, version: Attendance) {
    var row = RowValues()
    var version = blank
    for cell in cells { take(bytes, of: cell, into: &row, &version) }
    let key = AttendanceKey(providerCode: row.providerCode.value ?? "", attendanceID: "")
    row.complete(&version, key, arriving: blank.arrival)
    return (row, version)
  }

  /// An attendance of which nothing is known yet.
  var blank: Attendance {
    Attendance(key: AttendanceKey(providerCode: "", attendanceID: ""), arrival: Arrival(asOf))
  }

  /// Whether anything was counted so far, or could not be read: a constant that cannot is counted
  /// nowhere.
  var hasFindings: Bool {
    findings != ExtractSummary.Findings() || unreadable.contains { $0 > 0 }
      || !marks.isEmpty || !unreadableFields.isEmpty
  }

  private mutating func outcome(of row: RowValues, _ version: consuming Attendance) -> Decoded {
    guard let key = row.key else {
      let isIDRead = row.attendanceID.value != nil
      return isIDRead
        ? quarantined(row.providerCode, .providerCode, row)
        : quarantined(row.attendanceID, .attendanceID, row)
    }
    if row.isDelete { return .delete(key, applicable: row.applicable) }
    guard case .read(let arrival) = row.arrival else {
      return quarantined(row.arrival, arrivalField(of: row), row)
    }
    guard arrival.day <= asOf else {
      return quarantined(
        .arrivalAfterAsOf(column: plan.columnName(of: arrivalField(of: row)), on: arrival.day),
        row
      )
    }
    row.complete(&version, key, arriving: arrival)
    // A column that is there and says nothing is not a source without the column (design S12).
    if version.patient.nhsNumberStatus == nil, plan.hasCell(for: .nhsNumberStatus) {
      version.patient.nhsNumberStatus = ""
    }
    version.unreadable = unreadableFields
    if let born = version.patient.birthDate {
      if born > arrival.day { findings.birthAfterArrival += 1 }
      if arrival.day.days(since: born) > Self.oldestInDays { findings.ageBeyondBelief += 1 }
    }
    return .version(version)
  }

  /// 120 years.
  static let oldestInDays = 120 * 365 + 30

  private func quarantined<Value>(
    _ value: RowValues.Needed<Value>,
    _ field: AttendanceField,
    _ row: RowValues
  ) -> Decoded {
    let column = plan.columnName(of: field)
    if case .unreadable = value { return quarantined(.unreadable(column: column), row) }
    return quarantined(.missing(column: column), row)
  }

  private func quarantined(_ reason: QuarantinedRow.Reason, _ row: RowValues) -> Decoded {
    .quarantined(reason, key: row.key, applicable: row.applicable)
  }

  /// The field that the arrival came from, or should have.
  private func arrivalField(of row: RowValues) -> AttendanceField {
    if case .missing = row.arrivalDatetime, plan.hasCell(for: .arrivalDate) { return .arrivalDate }
    return .arrivalDatetime
  }

  // MARK: Cells

  private mutating func take(
    _ raw: Span<UInt8>,
    of cell: ColumnPlan.Cell,
    into row: inout RowValues,
    _ version: inout Attendance
  ) {
    guard let separator = cell.separator, !raw.isEmpty else {
      takeValue(raw, of: cell, into: &row, &version)
      return
    }
    var item = cell
    var start = 0
    for index in 0...raw.count where index == raw.count || raw[index] == separator {
      takeValue(raw.extracting(start..<index), of: item, into: &row, &version)
      start = index + 1
      item.place += 1
    }
  }

  /// Trims one value, turns its code into what it means, and puts it in its field.
  private mutating func takeValue(
    _ raw: Span<UInt8>,
    of cell: ColumnPlan.Cell,
    into row: inout RowValues,
    _ version: inout Attendance
  ) {
    let trimmed = raw.extracting(raw.trimmed)
    let value = trimmed.extracting(refinements[cell.mapping].part(of: trimmed))
    if value.isEmpty { return put(value, of: cell, into: &row, &version) }
    if cell.hasCodes, let meaning = value.text.flatMap({ codes[cell.mapping]?[$0] }) {
      return put(meaning.span, of: cell, into: &row, &version)
    }
    if ValueDamage.isBlankWord(value) {
      mark(.blankWord, cell)
      return noteUnreadable(cell, in: &row)
    }
    switch cell.hasCodes ? plan.mappings[cell.mapping].codes?.others : nil {
    case .unreadable: noteUnreadable(cell, in: &row)
    case .blank: put(Span(), of: cell, into: &row, &version)
    case .keep, nil: put(value, of: cell, into: &row, &version)
    }
  }

  private mutating func put(
    _ value: Span<UInt8>,
    of cell: ColumnPlan.Cell,
    into row: inout RowValues,
    _ version: inout Attendance
  ) {
    if !value.isEmpty {
      set(value, of: cell, in: &row, &version)
    } else if !cell.isTimePart, let standing = standing[cell.mapping], !standing.isEmpty {
      set(standing.span, of: cell, in: &row, &version)
    }
  }

  /// Puts a value that is not blank in its field.
  private mutating func set(
    _ value: Span<UInt8>,
    of cell: ColumnPlan.Cell,
    in row: inout RowValues,
    _ version: inout Attendance
  ) {
    switch cell.field {
    case .attendanceID: row.attendanceID = id(value, cell).map { .read($0) } ?? .unreadable
    case .providerCode: row.providerCode = value.text.map { .read($0) } ?? .unreadable
    case .arrivalDate: setArrivalDate(value, cell, &row)
    case .arrivalTime: row.arrivalTime = time(value, cell)
    case .arrivalDatetime: setArrivalDatetime(value, cell, &row)
    case .applicableDatetime: setApplicable(value, cell, &row)
    case .updateType: setUpdateType(value, &row)
    case .siteCode: version.siteCode = text(value, cell)
    case .departmentType: version.departmentType = twoDigits(value, cell)
    case .attendanceCategory:
      row.hasCategory = true
      version.category = AttendanceCategory(ecdsCode: text(value, cell) ?? "")
    case .attendanceSource: version.attendanceSource = code(value, cell)
    case .gpPracticeCode: version.practiceCode = text(value, cell)
    case .chiefComplaint: version.chiefComplaint = code(value, cell)
    case .diagnosis:
      if let code = code(value, cell) { row.diagnoses.take(code, at: cell) }
    case .diagnosisQualifier:
      if let code = code(value, cell) { row.qualifiers.take(code, at: cell) }
    case .safeguardingConcern:
      if let code = code(value, cell) { version.safeguardingConcerns.append(code) }
    case .dischargeStatus: version.dischargeStatus = code(value, cell)
    case .dischargeDestination: version.dischargeDestination = code(value, cell)
    case .injuryDate: version.injury.date = date(value, cell)
    case .injuryTime: row.injuryTime = time(value, cell)
    case .injuryPlace: version.injury.place = code(value, cell)
    case .injuryIntent: version.injury.intent = code(value, cell)
    case .injuryActivity: version.injury.activity = code(value, cell)
    case .injuryMechanism: version.injury.mechanism = code(value, cell)
    case .nhsNumber: setNHSNumber(value, cell, &version)
    case .nhsNumberStatus: version.patient.nhsNumberStatus = twoDigits(value, cell)
    case .localPatientID:
      version.patient.localPatientID = id(value, cell)
      if version.patient.localPatientID == nil { noteUnreadable(cell, in: &row) }
      version.patient.localPatientIssuer = plan.mappings[cell.mapping].issuer
    case .familyName: version.patient.familyName = text(value, cell)
    case .givenName: version.patient.givenName = text(value, cell)
    case .birthDate: version.patient.birthDate = date(value, cell)
    case .ageAtArrival: setAge(value, cell, &version)
    case .sex: version.patient.sex = text(value, cell)
    case .addressLine:
      if let line = text(value, cell) { version.patient.addressLines.append(line) }
    case .postcode: version.patient.postcode = text(value, cell)
    case .mobility: setMobility(value, cell, &version)
    case .lookedAfter: version.patient.isLookedAfter = flag(value, cell)
    case .childProtectionPlan:
      version.patient.hasChildProtectionPlan = flag(value, cell)
    case .deathDate: version.patient.deathDate = date(value, cell)
    case .withheldIdentityReason:
      version.patient.withheldIdentityReason = text(value, cell)
    case .preferredLanguage: version.patient.preferredLanguage = code(value, cell)
    }
  }
}
