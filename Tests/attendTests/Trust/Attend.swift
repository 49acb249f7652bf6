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
    }

    init(
      _ arguments: [String],
      in folder: String,
      environment: [String: String] = [:],
      input: Input = .nothing
    ) throws {
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      var pipe: Pipe?
      switch input {
      case .nothing: process.standardInput = FileHandle.nullDevice
      case .file(let name):
        process.standardInput = FileHandle(forReadingAtPath: "\(folder)/\(name)")
      case .text:
        pipe = Pipe()
        process.standardInput = pipe
      }
      try run(path: Attend.program, arguments, in: folder)
      if case .text(let text) = input {
        try pipe?.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try pipe?.fileHandleForWriting.close()
      }
    }

    /// Calls another program, found as a shell finds it.
    init(program: String, _ arguments: [String], in folder: String) throws {
      process.standardInput = FileHandle.nullDevice
      try run(path: "/usr/bin/env", [program] + arguments, in: folder)
    }

    private func run(path: String, _ arguments: [String], in folder: String) throws {
      process.executableURL = URL(fileURLWithPath: path)
      process.arguments = arguments
      process.currentDirectoryURL = URL(fileURLWithPath: folder)
      process.standardOutput = try stream("output")
      process.standardError = try stream("messages")
      try process.run()
    }

    func outcome() throws -> Outcome {
      process.waitUntilExit()
      return Outcome(
        code: process.terminationStatus,
        output: try text("output"),
        messages: try text("messages")
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
