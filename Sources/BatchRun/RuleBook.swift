import AttendanceModel
package import ExtractReading
package import ICRAlerts
package import Letters
import LocatedYAML
package import NotifyPolicy
package import RuleEngine
package import RuleLanguage

/// All that a trust edits in its `Rules/` folder, read and checked.
package struct RuleBook: Sendable {
  package let folder: String
  package let engine: RuleEngine
  package let safetyCodes: SafetyCodes
  package let descriptions: CodeDescriptions
  /// What nobody has approved, as `rule NAME`, `code set NAME` (S15); letters say for themselves.
  package let unapproved: [String]
  /// What counting and linking read of an attendance, besides its key and arrival.
  let fieldsThatCountOrLink: Set<AttendanceField>
  /// A digest of rules and code sets: when it changes, every person is evaluated again.
  package let digest: String

  /// Every version of every rule, by name, then version.
  package var rules: [Rule] { engine.rules }

  /// Code sets that routing and gates need besides those that rules name.
  private static let safetySets = ["died", "assault-intent", "no-safeguarding-concern"]
  private static let leftBeforeSeen = "left-before-treatment"

  /// Reads a folder: `*.yaml` rules, `codesets/*.csv`, `tables/*.csv`.
  ///
  /// - Throws: ``RunFault`` with every mistake of every file.
  package init(folder: String) throws {
    self.folder = folder
    var digested = ""
    let codeSets = try Self.codeSets(in: "\(folder)/codesets", digesting: &digested)
    let missing = (Self.safetySets + [Self.leftBeforeSeen]).filter { codeSets[$0] == nil }
    guard missing.isEmpty else {
      throw RunFault(
        .configuration,
        missing.map { "\(folder)/codesets has no \($0).csv, which routing and gates need" }
      )
    }
    var rules: [Rule] = []
    var mistakes: [String] = []
    for path in try TextFile.paths(in: folder, ending: ".yaml", is: "rules")
    where !Self.isCompanion(path) {
      let text = try TextFile.read(path, is: "rule file")
      digested += text
      do {
        rules += try RuleFile.read(text, file: path, codeSets: codeSets)
      } catch {
        mistakes += error.all.map(\.description)
      }
    }
    guard mistakes.isEmpty else { throw RunFault(.configuration, mistakes) }
    guard !rules.isEmpty else {
      throw RunFault(.configuration, "\(folder) holds no rule files (*.yaml)")
    }
    let codes = { (name: String) in codeSets[name]?.codes ?? [] }
    engine = RuleEngine(rules: rules, leftBeforeSeen: codes(Self.leftBeforeSeen))
    safetyCodes = SafetyCodes(
      died: codes("died"),
      assaultIntent: codes("assault-intent"),
      noConcern: codes("no-safeguarding-concern")
    )
    let used = Set(rules.flatMap(\.codeSetNames) + Self.safetySets + [Self.leftBeforeSeen])
    unapproved =
      rules.filter { $0.approval == nil }.map { "rule \($0.name) version \($0.version)" }.sorted()
      + used.filter { codeSets[$0]?.approval == nil }.map { "code set \($0)" }.sorted()
    descriptions = try Self.descriptions(in: "\(folder)/tables")
    let linking: Set<AttendanceField> = [.nhsNumber, .localPatientID, .birthDate]
    let placing: Set<AttendanceField> = [
      .attendanceID, .providerCode, .arrivalDate, .arrivalTime, .arrivalDatetime,
    ]
    fieldsThatCountOrLink = rules.reduce(into: linking) { $0.formUnion($1.fieldsRead) }
      .subtracting(placing)
    digest = FileDigest.ofText(digested)
  }

  /// `alerts.yaml` stands beside the rules and is none.
  private static func isCompanion(_ path: String) -> Bool { path.hasSuffix("/alerts.yaml") }

  private static func codeSets(in folder: String, digesting digested: inout String) throws
    -> [String: CodeSet]
  {
    let paths = try TextFile.paths(in: folder, ending: ".csv", is: "code sets")
    let names = Set(paths.map(TextFile.stem))
    let approvalFile = "\(folder)/approvals.yaml"
    do {
      let approvals = try ApprovalFile.read(
        try TextFile.read(approvalFile, is: "file of approvals"),
        file: approvalFile,
        known: names
      )
      var sets: [String: CodeSet] = [:]
      for path in paths {
        digested += try TextFile.read(path, is: "code set")
        let table = try CSVTable(path: path, hasHeader: false)
        let name = TextFile.stem(path)
        sets[name] = try CodeSet(
          name: name,
          file: path,
          lines: table.rows.map { CodeSet.Line(number: $0.line, fields: $0.values) },
          approval: approvals[name]
        )
      }
      return sets
    } catch let error as Diagnostics {
      throw RunFault(error)
    } catch let error as ExtractRefusal {
      throw RunFault(.configuration, error.description)
    }
  }

  private static func descriptions(in folder: String) throws -> CodeDescriptions {
    var descriptions = CodeDescriptions()
    do {
      for path in try TextFile.paths(in: folder, ending: ".csv", is: "tables") {
        descriptions.add(try CSVTable(path: path))
      }
    } catch let error as ExtractRefusal {
      throw RunFault(.configuration, error.description)
    }
    return descriptions
  }
}

