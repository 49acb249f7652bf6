import ArgumentParser
import AttendanceModel
import BatchRun

extension LettersCommand {
  /// `attend letters check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check letters as their readers would read them.",
      discussion: """
        Examples:
          attend letters check
          attend letters check Rules

        Finds fields that no letter has, blaming words (the list is “avoid” in wording.yaml), \
        pictures without alt text and headings that skip a level, and estimates the age at which \
        each letter in English can be read. Exit code 78: there are mistakes. --json prints letters and diagnostics.
        """
    )

    @OptionGroup var place: RulesCommand.Folder

    @OptionGroup var printing: JSONOption
    @OptionGroup var day: AsOfOption

    func run() throws {
      let check = try reportingFaults { try LetterCheck(rules: place.path(), on: day.today) }
      if printing.json {
        Console.print(try check.json())
      } else {
        Self.show(check)
      }
      if check.hasErrors { throw ExitCode(.configuration) }
    }

    private static func show(_ check: LetterCheck) {
      Console.print(
        TextTable(
          header: ["letter", "written to", "reading age", "approved"],
          rows: check.letters.map { letter in
            [
              letter.template, letter.recipient.rawValue,
              letter.readingAge.map { String(Int($0.rounded())) } ?? "not estimated",
              letter.isApproved ? "yes" : "no",
            ]
          }
        ).lines.joined(separator: "\n")
      )
      for text in DiagnosticReport.text(check.diagnostics) { Console.note(text) }
    }
  }
}
