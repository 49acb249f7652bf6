import Foundation
import TemporaryFiles
import Testing

/// Extracts on the command line: standard input, patterns, folders.
struct ExtractArgumentTests {
  private static let table = """
    child, arrival_date, gp_practice_code
    0,     2026-10-30,   V81997
    1,     2026-10-31,   V81997
    """

  private static let dryRun = [
    "dry-run", "--rules", Attend.rules, "--as-of", "2026-11-01", "--json", "--quiet",
  ]

  /// The result without the names of extracts.
  private func result(_ outcome: Attend.Outcome, naming file: String) throws -> String {
    try #require(outcome.code == 0, "\(outcome.said)")
    #expect(outcome.output.contains("\"file\" : \"\(file)\""))
    return outcome.output.replacing("\"\(file)\"", with: "")
  }

  @Test func `a name of one letter is a name like any other`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Extract(Self.table).text, to: "x")
    let written = try Attend.call(
      Self.dryRun + ["x", "--triggers", "t", "--report", "r"],
      in: folder.path
    )
    #expect(written.code == 0 && folder.has("t") && folder.has("r"), "\(written.said)")
    #expect(try Attend.call(Self.dryRun + ["y"], in: folder.path).code == 66)
    #expect(try Attend.call(Self.dryRun + ["?"], in: folder.path).code == 66)
    #expect(try Attend.call(Self.dryRun + ["*"], in: folder.path).code == 65)
    #expect(try Attend.call(Self.dryRun + ["."], in: folder.path).code == 66)
  }

  @Test func `standard input gives what a file gives, through a pipe and from a file`() throws {
    let folder = try TemporaryFolder()
    // Larger than what is read at once, with rows on both sides.
    let text = Extract(Self.table).text.replacing(
      "\n",
      with: "\n" + String(repeating: " \n", count: 1 << 20)
    )
    try folder.write(text, to: "extract.csv")
    try folder.makeFolder("spool")
    let expected = try result(
      Attend.call(Self.dryRun + ["extract.csv"], in: folder.path),
      naming: "extract.csv"
    )
    let redirected = try Attend.Call(
      Self.dryRun + ["-"],
      in: folder.path,
      input: .file("extract.csv")
    )
    #expect(try result(redirected.outcome(), naming: "/dev/stdin") == expected)
    let piped = try Attend.Call(
      Self.dryRun + ["-"],
      in: folder.path,
      environment: ["TMPDIR": "\(folder.path)/spool"],
      input: .text(text)
    )
    #expect(try result(piped.outcome(), naming: "/dev/stdin") == expected)
    #expect(FolderTree("\(folder.path)/spool").paths == [])
  }

  @Test func `standard input that was closed holds nothing, and is not waited for`() throws {
    let folder = try TemporaryFolder()
    let shell = try Attend.Call(
      program: "sh",
      ["-c", "exec timeout 60 \"$0\" dry-run --rules \"$1\" - <&-", Attend.program, Attend.rules],
      in: folder.path
    )
    let outcome = try shell.outcome()
    #expect(outcome.code == 65 && outcome.sentences.count == 1, "\(outcome.said)")
  }

  @Test func `a file behind several links is read`() throws {
    let trust = try Trust()
    try trust.receive("arrival_date, gp_practice_code\n2026-10-30, V81997")
    let files = FileManager.default
    try trust.folder.makeFolder("store")
    try files.moveItem(
      atPath: "\(trust.folder.path)/inbox/one.csv",
      toPath: "\(trust.folder.path)/store/one.csv"
    )
    for (link, target) in [
      ("current", "store"), ("inbox/two", "../current/one.csv"), ("inbox/one.csv", "two"),
    ] {
      try files.createSymbolicLink(
        atPath: "\(trust.folder.path)/\(link)",
        withDestinationPath: target
      )
    }
    let outcome = try Attend.call(Self.dryRun + ["inbox/one.csv"], in: trust.folder.path)
    #expect(outcome.code == 0, "\(outcome.said)")
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == 0 && night.alerts.count == 1, "\(night.outcome.said)")
  }

  @Test(.timeLimit(.minutes(1)))
  func `a pipe is refused, as an argument and in the inbox, and nobody waits for it`() throws {
    let trust = try Trust()
    try trust.receive("arrival_date, gp_practice_code\n2026-10-30, V81997")
    let makeFIFO = try Process.run(
      URL(fileURLWithPath: "/usr/bin/env"),
      arguments: ["mkfifo", "\(trust.folder.path)/inbox/pipe.csv"]
    )
    makeFIFO.waitUntilExit()
    let outcome = try Attend.call(Self.dryRun + ["inbox/pipe.csv"], in: trust.folder.path)
    #expect(outcome.code == 66 && outcome.said.contains("inbox/pipe.csv is a pipe"))
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == 2 && night.alerts.count == 1)
    #expect(night.outcome.said.contains("pipe.csv is a pipe or a device and no file; take it away"))
  }

  @Test func `sources check and explain read standard input too`() throws {
    let folder = try TemporaryFolder()
    let text = Extract(Self.table).text
    let check = try Attend.Call(
      ["sources", "check", "--rules", Attend.rules, "--as-of", "2026-11-01", "-"],
      in: folder.path,
      input: .text(text)
    ).outcome()
    #expect(check.code == 0 && check.output.contains("“standard”"), "\(check.said)")
    let explanation = try Attend.Call(
      [
        "explain", "--rules", Attend.rules, "--as-of", "2026-11-01", "--provider", "RZ9",
        "--attendance", "A2", "-",
      ],
      in: folder.path,
      input: .text(text)
    ).outcome()
    #expect(explanation.code == 0, "\(explanation.said)")
    #expect(explanation.output.contains("unregistered-with-gp"))
  }

  @Test func `standard input with nothing in it, or named twice, is one sentence`() throws {
    let folder = try TemporaryFolder()
    let empty = try Attend.Call(Self.dryRun + ["-"], in: folder.path, input: .text("")).outcome()
    #expect(empty.code == 65)
    #expect(empty.sentences.count == 1 && empty.messages.contains("/dev/stdin: the file is empty"))
    let twice = try Attend.call(Self.dryRun + ["-", "-"], in: folder.path)
    #expect(twice.code == 64 && twice.sentences.count == 1 && twice.messages.contains("once"))
  }

  @Test func `who is to type an extract is told so, and how it ends`() throws {
    let folder = try TemporaryFolder()
    let typing = """
      import os, pty, signal, sys
      signal.alarm(60)
      pid, terminal = pty.fork()
      if pid == 0:
          os.execv(sys.argv[1], sys.argv[1:])
      shown = b""
      typed = False
      while True:
          try:
              block = os.read(terminal, 65536)
          except OSError:
              break
          if not block:
              break
          shown += block
          if not typed and b"Ctrl-D" in shown:
              os.write(terminal, b"attendance_id,provider_code,arrival_date\\nA1,RZ9,2026-10-30\\n\\x04")
              typed = True
      sys.stdout.buffer.write(shown)
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
      """
    let outcome = try Attend.Call(
      program: "python3",
      ["-c", typing, Attend.program] + Self.dryRun + ["-"],
      in: folder.path
    ).outcome()
    #expect(outcome.code == 0, "\(outcome.said)")
    #expect(outcome.output.hasPrefix("Reading an extract from the keyboard"))
    #expect(outcome.output.contains("\"rows\" : 1"), "\(outcome.said)")
  }

  @Test func `a quoted pattern stands for the files that fit it, by name`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Extract("arrival_date\n2026-10-30").text, to: "inbox/ae-2.csv")
    try folder.write(Extract("arrival_date\n2026-10-31").text, to: "inbox/ae-1.csv")
    try folder.write("something else", to: "inbox/notes.txt")
    let expanded = try Attend.call(Self.dryRun + ["inbox/ae-*.csv"], in: folder.path)
    let named = try Attend.call(
      Self.dryRun + ["inbox/ae-1.csv", "inbox/ae-2.csv"],
      in: folder.path
    )
    #expect(expanded.code == 0 && expanded.output == named.output, "\(expanded.said)")
    let here = try Attend.call(
      ["dry-run", "--rules", Attend.rules, "--as-of", "2026-11-01", "--quiet", "ae-*"],
      in: "\(folder.path)/inbox"
    )
    #expect(here.code == 0 && here.output.contains("standard: ae-1.csv"), "\(here.said)")
  }

  @Test func `a file whose name holds a star is itself`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Extract("arrival_date\n2026-10-30").text, to: "ae-*.csv")
    try folder.write("no extract", to: "ae-1.csv")
    let outcome = try Attend.call(Self.dryRun + ["ae-*.csv"], in: folder.path)
    #expect(outcome.code == 0, "\(outcome.said)")
  }

  @Test(arguments: ["inbox/wic-*.csv", "nowhere/*.csv", "inbox"])
  func `what names no extract is one sentence, and 66`(argument: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Extract("arrival_date\n2026-10-30").text, to: "inbox/ae-1.csv")
    let outcome = try Attend.call(Self.dryRun + [argument], in: folder.path)
    #expect(outcome.code == 66 && outcome.output == "")
    #expect(outcome.sentences.count == 1 && outcome.messages.contains(argument))
    if argument == "inbox" { #expect(outcome.messages.contains("inbox/*.csv")) }
  }
}
