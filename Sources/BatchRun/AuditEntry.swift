import AttendanceModel
import Foundation
import Ledger

/// One line of the audit: what was decided about one route of one trigger.
///
/// It names attendances by provider code and attendance id and carries no name, number, birth
/// date or address.
struct AuditEntry: Encodable {
  var decision: String
  var rule: String
  var version: Int
  var providerCode: String
  var attendanceID: String
  var route: String
  var recipient: String?
  var document: String?
  var sha256: String?
  var reasons: [String]?
  /// The attendances that counted.
  var evidence: [String]?

  init(
    decision: String,
    rule: String,
    version: Int,
    attendance: AttendanceKey,
    route: String,
    recipient: Recipient? = nil,
    document: String? = nil,
    sha256: String? = nil,
    reasons: [String] = [],
    evidence: [AttendanceKey] = []
  ) {
    self.decision = decision
    self.rule = rule
    self.version = version
    providerCode = attendance.providerCode
    attendanceID = attendance.attendanceID
    self.route = route
    self.recipient = recipient?.rawValue
    self.document = document
    self.sha256 = sha256
    self.reasons = reasons.isEmpty ? nil : reasons
    self.evidence =
      evidence.isEmpty ? nil : evidence.map { "\($0.providerCode) \($0.attendanceID)" }
  }

  func append(to transaction: LedgerTransaction, run: RunRecord) throws {
    try transaction.audit(String(decoding: try JSONText.line(self), as: UTF8.self), run: run.number)
  }

  private enum CodingKeys: String, CodingKey {
    case decision, rule, version, route, recipient, document, sha256, reasons, evidence
    case providerCode = "provider_code"
    case attendanceID = "attendance_id"
  }
}

/// The audit's line about what a run let go of.
struct PurgeEntry: Encodable {
  let decision = "forgotten"
  var attendances: Int
  var notifications: Int

  init(_ purge: LedgerTransaction.Purge) {
    attendances = purge.attendances
    notifications = purge.notifications
  }

  func append(to transaction: LedgerTransaction, run: RunRecord) throws {
    try transaction.audit(String(decoding: try JSONText.line(self), as: UTF8.self), run: run.number)
  }
}

/// JSON as our files carry it: keys sorted, so that the same values give the same bytes.
enum JSONText {
  /// One line without a line end.
  static func line(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  /// Indented, for people, ending in a line end.
  static func pretty(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return try encoder.encode(value) + Data("\n".utf8)
  }
}
