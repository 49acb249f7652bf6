import AttendanceModel
import LocatedYAML

/// A profile laid over one file's header: which column feeds which field.
struct ColumnPlan: Sendable {
  /// One column's part in one field.
  struct Cell: Sendable {
    /// From 0; nil for a constant.
    var column: Int?
    var field: AttendanceField
    /// The place in ``mappings``.
    var mapping = 0
    /// For a timestamp in two columns: the one of the time of day.
    var isTimePart = false
    /// For a numbered field: its number.
    var place = 1
    /// For a column with a number in its name: what is preferred of several with one number, the
    /// lowest.
    var rank: Int?
    /// The byte between the values of a list.
    var separator: UInt8?
    var hasCodes = false

    init(column: Int?, of mapping: SourceProfile.FieldMapping, isTimePart: Bool = false) {
      self.column = column
      self.isTimePart = isTimePart
      field = mapping.field
      separator = mapping.separator
      hasCodes = mapping.codes != nil && !isTimePart
    }
  }

  /// The header's names, trimmed.
  let names: [String]
  let mappings: [SourceProfile.FieldMapping]
  private(set) var cells: [Cell] = []
  /// Columns that nothing maps, in the header's order.
  let unmapped: [String]
  /// Whether the file is a quarantine file that comes back.
  let isMended: Bool

  /// Lays a profile over a header.
  ///
  /// Of the fields only those that the caller wants are read, and what names, orders and links
  /// an attendance in any case.
  /// - Throws: The columns that the header lacks, or has twice.
  init(
    header: [String],
    profile: SourceProfile,
    fields: Set<AttendanceField>?,
    file: String
  ) throws(ExtractRefusal) {
    let lowercased = header.map { $0.lowercased() }
    let found = profile.mappings.map { Self.cells(of: $0, in: lowercased) }
    let mapped = Set(found.joined().compactMap(\.column))
    names = header
    mappings = profile.mappings
    let isMended = QuarantineFile.columns.allSatisfy(lowercased.contains)
    self.isMended = isMended
    unmapped = header.indices.filter { column in
      !mapped.contains(column)
        && !(isMended && QuarantineFile.columns.contains(lowercased[column]))
    }.map { header[$0] }
    var essential = Self.essential
    if profile.mappings.contains(where: { $0.prefix == .site }) { essential.insert(.siteCode) }
    // A timestamp's offset moves its day.
    if fields?.contains(.injuryDate) ?? false, Self.isInjuryTimestamp(profile) {
      essential.insert(.injuryTime)
    }
    // What is preferred is put in last, over what came before.
    for (index, cells) in found.enumerated().reversed() {
      let field = profile.mappings[index].field
      guard fields?.contains(field) ?? true || essential.contains(field) else { continue }
      self.cells += cells.map { cell in
        var cell = cell
        cell.mapping = index
        cell.rank = cell.rank.map { $0 + index << 16 }
        return cell
      }
    }
    try refuseRepeats(lowercased, file: file)
    try refuseLacking(profile, file: file)
  }

  /// A plan without columns, for what stands for a value that is not there.
  init(constantOf mapping: SourceProfile.FieldMapping) {
    (names, unmapped, mappings, isMended) = ([], [], [mapping], false)
    cells = [Cell(column: nil, of: mapping)]
  }

  /// Which columns feed a field at all.
  var keptColumns: [Bool] {
    var kept = [Bool](repeating: false, count: names.count)
    for case let column? in cells.map(\.column) { kept[column] = true }
    return kept
  }

  /// The fields that some column feeds.
  var fieldsWithColumns: Set<AttendanceField> {
    Set(cells.filter { $0.column != nil }.map(\.field))
  }

  /// What to call a field's column in a message: its name in the header, or the field's own.
  func columnName(of field: AttendanceField) -> String {
    cells.last { $0.field == field && !$0.isTimePart }
      .flatMap(\.column).map { names[$0] } ?? field.rawValue
  }

