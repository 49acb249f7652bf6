package import AttendanceModel
import Letters
package import LocatedYAML

/// The letters of a rules folder looked at as their readers would: beyond what makes a run fail.
package struct LetterCheck: Sendable {
  /// One template, rendered with a person who does not exist.
  package struct Finding: Sendable {
    package var template: String
    package var recipient: Recipient
    /// Years, for letters in English.
    package var readingAge: Double?
    package var isApproved: Bool
  }

  private struct JSONCheck: Encodable {
    struct Letter: Encodable {
      var letter: String
      var writtenTo: String
      var readingAge: Int?
      var approved: Bool
    }

    var letters: [Letter]
    var diagnostics: [DiagnosticReport.Entry]
  }

  package private(set) var letters: [Finding] = []
  /// Every mistake with its place; warnings among them.
  package private(set) var diagnostics: [Diagnostic] = []

  /// Whether a letter should not go out as it is.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The highest reading age of a letter to parents.
  private static let parentsReadingAge = 9.0

  /// Reads and renders every template.
  ///
  /// - Parameters:
  ///   - rules: the folder of rules.
  ///   - day: the day that the letters are dated.
  /// - Throws: ``RunFault`` with every mistake that keeps a template from being rendered.
  package init(rules: String, on day: CivilDay) throws {
    let templates = try RuleBook.letterTemplates(in: rules)
    let folder = "\(rules)/letters"
    for path in try TextFile.paths(in: folder, ending: ".mustache", is: "letters") {
      diagnostics += LetterLint.mistakes(
        in: try TextFile.read(path, is: "letter"),
        file: path,
        avoid: templates.wording.wordsToAvoid
      )
    }
    for (template, recipient) in templates.all {
      let start = SourceLocation.start(of: "\(folder)/\(template).mustache")
      let letter = SampleLetter.letter(
        template,
        to: recipient,
        in: templates,
        isForTeam: false,
        on: day,
        isDraft: true
      )
      do {
        let html = try templates.render(letter, from: SampleLetter.organisation)
        if let skipped = LetterLint.skippedHeading(in: html) {
          diagnostics.append(Diagnostic("its headings skip a level: \(skipped)", at: start))
        }
        let isEnglish = html.contains("<html lang=\"en")
        let age = isEnglish ? LetterLint.readingAge(of: html) : nil
        if let age, recipient == .parent, age > Self.parentsReadingAge + 0.5 {
          let years = Int(age.rounded())
          diagnostics.append(
            Diagnostic(
              "it reads like a text for the age of \(years); parents’ letters are for 9",
              at: start,
              severity: .warning
            )
          )
        }
        letters.append(
          Finding(
            template: template,
            recipient: recipient,
            readingAge: age,
            isApproved: templates.isApproved(template)
          )
        )
      } catch let error as LetterError {
        diagnostics.append(Diagnostic(error.description, at: start))
      }
    }
    diagnostics = Diagnostics(diagnostics).all
  }

  /// The check as JSON.
  package func json() throws -> String {
    try JSONText.result(
      JSONCheck(
        letters: letters.map { letter in
          JSONCheck.Letter(
            letter: letter.template,
            writtenTo: letter.recipient.rawValue,
            readingAge: letter.readingAge.map { Int($0.rounded()) },
            approved: letter.isApproved
          )
        },
        diagnostics: diagnostics.map { DiagnosticReport.Entry($0) }
      )
    )
  }
}
