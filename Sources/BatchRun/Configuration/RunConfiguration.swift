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
    /// On which nights the lack of a new file is an alarm.
    package var rhythm: Rhythm
    package var parentLetters: ParentDelivery
    package var feed: Feed
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

  /// A file that a letter is published as.
  package enum LetterFormat: String, CaseIterable, Sendable {
    case html
    /// PDF/UA-1, printed from the same HTML.
    case pdf
  }

  package var organisation: Organisation
  package var rules: String
  package var ledger: String
  package var output: String
  package var sources: [Source]
  package var practices: String
  package var unapproved: Unapproved
  package var lateAfter: CalendarPeriod
  package var letterFormats: Set<LetterFormat>
  /// The folder of the program that prints letters; nil where the installation has put it.
  package var renderer: String?
  /// How documents leave, by recipient; those not named lie in the run's folder.
  package var deliveries: [DeliveryPlan]
  package var keep: Retention?
  /// Where the monitoring finds what the last run did.
  package var metrics: String?
  /// A file is refused when more than this share of its rows is quarantined.
  package var maxQuarantined: Double
  /// A run stops when a load of a whole period would remove more than this share of a day's
  /// attendances.
  package var maxRemoved: Double
  /// NHS numbers that were merged into others: the file's path.
  package var supersededNumbers: String?
  package var habit: FeedHabit
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
    let organisation = readOrganisation(&reader, path: path)
    let letters = readLetters(&reader)
    let sources = reader.requiredNode("sources").map { _ in
      reader.items("sources").compactMap { node in
        readSource(node, parent: letters.parent, path: path, into: &reader)
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
    let maxQuarantined = share("max-quarantined", &reader) ?? 0.05
    let maxRemoved = share("max-removed", &reader) ?? 0.2
    let supersededNumbers = reader.text("superseded-numbers").map(path)
    let habit = readHabit(&reader)
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
      letterFormats: letters.formats,
      renderer: letters.renderer.map(path),
      deliveries: deliveries,
      keep: keep,
      metrics: metrics,
      maxQuarantined: maxQuarantined,
      maxRemoved: maxRemoved,
      supersededNumbers: supersededNumbers,
      habit: habit
    )
  }

  private static func readOrganisation(
    _ reader: inout MappingReader,
    path: (String) -> String
  ) -> Organisation? {
    guard let node = reader.requiredNode("organisation") else { return nil }
    var part = MappingReader(node, describing: "the organisation")
    let code = part.requiredText("code")
    let name = part.requiredText("name")
    // Without these no letter can be written.
    let address = part.requiredNode("address").flatMap { _ in part.texts("address") }
    if address == [] { part.note("“address” needs at least one line", at: part.location) }
    let team = part.requiredNode("safeguarding-team").flatMap { readContact($0, into: &part) }
    let parents = part.node("parent-contact").flatMap { readContact($0, into: &part) }
    let logo = part.value("logo", expected: LogoFile.expected) { LogoFile.address(of: path($0)) }
    reader.note(part.finish())
    guard let code, let name, let address, let team else { return nil }
    return Organisation(
      code: code,
      name: name,
      addressLines: address,
      safeguardingTeam: team,
      parentContact: parents,
      logo: logo
    )
  }

  private static func readContact(_ node: Node, into reader: inout MappingReader)
    -> Organisation.Contact?
  {
    var part = MappingReader(node, describing: "a contact")
    let name = part.requiredText("name")
    let phone = part.text("phone")
    let email = part.text("email")
    if phone == nil, email == nil {
      part.noteLack(of: ["phone", "email"], "a contact needs “phone” or “email”")
    }
    reader.note(part.finish())
    return name.map { Organisation.Contact(name: $0, phone: phone, email: email) }
  }

  private static func readLetters(_ reader: inout MappingReader)
    -> (formats: Set<LetterFormat>, parent: ParentDelivery, renderer: String?)
  {
    guard let node = reader.node("letters") else { return ([.html], .post, nil) }
    var part = MappingReader(node, describing: "“letters”")
    var formats: Set<LetterFormat> = []
    for item in part.items("formats") {
      guard case .scalar(let word, _) = item.content, let format = LetterFormat(rawValue: word)
      else {
        part.note("letters are written as html and pdf", at: item.location)
        continue
      }
      formats.insert(format)
    }
    let parent = part.choice("parent", of: ParentDelivery.self) ?? .post
    let renderer = part.text("renderer")
    reader.note(part.finish())
    return (formats.isEmpty ? [.html] : formats, parent, renderer)
  }
}
