import Foundation
import TemporaryFiles
import Testing

/// Ctrl-C and its like leave nothing behind, and a reader that goes away is no failure.
struct SignalTests {
  /// Everything below a folder, folders included, without the contents.
  private static func names(in folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
  }

  /// Waits for something that another process does; a minute is an eternity.
  private func wait(for happening: () throws -> Bool) throws {
    for _ in 0..<6000 where try !happening() { Thread.sleep(forTimeInterval: 0.01) }
    try #require(try happening())
  }

  /// The files that a process has open, by name; of one without a name, what it was.
  private func openFiles(_ call: Attend.Call) -> [String] {
    let folder = "/proc/\(call.process.processIdentifier)/fd"
    let files = FileManager.default
    return ((try? files.contentsOfDirectory(atPath: folder)) ?? []).compactMap {
      try? files.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a command that waits for its input ends by the signal and leaves nothing`(signal: Int32)
    throws
  {
    let folder = try TemporaryFolder()
    try folder.makeFolder("spool")
    let input = Pipe()
    let call = try Attend.Call(
      interruptible: [
        "dry-run", "--rules", Attend.rules, "--triggers", "triggers.csv", "--report", "a.html",
        "--quiet", "-",
      ],
      in: folder.path,
      environment: ["TMPDIR": "\(folder.path)/spool"],
      input: .pipe(input)
    )
    try input.fileHandleForWriting.write(contentsOf: Data("attendance_id,".utf8))
    try wait { openFiles(call).contains { $0.hasSuffix(" (deleted)") } }
    kill(call.process.processIdentifier, signal)
    let outcome = try call.outcome()
    #expect(outcome.signal == signal && outcome.said == "", "\(outcome)")
    #expect(try Self.names(in: folder) == ["spool"])
  }

  @Test func `a signal that is ignored from the start, as by nohup, stays ignored`() throws {
    let folder = try TemporaryFolder()
    let input = Pipe()
    let call = try Attend.Call(
      interruptible: ["dry-run", "--rules", Attend.rules, "--as-of", "2026-11-01", "-"],
      by: ["nohup"],
      in: folder.path,
      input: .pipe(input)
    )
    try wait { openFiles(call).contains { $0.hasSuffix(" (deleted)") } }
    kill(call.process.processIdentifier, SIGHUP)
    try input.fileHandleForWriting.write(
      contentsOf: Data(Extract("arrival_date\n2026-10-30").text.utf8)
    )
    try input.fileHandleForWriting.close()
    let outcome = try call.outcome()
    #expect(outcome.code == 0 && outcome.signal == nil, "\(outcome.said)")
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a first night that is ended while it reads leaves no ledger and no lock`(signal: Int32)
    throws
  {
    let trust = try Trust()
    try trust.receive("0.csv", "arrival_date\n2026-10-30")
    // Takes much longer to read than the signal takes to come.
    let rows = (0..<200_000).map { "B\($0),RZ9,2026-10-30\n" }
    try trust.receive(
      "1.csv",
      bytes: Array(("attendance_id,provider_code,arrival_date\n" + rows.joined()).utf8)
    )
    let before = try Self.names(in: trust.folder)
    let call = try Attend.Call(
      interruptible: [
        "run", "--config", "attend.yaml", "--as-of", "2026-11-01", "--first-load", "notify",
      ],
      in: trust.folder.path
    )
    try wait { trust.folder.has("state/ledger.sqlite") }
    Thread.sleep(forTimeInterval: 0.2)
    kill(call.process.processIdentifier, signal)
    #expect(try call.outcome().signal == signal)
    #expect(try Self.names(in: trust.folder) == before)
    try trust.folder.remove("inbox/1.csv")
    #expect(try trust.firstNight(asOf: "2026-11-01").manifest.extracts.count == 1)
  }

  @Test func `head at the other end of a pipe is no failure`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Extract("arrival_date\n2026-10-30").text, to: "one.csv")
    for arguments in [
      "rules describe '\(Attend.rules)'", "--help",
      "dry-run --rules '\(Attend.rules)' --as-of 2026-11-01 --quiet one.csv",
    ] {
      // The reader is gone before the first word comes.
      let outcome = try Attend.Call(
        program: "bash",
        ["-c", "set -o pipefail; { sleep 0.3; '\(Attend.program)' \(arguments); } | true"],
        in: folder.path
      ).outcome()
      #expect(outcome.code == 0 && outcome.said == "", "\(arguments): \(outcome.said)")
    }
  }
}

