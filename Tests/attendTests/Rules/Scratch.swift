import Foundation
import TemporaryFiles

/// The command called in the repository, where `Rules` is the shipped folder.
enum Program {
  static let repository = URL(fileURLWithPath: Attend.repository, isDirectory: true)

  static func run(_ arguments: String..., in folder: URL = repository) throws -> Attend.Outcome {
    try run(arguments, in: folder)
  }

  static func run(_ arguments: [String], in folder: URL = repository) throws -> Attend.Outcome {
    try Attend.call(arguments, in: folder.path)
  }
}

/// A folder of a test's own with extracts and changed copies of the shipped rules.
final class Scratch {
  private let files: TemporaryFolder

  var folder: URL { URL(fileURLWithPath: files.path, isDirectory: true) }

  init() throws {
    files = try TemporaryFolder()
  }

  /// Writes a file below the folder and says where it is.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try files.write(text, to: name)
    return "\(files.path)/\(name)"
  }

  /// A copy of the shipped rules, one file changed.
  func rules(_ file: String, _ change: (String) -> String) throws -> String {
    if !files.has("Rules") {
      try FileManager.default.copyItem(atPath: Attend.rules, toPath: "\(files.path)/Rules")
    }
    try files.write(change(try files.text(of: "Rules/\(file)")), to: "Rules/\(file)")
    return "\(files.path)/Rules"
  }
}
