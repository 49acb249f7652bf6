import AttendanceModel
package import ExtractReading
import LocatedYAML
package import NotifyPolicy
package import RuleEngine
package import RuleLanguage

/// All that a trust edits in its `Rules/` folder, read and checked.
package struct RuleBook: Sendable {
  package let folder: String
  package private(set) var engine: RuleEngine
  package let safetyCodes: SafetyCodes
  package let descriptions: CodeDescriptions
  /// Codes of complaints and diagnoses that are injuries; nil when the folder has no such set.
  let injuries: CodeSet?
  /// Codes of leaving before treatment was complete.
  let leftEarly: CodeSet
  /// The code sets in use that nobody has approved (S15).
  let unapprovedSets: [String]
  /// What counting and linking read of an attendance, besides its key and arrival.
  let fieldsThatCountOrLink: Set<AttendanceField>
  /// What decides whether a trigger is told.
  typealias Terms = (ruleClass: RuleClass, again: RepeatPolicy)
  /// By the name and version of a rule.
  let terms: [String: [Int: Terms]]
  /// A digest of rules and code sets: when it changes, every person is evaluated again.
  package let digest: String

  /// Every version of every rule, by name, then version.
  package var rules: [Rule] { engine.rules }

  /// The same book, whose engine also says of which rules a row is in the population.
  var notingPopulations: RuleBook {
    var book = self
    book.engine = engine.notingPopulations
    return book
  }

  /// What nobody has approved, as `rule NAME`, `code set NAME` (S15); letters say for themselves.
  package var unapproved: [String] {
    rules.filter { $0.approval == nil }.map { "rule \($0.name) version \($0.version)" }.sorted()
      + unapprovedSets.map { "code set \($0)" }
  }

  /// Code sets that routing and gates need besides those that rules name.
  private static let safetySets = ["died", "assault-intent", "no-safeguarding-concern"]
  private static let leftBeforeSeen = "left-before-treatment"

  /// Reads a folder: `*.yaml` rules, `codesets/*.csv`, `tables/*.csv`.
  ///
  /// `settings` are numbers to vary, as ``RuleSetting`` reads them.
  ///
  /// - Throws: ``RunFault`` with every mistake of every file.
  package init(folder: String, settings: [String] = []) throws {
    self.folder = folder
    let paths = try TextFile.paths(in: folder, ending: ".yaml", is: "rules")
    var digested = ""
    let (codeSets, mistakesInSets) = try Self.codeSets(in: "\(folder)/codesets", &digested)
    let missing = (Self.safetySets + [Self.leftBeforeSeen]).filter { codeSets[$0] == nil }
    guard missing.isEmpty else {
      throw RunFault(
        .configuration,
        missing.map { "\(folder)/codesets has no \($0).csv, which routing and gates need" }
      )
    }
    var rules: [Rule] = []
    var mistakes = mistakesInSets
    for path in paths where !Self.isCompanion(path) {
      let text = try TextFile.read(path, is: "rule file")
      digested += text
      do {
        rules += try RuleFile.read(text, file: path, codeSets: codeSets)
      } catch {
        mistakes += error.all
      }
    }
    guard mistakes.isEmpty else { throw RunFault(Diagnostics(mistakes)) }
    guard !rules.isEmpty else {
      throw RunFault(.configuration, "\(folder) holds no rule files (*.yaml)")
    }
    for setting in settings { try Self.vary(&rules, setting) }
    let codes = { (name: String) in codeSets[name]?.codes ?? [] }
    injuries = codeSets["injury"]
    leftEarly = codeSets[Self.leftBeforeSeen] ?? CodeSet(name: Self.leftBeforeSeen, codes: [])
    engine = RuleEngine(rules: rules, leftBeforeSeen: codes(Self.leftBeforeSeen))
    safetyCodes = SafetyCodes(
      died: codes("died"),
      assaultIntent: codes("assault-intent"),
      noConcern: codes("no-safeguarding-concern")
    )
    let used = Set(rules.flatMap(\.codeSetNames) + Self.safetySets + [Self.leftBeforeSeen])
    unapprovedSets = used.filter { codeSets[$0]?.approval == nil }.sorted()
    descriptions = try Self.descriptions(in: folder)
    // A category is always there, as a word of its own where none is recorded.
    var linking: Set<AttendanceField> = [
      .nhsNumber, .localPatientID, .birthDate, .attendanceCategory,
    ]
    if rules.contains(where: { $0.routes.contains { $0.endsWhen != nil } }) {
      linking.insert(.gpPracticeCode)
    }
    let placing: Set<AttendanceField> = [
      .attendanceID, .providerCode, .arrivalDate, .arrivalTime, .arrivalDatetime,
    ]
    fieldsThatCountOrLink = rules.reduce(into: linking) { $0.formUnion($1.fieldsRead) }
      .subtracting(placing)
    terms = Self.terms(of: rules)
    digest = FileDigest.ofText(digested)
  }

  /// `alerts.yaml` stands beside the rules and is none.
  private static func isCompanion(_ path: String) -> Bool { path.hasSuffix("/alerts.yaml") }

  /// The code sets of a folder, and every mistake in them; a set with mistakes is there all the
  /// same, so that rules may name it.
  private static func codeSets(in folder: String, _ digested: inout String) throws
    -> ([String: CodeSet], [Diagnostic])
  {
    let paths = try TextFile.paths(in: folder, ending: ".csv", is: "code sets")
    let approvalFile = "\(folder)/approvals.yaml"
    let approvalText = try TextFile.read(approvalFile, is: "file of approvals")
    var mistakes: [Diagnostic] = []
    var approvals: [String: Approval] = [:]
    do {
      let names = Set(paths.map(TextFile.stem))
      approvals = try ApprovalFile.read(approvalText, file: approvalFile, known: names)
    } catch {
      mistakes += error.all
    }
    var sets: [String: CodeSet] = [:]
    for path in paths {
      digested += try TextFile.read(path, is: "code set")
      let name = TextFile.stem(path)
      do {
        sets[name] = try codeSet(at: path, approval: approvals[name])
      } catch let error as Diagnostics {
        mistakes += error.all
        sets[name] = CodeSet(name: name, codes: [""])
      }
    }
    return (sets, mistakes)
  }

  /// One code set, without the rest of the folder.
  ///
  /// - Throws: ``RunFault``.
  static func codeSet(named name: String, in folder: String) throws -> CodeSet {
    do {
      return try codeSet(at: "\(folder)/codesets/\(name).csv", approval: nil)
    } catch let error as Diagnostics {
      throw RunFault(error)
    }
  }

  /// - Throws: ``RunFault`` for a file that is no table, `Diagnostics` for mistakes in it.
  private static func codeSet(at path: String, approval: Approval?) throws -> CodeSet {
    do {
      let table = try CSVTable(path: path, hasHeader: false)
      return try CodeSet(
        name: TextFile.stem(path),
        file: path,
        lines: table.rows.map { CodeSet.Line(number: $0.line, fields: $0.values) },
        approval: approval
      )
    } catch let error as ExtractRefusal {
      throw RunFault(.configuration, error.description)
    }
  }

  /// What codes are called: by the tables, and where they know none by the code sets' own terms.
  private static func descriptions(in folder: String) throws -> CodeDescriptions {
    var descriptions = CodeDescriptions()
    do {
      for (part, what) in [("tables", "tables"), ("codesets", "code sets")] {
        for path in try TextFile.paths(in: "\(folder)/\(part)", ending: ".csv", is: what) {
          descriptions.add(try CSVTable(path: path))
        }
      }
    } catch let error as ExtractRefusal {
      throw RunFault(.configuration, error.description)
    }
    return descriptions
  }
}

