import AttendanceModel
import BatchRun
import Foundation
import Ledger
import TemporaryFiles

/// A trust whose nights run in the tests' own process.
struct SimulatedTrust {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let rules = repository.appendingPathComponent("Rules").path

  private let folder: TemporaryFolder

  init() throws {
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
        - name: ae
          profile: standard
          files: "inbox/*.csv"
          expected: daily
          nil-return: header-only
      practices: practices.csv
      unapproved: allowed
      letters: { formats: [html] }

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

  private var configuration: String { "\(folder.path)/attend.yaml" }
  private var ledger: String { "\(folder.path)/state/ledger.sqlite" }

  /// One night on one extract; it lies there for another night.
  func night(_ number: Int, _ extract: String, asOf: CivilDay, _ firstLoad: NightlyRun.FirstLoad)
    throws -> NightlyRun.Result
  {
    try folder.write(extract, to: "inbox/\(10_000 + number).csv")
    let result = try NightlyRun(
      configuration: configuration,
      asOf: asOf,
      firstLoad: firstLoad,
      isPreview: false
    ).perform()
    // The command makes its files for their owner alone; in a process of tests nobody does.
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: ledger)
    try? folder.remove("inbox/\(10_000 + number - 1).csv")
    return result
  }

  /// What the ledger holds.
  func inLedger<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
    try LedgerReader(path: ledger).read(body)
  }

  /// The triggers of the last night, as it published them.
  func publishedTriggers(_ result: NightlyRun.Result) throws -> String {
    try String(contentsOfFile: "\(result.folder)/triggers.csv", encoding: .utf8)
  }

  /// What `attend ledger verify` finds wrong.
  func auditFindings() throws -> [String] {
    try AuditVerification(LedgerAccess.configuration(configuration)).findings
  }

  /// The triggers that the independent calculation finds in an extract, as `triggers.csv`.
  func independentTriggers(_ extract: String, asOf: CivilDay) throws -> String {
    try folder.write(extract, to: "perfect.csv")
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", Self.repository.appendingPathComponent("SampleData/reference.py").path,
      "--as-of", asOf.description, "\(folder.path)/perfect.csv",
    ]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return text
  }
}
