import Foundation

/// Who else may touch what a run trusts (design section 11).
enum Access {
  /// Refuses a file, or a folder with all in it, that anybody may write: its contents decide who is
  /// told what.
  static func refuseWritableByOthers(_ path: String, is what: String) throws {
    let inside = FileManager.default.subpaths(atPath: path) ?? []
    for path in [path] + inside.map({ "\(path)/\($0)" }).sorted()
    where permissions(of: path).map({ $0 & 0o002 != 0 }) ?? false {
      throw RunFault(
        .configuration,
        "the \(what) \(path) can be written by anybody; run “chmod o-w \(path)”"
      )
    }
  }

  /// Refuses a folder in which anybody may put another file in the place of one that a run trusts.
  static func refuseReplaceableByOthers(_ path: String, is what: String) throws {
    let folder = path.folderPart
    // In a folder with the sticky bit, nobody may rename another's file.
    if permissions(of: folder).map({ $0 & 0o1002 == 0o002 }) ?? false {
      throw RunFault(
        .configuration,
        "anybody can replace the \(what) \(path); run “chmod o-w \(folder)”"
      )
    }
  }

  /// Refuses a ledger that is a folder or a link, that others may read, or that anybody may put
  /// another in the place of.
  static func refuseUnfitLedger(_ path: String) throws {
    guard !FileKind.isFolder(path) else {
      throw RunFault(.configuration, "\(path) is a folder; name a file in it as the ledger")
    }
    // Its lock would stand beside the link, and keep nobody off who knows the ledger by its own name.
    guard !FileKind.isLink(path) else {
      throw RunFault(.configuration, "\(path) is a link; name the ledger that it leads to")
    }
    try refuseReplaceableByOthers(path, is: "ledger")
    if permissions(of: path).map({ $0 & 0o077 != 0 }) ?? false {
      throw RunFault(
        .configuration,
        "the ledger \(path) can be read by others; run “chmod go= \(path)”"
      )
    }
  }

  /// Makes a folder that only its owner may enter, when it is not there.
  static func makePrivateFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: path,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
  }

  private static func permissions(of path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
  }
}
