import AttendanceModel
import LocatedYAML

/// How each alert looks on a record, read from `Rules/alerts.yaml`.
package struct AlertProfile: Hashable, Sendable {
  /// What an alert's name stands for.
  struct Entry: Hashable, Sendable {
    var text: String
    /// Nil where no code says it: the text alone then does.
    var code: Coding?
    var category: Coding
    /// Who may not see it.
    var security: Coding?
    /// Whether it carries the history that led to it.
    var hasHistory: Bool
  }

  let profile: String
  let identifierSystem: String
  /// Stands before the text of an unapproved alert.
  let draft: String
  let alerts: [String: Entry]
  /// Whether a Flag names the organisation that raised it; some records forbid it.
  let isAuthorNamed: Bool
  /// Names the extension that says why an alert is over.
  let endReasonExtension: String
  /// Why an alert is over, by status; nothing is said of a status that is not here.
  let endReasons: [AlertRecord.Status: Coding]

  /// Reads the file's text.
  ///
  /// - Throws: `Diagnostics` with every mistake: an unknown key, a code that SNOMED CT cannot
  ///   have, a category that is missing.
  package init(_ text: String, file: String) throws {
    let start = SourceLocation(file: file, line: 1, column: 1)
    let root = try Node.documents(text, file: file).first ?? Node(.null, at: start)
    var reader = MappingReader(root, describing: "the alert profile")
    let profile = reader.requiredText("profile")
    let identifierSystem = reader.requiredText("identifier-system")
    let draft = reader.requiredText("draft")
    var alerts: [String: Entry] = [:]
    if let node = reader.requiredNode("alerts") {
      var list = MappingReader(node, describing: "“alerts”")
      for entry in list.allEntries() {
        alerts[entry.key] = Self.entry(entry.value, into: &reader)
      }
      reader.note(list.finish())
    }
    enum Author: String, CaseIterable { case organisation, none }
    let author = reader.choice("author", of: Author.self) ?? .organisation
    var endReasons: [AlertRecord.Status: Coding] = [:]
    var endReasonExtension = ""
    if let node = reader.node("end-reason") {
      var part = MappingReader(node, describing: "“end-reason”")
      endReasonExtension = part.requiredText("extension") ?? ""
      for status in [AlertRecord.Status.inactive, .enteredInError] {
        endReasons[status] = part.requiredNode(status.rawValue).flatMap {
          Self.coding($0, "a reason", into: &part)
        }
      }
      reader.note(part.finish())
    }
    let faults = reader.finish()
    guard faults.isEmpty, let profile, let identifierSystem, let draft else {
      throw Diagnostics(faults)
    }
    self.profile = profile
    self.identifierSystem = identifierSystem
    self.draft = draft
    self.alerts = alerts
    isAuthorNamed = author == .organisation
    self.endReasonExtension = endReasonExtension
    self.endReasons = endReasons
  }

  /// The alerts that a rule may name, sorted.
  package var names: [String] { alerts.keys.sorted() }

  /// Whether an alert carries the history that led to it, the latest attendances a line each.
  package func hasHistory(_ alert: String) -> Bool {
    alerts[alert]?.hasHistory ?? false
  }

  private static func entry(_ node: Node, into reader: inout MappingReader) -> Entry? {
    var item = MappingReader(node, describing: "an alert")
    let text = item.requiredText("text")
    let code = item.node("code").flatMap { coding($0, "a code", into: &item) }
    let category = item.requiredNode("category").flatMap { coding($0, "a category", into: &item) }
    let security = item.node("security").flatMap { coding($0, "a security label", into: &item) }
    let hasHistory = item.value("history", expected: "true or false", parse: Bool.init) ?? false
    reader.note(item.finish())
    guard let text, let category else { return nil }
    return Entry(
      text: text,
      code: code,
      category: category,
      security: security,
      hasHistory: hasHistory
    )
  }

  private static func coding(_ node: Node, _ subject: String, into reader: inout MappingReader)
    -> Coding?
  {
    var item = MappingReader(node, describing: subject)
    let system = item.requiredText("system")
    let code = item.requiredText("code")
    let display = item.text("display")
    if let system, let code {
      if system == "https://snomed.info/sct" {
        item.note(
          "SNOMED CT’s system is not “\(system)”",
          at: node.location,
          suggestion: FHIRSystem.snomed
        )
      } else if system == FHIRSystem.snomed, !SNOMEDCode.isConceptID(code) {
        item.note("“\(code)” is no SNOMED CT concept id", at: node.location)
      }
    }
    reader.note(item.finish())
    guard let system, let code else { return nil }
    return Coding(system: system, code: code, display: display)
  }
}
