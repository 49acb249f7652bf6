import AttendanceModel

/// How values that are not blank are read, each as its field's kind (design section 6).
extension RowDecoder {
  typealias Cell = ColumnPlan.Cell

  /// Counts a value that cannot be read; a needed one makes the row unreadable instead.
  mutating func noteUnreadable(_ cell: Cell, in row: inout RowValues) {
    switch cell.field {
    case .attendanceID: row.attendanceID = .unreadable
    case .providerCode: row.providerCode = .unreadable
    case .arrivalDate: row.arrivalDate = .unreadable
    case .arrivalDatetime: row.arrivalDatetime = .unreadable
    case .updateType: findings.unknownUpdateType += 1
    default: noteUnreadable(cell)
    }
  }

  private mutating func noteUnreadable(_ cell: Cell) {
    if let column = cell.column { unreadable[column] += 1 }
    unreadableFields.insert(cell.field)
  }

  mutating func text(_ value: Span<UInt8>, _ cell: Cell) -> String? {
    if let text = value.text { return text }
    noteUnreadable(cell)
    return nil
  }

  /// An id; one that a spreadsheet has rounded is several people's, and of no use.
  mutating func id(_ value: Span<UInt8>, _ cell: Cell) -> String? {
    guard ValueDamage.isRounded(value) else { return value.text }
    mark(.scientificNotation, cell)
    return nil
  }

  /// A code, in most sources a SNOMED CT id: one that is damaged beyond doubt cannot be read, one
  /// with an id's digits and a wrong check digit is kept, because codes are compared as text.
  mutating func code(_ value: Span<UInt8>, _ cell: Cell) -> String? {
    guard let damage = ValueDamage.ofSNOMEDCode(value) else { return text(value, cell) }
    mark(damage, cell)
    guard damage.isBeyondDoubt else { return text(value, cell) }
    noteUnreadable(cell)
    return nil
  }

  /// A code of two digits; a single one has lost its zero on the way and is not guessed at.
  mutating func twoDigits(_ value: Span<UInt8>, _ cell: Cell) -> String? {
    guard ValueDamage.isShortened(value) else { return text(value, cell) }
    mark(.lostLeadingZero, cell)
    noteUnreadable(cell)
    return nil
  }

  /// Notes what has happened to a value; a constant's cannot be damaged.
  mutating func mark(_ damage: ValueDamage, _ cell: Cell) {
    if let column = cell.column { marks.append(DamageMark(column: column, kind: damage)) }
  }

  mutating func flag(_ value: Span<UInt8>, _ cell: Cell) -> Bool? {
    switch value.text?.lowercased() {
    case "y", "yes", "1", "true": return true
    case "n", "no", "0", "false": return false
    default:
      noteUnreadable(cell)
      return nil
    }
  }

  // MARK: Dates and times

  /// The first day that is not blank (design S1).
  static let firstDay = CivilDay(rawValue: -25_567)  // 1900-01-01

  /// A whole value that is a date, whatever its year.
  private mutating func anyDate(_ value: Span<UInt8>, _ cell: Cell) -> CivilDay? {
    for pattern in plan.mappings[cell.mapping].dates {
      var position = 0
      if let day = pattern.take(from: value, at: &position), position == value.count { return day }
    }
    if ValueDamage.isDayNumber(value) { mark(.dayNumber, cell) }
    return nil
  }

  /// The day, or nil when it is before 1900 and thereby blank.
  private mutating func known(_ day: CivilDay) -> CivilDay? {
    if day >= Self.firstDay { return day }
    findings.dateBefore1900 += 1
    return nil
  }

  mutating func date(_ value: Span<UInt8>, _ cell: Cell) -> CivilDay? {
    guard let day = anyDate(value, cell) else {
      noteUnreadable(cell)
      return nil
    }
    return known(day)
  }

  mutating func time(_ value: Span<UInt8>, _ cell: Cell) -> TimeOfDay? {
    if let time = plan.mappings[cell.mapping].times.read(value) { return time }
    noteUnreadable(cell)
    return nil
  }

