package import AttendanceModel
import Foundation
import Ledger
import Letters
import Linkage
import NotifyPolicy
import RuleEngine
import RuleLanguage

/// One letter as a run would write it, without a ledger and sent to nobody.
package struct LetterPreview: Sendable {
  /// A real attendance that leads to the letter.
  package struct Case: Sendable {
    package var attendance: AttendanceKey
    package var extracts: [String]
    package var profile: String
    /// Whether the letter may say who it is about; else it names a person who does not exist.
    package var isIdentifiable: Bool

    package init(
      attendance: AttendanceKey,
      extracts: [String],
      profile: String,
      isIdentifiable: Bool
    ) {
      self.attendance = attendance
      self.extracts = extracts
      self.profile = profile
      self.isIdentifiable = isIdentifiable
    }
  }

  /// The letter.
  package let html: String
  private let renderer: String?

  /// Writes a letter.
  ///
  /// - Parameters:
  ///   - template: a name of `letters.yaml`, that of a variant or a correction too.
  ///   - rules: the folder of rules; nil for that of the configuration, or the usual one.
  ///   - configuration: whose organisation sends it; nil for one that does not exist.
  ///   - isForTeam: whether the safeguarding team gets it instead of its recipient.
  ///   - case: a real attendance; nil for an invented one.
  ///   - asOf: the day of the letter.
  /// - Throws: ``RunFault``.
  package init(
    _ template: String,
    rules: String?,
    configuration: String?,
    isForTeam: Bool,
    case: Case?,
    asOf: CivilDay
  ) throws {
    let configuration = try configuration.map(RunConfiguration.read)
    renderer = configuration?.renderer
    let folder = try RulesFolder.path(named: rules ?? configuration?.rules)
    let templates = try RuleBook.letterTemplates(in: folder)
    guard let recipient = templates.all.first(where: { $0.template == template })?.recipient else {
      let names = templates.all.map(\.template)
      throw RunFault(
        .usage,
        "there is no letter “\(template)”\(RuleBook.hint(template, names)) "
          + "(there are \(names.joined(separator: ", ")))"
      )
    }
    var letter = SampleLetter.letter(
      template,
      to: recipient,
      in: templates,
      isForTeam: isForTeam,
      on: asOf,
      isDraft: !templates.isApproved(template)
    )
    if let found = `case` {
      let book = try RuleBook(folder: folder)
      let real = try Self.letter(found, template, templates, book, asOf)
      letter.sections = real.sections
      letter.isDraft = letter.isDraft || !book.unapproved.isEmpty
      if found.isIdentifiable {
        letter.patient = real.patient
        letter.patient.preferredLanguage = nil
        if case .parent = letter.addressee { letter.addressee = real.addressee }
      }
    }
    do {
      html = try templates.render(
        letter,
        from: configuration?.organisation ?? SampleLetter.organisation
      )
    } catch let error as LetterError {
      throw RunFault(.failed, error.description)
    }
  }

  /// Writes the letter, whole or not at all, for the owner of the file alone: as PDF where the name ends so, else as HTML.
  ///
  /// - Throws: ``RunFault`` without a renderer, when it gives up, or for a file that cannot be
  ///   written.
  package func write(to file: ResultFile) throws {
    let content = file.path.hasSuffix(".pdf") ? try pdf() : Array(html.utf8)
    try file.write(content, isOwnersAlone: true)
  }

  /// The letter as PDF.
  private func pdf() throws -> [UInt8] {
    try RunConfiguration.printed(html, "the letter", by: renderer)
  }

  /// The letter to which a real attendance leads, by the template asked for.
  private static func letter(
    _ found: Case,
    _ template: String,
    _ templates: LetterTemplates,
    _ book: RuleBook,
    _ asOf: CivilDay
  ) throws -> Letter {
    let timelines = PersonTimelines(
      extracts: found.extracts,
      profile: try book.profile(found.profile),
      asOf: asOf,
      superseded: .none
    )
    let key = found.attendance
    let name = "attendance \(key.attendanceID) of provider \(key.providerCode)"
    guard let person = try timelines.persons(of: [key])[key],
      let attendance = person.attendances.first(where: { $0.key == key })
    else { throw RunFault(.noInput, "the extracts hold no live \(name)") }
    let base = templates.base(of: template)
    let triggers = book.engine.triggers(
      in: person.attendances,
      identified: person.person.isIdentified
    )
    let tellings = triggers.filter { $0.attendance == key }.flatMap { trigger in
      book.rules.filter { $0.name == trigger.rule && $0.version == trigger.ruleVersion }
        .flatMap { rule in
          rule.routes.filter { $0.form == .letter(base) }.map { route in
            PersonReview.Telling(
              subject: PersonReview.RoutedTrigger(
                rule: rule,
                route: route,
                trigger: trigger,
                attendance: StoredAttendance(attendance: attendance, source: ""),
                table: book.engine.evidenceTable(of: rule, in: person.attendances)
              ),
              destination: route.recipient == .parent
                ? .parent : .safeguardingTeam(because: nil),
              generation: 0
            )
          }
        }
    }
    let composer = LetterComposer(
      book: book,
      templates: templates,
      sources: [],
      asOf: asOf,
      isDraft: true
    )
    guard
      var letter = composer.letters(
        for: tellings,
        timeline: person.attendances,
        letterID: { "PREVIEW-L0001" }
      ).first?.letter
    else { throw RunFault(.noInput, "no rule writes “\(base)” because of \(name)") }
    for index in letter.sections.indices { letter.sections[index].template = template }
    return letter
  }
}
