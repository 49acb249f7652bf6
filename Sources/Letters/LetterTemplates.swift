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
    catalogue.letters.filter { $0.value.recipient == recipient }.map(\.key).sorted()
  }

  /// Whether a letter's template and its enclosure are approved (design S15).
  package func isApproved(_ template: String) -> Bool {
    guard let entry = catalogue.letters[template], entry.approval != nil else { return false }
    return entry.enclosure.map { catalogue.enclosures[$0] ?? nil != nil } ?? true
  }

  /// The letter as an HTML document; the same letter gives the same bytes.
  ///
  /// - Throws: `LetterError` when a value that the letter must say is missing.
  package func render(_ letter: Letter, from organisation: Organisation) throws -> String {
    let frame: Frame =
      switch letter.addressee {
      case .registeredPractice: .practice
      case .parent: .parent
      case .safeguardingTeam: .safeguardingTeam
      }
    do {
      let content = try content(of: letter, for: frame, from: organisation)
      let values = try frame.fields.values(of: content)
      guard let html = library.render(values, withTemplate: frame.template) else {
        throw LetterError(letter: letter.id, cause: .unknownTemplate(frame.template))
      }
      return html
    } catch let missing as MissingField {
      throw LetterError(letter: letter.id, cause: .missing(field: missing.name))
    }
  }

  private func content(of letter: Letter, for frame: Frame, from organisation: Organisation) throws
    -> LetterContent
  {
    guard !letter.sections.isEmpty else {
      throw LetterError(letter: letter.id, cause: .nothingToSay)
    }
    let ordered = letter.sections.enumerated()
      .sorted { ($0.element.ruleClass.rank, $0.offset) < ($1.element.ruleClass.rank, $1.offset) }
      .map(\.element)
    var enclosures: [String] = []
    for section in ordered {
      guard let entry = catalogue.letters[section.template] else {
        throw LetterError(letter: letter.id, cause: .unknownTemplate(section.template))
      }
      guard entry.recipient == frame.written else {
        throw LetterError(
          letter: letter.id,
          cause: .templateNotFor(recipient: frame.rawValue, template: section.template)
        )
      }
      if let enclosure = entry.enclosure, !enclosures.contains(enclosure) {
        enclosures.append(enclosure)
      }
    }
    return LetterContent(
      letter: letter,
      organisation: organisation,
      addressee: letter.address(of: organisation),
      detour: try detour(of: letter),
      sections: try ordered.map { try section($0, of: letter) },
      enclosures: enclosures
    )
  }

  private func section(_ section: Letter.Section, of letter: Letter) throws
    -> LetterContent.Section
  {
    guard !section.statements.isEmpty else {
      throw LetterError(letter: letter.id, cause: .nothingToSay)
    }
    let isLabelled = section.statements.count > 1
    return LetterContent.Section(
      template: section.template,
      statements: section.statements.enumerated().map { index, statement in
        LetterContent.Statement(
          label: isLabelled ? EvidenceTable.label(index) : nil,
          statement: statement
        )
      },
      evidence: try EvidenceTable(section.statements).lines.map { line in
        LetterContent.Line(
          row: line.row,
          standings: try line.standings.map { try standing($0, of: letter) }
        )
      }
    )
  }

  private func standing(_ standing: EvidenceTable.Standing, of letter: Letter) throws
    -> LetterContent.Standing
  {
    switch standing.standing {
    case .counted:
      LetterContent.Standing(labels: standing.labels, isCounted: true, note: nil)
    case .countedWith(let remark):
      LetterContent.Standing(
        labels: standing.labels,
        isCounted: true,
        note: try words(.remark, remark.rawValue, letter)
      )
    case .notCounted(let reason):
      LetterContent.Standing(
        labels: standing.labels,
        isCounted: false,
        note: try words(.reason, reason.rawValue, letter)
      )
    }
  }

  private func detour(of letter: Letter) throws -> String? {
    guard case .safeguardingTeam(let key?) = letter.addressee else { return nil }
    return try words(.detour, key, letter)
  }

  private func words(_ group: Wording.Group, _ key: String, _ letter: Letter) throws -> String {
    guard let words = wording.words(group, key) else {
      throw LetterError(letter: letter.id, cause: .noWords(group: group, key: key))
    }
    return words
  }
}

extension SourceLocation {
  static func start(of file: String) -> SourceLocation {
    SourceLocation(file: file, line: 1, column: 1)
  }
}

extension RuleClass {
  /// The order of a letter's sections: what cannot wait comes first.
  fileprivate var rank: Int {
    switch self {
    case .suspectedHarm: 0
    case .pattern: 1
    case .administrative: 2
    }
  }
}

extension Letter {
  var isForSafeguardingTeam: Bool {
    if case .safeguardingTeam = addressee { true } else { false }
  }

  /// Where it goes; the team sits at the organisation's address.
  fileprivate func address(of organisation: Organisation) -> Address {
    switch addressee {
    case .registeredPractice(let address), .parent(let address): address
    case .safeguardingTeam:
      Address(
        name: organisation.safeguardingTeam.name,
        lines: [organisation.name]
      )
    }
  }
}