  /// Fields of which a column's value counts only if a preferred one says nothing.
  var fieldsWithAlternatives: Set<AttendanceField> {
    var sources: [AttendanceField: Set<Int>] = [:]
    for cell in cells where !cell.isTimePart {
      sources[cell.field, default: []].insert(cell.rank ?? cell.mapping << 16)
    }
    let several = cells.filter { cell in
      cells.contains { $0.field == cell.field && $0.mapping != cell.mapping }
    }.map(\.field)
    return Set(several).union(sources.filter { $0.value.count > 1 && hasRanks($0.key) }.keys)
  }

  private func hasRanks(_ field: AttendanceField) -> Bool {
    cells.contains { $0.field == field && $0.rank != nil }
  }

  func hasCell(for field: AttendanceField) -> Bool {
    cells.contains { $0.field == field }
  }

  /// Whether the day and the time of an injury stand in one column.
  private static func isInjuryTimestamp(_ profile: SourceProfile) -> Bool {
    let days = profile.mappings(of: .injuryDate).flatMap(\.columns)
    return profile.mappings(of: .injuryTime).contains { !Set($0.columns).isDisjoint(with: days) }
  }

  private static let essential: Set<AttendanceField> = [
    .attendanceID, .providerCode, .arrivalDate, .arrivalTime, .arrivalDatetime, .updateType,
    .applicableDatetime, .nhsNumber, .localPatientID, .birthDate,
  ]

  /// The columns of a header that feed one field.
  private static func cells(
    of mapping: SourceProfile.FieldMapping,
    in header: [String]
  ) -> [Cell] {
    var cells: [Cell] = []
    for (preference, name) in mapping.columns.enumerated() {
      let columns = header.indices.filter { name.matches(lowercased: header[$0]) }
      let numbered = columns.map { (name.number(in: header[$0]), $0) }
        .sorted { ($0.0 ?? 0, $0.1) < ($1.0 ?? 0, $1.1) }
      for (number, column) in numbered {
        let next = (cells.last?.place ?? 0) + 1
        var cell = Cell(column: column, of: mapping)
        cell.place = number ?? next
        cell.rank = number.map { _ in preference }
        cells.append(cell)
      }
      if !mapping.field.isNumbered && !cells.isEmpty { break }
    }
    if let time = mapping.timeColumns.lazy.compactMap({ name in
      header.firstIndex { name.matches(lowercased: $0) }
    }).first {
      cells.append(Cell(column: time, of: mapping, isTimePart: true))
    }
    if cells.isEmpty && mapping.standing != nil { cells = [Cell(column: nil, of: mapping)] }
    return cells
  }

  /// A repeated name refuses the file, unless it is numbered or stands for a numbered field.
  private func refuseRepeats(_ header: [String], file: String) throws(ExtractRefusal) {
    var seen: Set<String> = []
    for (column, name) in header.enumerated() where !name.isEmpty {
      guard !seen.insert(name).inserted else { continue }
      let isNumbered =
        mappings.contains { mapping in
          mapping.field.isNumbered && mapping.columns.contains { $0.matches(lowercased: name) }
        } || name.last?.isNumber ?? false || QuarantineFile.columns.contains(name)
      if !isNumbered { throw ExtractRefusal(file: file, cause: .repeatedColumn(names[column])) }
    }
  }

  private func refuseLacking(_ profile: SourceProfile, file: String) throws(ExtractRefusal) {
    let needed: [[AttendanceField]] = [
      [.attendanceID], [.providerCode], [.arrivalDate, .arrivalDatetime],
    ]
    let lacking = needed.filter { fields in !fields.contains(where: hasCell) }.map { fields in
      let columns = fields.flatMap { profile.mappings(of: $0).flatMap { $0.columns.map(\.text) } }
      return ExtractRefusal.LackingColumn(
        field: fields[0],
        names: columns,
        nearest: columns.lazy.compactMap { nearestWord(to: $0, among: unmapped) }.first
      )
    }
    if !lacking.isEmpty { throw ExtractRefusal(file: file, cause: .lacksColumns(lacking)) }
  }
}
