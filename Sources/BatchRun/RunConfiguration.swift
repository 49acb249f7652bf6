package import AttendanceModel
import Foundation
package import Letters
import LocatedYAML

/// The configuration of a trust's nightly run (design section 9); paths are absolute.
package struct RunConfiguration: Sendable {
  /// A system that makes extracts.
  package struct Source: Hashable, Sendable {
    package var name: String
    package var profile: String
    /// Folder and pattern of its files; `*` stands for any characters of a name.
    package var files: String
    /// Whether a night without a new file is an alarm.
    package var isExpectedDaily: Bool
    package var parentLetters: ParentDelivery
  }

  /// How a parent gets a letter.
  package enum ParentDelivery: String, CaseIterable, Sendable {
    case post
    /// Printed for handing over at the place of the visit.
    case handOver = "hand-over"
  }

  /// What a run does with rules, code sets and letters that nobody approved (S15).
  package enum Unapproved: String, CaseIterable, Sendable {
    case refused
    /// Every document is marked as a draft.
    case allowed
  }

  package var organisation: Organisation
  package var rules: String
  package var ledger: String
  package var output: String
  package var sources: [Source]
  package var practices: String
  package var unapproved: Unapproved
  package var lateAfter: CalendarPeriod
  /// How documents leave, by recipient; those not named lie in the run's folder.
  package var deliveries: [DeliveryPlan]
  package var keep: Retention?
  /// Where the monitoring finds what the last run did.
  package var metrics: String?
  /// A file is refused when more than this share of its rows is quarantined.
  package var maxQuarantined: Double
}

extension RunConfiguration {
  /// Reads and checks a configuration; every mistake is found in one go.
  ///
  /// - Parameters:
  ///   - text: the YAML.
  ///   - file: its name, for the places of mistakes.
  ///   - folder: what relative paths are relative to: the file's own folder.
  /// - Returns: the checked configuration.
  /// - Throws: `Diagnostics`.
  package static func read(_ text: String, file: String, folder: String) throws -> RunConfiguration
  {
    let documents = try Node.documents(text, file: file)
    guard let document = documents.first, documents.count == 1 else {
      throw Diagnostics([
        Diagnostic(
          "a configuration is one YAML document",
          at: SourceLocation(file: file, line: 1, column: 1)
        )
      ])
    }
    var reader = MappingReader(document, describing: "the configuration")
    let base = URL(fileURLWithPath: folder, isDirectory: true)
    let path = { URL(fileURLWithPath: $0, relativeTo: base).standardizedFileURL.path }
    let organisation = readOrganisation(&reader)
    let parent = readLetters(&reader)
    let sources = reader.requiredNode("sources").map { _ in
      reader.items("sources").compactMap { node in
        readSource(node, parent: parent, path: path, into: &reader)
      }
    }
    let names = sources?.map(\.name) ?? []
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      reader.note("two sources are named “\(twice)”", at: document.location)
    }
    let rules = reader.requiredText("rules").map(path)
    let ledger = reader.requiredText("ledger").map(path)
    let output = reader.requiredText("output").map(path)
    let practices = reader.requiredText("practices").map(path)
    let unapproved = reader.choice("unapproved", of: Unapproved.self) ?? .refused
    let lateAfter =
      reader.value("late-after", expected: "a period such as 30 days") { CalendarPeriod($0) }
      ?? CalendarPeriod(30, .days)
    let maxQuarantined =
      reader.value(
        "max-quarantined",
        expected: "a share such as 5 %",
        parse: share(ofPercent:)
      ) ?? 0.05
    let deliveries = DeliveryPlan.read(&reader, path: path)
    let keep = Retention.read(&reader)
    let metrics = reader.text("metrics").map(path)
    let mistakes = reader.finish()
    guard mistakes.isEmpty, let organisation, let rules, let ledger, let output, let practices,
      let sources
    else { throw Diagnostics(mistakes) }
    return RunConfiguration(
      organisation: organisation,
      rules: rules,
      ledger: ledger,
      output: output,
      sources: sources,
      practices: practices,
      unapproved: unapproved,
      lateAfter: lateAfter,
      deliveries: deliveries,
      keep: keep,
      metrics: metrics,
      maxQuarantined: maxQuarantined
    )
  }

  private static func readOrganisation(_ reader: inout MappingReader) -> Organisation? {
    guard let node = reader.requiredNode("organisation") else { return nil }
    var part = MappingReader(node, describing: "the organisation")
    let code = part.requiredText("code")
    let name = part.requiredText("name")
    let address = part.texts("address") ?? []
    let team = part.requiredNode("safeguarding-team").flatMap { readContact($0, into: &part) }
    let parents = part.node("parent-contact").flatMap { readContact($0, into: &part) }
    reader.note(part.finish())
    guard let code, let name, let team else { return nil }
    return Organisation(
      code: code,
      name: name,
      addressLines: address,
      safeguardingTeam: team,
      parentContact: parents
    )
  }

  private static func readContact(_ node: Node, into reader: inout MappingReader)
    -> Organisation.Contact?
  {
    var part = MappingReader(node, describing: "a contact")
    let name = part.requiredText("name")
    let phone = part.text("phone")
    let email = part.text("email")
    reader.note(part.finish())
    return name.map { Organisation.Contact(name: $0, phone: phone, email: email) }
  }

  private static func readSource(
    _ node: Node,
    parent: ParentDelivery,
    path: (String) -> String,
    into reader: inout MappingReader
  ) -> Source? {
    enum Rhythm: String, CaseIterable { case daily, any }
    var part = MappingReader(node, describing: "a source")
    let name = part.requiredText("name")
    let profile = part.requiredText("profile")
    let files = part.requiredText("files").map(path)
    let rhythm = part.choice("expected", of: Rhythm.self) ?? .any
    let letters = part.choice("parent", of: ParentDelivery.self) ?? parent
    reader.note(part.finish())
    guard let name, let profile, let files else { return nil }
    return Source(
      name: name,
      profile: profile,
      files: files,
      isExpectedDaily: rhythm == .daily,
      parentLetters: letters
    )
  }

  private static func readLetters(_ reader: inout MappingReader) -> ParentDelivery {
    enum Format: String, CaseIterable { case html }
    guard let node = reader.node("letters") else { return .post }
    var part = MappingReader(node, describing: "“letters”")
    for item in part.items("formats") {
      if case .scalar(let word, _) = item.content, Format(rawValue: word) == nil {
        part.note(
          "“\(word)” is not a letter format of this version; it writes html",
          at: item.location
        )
      }
    }
    let parent = part.choice("parent", of: ParentDelivery.self) ?? .post
    reader.note(part.finish())
    return parent
  }

  private static func share(ofPercent text: String) -> Double? {
    guard text.hasSuffix("%"),
      let number = Double(text.dropLast().filter { $0 != " " }), (0...100).contains(number)
    else { return nil }
    return number / 100
  }
}
