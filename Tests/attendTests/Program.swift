import Foundation

/// The built program, run as a user runs it.
struct Program {
  /// What a run left behind.
  struct Outcome {
    var code: Int32
    var output: String
    var messages: String
  }

  static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Beside the bundle of these tests.
  private static var binary: URL {
    Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }?
      .deletingLastPathComponent().appending(path: "attend")
      ?? Bundle.main.bundleURL.appending(path: "attend")
  }

  /// Runs the program in the repository, so that `Rules` is the shipped folder.
  static func run(_ arguments: String..., in folder: URL = repository) throws -> Outcome {
    try run(arguments, in: folder)
  }

  static func run(_ arguments: [String], in folder: URL = repository) throws -> Outcome {
    let process = Process()
    process.executableURL = binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // Files, not pipes: a pipe that nobody empties stops the program.
    let scratch = try Scratch()
    let output = try scratch.write("output", "")
    let messages = try scratch.write("messages", "")
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: messages))
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus,
      output: try String(contentsOfFile: output, encoding: .utf8),
      messages: try String(contentsOfFile: messages, encoding: .utf8)
    )
  }
}

/// A folder of a test's own, gone with it.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "attend-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Writes a file below the folder and says where it is.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let path = folder.appending(path: name)
    try Data(text.utf8).write(to: path)
    return path.path()
  }

  /// A copy of the shipped rules, one file changed.
  func rules(_ file: String, _ change: (String) -> String) throws -> String {
    let copy = folder.appending(path: "Rules")
    if !FileManager.default.fileExists(atPath: copy.path()) {
      try FileManager.default.copyItem(at: Program.repository.appending(path: "Rules"), to: copy)
    }
    let path = copy.appending(path: file)
    let text = try String(contentsOf: path, encoding: .utf8)
    try Data(change(text).utf8).write(to: path)
    return copy.path()
  }
}
