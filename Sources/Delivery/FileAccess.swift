import Foundation

/// Who may read published files besides their owner.
package struct FileAccess: Hashable, Sendable {
  /// The name of a group that the files are given to.
  package var group: String?
  /// Permission bits of the files, for example 0o660; folders get the matching search bits.
  package var mode: Int

  package init(group: String? = nil, mode: Int) {
    self.group = group
    self.mode = mode
  }

  /// Permission bits of a folder that holds such files.
  var folderMode: Int { 0o700 | mode | (mode & 0o444) >> 2 }

  /// Permission bits of a folder on the way to such files, whose names need not be listed.
  var wayMode: Int { 0o700 | (mode & 0o444) >> 2 }

  /// Tries the group out on a file of its own, so that a run which could not publish decides nothing.
  ///
  /// - Parameter folder: where files of ours may lie.
  /// - Throws: ``DeliveryFault`` when there is no such group, or files may not be given to it.
  package func tryOut(in folder: String) throws {
    let file = "\(folder)/.access.part"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try SyncedFile.write([], to: file, access: self)
  }

  /// Gives a file or folder to the group, with permission bits.
  func apply(_ mode: Int, to path: String) throws {
    var attributes: [FileAttributeKey: Any] = [.posixPermissions: mode]
    if let group { attributes[.groupOwnerAccountName] = group }
    let files = FileManager.default
    let to = group.map { " to the group “\($0)”" } ?? ""
    do {
      try files.setAttributes(attributes, ofItemAtPath: path)
    } catch {
      throw DeliveryFault(path: path, reason: "cannot be given\(to): \(systemWords(error))")
    }
    // A group that this machine does not know is passed over without an error.
    let now = try? files.attributesOfItem(atPath: path)[.groupOwnerAccountName] as? String
    guard group == nil || group == now else {
      throw DeliveryFault(path: path, reason: "cannot be given\(to); is there such a group?")
    }
  }
}