/// A result that cannot be written is no success.
struct LostResultTests {
  @Test(arguments: [
    "rules describe '\(Attend.rules)'", "rules schema",
    "dry-run --rules '\(Attend.rules)' --as-of 2026-11-01 --quiet --json one.csv",
  ])
  func `a full disk at the other end is said, with its exit code`(command: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Extract("arrival_date\n2026-10-30").text, to: "one.csv")
    let outcome = try Attend.Call(
      program: "bash",
      ["-c", "'\(Attend.program)' \(command) >/dev/full"],
      in: folder.path
    ).outcome()
    #expect(outcome.code == 1 && outcome.messages.contains("standard output cannot be written"))
  }
}

/// The same at every step that changes a file.
@Suite(.enabled(if: Tracer.works, "this machine lets no process be traced"))
struct SignalStepTests {
  /// Interrupts a command before each of its steps: what lies there then is what lay there before,
  /// or all that the command makes.
  private func interrupt(_ arguments: [String], _ folder: TemporaryFolder, changing: [String] = [])
    throws
  {
    let names = { (folder: TemporaryFolder) in
      try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    }
    let whole = try folder.copy()
    let steps = try Tracer.steps(arguments, in: whole.path)
    let (before, after) = (try names(folder), try names(whole))
    #expect(!steps.isEmpty && before != after)
    var interrupted = 0
    // Of few steps all, or most, are tried: which call of its kind opens a file differs between two
    // runs.
    let every = min(Tracer.stride / 3 + 1, max(1, steps.count / 4))
    for step in stride(from: 0, to: steps.count, by: every).map({ steps[$0] }) {
      let copy = try folder.copy()
      let outcome = try Tracer.kill(arguments, in: copy.path, before: step, by: "SIGINT")
      // The last steps may be over before the signal is looked at.
      if outcome.signal == SIGINT { interrupted += 1 }
      let found = try names(copy)
      #expect([before, after].contains(found), "interrupted before \(step)")
      guard found == after else { continue }
      for name in after where !before.contains(name) && !changing.contains(name) {
        #expect(
          FileManager.default.contents(atPath: "\(copy.path)/\(name)")
            == FileManager.default.contents(atPath: "\(whole.path)/\(name)"),
          "\(name), interrupted before \(step)"
        )
      }
    }
    #expect(interrupted > 0)
  }

  @Test func `a dry-run's files are whole or not there`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      Extract("arrival_date, gp_practice_code\n2026-10-30, V81997").text,
      to: "a.csv"
    )
    let arguments = ["dry-run", "--rules", Attend.rules, "--as-of", "2026-11-01", "--quiet"]
    try interrupt(arguments + ["--triggers", "triggers.csv", "a.csv"], folder)
    try interrupt(arguments + ["--report", "report.html", "a.csv"], folder)
  }

  @Test func `a previewed letter is whole or not there`() throws {
    let arguments = [
      "letters", "preview", "gp-frequent-attender", "--rules", Attend.rules, "--as-of",
      "2026-11-01", "--output", "letter.html",
    ]
    try interrupt(arguments, TemporaryFolder())
  }

  @Test func `a backup is whole or not there`() throws {
    let trust = try Trust()
    try trust.receive("arrival_date\n2026-10-30")
    _ = try trust.firstNight(asOf: "2026-11-01")
    let arguments = ["ledger", "backup", "--config", "attend.yaml", "backup.sqlite", "--quiet"]
    try interrupt(arguments, trust.folder, changing: ["backup.sqlite"])
  }

  @Test func `a new trust is whole or not there`() throws {
    try interrupt(["init", "--rules", Attend.rules, "trust"], TemporaryFolder())
  }

  @Test func `a preview of the night is whole or not there`() throws {
    let trust = try Trust()
    try trust.receive("arrival_date, gp_practice_code\n2026-10-30, V81997")
    let arguments = [
      "run", "--config", "attend.yaml", "--as-of", "2026-11-01", "--first-load", "notify",
      "--preview", "--quiet",
    ]
    try interrupt(arguments, trust.folder)
  }
}
