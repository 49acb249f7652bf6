import Foundation

/// What paths lead to that should lead to files.
enum FileKind {
  /// Whether a path leads to what is neither file nor folder: it can be read but once, and who opens
  /// it may wait for ever.
  static func isPipe(_ path: String) -> Bool {
    guard FileManager.default.fileExists(atPath: path) else { return false }
    // Where a shell's `<(…)` leads has no path of its own, and so no kind.
    let kind = kind(path)
    return kind != .typeRegular && kind != .typeDirectory
  }

  /// Whether a path leads to a folder.
  static func isFolder(_ path: String) -> Bool { kind(path) == .typeDirectory }

  /// Whether a path is a link, wherever it leads.
  static func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }

  private static func kind(_ path: String) -> FileAttributeType? {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return (try? FileManager.default.attributesOfItem(atPath: target))?[.type] as? FileAttributeType
  }
}
