import Foundation
import TemporaryFiles
import Testing

/// The files that put a run on a timer call the program as it is.
struct OperationsTests {
  private static let folder = "\(Attend.repository)/Sources/attend/Operations"

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(Self.folder)/\(name)", encoding: .utf8)
  }

  @Test(arguments: ["attend.service", "attend-backup.service", "attend.cron", "README.md"])
  func `every call of the program has a verb and options that there are`(name: String) throws {
    let calls = try text(name).split(separator: "\n").filter { $0.contains("attend ") }
      .compactMap { line in String(line).following("/attend ") ?? String(line).following("`attend ")
      }
      .map { $0.split(separator: " ").map(String.init) }
      .filter { ["run", "ledger"].contains($0.first) }
    #expect(!calls.isEmpty)
    for call in calls {
      let verb = call.first == "ledger" ? Array(call.prefix(2)) : Array(call.prefix(1))
      let help = try Attend.call(verb + ["--help"], in: Attend.repository)
      #expect(help.code == 0)
      for option in call where option.hasPrefix("--") {
        #expect(help.output.contains(option), "\(verb) \(option)")
      }
    }
  }

  @Test func `the page names every file, and every metric that a run leaves`() throws {
    let page = try text("README.md")
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder)
    where name != "README.md" {
      #expect(page.contains("`\(name)`"), "\(name)")
    }
    let trust = try Trust(
      replacing: ["unapproved: allowed": "unapproved: allowed\nmetrics: attend.prom"]
    )
    try trust.receive("arrival_date\n2026-10-30")
    _ = try trust.firstNight(asOf: "2026-11-01")
    for line in try trust.folder.text(of: "attend.prom").split(separator: "\n")
    where line.hasPrefix("# TYPE ") {
      #expect(page.contains("`\(line.split(separator: " ")[2])`"), "\(line)")
    }
  }
}
