package import AttendanceModel
import GRDB

/// Which fields of an attendance are stored, and the statements that store them; the other columns
/// are null.
package struct StoredFields: Sendable {
  private let fields: [AttendanceField]
  /// Whether all that could not be read is remembered, also of what is not stored here.
  private let isWhole: Bool
  /// Puts an attendance there, in the place of one that is there.
  let upsert: String
  /// Takes the same values; leaves an attendance alone that is there already.
  let insertNew: String

  /// All of an attendance.
  package static let whole = StoredFields(AttendanceRow.fields, isWhole: true)

  /// Of an attendance that no rule is about, the fields that count or link.
  package init(_ fields: Set<AttendanceField>) {
    self.init(AttendanceRow.fields.filter(fields.contains), isWhole: false)
  }

  private init(_ fields: [AttendanceField], isWhole: Bool) {
    self.fields = fields
    self.isWhole = isWhole
    let columns =
      [
        "provider_code", "attendance_id", "is_deleted", "applicable", "person", "arrival",
        "source", "extract", "unreadable",
      ] + fields.map(\.rawValue)
    let insert = """
      INSERT INTO attendance (\(columns.joined(separator: ", ")))
      VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
      ON CONFLICT (provider_code, attendance_id) DO
      """
    insertNew = insert + " NOTHING"
    // A column that is not among the values is null in the row that they would have been.
    let all =
      columns.prefix(9).dropFirst(2).map(\.self) + AttendanceRow.fields.map(\.rawValue)
    upsert =
      insert + " UPDATE SET purged = 0, "
      + all.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
  }

  /// The values of either statement for a live attendance.
  func values(of attendance: Attendance, person: PersonKey, from origin: VersionOrigin)
    -> StatementArguments
  {
    var values: StatementArguments = [
      attendance.key.providerCode, attendance.key.attendanceID, false,
      attendance.applicable?.nanoseconds, person.text, attendance.arrival.civilMinutes,
      origin.source, origin.extract,
      unreadable(in: attendance),
    ]
    // By fours, in literals: GRDB makes arguments of a literal several times faster than of an array
    // or any other sequence, of whose type its own module knows nothing.
    func text(_ place: Int) -> String? { AttendanceRow.text(of: fields[place], in: attendance) }
    for place in stride(from: 0, to: fields.count, by: 4) {
      switch fields.count - place {
      case 1: values += [text(place)]
      case 2: values += [text(place), text(place + 1)]
      case 3: values += [text(place), text(place + 1), text(place + 2)]
      default: values += [text(place), text(place + 1), text(place + 2), text(place + 3)]
      }
    }
    return values
  }

  private func unreadable(in attendance: Attendance) -> String? {
    guard !attendance.unreadable.isEmpty else { return nil }
    let named = attendance.unreadable.filter { isWhole || fields.contains($0) }
    return named.isEmpty ? nil : named.map(\.rawValue).sorted().joined(separator: " ")
  }
}
