import Foundation
import SystemPackage

/// The picture that a trust's letters carry.
enum LogoFile {
  static let expected = "a PNG, JPEG or SVG file of at most 200,000 bytes that can be read"

  /// The picture as a `data:` address; nil when the file is none that letters can carry.
  static func address(of path: String) -> String? {
    let types = ["png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"]
    let ending = FilePath(path).extension?.lowercased() ?? ""
    guard let type = ending == "svg" ? "image/svg+xml" : types[ending],
      let content = FileManager.default.contents(atPath: path),
      !content.isEmpty, content.count <= 200_000
    else { return nil }
    return "data:\(type);base64,\(content.base64EncodedString())"
  }
}
