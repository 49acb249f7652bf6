package import AttendanceModel
import LocatedYAML
import Mustache

/// The templates and words of `Rules/letters/`, checked: what is loaded can be rendered.
package struct LetterTemplates: Sendable {
  package let wording: Wording
  private let catalogue: LetterCatalogue
  private let library: MustacheLibrary

  /// Checks the texts of a folder.
  ///
  /// - Parameters:
  ///   - files: the text of each file by its name: `letters.yaml`, `wording.yaml` and
  ///     `*.mustache`.
  ///   - folder: for diagnostics.
  ///   - required: keys that the wording must have, besides those of the model's own lists.
  /// - Throws: `Diagnostics` with every mistake found: a missing template, bad Mustache, a name
  ///   that no letter delivers, a missing word.
  package init(
    files: [String: String],
    folder: String,
    requiring required: [Wording.Group: [String]] = [:]
  ) throws {
    var faults: [Diagnostic] = []
    let path = { (name: String) in "\(folder)/\(name)" }
    func text(_ name: String) -> String? {
      if files[name] == nil {
        faults.append(Diagnostic("this file is missing", at: .start(of: path(name))))
      }
      return files[name]
    }
    func read<Value>(_ name: String, _ parse: (String) throws -> Value) throws -> Value? {
      do {
        return try text(name).map(parse)
      } catch let found as Diagnostics {
        faults += found.all
        return nil
      }
    }
    let wording = try read("wording.yaml") {
      try Wording($0, file: path("wording.yaml"), requiring: required)
    }
    let catalogue = try read("letters.yaml") {
      try LetterCatalogue($0, file: path("letters.yaml"))
    }
    let templates = TemplateSet(files: files, folder: folder)
    faults += templates.faults
    if let catalogue, faults.isEmpty { faults += templates.check(against: catalogue) }
    guard let wording, let catalogue, faults.isEmpty else { throw Diagnostics(faults) }
    self.wording = wording
    self.catalogue = catalogue
    library = templates.library
  }

  /// The letters that a rule may name for a recipient, sorted.
  package func names(for recipient: Recipient) -> [String] {
    catalogue.letters.filter { $0.value.recipient == recipient && !$0.value.isCorrection }
      .map(\.key).sorted()
  }

  /// The letter that takes back an earlier one.
  ///
  /// - Parameter recipient: who got the earlier one; the safeguarding team's are those of the
  ///   practice.
  /// - Returns: the template's name; nil for the care record, which gets no letters.
  package func correction(for recipient: Recipient) -> String? {
    let reader = recipient == .safeguardingTeam ? .registeredPractice : recipient
    return catalogue.letters.first { $0.value.isCorrection && $0.value.recipient == reader }?.key
  }

  /// The letters that take back earlier ones, sorted.
  package var corrections: [String] {
    catalogue.letters.filter(\.value.isCorrection).map(\.key).sorted()
  }

  /// Templates of letters and enclosures that nobody has approved, sorted (design S15).
  package var unapproved: [String] {
    (Array(catalogue.letters.keys) + catalogue.enclosures)
      .filter { catalogue.approvals[$0] == nil }
      .sorted()
  }

  /// Whether a letter's template and its enclosure are approved.
  package func isApproved(_ template: String) -> Bool {
    guard let entry = catalogue.letters[template] else { return false }
    let parts = [template] + (entry.enclosure.map { [$0] } ?? [])
    return parts.allSatisfy { catalogue.approvals[$0] != nil }
  }

  /// The names that templates for a recipient may use, with those of the sections around them.
  package static func fieldNames(for recipient: Recipient) -> [String] {
    let frame: Frame? =
      switch recipient {
      case .registeredPractice: .practice
      case .parent: .parent
      case .safeguardingTeam: .safeguardingTeam
      case .icr: nil
      }
    return frame.map { $0.fields.schema().paths } ?? []
  }

  /// The letter as an HTML document; the same letter gives the same bytes.
  ///
  /// - Throws: `LetterError` when a value that the letter must say is missing.
  package func render(_ letter: Letter, from organisation: Organisation) throws -> String {
    do {
      let composition = LetterComposition(
        letter: letter,
        organisation: organisation,
        catalogue: catalogue,
        wording: wording
      )
      let values = try composition.frame.fields.values(of: composition.content())
      guard let html = library.render(values, withTemplate: composition.frame.template) else {
        throw composition.error(.unknownTemplate(composition.frame.template))
      }
      return html
    } catch let missing as MissingField {
      throw LetterError(letter: letter.id, cause: .missing(field: missing.name))
    }
  }
}
