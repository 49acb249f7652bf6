import AttendanceModel
import BatchRun
import Foundation
import GRDB
import TemporaryFiles
import Testing

/// A trust with a past: children of whom everything has been told, and a night to come that is the
/// same however many they are.
struct PastTrust {
  private let trust: TrustFolder

  var folder: TemporaryFolder { trust.folder }
  var ledger: String { trust.ledger }

  private static let header =
    "attendance_id,provider_code,site_code,department_type,attendance_category,arrival_date,"
    + "arrival_time,nhs_number,nhs_number_status,local_patient_id,birth_date,family_name,"
    + "given_name,address_line_1,postcode,gp_practice_code,diagnosis_1,update_type\n"

  /// Makes the trust and runs its past nights.
  ///
  /// - Parameter children: how many children come often and are injured, without a practice half of
  ///   them.
  /// - Throws: why a night could not be done.
  init(children: Int) throws {
    trust = try TrustFolder(
      further: """
        delivery:
          practice: { to: mesh-drop, client-folder: mesh, from: RZ9HC001, workflow: TEST_WORKFLOW,
                      address: GP0HC001 }
        keep: { attendances: 36 months, notifications: 4 years }
        """
    )
    for name in ["out", "in", "sent", "failed"] { try folder.makeFolder("mesh/\(name)") }

    // What tonight's notifications and attendances are too old for: one day later they go.
    try receive(
      "oldest.csv",
      (0..<3).map { child in
        row("O\(child)", child, "2022-10-30", practice: "V81997", born: "2015-03-02")
      }
    )
    _ = try run(asOf: "2022-11-01", firstLoad: .notify)
    try receive(
      "old.csv",
      (3..<6).map { child in row("O\(child)", child, "2023-11-01", practice: "V81997") }
        // Whom tonight's rows touch.
        + (0..<3).map { row("T\($0)", 6, "2026-09-0\($0 + 1)", practice: "Y99001") }
        + (0..<4).map { row("U\($0)", 7, "2026-09-0\($0 + 1)", practice: "Y99001") }
        + [row("L0", 8, "2026-09-07", practice: "Y99001", local: "L8", hasNumber: false)]
        // And everybody else.
        + (0..<children).flatMap { child in
          (1...5).map { visit in
            row(
              "A\(child)-\(visit)",
              100 + child,
              "2026-0\(visit + 2)-03",
              practice: child.isMultiple(of: 2) ? "Y99001" : "V81997",
              diagnosis: "125668004"
            )
          }
        }
    )
    _ = try run(asOf: "2026-11-01")
    // Their letters have arrived.
    let queue = try DatabaseQueue(path: ledger)
    try queue.write { try $0.execute(sql: "UPDATE delivery SET state = 'acknowledged'") }
    try queue.close()
  }

  /// Puts tonight's extract into the inbox: new rows of the known and of new children, a correction,
  /// a deletion, a local id that leads to a number, a row that cannot be read.
  func receiveTonight() throws {
    try receive(
      "tonight.csv",
      [
        row("T3", 6, "2026-11-01", practice: "Y99001"),
        row("T4", 7, "2026-11-01", practice: "Y99001", diagnosis: "125668004"),
        row("L1", 8, "2026-11-01", practice: "Y99001", local: "L8"),
        row("N1", 9, "2026-11-01", practice: "V81997"),
        row("N2", 10, "2026-11-01", practice: "Y99001", diagnosis: "125668004"),
        row("U0", 11, "2026-09-01", practice: "Y99001"),
        row("U1", 7, "2026-09-02", practice: "Y99001", update: "1"),
        row("U2", 7, "no date", practice: "Y99001"),
      ]
    )
  }

  /// Runs a night in this process.
  @discardableResult
  func run(asOf day: String, firstLoad: NightlyRun.FirstLoad? = nil) throws -> NightlyRun.Result {
    try trust.run(asOf: try #require(CivilDay(day)), firstLoad: firstLoad)
  }

  private func receive(_ name: String, _ rows: [String]) throws {
    try folder.write(Self.header + rows.joined(), to: "inbox/\(name)")
  }

  private func row(
    _ id: String,
    _ child: Int,
    _ day: String,
    practice: String,
    born: String = "2018-03-02",
    diagnosis: String = "",
    local: String? = nil,
    hasNumber: Bool = true,
    update: String = ""
  ) -> String {
    let cells = [
      id, "RZ9", "RZ901", "01", "1", day, "10:00", hasNumber ? Self.number(child) : "", "01",
      local ?? "H\(child)", born, "Test-Larch", "Robin",
      "1 Invented Road", "XX1 9ZZ", practice, diagnosis, update,
    ]
    return cells.joined(separator: ",") + "\n"
  }

  /// The NHS number of a child, in the range for tests.
  private static func number(_ child: Int) -> String {
    let first = 999_000_000 + child
    let body = (0...).lazy.map { first + 1000 * $0 }.first { checkDigit($0) != nil }
    guard let body, let check = checkDigit(body) else { preconditionFailure("numbers do not end") }
    return "\(body)\(check)"
  }

  /// The check digit by modulus 11, nil where there is none.
  private static func checkDigit(_ body: Int) -> Int? {
    let sum = String(body).compactMap(\.wholeNumberValue).enumerated()
      .reduce(0) { $0 + $1.element * (10 - $1.offset) }
    let digit = 11 - sum % 11
    return digit == 10 ? nil : digit % 11
  }
}
