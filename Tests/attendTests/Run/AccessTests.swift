import Foundation
import TemporaryFiles
import Testing

/// Design section 11: who may touch what a run trusts, and who may read what it delivers.
struct AccessTests {
  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `the group that fetches letters can pass to them and reads nothing else`() throws {
    let trust = try Trust(
      replacing: [
        "unapproved: allowed": """
        unapproved: allowed
        delivery:
          practice: { to: folder, group: users, mode: "0660" }
          icr: { to: folder, group: users }
        """
      ]
    )
    try trust.receive(
      """
      child, birth_date, arrival_date, gp_practice_code, diagnosis_1
      0,     2018-03-02, 2026-10-30,   V81997,
      1,     2026-09-01, 2026-10-30,   Y99001,           125668004
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    let run = "\(trust.folder.path)/out/2026-11-01-001"
    let letter = try #require(night.files.paths.first { $0.hasPrefix("letters/practice/") })
    let parent = try #require(night.files.paths.first { $0.hasPrefix("letters/parent/") })
    for (path, expected) in [
      (letter, 0o660), ("letters/practice", 0o770), ("alerts/flags.ndjson", 0o640),
      ("alerts", 0o750),
    ] {
      #expect(try mode("\(run)/\(path)") == expected, "\(path)")
    }
    // Search without reading: names on the way are not listed.
    for path in ["\(run)/letters", run, "\(trust.folder.path)/out"] {
      #expect(try mode(path) == 0o710, "\(path)")
      let group = try FileManager.default.attributesOfItem(atPath: path)[.groupOwnerAccountName]
      #expect(group as? String == "users")
    }
    for path in ["run.json", "worklist.csv", parent] {
      #expect(try mode("\(run)/\(path)") == 0o600)
    }
    #expect(try mode("\(run)/letters/parent") == 0o700)
    guard geteuid() == 0 else { return }
    // As another user of that group: the letter can be read, the worklist cannot.
    try open(trust.folder.path)
    for (path, readable) in [(letter, true), ("worklist.csv", false), (parent, false)] {
      let outcome = try Attend.Call(
        program: "setpriv",
        ["--reuid", "65534", "--regid", "65534", "--groups", "100", "cat", "\(run)/\(path)"],
        in: "/"
      ).outcome()
      #expect((outcome.code == 0) == readable, "\(path): \(outcome.messages)")
    }
  }

  /// Lets everybody pass through a test's folder, as through a trust's `/srv`.
  private func open(_ folder: String) throws {
    var path = folder
    while path != "/", path != NSTemporaryDirectory(), path != "/tmp" {
      let now = try mode(path) ?? 0
      try FileManager.default.setAttributes([.posixPermissions: now | 0o111], ofItemAtPath: path)
      path = (path as NSString).deletingLastPathComponent
    }
  }

  @Test(arguments: [
    "practice: { to: folder, group: nobody-has-this-group }",
    "practice: { to: folder, mode: \"0644\" }",
    "practice: { to: pigeon }",
    "practice: { to: mesh-drop, from: X26ABC1, workflow: W }",
    "practice: { to: mesh-drop, client-folder: mesh, from: x26, workflow: W }",
    "practice: { to: mesh-drop, client-folder: mesh, from: X26ABC1, workflow: W, adress: gp-provider }",
    "practice: { to: folder, workflow: W }",
    "practice: { to: folder, group: users }, icr: { to: folder, group: mail }",
    "icr: { to: mesh-drop, client-folder: mesh, from: X26ABC1, workflow: W }",
    "icr: { to: mesh-drop, client-folder: mesh, from: X26ABC1, workflow: W, address: gp-provider }",
  ])
  func `a delivery that cannot work is refused before anything is decided`(delivery: String) throws
  {
    let trust = try Trust(
      replacing: ["unapproved: allowed": "unapproved: allowed\ndelivery: { \(delivery) }"]
    )
    try trust.receive("arrival_date\n2026-10-30")
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    #expect(outcome.code == 78, "\(outcome.said)")
    #expect(outcome.mistakes.count == 1, "\(outcome.messages)")
    #expect(!trust.folder.has("state") && !trust.folder.has("out"))
  }

  @Test(arguments: [
    ("state/ledger.sqlite", 0o640), ("state", 0o702), ("attend.yaml", 0o602), (".", 0o702),
    ("Rules", 0o702), ("Rules/alerts.yaml", 0o602), ("practices.csv", 0o602),
    ("superseded.csv", 0o602),
  ])
  func `what others can read, write or replace is refused`(path: String, mode: Int) throws {
    let trust = try Trust(
      replacing: [
        Attend.rules: "Rules", "unapproved:": "superseded-numbers: superseded.csv\nunapproved:",
      ]
    )
    try trust.folder.write("old,new\n", to: "superseded.csv")
    try FileManager.default.copyItem(
      atPath: Attend.rules,
      toPath: "\(trust.folder.path)/Rules"
    )
    try trust.receive("arrival_date\n2026-10-30")
    _ = try trust.firstNight(asOf: "2026-11-01")
    let output = trust.output
    try FileManager.default.setAttributes(
      [.posixPermissions: mode],
      ofItemAtPath: "\(trust.folder.path)/\(path)"
    )
    let outcome = try trust.call(asOf: "2026-11-02", "--quiet")
    #expect(outcome.code == 78 && outcome.mistakes.count == 1, "\(outcome.said)")
    #expect(outcome.messages.contains("chmod"))
    #expect(trust.output == output)
  }
}
