import Foundation
import TemporaryFiles

/// The command as it was built beside the tests.
enum Attend {
  /// What one call printed, and the code it ended with.
  struct Outcome {
    var code: Int32
    /// Standard output.
    var output: String
    /// Standard error.
    var messages: String
    /// The signal that ended it, itself or the tracer around it.
    var signal: Int32?

    /// Whether it was ended by a signal that it cannot catch, itself or the tracer around it.
    var wasKilled: Bool { code == 9 || code == 137 }

    var said: String { output + messages }
    /// The messages, without the excerpts below mistakes in files.
    var sentences: [String] {
      messages.split(separator: "\n").filter { !$0.hasPrefix("  ") }.map(String.init)
    }

    /// The messages that tell of a mistake, without those of progress.
    var mistakes: [String] {
      sentences.filter { $0.hasPrefix("attend: ") || $0.contains(": error: ") }
    }
  }

  /// The repository, found from this file.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The command's file.
  static var program: String { Bundle.main.bundleURL.appendingPathComponent("attend").path }

  static var rules: String { "\(repository)/Rules" }

  /// Words before a program that let it be interrupted: as tests start it, signals are blocked.
  static let interruptible = [
    "python3", "-c",
    "import os, signal, sys; signal.pthread_sigmask(signal.SIG_SETMASK, []);"
      + " os.execvp(sys.argv[1], sys.argv[1:])",
  ]

  /// Calls the command and waits for its end.
  @discardableResult
  static func call(_ arguments: [String], in folder: String) throws -> Outcome {
    let call = try Call(arguments, in: folder)
    return try call.outcome()
  }

  /// A call that goes on until its outcome is asked for.
  struct Call {
    let process = Process()
    private let files = try? TemporaryFolder()

    /// What standard input brings.
    enum Input {
      case nothing
      /// A file of the folder.
      case file(String)
      /// A text, through a pipe.
      case text(String)
      case pipe(Pipe)
    }

    init(
      _ arguments: [String],
      in folder: String,
      environment: [String: String] = [:],
      input: Input = .nothing
    ) throws {
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      try run(path: Attend.program, arguments, in: folder, input)
    }

    /// Calls another program, found as a shell finds it.
    init(
      program: String,
      _ arguments: [String],
      in folder: String,
      environment: [String: String] = [:],
      input: Input = .nothing
    ) throws {
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      try run(path: "/usr/bin/env", [program] + arguments, in: folder, input)
    }

    /// Calls the command so that it can be interrupted.
    init(
      interruptible arguments: [String],
      by other: [String] = [],
      in folder: String,
      environment: [String: String] = [:],
      input: Input = .nothing
    ) throws {
      try self.init(
        program: Attend.interruptible[0],
        Attend.interruptible.dropFirst() + other + [Attend.program] + arguments,
        in: folder,
        environment: environment,
        input: input
      )
    }

    private func run(path: String, _ arguments: [String], in folder: String, _ input: Input)
      throws
    {
      var pipe: Pipe?
      switch input {
      case .nothing: process.standardInput = FileHandle.nullDevice
      case .file(let name):
        process.standardInput = FileHandle(forReadingAtPath: "\(folder)/\(name)")
      case .text:
        pipe = Pipe()
        process.standardInput = pipe
      case .pipe(let pipe): process.standardInput = pipe
      }
      process.executableURL = URL(fileURLWithPath: path)
      process.arguments = arguments
      process.currentDirectoryURL = URL(fileURLWithPath: folder)
      process.standardOutput = try stream("output")
      process.standardError = try stream("messages")
      try process.run()
      if case .text(let text) = input {
        try pipe?.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try pipe?.fileHandleForWriting.close()
      }
    }

    func outcome() throws -> Outcome {
      process.waitUntilExit()
      return Outcome(
        code: process.terminationStatus,
        output: try text("output"),
        messages: try text("messages"),
        signal: process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
      )
    }

    /// Files instead of pipes: a full pipe would stop the command.
    private func stream(_ name: String) throws -> FileHandle {
      guard let files else { throw CocoaError(.fileWriteUnknown) }
      try files.write("", to: name)
      return try FileHandle(forWritingTo: URL(fileURLWithPath: "\(files.path)/\(name)"))
    }

    private func text(_ name: String) throws -> String {
      guard let files else { throw CocoaError(.fileReadUnknown) }
      return try files.text(of: name)
    }
  }
}
