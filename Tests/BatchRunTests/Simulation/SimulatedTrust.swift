import AttendanceModel
import BatchRun
import Foundation
import Ledger
import TemporaryFiles

/// A trust of one daily feed, and what is to be asked of it at the end.
struct SimulatedTrust {
  private let trust: TrustFolder

  init() throws {
    trust = try TrustFolder(feed: ", expected: daily, nil-return: header-only")
  }

  /// One night on one extract; it lies there for another night.
  func night(_ number: Int, _ extract: String, asOf: CivilDay, _ firstLoad: NightlyRun.FirstLoad)
    throws -> NightlyRun.Result
  {
    try trust.folder.write(extract, to: "inbox/\(10_000 + number).csv")
    let result = try trust.run(asOf: asOf, firstLoad: firstLoad)
    try? trust.folder.remove("inbox/\(10_000 + number - 1).csv")
    return result
  }

  /// What the ledger holds.
  func inLedger<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
    try LedgerReader(path: trust.ledger).read(body)
  }

  /// The triggers of the last night, as it published them.
  func publishedTriggers(_ result: NightlyRun.Result) throws -> String {
    try String(contentsOfFile: "\(result.folder)/triggers.csv", encoding: .utf8)
  }

  /// What `attend ledger verify` finds wrong.
  func auditFindings() throws -> [String] {
    try AuditVerification(LedgerAccess.configuration(trust.configuration)).findings
  }

  /// The triggers that the independent calculation finds in an extract, as `triggers.csv`.
  func independentTriggers(_ extract: String, asOf: CivilDay) throws -> String {
    try trust.folder.write(extract, to: "perfect.csv")
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", TrustFolder.repository.appendingPathComponent("SampleData/reference.py").path,
      "--as-of", asOf.description, "\(trust.folder.path)/perfect.csv",
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
