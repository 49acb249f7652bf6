package import AttendanceModel
import GRDB

/// Which fields of an attendance are stored, the values that it has of them, and the statements
/// that store these; the other columns are null.
package struct StoredFields: Sendable {
  /// Columns that have a value, a bit for each of ``AttendanceRow/fields`` and one more for
  /// `unreadable`.
  struct Columns: Hashable, Sendable {
    fileprivate var bits: UInt64 = 0
  }

  /// Places of the fields among ``AttendanceRow/fields``.
  private let places: [Int]
  /// Whether values that could not be read are remembered.
  private let isWhole: Bool

  /// All of an attendance.
  package static let whole = StoredFields(AttendanceRow.fields, isWhole: true)

  /// Of an attendance that no rule is about, the fields that count or link.
  package init(_ fields: Set<AttendanceField>) {
    self.init(AttendanceRow.fields.filter(fields.contains), isWhole: false)
  }

  private init(_ fields: [AttendanceField], isWhole: Bool) {
    places = AttendanceRow.fields.indices.filter { fields.contains(AttendanceRow.fields[$0]) }
    self.isWhole = isWhole
  }

  /// The values of a live attendance for a statement of ``insertNew(_:)`` or ``upsert(_:)``.
  ///
  /// Most attendances have few of the fields; what is null is not named, since each value costs
  /// as much as a short text.
  func values(of attendance: Attendance, person: PersonKey, from origin: VersionOrigin)
    -> (columns: Columns, values: StatementArguments)
  {
    var columns = Columns()
    var texts: [String] = []
    texts.reserveCapacity(places.count + 1)
    for place in places {
      guard let text = AttendanceRow.text(of: AttendanceRow.fields[place], in: attendance) else {
        continue
      }
      columns.bits |= 1 << UInt64(place)
      texts.append(text)
    }
    if isWhole, !attendance.unreadable.isEmpty {
      columns.bits |= 1 << UInt64(AttendanceRow.fields.count)
      texts.append(attendance.unreadable.map(\.rawValue).sorted().joined(separator: " "))
    }
    var values: StatementArguments = [
      attendance.key.providerCode, attendance.key.attendanceID, attendance.applicable?.nanoseconds,
      person.text, attendance.arrival.civilMinutes, origin.source, origin.extract,
    ]
    // By eights, in literals: GRDB makes arguments of a literal several times faster than of an
    // array or any other sequence, of whose type its own module knows nothing.
    for place in stride(from: 0, to: texts.count, by: 8) {
      let rest = texts.count - place
      func text(_ next: Int) -> String { texts[place + next] }
      if rest >= 8 {
        values += [text(0), text(1), text(2), text(3), text(4), text(5), text(6), text(7)]
        continue
      }
      if rest & 4 != 0 { values += [text(0), text(1), text(2), text(3)] }
      if rest & 2 != 0 { values += [text(rest & 4), text(rest & 4 + 1)] }
      if rest & 1 != 0 { values += [text(rest & 6)] }
    }
    return (columns, values)
  }

  /// Puts an attendance there; leaves one alone that is there already.
  static func insertNew(_ columns: Columns) -> String { insert(columns) + " NOTHING" }

  /// Puts an attendance there, in the place of one that is there.
  static func upsert(_ columns: Columns) -> String {
    // A column that is not among the values is null in the row that they would have been.
    let all = fixed.dropFirst(2) + ["is_deleted"] + texts
    return insert(columns) + " UPDATE SET purged = 0, "
      + all.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
  }

  /// Columns that every live attendance names.
  private static let fixed = [
    "provider_code", "attendance_id", "applicable", "person", "arrival", "source", "extract",
  ]

  /// Columns that some of them name, by their bits.
  private static let texts = AttendanceRow.fields.map(\.rawValue) + ["unreadable"]

  private static func insert(_ columns: Columns) -> String {
    let names =
      fixed
      + texts.indices.filter { columns.bits >> UInt64($0) & 1 == 1 }.map { texts[$0] }
    return """
      INSERT INTO attendance (is_deleted, \(names.joined(separator: ", ")))
      VALUES (0, \(names.map { _ in "?" }.joined(separator: ", ")))
      ON CONFLICT (provider_code, attendance_id) DO
      """
  }
}
