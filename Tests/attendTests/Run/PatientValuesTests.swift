import ExtractReading
import Foundation
import TemporaryFiles
import Testing

/// Design section 11: nobody learns who a patient is from what a run says, logs, measures, is called
/// with or names its files.
struct PatientValuesTests {
  /// Every name, number and birth date of the sample's extracts.
  private func values() throws -> Set<String> {
    let inbox = "\(Attend.repository)/SampleData/inbox"
    let columns = [
      "NHS_NUMBER", "FAMILY_NAME", "GIVEN_NAME", "BIRTH_DATE", "NHS_NO", "SURNAME", "FORENAME",
      "DOB",
      "DATE_OF_BIRTH",
    ]
    var values: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: inbox) {
      let lines = String(
        decoding: FileManager.default.contents(atPath: "\(inbox)/\(file)") ?? Data(),
        as: UTF8.self
      ).split(separator: "\n").map(String.init)
      let header = lines.first ?? ""
      let delimiter =
        header.filter { $0 == "|" }.count > 3
        ? "|" : header.filter { $0 == ";" }.count > 3 ? ";" : ","
      let names = header.split(separator: Character(delimiter), omittingEmptySubsequences: false)
        .map { $0.filter { $0.isLetter || $0.isNumber }.uppercased() }
      let wanted = names.indices.filter { index in
        columns.contains { names[index].contains($0.filter { $0 != "_" }) }
      }
      for line in lines.dropFirst() {
        let cells = line.split(separator: Character(delimiter), omittingEmptySubsequences: false)
        for index in wanted where index < cells.count {
          let value = cells[index].trimmingCharacters(in: CharacterSet(charactersIn: "\" \r"))
          let plain = value.filter { $0 != " " }
          let isNumber = plain.count == 10 && plain.allSatisfy(\.isNumber)
          if value.count >= 3 { values.insert(isNumber ? plain : value) }
        }
      }
    }
    return values
  }

  /// The values that stand in a text as words of their own.
  private func found(_ values: Set<String>, in text: String) -> [String] {
    let words = Set(
      text.split { !($0.isLetter || $0.isNumber || "-'/ ".contains($0)) }
        .flatMap { $0.split(separator: " ") + [$0] }.map { $0.lowercased() }
    )
    let digits = text.filter { $0.isNumber || $0.isLetter || $0.isNewline }
    return values.filter { value in
      words.contains(value.lowercased())
        || value.count == 10 && value.allSatisfy(\.isNumber) && digits.contains(value)
    }.sorted()
  }

  @Test(.enabled(if: Tracer.works, "this machine lets no process be traced"))
  func `no name, number or birth date of the sample is said, logged, measured or named`() throws {
    let values = try values()
    #expect(values.count > 300)
    let folder = try TemporaryFolder()
    for part in ["SampleData", "Rules"] {
      try FileManager.default.copyItem(
        atPath: "\(Attend.repository)/\(part)",
        toPath: "\(folder.path)/\(part)"
      )
    }
    for part in [".build/demo", "mesh/out", "mesh/in"] { try folder.makeFolder(part) }
    let configuration = try folder.text(of: "SampleData/attend.yaml")
    try folder.write(
      configuration + """

        metrics: ../.build/demo/attend.prom
        delivery:
          practice: { to: mesh-drop, client-folder: ../mesh, from: X26ABC1, workflow: TEST,
                      address: gp-provider }

        """,
      to: "SampleData/attend.yaml"
    )
    var said = ""
    let run = ["run", "--config", "SampleData/attend.yaml", "--as-of"]
    for arguments in [
      run + ["2026-11-01", "--first-load", "notify", "--preview"],
      run + ["2026-11-01", "--first-load", "notify"], run + ["2026-11-01", "--json"],
      run + ["2026-10-01"],
      ["ledger", "status", "--config", "SampleData/attend.yaml"],
      ["ledger", "backup", "--config", "SampleData/attend.yaml", ".build/copy.sqlite"],
      run + ["2026-11-02"],
    ] {
      if arguments.last == "2026-11-02" {
        // A ledger with a damaged page, so that SQLite has something to say.
        let file = try FileHandle(
          forUpdating: URL(fileURLWithPath: "\(folder.path)/.build/demo/ledger.sqlite")
        )
        try file.seek(toOffset: 8 * 4096)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4096 * 40))
        try file.close()
      }
      let outcome = try Attend.Call(
        program: "strace",
        ["-f", "-o", "\(folder.path)/calls", "-e", "trace=execve,rename,mkdir", "-s", "4096"]
          + [Attend.program] + arguments,
        in: folder.path
      ).outcome()
      said += outcome.said + (try folder.text(of: "calls"))
    }
    #expect(found(values, in: said) == [])
    #expect(found(values, in: FolderTree(folder.path).paths.joined(separator: "\n")) == [])
    #expect(found(values, in: try folder.text(of: ".build/demo/attend.prom")) == [])
    let output = FolderTree("\(folder.path)/.build/demo/out")
    #expect(found(values, in: output.text("2026-11-01-001/run.json") ?? "") == [])
    // The same search finds them where they belong.
    #expect(found(values, in: output.text("2026-11-01-001/worklist.csv") ?? "").count > 5)
  }
}
