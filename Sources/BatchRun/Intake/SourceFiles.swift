import Foundation

/// Finds the extracts of a source by folder and pattern.
enum SourceFiles {
  /// The files that match a path whose last part may hold `*`, in byte order of their names.
  ///
  /// - Throws: ``RunFault`` when the folder is not there.
  static func matching(_ pattern: String) throws -> [String] {
    let folder = pattern.folderPart
    let name = pattern.namePart
    return try TextFile.paths(in: folder, ending: "", is: "extracts").filter { path in
      matches(path.namePart, name)
    }
  }

  /// Whether a name fits a pattern in which `*` stands for any characters.
  static func matches(_ name: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, let first = parts.first, let last = parts.last else {
      return name == pattern
    }
    guard name.hasPrefix(first) else { return false }
    var rest = name.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.range(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.count >= last.count && rest.hasSuffix(last)
  }
}
