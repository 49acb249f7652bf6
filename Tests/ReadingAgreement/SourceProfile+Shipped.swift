package import ExtractReading
import Foundation

extension SourceProfile {
  /// The fields' own names, and every profile in `Rules/sources`, by file name.
  package static func shipped() throws -> [SourceProfile] {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Rules/sources")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try [.standard]
      + files.filter { $0.hasSuffix(".yaml") }.sorted().map { file in
        try SourceProfile.read(
          text: try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8),
          file: file
        )
      }
  }
}