  /// A date, and a time when one follows after `T` or one space; nil when there is no date.
  private mutating func timestamp(
    _ value: Span<UInt8>,
    _ cell: Cell
  ) -> (day: CivilDay, time: TimeOfDay?)? {
    for pattern in plan.mappings[cell.mapping].dates {
      var position = 0
      guard let day = pattern.take(from: value, at: &position) else { continue }
      if position == value.count { return (day, nil) }
      if value.take(UInt8(ascii: "T"), at: &position)
        || value.take(UInt8(ascii: " "), at: &position)
      {
        return (day, time(value.extracting(position..<value.count), cell))
      }
    }
    return nil
  }

  mutating func setArrivalDate(_ value: Span<UInt8>, _ cell: Cell, _ row: inout RowValues) {
    guard let day = anyDate(value, cell) else {
      row.arrivalDate = .unreadable
      return
    }
    row.arrivalDate = known(day).map { .read($0) } ?? .missing
  }

  mutating func setArrivalDatetime(_ value: Span<UInt8>, _ cell: Cell, _ row: inout RowValues) {
    if cell.isTimePart {
      if let time = time(value, cell), case .read(let stamp) = row.arrivalDatetime {
        row.arrivalDatetime = .read(stamp.with(time))
      }
      return
    }
    guard let (day, time) = timestamp(value, cell) else {
      row.arrivalDatetime = .unreadable
      return
    }
    row.arrivalDatetime =
      known(day).map { .read(Timestamp($0, time ?? TimeOfDay(time: .midnight))) } ?? .missing
  }

  mutating func setApplicable(_ value: Span<UInt8>, _ cell: Cell, _ row: inout RowValues) {
    if cell.isTimePart {
      let time = time(value, cell)
      if let day = row.applicableDay, let own = row.applicableTime {
        row.applicableDay = Timestamp(day, own).with(own).day
      }
      row.applicableTime = time
    } else if let (day, time) = timestamp(value, cell) {
      row.applicableDay = known(day)
      row.applicableTime = time
    } else {
      noteUnreadable(cell)
    }
  }

  // MARK: Others

  mutating func setUpdateType(_ value: Span<UInt8>, _ row: inout RowValues) {
    switch value.text {
    case "1": row.isDelete = true
    case "9": row.isDelete = false
    default: findings.unknownUpdateType += 1
    }
  }

  mutating func setNHSNumber(_ value: Span<UInt8>, _ cell: Cell, _ version: inout Attendance) {
    guard let number = NHSNumber(ascii: value) else {
      findings.invalidNHSNumber += 1
      if let damage = ValueDamage.ofNHSNumber(value) { mark(damage, cell) }
      noteUnreadable(cell)
      return
    }
    if !number.isInIssuedRange { findings.unissuedNHSNumber += 1 }
    version.patient.nhsNumber = number
  }

  /// Whole years from 0 to 998; 999 means not known.
  ///
  /// A profile's table of codes may also say a band of days. Source: NHS Data Model and Dictionary,
  /// AGE AT CDS ACTIVITY DATE.
  mutating func setAge(_ value: Span<UInt8>, _ cell: Cell, _ version: inout Attendance) {
    var position = 0
    if let years = value.takeNumber(at: &position, digits: 1...3), position == value.count {
      version.patient.recordedAge = years == 999 ? nil : .years(years)
    } else if cell.hasCodes, let age = value.text.flatMap({ RecordedAge($0) }) {
      version.patient.recordedAge = age
    } else {
      findings.unreadableAge += 1
      noteUnreadable(cell)
    }
  }

  mutating func setMobility(_ value: Span<UInt8>, _ cell: Cell, _ version: inout Attendance) {
    version.patient.mobility = value.text.flatMap { Mobility(rawValue: $0.lowercased()) }
    if version.patient.mobility == nil { noteUnreadable(cell) }
  }
}
