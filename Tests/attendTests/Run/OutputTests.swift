import Foundation
import TemporaryFiles
import Testing

/// Design sections 8 and 11 through the command: what a night leaves on disk.
struct OutputTests {
  private func receiveNight(_ trust: Trust) throws {
    try trust.receive(
      """
      child, birth_date, arrival_date, gp_practice_code, diagnosis_1
      0,     2018-03-02, 2026-10-30,   V81997,
      1,     2026-09-01, 2026-10-30,   Y99001,           125668004
      2,     2018-03-02, 2026-08-30,   V81997,
      3,     2018-03-02, someday,      V81997,
      4,     2026-09-01, 2026-10-30,   Y99003,           125668004
      """
    )
  }

  @Test func `the same input gives the same bytes`() throws {
    let trusts = try [Trust(), Trust()]
    for trust in trusts {
      try receiveNight(trust)
      _ = try trust.firstNight(asOf: "2026-11-01")
      try trust.receive(
        "two.csv",
        "attendance_id, arrival_date, gp_practice_code\nB, 2026-11-01, V81997"
      )
      _ = try trust.night(asOf: "2026-11-02")
    }
    #expect(trusts[0].output.differences(from: trusts[1].output) == [])
    #expect(trusts[0].output.paths.count > 10)
  }

  @Test func `a night's folder holds what the design names`() throws {
    let trust = try Trust()
    try receiveNight(trust)
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(trust.published == ["2026-11-01-001"])
    let fixed = [
      "alerts/alerts.csv", "alerts/flags-bundle.json", "alerts/flags.ndjson", "quarantine/one.csv",
      "run.json", "triggers.csv", "worklist.csv",
    ]
    let letters = night.files.paths.filter { $0.hasPrefix("letters/") }
    #expect(night.files.paths.filter { !$0.hasPrefix("letters/") } == fixed)
    #expect(
      Set(letters.compactMap { $0.split(separator: "/").dropFirst().first })
        == ["practice", "parent", "safeguarding"]
    )
  }

  @Test func `a quarantined row is there as it came, with line, column and reason`() throws {
    let trust = try Trust()
    try receiveNight(trust)
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == 2)
    let lines = night.files.text("quarantine/one.csv")?.split(separator: "\n") ?? []
    #expect(lines.count == 2)
    #expect(lines.last?.contains("someday") == true)
    #expect(lines.last?.contains("arrival_date") == true)
  }

  @Test func `files are for their owner alone, the ledger too`() throws {
    let trust = try Trust()
    try receiveNight(trust)
    _ = try trust.firstNight(asOf: "2026-11-01")
    for part in ["out", "state"] {
      let folder = "\(trust.folder.path)/\(part)"
      #expect(try mode(folder) == 0o700)
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
        let isFile = FolderTree(folder).files[name] != nil
        #expect(try mode("\(folder)/\(name)") == (isFile ? 0o600 : 0o700), "\(name)")
      }
    }
  }

  @Test func `delivery folders get the mode that the configuration says`() throws {
    let trust = try Trust(
      replacing: [
        "unapproved: allowed":
          "unapproved: allowed\ndelivery: { practice: { to: folder, mode: \"0640\" } }"
      ]
    )
    try receiveNight(trust)
    let night = try trust.firstNight(asOf: "2026-11-01")
    let letter = try #require(night.files.paths.first { $0.hasPrefix("letters/practice/") })
    let folder = "\(trust.folder.path)/out/2026-11-01-001"
    #expect(try mode("\(folder)/\(letter)") == 0o640)
    #expect(try mode("\(folder)/letters/practice") == 0o750)
    #expect(try mode("\(folder)/alerts/flags.ndjson") == 0o600)
  }

  @Test func `a ledger that anybody can read is refused`() throws {
    let trust = try Trust()
    try receiveNight(trust)
    _ = try trust.firstNight(asOf: "2026-11-01")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644],
      ofItemAtPath: "\(trust.folder.path)/state/ledger.sqlite"
    )
    let outcome = try trust.call(asOf: "2026-11-02", "--quiet")
    #expect(outcome.code == 78)
    #expect(outcome.sentences.count == 1 && outcome.messages.contains("ledger.sqlite"))
  }

  @Test func `a configuration that anybody can write is refused`() throws {
    let trust = try Trust()
    try receiveNight(trust)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o666],
      ofItemAtPath: "\(trust.folder.path)/attend.yaml"
    )
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    #expect(outcome.code == 78)
    #expect(outcome.sentences.count == 1 && outcome.messages.contains("attend.yaml"))
  }

  @Test func `nothing printed and no file name tells who a patient is`() throws {
    let trust = try Trust()
    try receiveNight(trust)
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify")
    let names = trust.output.paths.joined(separator: "\n")
    for value in Extract.numbers + [
      "Larch", "Robin", "2018-03-02", "2026-09-01", "Invented", "XX1",
    ] {
      #expect(!outcome.said.localizedCaseInsensitiveContains(value))
      #expect(!names.localizedCaseInsensitiveContains(value))
    }
    let audit = trust.output.text("2026-11-01-001/run.json") ?? ""
    #expect(!audit.contains("9990000018") && !audit.contains("Larch"))
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}
