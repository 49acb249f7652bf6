import AttendanceModel
import ExtractReading
import ICRAlerts
import Letters
package import LocatedYAML
import RuleLanguage

/// A whole `Rules/` folder checked: rules, code sets, letters, alerts, source profiles.
package struct RuleCheck: Sendable {
  package private(set) var rules = 0
  package private(set) var letters = 0
  package private(set) var alerts = 0
  package private(set) var profiles = 0
  /// Every mistake of every part, and as warnings what nobody has approved (S15).
  package var diagnostics: [Diagnostic] { Diagnostics(found).all }
  /// Mistakes without a place in a file, such as a missing folder.
  package private(set) var sentences: [String] = []

  private var found: [Diagnostic] = []

  /// Whether a run would refuse the folder, approval aside.
  package var hasErrors: Bool {
    !sentences.isEmpty || found.contains { $0.severity == .error }
  }

  /// Reads the folder; what is wrong in one part does not hide what is wrong in another.
  package init(folder: String) {
    // Without the folder every part would miss its own.
    guard part({ try TextFile.paths(in: folder, ending: ".yaml", is: "rules") }) != nil else {
      return
    }
    let book = part { try RuleBook(folder: folder) }
    let templates = part { try RuleBook.letterTemplates(in: folder) }
    let alertProfile = part { try RuleBook.alertProfile(in: folder) }
    let profilePaths = part { try SourceProfiles.paths(in: folder) }
    for path in profilePaths ?? [] { _ = part { try SourceProfiles.read(path) } }
    if let book {
      found += book.routeMistakes(templates, alertProfile) + book.approvalWarnings(templates)
    }
    rules = book?.rules.count ?? 0
    letters =
      templates.map { $0.names(for: .registeredPractice) + $0.names(for: .parent) }?.count
      ?? 0
    alerts = alertProfile?.names.count ?? 0
    profiles = profilePaths?.count ?? 0
  }

  private mutating func part<Part>(_ read: () throws -> Part) -> Part? {
    do {
      return try read()
    } catch let fault as RunFault {
      found += fault.diagnostics
      sentences += fault.sentences
    } catch {
      sentences.append("the folder cannot be read")
    }
    return nil
  }
}

extension RuleBook {
  /// What nobody has approved, each at the file that would say so.
  fileprivate func approvalWarnings(_ templates: LetterTemplates?) -> [Diagnostic] {
    let warning = { (what: String, place: SourceLocation) in
      Diagnostic(
        "nobody has approved \(what)",
        at: place,
        code: .notApproved,
        severity: .warning
      )
    }
    let rules = rules.filter { $0.approval == nil }.map { rule in
      warning(
        "version \(rule.version) of this rule",
        rule.places?.rule ?? .start(of: "\(folder)/\(rule.name).yaml")
      )
    }
    let sets = unapprovedSets.map {
      warning("this code set", .start(of: "\(folder)/codesets/\($0).csv"))
    }
    let letters = (templates?.unapproved ?? []).map {
      warning("this letter", .start(of: "\(folder)/letters/\($0).mustache"))
    }
    return rules + sets + letters
  }
}
