import AttendanceModel
import GRDB
import Ledger
import Testing

/// The append-only audit of design section 7.
struct AuditTests {
  private func head(_ entries: [String]) throws -> String {
    try TemporaryLedger().transaction { ledger in
      let run = try ledger.sampleRun()
      for entry in entries { try ledger.audit(entry, run: run.number) }
      return try ledger.auditHead()
    }
  }

  @Test func `an empty audit's head is the root`() throws {
    #expect(try head([]) == LedgerTransaction.auditRoot)
  }

  @Test func `an entry's hash is SHA-256 of the hash before it, a line end and the entry`() throws {
    // printf '%064d\none' 0 | sha256sum
    #expect(
      try head(["one"]) == "35151f30ff0286cea7ae44d7c3de49ac184b3da9d0739837426604fa126e24ba"
    )
  }

  @Test func `every entry and their order decide the head`() throws {
    let heads = try [["one", "two"], ["two", "one"], ["two"], ["one"], ["one", "twx"]].map(head)
    #expect(Set(heads).count == heads.count)
    #expect(try head(["one", "two"]) == heads[0])
  }

  @Test(arguments: ["UPDATE audit SET entry = 'other'", "DELETE FROM audit"])
  func `no entry can be changed or removed`(sql: String) throws {
    let temporary = try TemporaryLedger()
    try temporary.transaction { ledger in
      try ledger.audit("one", run: ledger.sampleRun().number)
    }
    let database = try DatabaseQueue(path: temporary.path)
    #expect(throws: DatabaseError.self) { try database.write { try $0.execute(sql: sql) } }
    #expect(try database.read { try String.fetchOne($0, sql: "SELECT entry FROM audit") } == "one")
  }
}
