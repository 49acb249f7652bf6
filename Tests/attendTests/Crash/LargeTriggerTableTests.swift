import Foundation
import TemporaryFiles
import Testing

/// Section 8's `triggers.csv` once it is so large that another thread writes it ahead of the rest.
struct LargeTriggerTableTests {
  /// 300 children of ten visits, told apart by local ids, and one more of each for a second night;
  /// long ids make the table large.
  private struct ManyChildren {
    let trust: Trust
    private var out: String { "\(trust.folder.path)/out" }

    init(_ trust: Trust) { self.trust = trust }

    init() throws {
      trust = try Trust()
      try receive("one.csv", visits: 0..<10)
    }

    func receive(_ name: String, visits: Range<Int>) throws {
      var text =
        "attendance_id,provider_code,department_type,attendance_category,arrival_date,"
        + "arrival_time,local_patient_id,birth_date,gp_practice_code\n"
      let filling = String(repeating: "x", count: 250)
      for visit in visits {
        for child in 0..<300 {
          text +=
            "\(child)-\(visit)-\(filling),RZ9,01,1,2026-10-\(10 + visit),10:00,L\(child),"
            + "2018-03-02,Y99001\n"
        }
      }
      try trust.folder.write(text, to: "inbox/\(name)")
    }

    /// The table of a night's folder.
    func table(_ folder: String) -> Data? {
      FileManager.default.contents(atPath: "\(out)/\(folder)/triggers.csv")
    }

    /// What a dry-run makes of all extracts received.
    func tableOfDryRun() throws -> Data {
      let outcome = try Attend.call(
        [
          "dry-run", "--rules", Attend.rules, "--as-of", "2026-11-02", "--quiet", "--triggers",
          "expected.csv", "inbox/*.csv",
        ],
        in: trust.folder.path
      )
      try #require(outcome.code == 0)
      let path = "\(trust.folder.path)/expected.csv"
      let table = try #require(FileManager.default.contents(atPath: path))
      try #require(table.count > 1 << 20)
      return table
    }

    /// What lies beside the published folders.
    var hidden: [String] {
      let names = try? FileManager.default.contentsOfDirectory(atPath: out)
      return (names ?? []).filter { $0.hasPrefix(".") }
    }

    func mode(of folder: String) throws -> Int? {
      let path = "\(out)/\(folder)/triggers.csv"
      return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
  }

  /// A first night finds no folder to write ahead into, a second one does.
  @Test func `a large table holds every trigger, and nothing is left beside it`() throws {
    let children = try ManyChildren()
    _ = try children.trust.night(asOf: "2026-11-01", firstLoad: "baseline")
    #expect(children.table("2026-11-01-001") == (try children.tableOfDryRun()))
    try children.receive("two.csv", visits: 10..<11)
    _ = try children.trust.night(asOf: "2026-11-02")
    #expect(children.table("2026-11-02-001") == (try children.tableOfDryRun()))
    #expect(try children.mode(of: "2026-11-02-001") == 0o600)
    #expect(children.hidden == [])
    let verified = try Attend.call(
      ["ledger", "verify", "--config", "attend.yaml"],
      in: children.trust.folder.path
    )
    #expect(verified.code == 0, "\(verified.said)")
  }

  @Test(.enabled(if: Tracer.works, "this machine lets no process be traced"))
  func `a night killed while it writes a large table ends as if it had not been`() throws {
    let children = try ManyChildren()
    _ = try children.trust.night(asOf: "2026-11-01", firstLoad: "baseline")
    try children.receive("two.csv", visits: 10..<11)
    let expected = try children.tableOfDryRun()
    let arguments = ["run", "--config", "attend.yaml", "--as-of", "2026-11-02", "--quiet"]
    let undisturbed = try children.trust.copy()
    let steps = try Tracer.steps(arguments, in: undisturbed.folder.path)
      .filter { $0.call == "fdatasync" }
    var leftSome = false
    for step in stride(from: 2, to: steps.count, by: 2).map({ steps[$0] }) {
      let killed = ManyChildren(try children.trust.copy())
      let outcome = try Tracer.kill(arguments, in: killed.trust.folder.path, before: step)
      guard outcome.wasKilled else { continue }
      leftSome = leftSome || killed.hidden.contains { $0.hasSuffix(".staged") }
      let next = try killed.trust.call(asOf: "2026-11-03", "--quiet")
      #expect(next.code == 0, "killed before \(step)")
      let last = try #require(killed.trust.published.last)
      #expect(killed.table(last) == expected, "killed before \(step)")
      #expect(killed.hidden == [], "killed before \(step)")
    }
    #expect(leftSome)
  }
}
