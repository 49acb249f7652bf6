import AttendanceModel
import LocatedYAML

/// The letters that rules may name, read from `Rules/letters/letters.yaml`.
struct LetterCatalogue: Sendable {
  /// A letter's own template.
  struct Entry: Sendable {
    /// For whom it is written: the practice, or a parent.
    var recipient: Recipient
    /// The template of a page that follows it.
    var enclosure: String?
    /// Whether it takes back an earlier letter; no rule may name it.
    var isCorrection = false
  }

  /// By template name, those of corrections among them.
  private(set) var letters: [String: Entry] = [:]
  /// Templates of pages that follow a letter.
  private(set) var enclosures: Set<String> = []
  /// By the name of a letter's or an enclosure's template.
  private(set) var approvals: [String: Approval] = [:]

  init(_ text: String, file: String) throws {
    let start = SourceLocation(file: file, line: 1, column: 1)
    let root = try Node.documents(text, file: file).first ?? Node(.null, at: start)
    var reader = MappingReader(root, describing: "the list of letters")
    if let node = reader.requiredNode("enclosures") {
      var list = MappingReader(node, describing: "“enclosures”")
      for entry in list.allEntries() {
        var item = MappingReader(entry.value, describing: "an enclosure")
        enclosures.insert(entry.key)
        approvals[entry.key] = Self.approval(&item)
        reader.note(item.finish())
      }
      reader.note(list.finish())
    }
    if let node = reader.requiredNode("letters") {
      var list = MappingReader(node, describing: "“letters”")
      for entry in list.allEntries() {
        var item = MappingReader(entry.value, describing: "a letter")
        letters[entry.key] = Self.letter(&item, enclosures)
        approvals[entry.key] = Self.approval(&item)
        reader.note(item.finish())
      }
      reader.note(list.finish())
    }
    if let node = reader.requiredNode("corrections") {
      var list = MappingReader(node, describing: "“corrections”")
      for entry in list.allEntries() {
        var item = MappingReader(entry.value, describing: "a correction")
        letters[entry.key] = Self.letter(&item, enclosures)
        letters[entry.key]?.isCorrection = true
        approvals[entry.key] = Self.approval(&item)
        reader.note(item.finish())
      }
      for recipient in [Recipient.registeredPractice, .parent]
      where letters.values.count(where: { $0.isCorrection && $0.recipient == recipient }) != 1 {
        list.note("there must be one correction to \(recipient.rawValue)", at: node.location)
      }
      reader.note(list.finish())
    }
    let faults = reader.finish()
    guard faults.isEmpty else { throw Diagnostics(faults) }
  }

  private static func letter(_ item: inout MappingReader, _ enclosures: Set<String>) -> Entry? {
    let recipient = item.requiredNode("to").flatMap { node in
      let recipient = item.choice("to", of: Recipient.self)
      if let recipient, recipient != .registeredPractice, recipient != .parent {
        item.note("a letter is written to registered-practice or parent", at: node.location)
      }
      return recipient
    }
    let enclosure = item.value("enclosure", expected: "one of the enclosures listed here") {
      enclosures.contains($0) ? $0 : nil
    }
    return recipient.map { Entry(recipient: $0, enclosure: enclosure) }
  }

  /// Who approved a template, in what role and when (design S15).
  private static func approval(_ item: inout MappingReader) -> Approval? {
    guard let node = item.node("approval") else { return nil }
    var reader = MappingReader(node, describing: "an approval")
    let by = reader.requiredText("by")
    let role = reader.requiredText("role")
    _ = reader.requiredNode("on")
    let on = reader.value("on", expected: "a date like 2026-01-31") { CivilDay($0) }
    item.note(reader.finish())
    guard let by, let role, let on else { return nil }
    return Approval(by: by, role: role, on: on)
  }
}
