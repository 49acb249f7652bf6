import Foundation
import TemporaryFiles

/// The command called in the repository, so that `Rules` is the shipped folder.
enum Program {
  static let repository = URL(filePath: Attend.repository)

  static func run(_ arguments: String...) throws -> Attend.Outcome {
    try run(arguments)
  }

  static func run(_ arguments: [String]) throws -> Attend.Outcome {
    try Attend.call(arguments, in: Attend.repository)
  }
}

extension TemporaryFolder {
  /// Writes a file below the folder and says where it is.
  func file(_ name: String, _ text: String) throws -> String {
    try write(text, to: name)
    return "\(path)/\(name)"
  }

  /// A copy of the shipped rules, made once, with one file changed.
  func rules(_ file: String, _ change: (String) -> String) throws -> String {
    if !FileManager.default.fileExists(atPath: "\(path)/Rules") {
      try FileManager.default.copyItem(atPath: Attend.rules, toPath: "\(path)/Rules")
    }
    try write(change(try text(of: "Rules/\(file)")), to: "Rules/\(file)")
    return "\(path)/Rules"
  }
}
