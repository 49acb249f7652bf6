/// What names an attendance across versions, extracts and nights (design S2).
package struct AttendanceKey: Hashable, Sendable {
  package var providerCode: String
  package var attendanceID: String

  package init(providerCode: String, attendanceID: String) {
    self.providerCode = providerCode
    self.attendanceID = attendanceID
  }
}

extension AttendanceKey: Comparable {
  /// As bytes: Swift's own `==` takes two spellings of one accented letter for equal, and two
  /// attendances would become one (design S1).
  package static func == (left: AttendanceKey, right: AttendanceKey) -> Bool {
    left.attendanceID.utf8.elementsEqual(right.attendanceID.utf8)
      && left.providerCode.utf8.elementsEqual(right.providerCode.utf8)
  }

  package static func < (left: AttendanceKey, right: AttendanceKey) -> Bool {
    if left.providerCode.utf8.elementsEqual(right.providerCode.utf8) {
      return precedesAsBytes(left.attendanceID, right.attendanceID)
    }
    return precedesAsBytes(left.providerCode, right.providerCode)
  }
}

/// Whether one text sorts before another as UTF-8 bytes; Swift's own `<` compares by Unicode
/// canonical order, which differs between library versions (design S1).
package func precedesAsBytes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// The place of an attendance in S1's order: arrival date, time, provider code, attendance id.
package struct TimelinePosition: Comparable, Hashable, Sendable {
  package var arrival: Arrival
  package var key: AttendanceKey

  package init(arrival: Arrival, key: AttendanceKey) {
    self.arrival = arrival
    self.key = key
  }

  package static func < (earlier: TimelinePosition, later: TimelinePosition) -> Bool {
    earlier.arrival == later.arrival ? earlier.key < later.key : earlier.arrival < later.arrival
  }
}
