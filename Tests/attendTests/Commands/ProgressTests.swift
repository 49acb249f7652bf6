import Foundation
import TemporaryFiles
import Testing

@testable import attend

/// What a terminal shows while the command works, and what nothing else gets.
struct ProgressTests {
  /// Runs the command with a terminal of a width as its standard error.
  private static let terminal = """
    import os, pty, sys
    pid, master = pty.fork()
    if pid == 0:
        os.dup2(os.open("output", os.O_WRONLY | os.O_CREAT), 1)
        os.execv(sys.argv[1], sys.argv[1:])
    shown = b""
    while True:
        try:
            block = os.read(master, 65536)
        except OSError:
            break
        if not block:
            break
        shown += block
    sys.stdout.buffer.write(shown)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    """

  private func shown(_ options: [String], terminal name: String = "xterm") throws
    -> (screen: String, outcome: Attend.Outcome)
  {
    let folder = try TemporaryFolder()
    try folder.write(Extract("arrival_date\n2026-10-30\n2026-10-31").text, to: "one.csv")
    let outcome = try Attend.Call(
      program: "python3",
      ["-c", Self.terminal, Attend.program] + [
        "dry-run", "--rules", Attend.rules, "--as-of", "2026-11-01",
      ] + options + ["one.csv"],
      in: folder.path,
      environment: ["TERM": name]
    ).outcome()
    #expect(try folder.text(of: "output").hasPrefix("rule "))
    return (outcome.output, outcome)
  }

  @Test func `a terminal shows the step, a bar, the rate and the time left, and then nothing`()
    throws
  {
    let (screen, outcome) = try shown([])
    #expect(outcome.code == 0, "\(outcome.said)")
    #expect(screen.contains("reading one.csv…") && screen.contains("evaluating rules…"))
    #expect(screen.contains("\u{1B}[?7l[#") && screen.contains(" %, 2 rows, "))
    #expect(screen.contains(" a second, ") && screen.contains(" s left  reading one.csv"))
    // It is one line, which the terminal cuts off at its edge, and it is gone at the end.
    #expect(!screen.contains("\n"))
    for line in screen.split(separator: "\r").dropLast() {
      #expect(line.hasPrefix("\u{1B}[?7l") && line.hasSuffix("\u{1B}[K\u{1B}[?7h"), "\(line)")
    }
    #expect(screen.hasSuffix("\r\u{1B}[K"))
  }

  @Test func `a terminal that cannot draw, and one that is to be quiet, shows nothing`() throws {
    #expect(try shown([], terminal: "dumb").screen == "")
    #expect(try shown(["--quiet"]).screen == "")
  }

  @Test func `a file gets nothing, and with --verbose plain lines`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Extract("arrival_date\n2026-10-30").text, to: "one.csv")
    let arguments = ["dry-run", "--rules", Attend.rules, "--as-of", "2026-11-01"]
    let plain = try Attend.call(arguments + ["one.csv"], in: folder.path)
    #expect(plain.code == 0 && plain.messages == "")
    let verbose = try Attend.call(arguments + ["--verbose", "one.csv"], in: folder.path)
    #expect(verbose.messages.hasPrefix("reading one.csv: "))
    #expect(!verbose.said.contains("\u{1B}") && !verbose.said.contains("\r"))
  }

  @Test func `an error stands on a line of its own`() throws {
    let folder = try TemporaryFolder()
    try folder.write("attendance_id\n", to: "one.csv")
    let outcome = try Attend.Call(
      program: "python3",
      [
        "-c", Self.terminal, Attend.program, "dry-run", "--rules",
        Attend.rules, "one.csv",
      ],
      in: folder.path,
      environment: ["TERM": "xterm"]
    ).outcome()
    #expect(outcome.code == 65)
    #expect(outcome.output.contains("\r\u{1B}[Kattend: one.csv: the header lacks"))
  }

  @Test func `the rate and the time left follow from bytes, rows and seconds`() {
    let rate = ReadingRate(bytes: 250, total: 1000, rows: 1_234_567, seconds: 25)
    #expect(
      rate.text == "[#####---------------] 25 %, 1,234,567 rows, 49,382 a second, 1 min 15 s left"
    )
    let unknown = ReadingRate(bytes: 0, total: 0, rows: 1000, seconds: 0)
    #expect(unknown.text == "1,000 rows, 0 a second")
  }
}
