import Foundation
import TemporaryFiles
import Testing

/// The command under `strace`, which can end it or fail a call of it at a chosen system call: what
/// is tested is the program that is installed, with no code in it for the test.
struct Tracer {
  /// A system call that changes files, by its kind and its place among the calls of that kind.
  struct Step: Hashable, CustomStringConvertible {
    var call: String
    var number: Int

    var description: String { "\(call) \(number)" }
  }

  /// Calls that change what a file or a folder holds.
  static let changing = [
    "openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "mkdir", "unlink", "rmdir",
    "ftruncate", "chmod", "fchmod", "fchmodat", "chown", "fchown", "fchownat",
  ]

  /// Whether this machine lets a process be traced; some containers do not.
  static let works: Bool = {
    let folder = try? TemporaryFolder()
    guard let folder else { return false }
    let outcome = try? Attend.Call(
      program: "strace",
      ["-o", "\(folder.path)/trace", "true"],
      in: folder.path
    ).outcome()
    return outcome?.code == 0
  }()

  /// How many steps to leave out after each that is tried; none when all are asked for.
  static let stride =
    ProcessInfo.processInfo.environment["ATTEND_EVERY_STEP"] == nil ? 9 : 1

  /// Runs the command and lists its changing steps, in order.
  static func steps(_ arguments: [String], in folder: String) throws -> [Step] {
    let files = try TemporaryFolder()
    let trace = "\(files.path)/trace"
    let outcome = try call(
      ["-o", trace, "-e", "trace=\(changing.joined(separator: ","))"],
      arguments,
      in: folder
    )
    try #require([0, 2].contains(outcome.code), "\(outcome.said)")
    var counts: [String: Int] = [:]
    return try files.text(of: "trace").split(separator: "\n").compactMap { line in
      guard let end = line.firstIndex(of: "(") else { return nil }
      let name = String(line[..<end])
      guard changing.contains(name) else { return nil }
      counts[name, default: 0] += 1
      // Words on standard output and files that are only read change nothing.
      if name == "openat" && !line.contains("O_CREAT") { return nil }
      if name == "write" && (line.contains("write(1,") || line.contains("write(2,")) { return nil }
      return Step(call: name, number: counts[name] ?? 0)
    }
  }

  /// Runs the command until just before a step, and kills it there, or sends it another signal.
  static func kill(
    _ arguments: [String],
    in folder: String,
    before step: Step,
    by signal: String = "SIGKILL"
  ) throws -> Attend.Outcome {
    try call(
      [
        "-o", "/dev/null", "-e", "trace=\(step.call)",
        "-e", "inject=\(step.call):signal=\(signal):when=\(step.number)",
      ],
      arguments,
      in: folder
    )
  }

  /// Runs the command with an error for a step and every later call of its kind.
  static func fail(
    _ arguments: [String],
    in folder: String,
    from step: Step,
    with error: String
  ) throws -> Attend.Outcome {
    try call(
      [
        "-o", "/dev/null", "-e", "trace=\(step.call)",
        "-e", "inject=\(step.call):error=\(error):when=\(step.number)+",
      ],
      arguments,
      in: folder
    )
  }

  private static func call(_ options: [String], _ arguments: [String], in folder: String) throws
    -> Attend.Outcome
  {
    let words = Attend.interruptible + ["strace"] + options + [Attend.program] + arguments
    return try Attend.Call(program: words[0], Array(words.dropFirst()), in: folder).outcome()
  }
}
