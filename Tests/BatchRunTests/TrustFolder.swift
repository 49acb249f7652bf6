import AttendanceModel
import BatchRun
import Foundation
import TemporaryFiles

/// A trust's folder, whose nights run in the tests' own process.
struct TrustFolder {
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let rules = repository.appendingPathComponent("Rules").path

  let folder: TemporaryFolder

  var configuration: String { "\(folder.path)/attend.yaml" }
  var ledger: String { "\(folder.path)/state/ledger.sqlite" }

  /// Makes it, with one source `ae` in the layout that needs no profile.
  ///
  /// - Parameters:
  ///   - feed: further keys of the source.
  ///   - further: further keys of the configuration.
  /// - Throws: when the folder cannot be written.
  init(feed: String = "", further: String = "") throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      organisation:
        code: RZ9
        name: Weathervane Hospitals
        address: [1 Infirmary Road, Sampletown]
        safeguarding-team: { name: Safeguarding Children Team, phone: 01632 960999 }
      rules: \(Self.rules)
      ledger: state/ledger.sqlite
      output: out
      sources:
        - { name: ae, profile: standard, files: "inbox/*.csv"\(feed) }
      practices: practices.csv
      unapproved: allowed
      letters: { formats: [html] }
      \(further)
      """,
      to: "attend.yaml"
    )
    try folder.write(
      """
      code,name,address_1,postcode,status
      Y99001,Example Street Surgery,1 High Street,XX1 1AA,A
      Y99002,Specimen Medical Centre,2 High Street,XX1 2AA,A

      """,
      to: "practices.csv"
    )
  }

  /// Runs a night on what lies in the inbox.
  @discardableResult
  func run(asOf: CivilDay, firstLoad: NightlyRun.FirstLoad? = nil) throws -> NightlyRun.Result {
    let result = try NightlyRun(
      configuration: configuration,
      asOf: asOf,
      firstLoad: firstLoad,
      isPreview: false
    ).perform()
    // The command makes its files for their owner alone; in a process of tests nobody does.
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: ledger)
    return result
  }
}
