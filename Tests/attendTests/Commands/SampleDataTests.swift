import Foundation
import TemporaryFiles
import Testing

/// `SampleData/`: the whole program on a whole trust, against recorded output and against the
/// independent calculation.
struct SampleDataTests {
  /// Copies the sample trust and the rules beside each other, as the repository has them.
  private func sample() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for part in ["SampleData", "Rules"] {
      try FileManager.default.copyItem(
        atPath: "\(Attend.repository)/\(part)",
        toPath: "\(folder.path)/\(part)"
      )
    }
    return folder
  }

  private func run(in folder: TemporaryFolder, asOf: String, _ options: String...) throws {
    let outcome = try Attend.call(
      ["run", "--config", "SampleData/attend.yaml", "--as-of", asOf, "--quiet"] + options,
      in: folder.path
    )
    // The sample has quarantined rows and identity conflicts on purpose.
    try #require(outcome.code == 2, "\(outcome.said)")
  }

  /// What `reference.py` finds in the extracts of these folders.
  private func reference(_ folder: TemporaryFolder, asOf: String, _ extracts: [String]) throws
    -> String
  {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let files = try extracts.flatMap { name in
      try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/SampleData/\(name)")
        .sorted().map { "SampleData/\(name)/\($0)" }
    }
    process.arguments = ["python3", "SampleData/reference.py", "--as-of", asOf] + files
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  @Test func `two nights of the sample trust: as recorded, and the triggers as calculated`() throws
  {
    let folder = try sample()
    let out = ".build/demo/out"
    try run(in: folder, asOf: "2026-11-01", "--first-load", "notify")
    let output = FolderTree("\(folder.path)/\(out)")
    try compareWithRecorded(output, in: "\(folder.path)/\(out)")
    #expect(
      try folder.text(of: "\(out)/2026-11-01-001/triggers.csv")
        == reference(folder, asOf: "2026-11-01", ["inbox"])
    )

    for name in try FileManager.default.contentsOfDirectory(
      atPath: "\(folder.path)/SampleData/next-night"
    ) {
      try FileManager.default.copyItem(
        atPath: "\(folder.path)/SampleData/next-night/\(name)",
        toPath: "\(folder.path)/SampleData/inbox/\(name)"
      )
    }
    try run(in: folder, asOf: "2026-11-02")
    #expect(
      try folder.text(of: "\(out)/2026-11-02-001/triggers.csv")
        == reference(folder, asOf: "2026-11-02", ["inbox"])
    )
  }

  /// Compares with `SampleData/expected/`; with ATTEND_RECORD=1 writes it anew, and fails, so that
  /// nobody takes a recording for a test.
  ///
  /// PDFs embed the fonts of the machine and are not recorded: each must stand beside its recorded HTML.
  private func compareWithRecorded(_ output: FolderTree, in folder: String) throws {
    let expected = "\(Attend.repository)/SampleData/expected"
    let files = FileManager.default
    if ProcessInfo.processInfo.environment["ATTEND_RECORD"] == "1" {
      if files.fileExists(atPath: expected) { try files.removeItem(atPath: expected) }
      try files.copyItem(atPath: folder, toPath: expected)
      for path in output.paths where path.hasSuffix(".pdf") {
        try files.removeItem(atPath: "\(expected)/\(path)")
      }
      Issue.record("the output was recorded anew; look at the difference before it is committed")
    } else {
      let recorded = FolderTree(expected)
      let printed = recorded.paths.filter { $0.contains("/letters/") }
        .map { $0.replacing(".html", with: ".pdf") }
      #expect(output.differences(from: recorded) == printed.sorted())
    }
  }
}