extension RuleBook {
  /// The class of each rule, by name.
  var ruleClasses: [String: RuleClass] {
    Dictionary(rules.map { ($0.name, $0.ruleClass) }, uniquingKeysWith: { _, later in later })
  }

  /// The letters of `letters/`, checked, with words for every reason that a run can give.
  package func letterTemplates() throws -> LetterTemplates {
    do {
      return try LetterTemplates(
        folder: "\(folder)/letters",
        requiring: [
          .detour: Routing.Detour.allCases.map(\.rawValue),
          .hold: Routing.Hold.allCases.map(\.rawValue),
          .worklist: WorklistKind.allCases.map(\.rawValue),
        ]
      )
    } catch let error as Diagnostics {
      throw RunFault(error)
    }
  }

  /// How alerts look, from `alerts.yaml`.
  package func alertProfile() throws -> AlertProfile {
    let path = "\(folder)/alerts.yaml"
    do {
      return try AlertProfile(try TextFile.read(path, is: "alert profile"), file: path)
    } catch let error as Diagnostics {
      throw RunFault(error)
    }
  }

  /// Refuses rules whose letters or alerts nobody has written.
  package func checkRoutes(_ templates: LetterTemplates, _ alerts: AlertProfile) throws {
    var mistakes: [String] = []
    for rule in rules {
      for route in rule.routes {
        switch route.form {
        case .letter(let name):
          let known = templates.names(for: route.recipient)
          if !known.contains(name) {
            mistakes.append(
              "rule \(rule.name): there is no letter “\(name)” to \(route.recipient.rawValue)"
                + hint(name, known)
            )
          }
        case .alert(let name):
          if !alerts.names.contains(name) {
            mistakes.append(
              "rule \(rule.name): there is no alert “\(name)”" + hint(name, alerts.names)
            )
          }
        case .worklist: break
        }
      }
    }
    guard mistakes.isEmpty else { throw RunFault(.configuration, mistakes) }
  }

  /// The letters that rules name and nobody has approved (S15).
  func unapprovedLetters(_ templates: LetterTemplates) -> [String] {
    let names = rules.flatMap(\.routes).compactMap { route in
      if case .letter(let name) = route.form { name } else { nil }
    }
    return Set(names).filter { !templates.isApproved($0) }.sorted().map { "letter \($0)" }
  }

  private func hint(_ word: String, _ words: [String]) -> String {
    nearestWord(to: word, among: words).map { "; did you mean “\($0)”?" } ?? ""
  }
}

extension RuleBook {
  /// The profiles of `sources/`, by name.
  ///
  /// - Throws: ``RunFault`` with every mistake of every profile.
  package func profile(_ name: String) throws -> SourceProfile {
    if name == SourceProfile.standard.name { return .standard }
    let paths = try TextFile.paths(in: "\(folder)/sources", ending: ".yaml", is: "source profiles")
    guard let path = paths.first(where: { TextFile.stem($0) == name }) else {
      let names = paths.map(TextFile.stem) + [SourceProfile.standard.name]
      throw RunFault(
        .configuration,
        "there is no source profile “\(name)” in \(folder)/sources\(hint(name, names)) (there are \(names.joined(separator: ", ")))"
      )
    }
    do {
      return try SourceProfile.read(text: try TextFile.read(path, is: "source profile"), file: path)
    } catch let error as Diagnostics {
      throw RunFault(error)
    }
  }
}
