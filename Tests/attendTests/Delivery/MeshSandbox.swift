import Foundation
import TemporaryFiles
import Testing

/// The National Health Service's own test server of MESH, with a bridge that plays the client.
///
/// It listens on this machine alone, on a port of its own, and ends with the value.
final class MeshSandbox {
  private static let python = "\(Attend.repository)/.build/mesh-sandbox/bin/python"
  private let files = try? TemporaryFolder()
  private let process = Process()
  private let url: String

  /// Starts the server and waits until it answers.
  init() throws {
    let files = try #require(files)
    try #require(
      FileManager.default.isExecutableFile(atPath: Self.python),
      "“make test” makes .build/mesh-sandbox"
    )
    try files.write("", to: "log")
    process.executableURL = URL(fileURLWithPath: Self.python)
    process.arguments = [
      "-W", "ignore", "-m", "uvicorn", "mesh_sandbox.api:app", "--host", "127.0.0.1", "--port", "0",
    ]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "STORE_MODE": "file", "MAILBOXES_DATA_DIR": "\(files.path)/store", "SHARED_KEY": "TestKey",
    ]) { $1 }
    let log = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(files.path)/log"))
    process.standardOutput = log
    process.standardError = log
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var found: String?
    for _ in 0..<600 where found == nil && process.isRunning {
      Thread.sleep(forTimeInterval: 0.1)
      found = try files.text(of: "log").following("running on ")
        .map { String($0.prefix { !$0.isWhitespace }) }
    }
    guard let found else {
      kill(process.processIdentifier, SIGKILL)
      throw Silent(log: (try? files.text(of: "log")) ?? "")
    }
    url = found
  }

  struct Silent: Error { var log: String }

  deinit {
    // At once: told to end, it would first wait for its clients.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Lets the bridge do something for a mailbox's folder: send, collect or report.
  func bridge(_ verb: String, _ folder: String, _ mailbox: String) throws {
    let bridge = "\(Attend.repository)/Tests/attendTests/Delivery/bridge.py"
    let outcome = try Attend.Call(
      program: Self.python,
      ["-W", "ignore", bridge, folder, mailbox, url, verb],
      in: folder
    ).outcome()
    try #require(outcome.code == 0, "\(outcome.said)")
  }
}
