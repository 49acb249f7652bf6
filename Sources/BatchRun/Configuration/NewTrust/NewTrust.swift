import Foundation
import LocatedYAML

/// The folder that a trust starts from: a commented configuration, a copy of the rules, and empty
/// folders for extracts, ledger and output.
package struct NewTrust: Encodable, Sendable {
  /// A line of the configuration that somebody must fill in.
  package struct Gap: Encodable, Sendable {
    package var line: Int
    package var key: String
  }

  package var folder: String
  package var configuration: String
  package var rules: String
  /// Where the practice directory is to be put.
  package var practices: String
  package var inbox: String
  /// In the order of their lines.
  package var gaps: [Gap]

  private static let file = "attend.yaml"
  private static let mark = "# FILL IN"

  /// Makes the folder, whole or not at all, for its owner alone.
  ///
  /// - Parameters:
  ///   - folder: where; nothing may be there, or an empty folder.
  ///   - rules: the folder of rules to copy; nil takes those that came with the program.
  ///   - organisation: the trust's national code, when it is known already.
  ///   - name: its name.
  /// - Throws: ``RunFault``; the folder is then as it was.
  package init(at folder: String, rules: String?, organisation: String?, name: String?) throws {
    if let organisation, !Self.isODSCode(organisation) {
      throw RunFault(
        .usage,
        "“\(organisation)” is no national (ODS) code: 3 to 12 capital letters and digits, such as RJE"
      )
    }
    guard let original = rules ?? RulesFolder.shipped else {
      throw RunFault(
        .configuration,
        "the rules that come with the program are not beside it; name their folder with --rules"
      )
    }
    _ = try RuleBook(folder: original)
    let text = Self.template(["code": organisation, "name": name].compactMapValues(\.self))
    let files = FileManager.default
    let isThere = files.fileExists(atPath: folder)
    if isThere, (try? files.contentsOfDirectory(atPath: folder))?.isEmpty != true {
      throw RunFault(.usage, "\(folder) is there already and not an empty folder; name a new one")
    }
    self.folder = folder
    configuration = "\(folder)/\(Self.file)"
    self.rules = "\(folder)/Rules"
    practices = "\(folder)/practices.csv"
    inbox = "\(folder)/inbox"
    gaps = Self.gaps(in: text)
    let whole = URL(fileURLWithPath: folder).standardizedFileURL.path
    let above = URL(fileURLWithPath: whole).deletingLastPathComponent().path
    let partial = "\(above)/.attend-init-\(UUID().uuidString)"
    try Interruption.heldOff {
      do {
        for part in ["inbox", "state", "out"] { try Access.makePrivateFolder("\(partial)/\(part)") }
        try Self.copy(original, to: "\(partial)/Rules")
        try Self.write(Data(text.utf8), to: "\(partial)/\(Self.file)")
        if isThere { try files.removeItem(atPath: whole) }
        try files.moveItem(atPath: partial, toPath: whole)
      } catch is CocoaError {
        try? files.removeItem(atPath: partial)
        throw RunFault(
          .failed,
          "\(folder) cannot be made; check that the folder above it is one, that you may write in it"
            + " and that the disk has room"
        )
      }
    }
  }

  /// Whether a text can be an organisation's code; wide, as codes have grown longer over the years.
  private static func isODSCode(_ text: String) -> Bool {
    (3...12).contains(text.utf8.count)
      && text.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) }
  }

  /// The configuration with some of its gaps filled, the first of each key.
  private static func template(_ values: [String: String]) -> String {
    var text = String(decoding: PackageResources.attend_yaml, as: UTF8.self)
    for (key, value) in values {
      guard let gap = text.firstRange(of: "  \(key): ") else {
        preconditionFailure("the template has a gap for “\(key)”")
      }
      let line = text[gap.upperBound...].prefix { $0 != "\n" }
      text.replaceSubrange(line.startIndex..<line.endIndex, with: Self.quoted(value))
    }
    return text
  }

  /// A text as YAML writes it on one line.
  private static func quoted(_ text: String) -> String {
    let escaped = text.flatMap { character -> String in
      switch character {
      case "\\", "\"": "\\\(character)"
      case _ where character.isNewline || character == "\t": " "
      default: String(character)
      }
    }
    return "\"\(String(escaped))\""
  }

  private static func gaps(in text: String) -> [Gap] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.filter { lines[$0].contains(mark) }.map { number in
      let key = lines[number].prefix { $0 != ":" }.drop { $0 == " " }
      return Gap(line: number + 1, key: String(key))
    }
  }

  /// Copies a folder's files with their bytes alone: not who may read or write the originals.
  private static func copy(_ folder: String, to target: String) throws {
    let files = FileManager.default
    try Access.makePrivateFolder(target)
    for name in try files.subpathsOfDirectory(atPath: folder).sorted() {
      let file = "\(folder)/\(name)"
      if (try? files.contentsOfDirectory(atPath: file)) != nil {
        try Access.makePrivateFolder("\(target)/\(name)")
      } else {
        try write(try Data(contentsOf: URL(fileURLWithPath: file)), to: "\(target)/\(name)")
      }
    }
  }

  private static func write(_ bytes: Data, to path: String) throws {
    let attributes = [FileAttributeKey.posixPermissions: 0o600]
    guard FileManager.default.createFile(atPath: path, contents: bytes, attributes: attributes)
    else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
  }

  /// What was made, as JSON.
  package func json() throws -> String {
    try JSONText.result(self)
  }
}