extension RuleBook {
  /// Varies one number in every version of a rule.
  private static func vary(_ rules: inout [Rule], _ text: String) throws {
    guard let setting = RuleSetting(text) else {
      throw RunFault(
        .usage,
        "“\(text)” varies nothing: write RULE.at-least=3, “RULE.within=12 months” or "
          + "“RULE.under=16 years”"
      )
    }
    guard rules.contains(where: { $0.name == setting.rule }) else {
      throw RunFault(
        .usage,
        "there is no rule “\(setting.rule)”"
          + hint(setting.rule, Set(rules.map(\.name)).sorted())
      )
    }
    for index in rules.indices where rules[index].name == setting.rule {
      guard let varied = setting.applied(to: rules[index]) else {
        throw RunFault(.usage, "rule \(setting.rule) has no number that “\(text)” could vary")
      }
      let mistakes = varied.contradictions
      guard mistakes.isEmpty else {
        throw RunFault(.usage, mistakes.map { "\(text): \($0.message)" })
      }
      rules[index] = varied
    }
  }
}

extension RuleBook {
  private static func terms(of rules: [Rule]) -> [String: [Int: Terms]] {
    Dictionary(grouping: rules, by: \.name).mapValues { versions in
      Dictionary(
        versions.map { ($0.version, ($0.ruleClass, $0.again)) },
        uniquingKeysWith: { _, later in later }
      )
    }
  }

  static func hint(_ word: String, _ words: [String]) -> String {
    nearestWord(to: word, among: words).map { "; did you mean “\($0)”?" } ?? ""
  }
}

extension RuleBook {
  /// A profile of `sources/`; see ``SourceProfiles/named(_:in:practices:)``.
  package func profile(_ name: String, practices: String? = nil) throws -> SourceProfile {
    try SourceProfiles.named(name, in: folder, practices: practices)
  }
}
