/// Why a person came: the emergency care attendance category (design S7).
package enum AttendanceCategory: String, CaseIterable, Sendable {
  case unplannedFirst = "unplanned-first"
  case unplannedFollowUp = "unplanned-follow-up"
  case planned
  case deadOnArrival = "dead-on-arrival"
  case notRecorded = "not-recorded"

  /// Reads the ECDS code; blank and any other code are not recorded.
  ///
  /// Source: NHS Data Model and Dictionary, EMERGENCY CARE ATTENDANCE CATEGORY.
  package init(ecdsCode: some StringProtocol) {
    self =
      switch ecdsCode {
      case "1": .unplannedFirst
      case "2", "3": .unplannedFollowUp
      case "4": .planned
      case "X": .deadOnArrival
      default: .notRecorded
      }
  }

  /// Whether a rule's `unplanned` includes the category: an unrecorded one counts.
  package var isUnplanned: Bool {
    switch self {
    case .unplannedFirst, .unplannedFollowUp, .notRecorded: true
    case .planned, .deadOnArrival: false
    }
  }
}

/// How a person moves about; not an ECDS item, so an extract must carry it itself.
package enum Mobility: String, CaseIterable, Sendable {
  case mobile
  case nonMobile = "non-mobile"
}
