import ExtractReading
import Foundation
import SeededRandom
import TemporaryFiles
import Testing

/// The reading of CSV, held to an implementation that owes nothing to libcsv.
struct PythonCSVTests {
  private struct Expected: Decodable {
    var delimiter: String
    var rows: [[String]]
  }

  @Test func `valid files read as Python's csv module reads them`() throws {
    let folder = try TemporaryFolder()
    try writeFiles(in: folder)
    let files = try JSONDecoder().decode(
      [Expected].self,
      from: Data(folder.text(of: "expected.json").utf8)
    )
    #expect(files.count == RandomCases.seeds.count)
    for (index, expected) in files.enumerated() {
      let table = try CSVTable(
        path: "\(folder.path)/\(index).csv",
        delimiter: try #require(expected.delimiter.utf8.first),
        hasHeader: false
      )
      #expect(table.rows.map(\.values) == expected.rows, "file \(index)")
    }
  }

  private func writeFiles(in folder: TemporaryFolder) throws {
    let script = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().appendingPathComponent("random_csv.py")
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = [
      "python3", script.path, "2026", String(RandomCases.seeds.count), folder.path,
    ]
    try python.run()
    python.waitUntilExit()
    try #require(python.terminationStatus == 0)
  }
}
