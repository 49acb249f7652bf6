import ExtractReading
import Foundation
import Ledger
import TemporaryFiles
import Testing

/// A trust of its own in a temporary folder: configuration, practices, extracts; its nights run
/// through the command.
struct Trust {
  let folder: TemporaryFolder

  /// Makes a trust with the shipped rules unless others are named; `replacing` gives texts of
  /// the configuration with what is to stand in their place.
  init(rules: String = Attend.rules, replacing: KeyValuePairs<String, String> = [:]) throws {
    folder = try TemporaryFolder()
    var configuration = """
      organisation:
        code: RZ9
        name: Weathervane Hospitals
        address: [1 Infirmary Road, Sampletown]
        safeguarding-team: { name: Safeguarding Children Team, phone: 01632 960999 }
      rules: \(rules)
      ledger: state/ledger.sqlite
      output: out
      sources:
        - { name: ae, profile: standard, files: "inbox/*.csv" }
      practices: practices.csv
      unapproved: allowed

      """
    for (old, new) in replacing {
      try #require(configuration.contains(old))
      configuration = configuration.replacing(old, with: new)
    }
    try folder.write(configuration, to: "attend.yaml")
    try folder.write(
      """
      code,name,address_1,postcode,status
      Y99001,Example Street Surgery,1 High Street,XX1 1AA,A
      Y99002,Specimen Medical Centre,2 High Street,XX1 2AA,A
      Y99003,Closed Practice,3 High Street,XX1 3AA,C
      """,
      to: "practices.csv"
    )
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/inbox",
      withIntermediateDirectories: true
    )
  }

  private init(folder: TemporaryFolder) {
    self.folder = folder
  }

  /// The same trust, as it is now, in another folder.
  func copy() throws -> Trust { Trust(folder: try folder.copy()) }

  /// Puts an extract into the inbox, made of a table as ``Extract`` takes it.
  func receive(_ table: String, without dropped: Set<String> = []) throws {
    try receive("one.csv", table, without: dropped)
  }

  /// Puts an extract of a name into the inbox.
  func receive(_ name: String, _ table: String, without dropped: Set<String> = []) throws {
    try folder.write(Extract(table, without: dropped).text, to: "inbox/\(name)")
  }

  /// Puts bytes into the inbox as they are.
  func receive(_ name: String, bytes: [UInt8]) throws {
    try folder.write(bytes, to: "inbox/\(name)")
  }

  /// Takes an extract out of the inbox.
  func clear(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(folder.path)/inbox/\(name)")
  }

  /// Calls `attend feed-back` on a file of the trust's folder.
  func feedBack(_ path: String, asOf: String = "2026-11-02") throws -> Attend.Outcome {
    try Attend.call(
      ["feed-back", "--config", "attend.yaml", "--source", "ae", "--as-of", asOf, path],
      in: folder.path
    )
  }

  /// What the ledger holds, once no run works on it.
  func inLedger<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
    try Ledger(path: "\(folder.path)/state/ledger.sqlite").transaction(body)
  }

  /// Calls `attend run`.
  func call(asOf: String, _ options: String...) throws -> Attend.Outcome {
    try Attend.call(
      ["run", "--config", "attend.yaml", "--as-of", asOf] + options,
      in: folder.path
    )
  }

  /// A night that is done, exit code 0 or 2, with what it published.
  func night(asOf: String, firstLoad: String? = nil) throws -> Night {
    let option = firstLoad.map { ["--first-load", $0] } ?? []
    let before = published
    let outcome = try Attend.call(
      ["run", "--config", "attend.yaml", "--as-of", asOf, "--quiet"] + option,
      in: folder.path
    )
    try #require([0, 2].contains(outcome.code), "\(outcome.said)")
    let new = published.filter { !before.contains($0) }
    return try Night(
      outcome: outcome,
      folder: "\(folder.path)/out/\(try #require(new.last))"
    )
  }

  /// The first night, on the extracts received so far; everything is told.
  func firstNight(asOf: String) throws -> Night {
    try night(asOf: asOf, firstLoad: "notify")
  }

  /// The names of the published folders, in order.
  var published: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/out")) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  var output: FolderTree { FolderTree("\(folder.path)/out") }
}
