import AttendanceModel
import LocatedYAML
import Mustache

/// What stands around the sections of a letter: one for each kind of addressee.
enum Frame: String, CaseIterable {
  case practice
  case parent
  case safeguardingTeam = "safeguarding-team"

  var template: String { "frame-\(rawValue)" }

  var fields: [TemplateField<LetterContent>] {
    switch self {
    case .practice: LetterFields.forPractice
    case .parent: LetterFields.forParent
    case .safeguardingTeam: LetterFields.forSafeguardingTeam
    }
  }

  /// For whom the letters inside are written: the team gets those meant for the practice.
  var written: Recipient {
    switch self {
    case .practice, .safeguardingTeam: .registeredPractice
    case .parent: .parent
    }
  }
}

/// The Mustache files of a folder, parsed.
struct TemplateSet {
  private(set) var library = MustacheLibrary()
  private(set) var faults: [Diagnostic] = []
  private var tags: [String: [TemplateTag]] = [:]
  private let folder: String

  private static let suffix = ".mustache"

  init(files: [String: String], folder: String) {
    self.folder = folder
    for (file, text) in files.sorted(by: { $0.key < $1.key }) where file.hasSuffix(Self.suffix) {
      let path = "\(folder)/\(file)"
      let name = String(file.dropLast(Self.suffix.count))
      let found = TemplateTag.tags(in: text, file: path)
      tags[name] = found.tags
      faults += found.faults
      do {
        try library.register(text, named: name)
      } catch let error as MustacheTemplate.ParserError {
        let place = SourceLocation(
          file: path,
          line: error.context.lineNumber,
          column: error.context.columnNumber
        )
        faults.append(
          Diagnostic("this is not Mustache: \(Self.words(for: error.error))", at: place)
        )
      } catch {
        faults.append(Diagnostic("this is not Mustache", at: .start(of: path)))
      }
    }
  }

  /// Every mistake in how the templates and the list of letters fit together.
  ///
  /// Templates named `part-…` and `frame-…` are not letters; any other must be in the list.
  func check(against catalogue: LetterCatalogue) -> [Diagnostic] {
    let listed = catalogue.letters.keys.sorted() + catalogue.enclosures.sorted()
    let needed = Frame.allCases.map(\.template) + listed
    var faults = needed.filter { tags[$0] == nil }.map { name in
      Diagnostic("this file is missing", at: .start(of: path(of: name)))
    }
    for name in tags.keys.sorted()
    where !needed.contains(name) && !name.hasPrefix("part-") {
      faults.append(
        Diagnostic(
          "“\(name)” is not in letters.yaml",
          at: .start(of: path(of: name)),
          suggestion: nearestWord(to: name, among: listed)
        )
      )
    }
    guard faults.isEmpty else { return faults }
    for frame in Frame.allCases {
      let letters = catalogue.letters.filter { $0.value.recipient == frame.written }
      var check = TemplateCheck(
        tags: tags,
        named: [
          "template": letters.keys.sorted(),
          "enclosure": Set(letters.values.compactMap(\.enclosure)).sorted(),
        ]
      )
      check.check(frame.template, with: frame.fields.schema())
      for fault in check.faults where !faults.contains(fault) { faults.append(fault) }
    }
    return faults
  }

  private func path(of template: String) -> String {
    "\(folder)/\(template)\(Self.suffix)"
  }

  private static func words(for error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "this closes another section than the one that is open"
    case .expectedSectionEnd: "a section is not closed"
    case .unfinishedName: "a tag is not closed, or its name has a character that names cannot have"
    default: "a tag is badly formed"
    }
  }
}
