import AttendanceModel
import Foundation
import Ledger

/// One line of the audit: what was decided about one route of one trigger, or done by hand.
///
/// It names attendances by provider code and attendance id and carries no name, number, birth
/// date or address of a patient; the words of those who work the worklist are their own.
struct AuditEntry: Codable {
  var decision: String
  var rule: String?
  var version: Int?
  var providerCode: String?
  var attendanceID: String?
  var route: String?
  var recipient: String?
  /// The id of a letter or alert.
  var document: String?
  /// The SHA-256 of the letter as HTML, or of the alert.
  ///
  /// An alert's is that of its Flag as it stands in `flags.ndjson`, without the line end, or of its
  /// row in `alerts.csv` when it has no Flag. Earlier versions of the program gave none.
  var sha256: String?
  var reasons: [String]?
  /// The attendances that counted, in S1's order.
  var evidence: [String]?
  /// True when earlier ones counted too, more than a line names.
  var hasMoreEvidence: Bool?
  /// A worklist item's or pause's number, who did it, and why.
  var item: Int64?
  var pause: Int64?
  var by: String?
  var because: String?
  var until: String?
  var on: String?

  /// The decision of a line after which an attendance belongs to another person than before.
  static let personChanged = "person-changed"
  /// The decision about a correction that could not be written or printed.
  static let notCorrected = "not-corrected"

  init(
    decision: String,
    rule: String? = nil,
    version: Int? = nil,
    attendance: AttendanceKey? = nil,
    route: String? = nil,
    recipient: Recipient? = nil,
    document: String? = nil,
    sha256: String? = nil,
    reasons: [String] = [],
    evidence: [AttendanceKey] = [],
    hasMoreEvidence: Bool = false
  ) {
    self.decision = decision
    self.rule = rule
    self.version = version
    providerCode = attendance?.providerCode
    attendanceID = attendance?.attendanceID
    self.route = route
    self.recipient = recipient?.rawValue
    self.document = document
    self.sha256 = sha256
    self.reasons = reasons.isEmpty ? nil : reasons
    self.evidence =
      evidence.isEmpty ? nil : evidence.map { "\($0.providerCode) \($0.attendanceID)" }
    self.hasMoreEvidence = hasMoreEvidence ? true : nil
  }

  /// What somebody did by hand.
  init(
    _ decision: String,
    _ handled: Handled,
    rule: String? = nil,
    attendance: AttendanceKey?,
    route: Route.Form? = nil
  ) {
    self.init(decision: decision, rule: rule, attendance: attendance, route: route?.name)
    by = handled.who
    because = handled.why
    on = handled.on.description
  }

  func append(to transaction: LedgerTransaction, run: Int64) throws {
    try transaction.audit(line, run: run)
  }

  /// As the audit has it: JSON, the keys in order.
  var line: String {
    var line = JSONLine()
    line.add(CodingKeys.attendanceID, attendanceID)
    line.add(CodingKeys.because, because)
    line.add(CodingKeys.by, by)
    line.add(CodingKeys.decision, decision)
    line.add(CodingKeys.document, document)
    line.add(CodingKeys.evidence, evidence)
    line.add(CodingKeys.hasMoreEvidence, hasMoreEvidence)
    line.add(CodingKeys.item, item)
    line.add(CodingKeys.on, on)
    line.add(CodingKeys.pause, pause)
    line.add(CodingKeys.providerCode, providerCode)
    line.add(CodingKeys.reasons, reasons)
    line.add(CodingKeys.recipient, recipient)
    line.add(CodingKeys.route, route)
    line.add(CodingKeys.rule, rule)
    line.add(CodingKeys.sha256, sha256)
    line.add(CodingKeys.until, until)
    line.add(CodingKeys.version, version)
    return line.text
  }

  /// What a run has put into the audit so far, in order.
  static func entries(ofRun run: RunRecord, in transaction: LedgerTransaction) throws
    -> [AuditEntry]
  {
    try transaction.auditEntries(ofRun: run.number).map {
      try JSONDecoder().decode(AuditEntry.self, from: Data($0.utf8))
    }
  }

  /// The attendance that it is about.
  var attendance: AttendanceKey? {
    providerCode.flatMap { provider in
      attendanceID.map { AttendanceKey(providerCode: provider, attendanceID: $0) }
    }
  }

  private enum CodingKeys: String, CodingKey {
    case decision, rule, version, route, recipient, document, sha256, reasons, evidence
    case item, pause, by, because, until, on
    case hasMoreEvidence = "has_more_evidence"
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
    try transaction.audit(try JSONText.line(self), run: run.number)
  }
}
