import Foundation
import TemporaryFiles
import Testing

/// A trust whose letters to practices, or whose alerts, leave through a MESH client's folder.
struct MeshTrust {
  let trust: Trust

  /// The alerts leave, to a mailbox; the letters stay.
  init(recordMailbox: String) throws {
    trust = try Trust(
      replacing: [
        "unapproved: allowed": """
        unapproved: allowed
        delivery:
          icr: { to: mesh-drop, client-folder: mesh, from: X26ABC1, workflow: ALERTS,
                 address: \(recordMailbox) }
        """
      ]
    )
    try trust.makeClientFolders()
  }

  init(_ settings: String = "address: practice-mailbox", formats: String = "[html]") throws {
    trust = try Trust(
      replacing: [
        "unapproved: allowed": """
        unapproved: allowed
        letters: { formats: \(formats) }
        delivery:
          practice: { to: mesh-drop, client-folder: mesh, from: X26ABC1, workflow: TEST_WORKFLOW,
                      \(settings) }
        """
      ]
    )
    try trust.folder.write(
      """
      code,name,address_1,postcode,status,mailbox
      Y99001,Example Street Surgery,1 High Street,XX1 1AA,A,X26ABC2
      Y99002,Specimen Medical Centre,2 High Street,XX1 2AA,A,X26NOBODY
      Y99004,Boxless Practice,4 High Street,XX1 4AA,A,
      """,
      to: "practices.csv"
    )
    try trust.makeClientFolders()
  }

  var folder: String { "\(trust.folder.path)/mesh" }

  /// Four attendances of a child in October at a practice.
  func receiveFrequentAttender(practice: String = "Y99001", child: Int = 0) throws {
    try trust.receive(
      "\(practice)-\(child).csv",
      """
      attendance_id, child, arrival_date, gp_practice_code
      A\(child)1, \(child), 2026-10-01, \(practice)
      A\(child)2, \(child), 2026-10-08, \(practice)
      A\(child)3, \(child), 2026-10-15, \(practice)
      A\(child)4, \(child), 2026-10-22, \(practice)
      """
    )
  }

  /// The names of what lies in a folder of the client's.
  func names(in part: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)").sorted()
  }

  /// Moves every pair from `out` to `sent`, as the client does.
  func carry() throws {
    for name in try names(in: "out") {
      try FileManager.default.moveItem(
        atPath: "\(folder)/out/\(name)",
        toPath: "\(folder)/sent/\(name)"
      )
    }
  }

  /// Puts a report about an item into `in`.
  func report(_ localID: String, _ status: String, code: String, name: String = "report") throws {
    try trust.folder.write(
      """
      <DTSControl>
        <Version>1.0</Version><AddressType>ALL</AddressType><MessageType>Report</MessageType>
        <LocalId>\(localID)</LocalId><DTSId>20261101000000000001</DTSId>
        <StatusRecord><DateTime>20261101020000</DateTime><Event>SEND</Event>
          <Status>\(status)</Status><StatusCode>\(code)</StatusCode></StatusRecord>
      </DTSControl>
      """,
      to: "mesh/in/\(name).ctl"
    )
  }

  /// Of `attend ledger status`, what is said of deliveries.
  func deliveries(asOf day: String) throws -> Deliveries {
    let outcome = try Attend.call(
      ["ledger", "status", "--config", "attend.yaml", "--as-of", day, "--json"],
      in: trust.folder.path
    )
    return try JSONDecoder().decode(Status.self, from: Data(outcome.output.utf8)).deliveries
  }

  private struct Status: Decodable { var deliveries: Deliveries }

  struct Deliveries: Decodable, Equatable {
    var waiting = 0
    var unacknowledged = 0
    var overdue = 0
    var undeliverable = 0
  }
}

extension Trust {
  /// Makes the folders of a MESH client, below `mesh`.
  func makeClientFolders() throws {
    for name in ["out", "in", "sent", "failed"] { try folder.makeFolder("mesh/\(name)") }
  }
}
