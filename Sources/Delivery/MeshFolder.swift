import Foundation

/// A MESH client's folder of one mailbox, with `out`, `in`, `sent` and `failed` in it.
///
/// A pair is handed over in two steps, so that a process that ends at any instant hands it over
/// exactly once, whatever the client does with the pair meanwhile. First both files are written
/// under temporary names (``stage(_:control:document:)``), and the ledger remembers that they are.
/// Then `.dat` and `.ctl` get their names, in this order (``handOver(_:)``). Where the ledger says
/// staged, a temporary `.ctl` that is gone has been handed over.
package struct MeshFolder: Sendable {
  package let path: String
  private let access: FileAccess?

  /// - Parameters:
  ///   - path: the mailbox's folder, the client's own.
  ///   - access: who may read the files that are put there.
  package init(path: String, access: FileAccess?) {
    self.path = path
    self.access = access
  }

  /// Writes a pair under temporary names; nothing when the client has had it before, which its name
  /// shows: an earlier ledger may have been put back.
  ///
  /// - Throws: ``DeliveryFault``.
  package func stage(_ name: String, control: [UInt8], document: [UInt8]) throws {
    guard !wasHandedOver(name) else { return }
    for (ending, content) in [("dat", document), ("ctl", control)] {
      try SyncedFile.write(content, to: part(name, ending), access: access)
    }
  }

  /// Makes what was staged or handed over survive a power cut.
  package func sync() throws {
    try SyncedFile.syncFolder("\(path)/out")
  }

  /// Gives a staged pair its names.
  ///
  /// - Throws: ``DeliveryFault``; the pair stays staged then.
  package func handOver(_ name: String) throws {
    let files = FileManager.default
    guard files.fileExists(atPath: part(name, "ctl")) else { return }
    for ending in ["dat", "ctl"] where files.fileExists(atPath: part(name, ending)) {
      let target = "\(path)/out/\(name).\(ending)"
      try writing(target) {
        // A document whose control file never came; the same name has the same bytes.
        try? files.removeItem(atPath: target)
        try files.moveItem(atPath: part(name, ending), toPath: target)
      }
    }
  }

  /// What the client has written about an item that it took: moved to `sent` or `failed`.
  package func report(of name: String) -> MeshReport? {
    for folder in ["failed", "sent"] {
      guard let content = FileManager.default.contents(atPath: "\(path)/\(folder)/\(name).ctl"),
        var report = MeshReport(content)
      else { continue }
      if folder == "failed" { report.meaning = .failure }
      return report
    }
    return nil
  }

  /// The reports in the `in` folder, by file name: control files without a document.
  ///
  /// - Returns: each with its path; nil for one that cannot be read.
  /// - Throws: ``DeliveryFault`` when there is no such folder.
  package func returnedReports() throws -> [(file: String, report: MeshReport?)] {
    let folder = "\(path)/in"
    let names: Set<String>
    do {
      names = Set(try FileManager.default.contentsOfDirectory(atPath: folder))
    } catch {
      throw DeliveryFault(path: folder, reason: "cannot be read: \(systemWords(error))")
    }
    return names.filter { $0.hasSuffix(".ctl") && !$0.hasPrefix(".") }
      .filter { !names.contains($0.dropLast(4) + ".dat") }
      .sorted()
      .map { name in
        let content = FileManager.default.contents(atPath: "\(folder)/\(name)")
        return ("\(folder)/\(name)", content.flatMap { MeshReport($0) })
      }
  }

  /// Removes a report that the ledger knows.
  package static func remove(report file: String) throws {
    do {
      try FileManager.default.removeItem(atPath: file)
    } catch let error as CocoaError where error.code == .fileNoSuchFile {
    } catch {
      throw DeliveryFault(path: file, reason: "cannot be removed: \(systemWords(error))")
    }
  }

  private func part(_ name: String, _ ending: String) -> String {
    "\(path)/out/.\(name).\(ending).part"
  }

  private func wasHandedOver(_ name: String) -> Bool {
    ["out/\(name).ctl", "sent/\(name).ctl", "sent/\(name).dat", "failed/\(name).ctl"].contains {
      FileManager.default.fileExists(atPath: "\(path)/\($0)")
    }
  }
}
