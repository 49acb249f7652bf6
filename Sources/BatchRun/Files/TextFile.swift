import Foundation
import SystemPackage

/// A file that a person wrote: rules, profiles, configuration.
enum TextFile {
  /// The whole text of a file.
  ///
  /// - Throws: ``RunFault`` with a sentence that names the file: missing, a folder, not UTF-8.
  static func read(_ path: String, is what: String) throws -> String {
    guard FileManager.default.fileExists(atPath: path) else {
      try refuseForbidden(path, is: what)
      throw RunFault(.configuration, "there is no \(what) at \(path)")
    }
    guard (try? FileManager.default.contentsOfDirectory(atPath: path)) == nil else {
      throw RunFault(.configuration, "\(path) is a folder, where a \(what) is needed")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      try refuseForbidden(path, is: what)
      throw RunFault(.configuration, "\(path) cannot be read; check its permissions")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw RunFault(.configuration, "\(path) is not UTF-8 text; save it as UTF-8")
    }
    return text
  }

  /// The paths of a folder's files that end so, in byte order of their names.
  ///
  /// - Throws: ``RunFault`` when there is no such folder, or when a file's ending is nearly the one
  ///   looked for: whoever put `rule.yml` there believes that it is in use.
  static func paths(in folder: String, ending suffix: String, is what: String) throws -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      try refuseForbidden(folder, is: "folder of \(what)")
      throw RunFault(.configuration, "there is no folder of \(what) at \(folder)")
    }
    let nearly = names.filter { isNearly($0, suffix) && !$0.hasPrefix(".") }.sorted()
    guard nearly.isEmpty else {
      throw RunFault(
        .configuration,
        nearly.map {
          "\(folder)/\($0) would not be read: the files of \(what) end in “\(suffix)”; rename it, "
            + "or take it away"
        }
      )
    }
    return
      names
      .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { "\(folder)/\($0)" }
  }

  /// Says so when not the path is wrong but this program has no right to it: as another than its
  /// owner one sees nothing of what `init` made.
  private static func refuseForbidden(_ path: String, is what: String) throws {
    do {
      _ = try FileManager.default.attributesOfItem(atPath: path)
      guard !FileManager.default.isReadableFile(atPath: path) else { return }
    } catch let error as CocoaError where error.code == .fileReadNoPermission {
    } catch {
      return
    }
    throw RunFault(
      .configuration,
      "this program may not read the \(what) \(path); run it as its owner, or check the permissions"
        + " of it and of the folders above it"
    )
  }

  /// Whether a name ends as `suffix` does but for its case, or in the other spelling of YAML.
  private static func isNearly(_ name: String, _ suffix: String) -> Bool {
    let small = name.lowercased()
    return !name.hasSuffix(suffix)
      && (small.hasSuffix(suffix) || suffix == ".yaml" && small.hasSuffix(".yml"))
  }

  /// A file's name without folder and ending.
  static func stem(_ path: String) -> String {
    FilePath(path).stem ?? ""
  }
}
