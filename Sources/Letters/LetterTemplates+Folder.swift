import Foundation
import LocatedYAML

extension LetterTemplates {
  /// Loads and checks a folder such as `Rules/letters`.
  ///
  /// - Throws: `Diagnostics` with every mistake found, each with its file and place.
  package init(folder: String, requiring required: [Wording.Group: [String]] = [:]) throws {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw Diagnostics([Diagnostic("this folder cannot be read", at: .start(of: folder))])
    }
    var files: [String: String] = [:]
    for name in names.sorted() where name.hasSuffix(".mustache") || name.hasSuffix(".yaml") {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
        let text = String(validating: data, as: UTF8.self)
      else {
        let fault = "this file cannot be read as UTF-8 text"
        throw Diagnostics([Diagnostic(fault, at: .start(of: "\(folder)/\(name)"))])
      }
      files[name] = text
    }
    try self.init(files: files, folder: folder, requiring: required)
  }
}
