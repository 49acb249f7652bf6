import Foundation

/// Every file below a folder, by its path in it.
struct FolderTree: Equatable {
  private(set) var files: [String: Data] = [:]

  init(_ folder: String) {
    let names = FileManager.default.enumerator(atPath: folder)
    while let name = names?.nextObject() as? String {
      let path = "\(folder)/\(name)"
      guard (try? FileManager.default.contentsOfDirectory(atPath: path)) == nil else { continue }
      files[name] = FileManager.default.contents(atPath: path)
    }
  }

  /// Leaves a file out of the comparison.
  mutating func remove(_ path: String) { files[path] = nil }

  var paths: [String] { files.keys.sorted() }

  /// The texts of the files in a folder of the tree, in order of their paths.
  func texts(in folder: String) -> [String] {
    paths.filter { $0.hasPrefix(folder + "/") }.compactMap(text)
  }

  func text(_ path: String) -> String? {
    files[path].map { String(decoding: $0, as: UTF8.self) }
  }

  /// The paths that one tree has and the other has not, or whose bytes differ.
  func differences(from other: FolderTree) -> [String] {
    Set(paths).union(other.paths).filter { files[$0] != other.files[$0] }.sorted()
  }
}
