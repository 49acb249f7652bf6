import AttendanceModel
package import ICRAlerts
package import Letters
import LocatedYAML
import NotifyPolicy
import RuleLanguage

/// The letters and alerts that the rules lead to.
extension RuleBook {
  /// The letters of `letters/`, checked, with words for every reason that a run can give.
  package func letterTemplates() throws -> LetterTemplates {
    try Self.letterTemplates(in: folder)
  }

  /// The letters of a folder of rules.
  static func letterTemplates(in folder: String) throws -> LetterTemplates {
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
    try Self.alertProfile(in: folder)
  }

  /// The alerts of a folder of rules.
  static func alertProfile(in folder: String) throws -> AlertProfile {
    let path = "\(folder)/alerts.yaml"
    do {
      return try AlertProfile(try TextFile.read(path, is: "alert profile"), file: path)
    } catch let error as Diagnostics {
      throw RunFault(error)
    }
  }

  /// Refuses rules whose letters or alerts nobody has written.
  package func checkRoutes(_ templates: LetterTemplates, _ alerts: AlertProfile) throws {
    let mistakes = routeMistakes(templates, alerts)
    guard mistakes.isEmpty else { throw RunFault(Diagnostics(mistakes)) }
  }

  /// Refuses rules whose letters or alerts nobody has written, as far as the folder has letters and
  /// alerts that can be read: who only counts needs neither.
  package func checkRoutesIfWritten() throws {
    let mistakes = routeMistakes(try? letterTemplates(), try? alertProfile())
    guard mistakes.isEmpty else { throw RunFault(Diagnostics(mistakes)) }
  }

  /// Routes whose letter or alert nobody has written; what could not be read is not looked at.
  func routeMistakes(_ templates: LetterTemplates?, _ alerts: AlertProfile?) -> [Diagnostic] {
    rules.flatMap { rule in
      rule.routes.enumerated().compactMap { index, route -> Diagnostic? in
        let place = rule.places?.routes[index] ?? .start(of: "\(folder)/\(rule.name).yaml")
        switch route.form {
        case .letter(let name):
          guard let known = templates?.names(for: route.recipient), !known.contains(name) else {
            return nil
          }
          return Diagnostic(
            "there is no letter “\(name)” to \(route.recipient.rawValue)",
            at: place,
            suggestion: nearestWord(to: name, among: known),
            code: .unknownLetter
          )
        case .alert(let name):
          guard let known = alerts?.names, !known.contains(name) else { return nil }
          return Diagnostic(
            "there is no alert “\(name)”",
            at: place,
            suggestion: nearestWord(to: name, among: known),
            code: .unknownAlert
          )
        case .worklist: return nil
        }
      }
    }
  }

  /// The letters that rules name, or that take back what these said, and nobody has approved (S15).
  func unapprovedLetters(_ templates: LetterTemplates) -> [String] {
    unapprovedTemplates(templates).map { "letter \($0)" }
  }

  /// Their names, in order.
  func unapprovedTemplates(_ templates: LetterTemplates) -> [String] {
    let names = rules.flatMap(\.routes).compactMap { route in
      if case .letter(let name) = route.form { name } else { nil }
    }
    return Set(names + templates.corrections).filter { !templates.isApproved($0) }.sorted()
  }
}
