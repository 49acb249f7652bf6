import ArgumentParser
import AttendanceModel
import BatchRun
import Foundation

extension LettersCommand {
  /// `attend letters preview`.
  struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a letter as a run would write it; nothing is stored and nothing is sent.",
      discussion: """
        Examples:
          attend letters preview gp-frequent-attender > letter.html
          attend letters preview parent-register-with-gp-ur --config attend.yaml --output letter.pdf
          attend letters preview gp-frequent-attender --provider RJE --attendance 00123 \
        --source ecds --output letter.pdf 'inbox/ae-*.csv'

        Without an attendance the letter is about a person and visits that do not exist. With one \
        it shows the visits of the extracts, and names the person only with --identifiable. \
        Variants (large print, easy read, other languages) and corrections are named by their own \
        templates.
        """
    )

    @Argument(help: ArgumentHelp("The letter, a name of letters.yaml.", valueName: "template"))
    var template: String

    @Argument(
      help: ArgumentHelp(
        "Extracts in one layout; quoted patterns and - will do.",
        valueName: "extract"
      ),
      completion: .file()
    )
    var extracts: [String] = []

    @Option(
      help: ArgumentHelp("A run's configuration, for who sends it.", valueName: "file"),
      completion: .file()
    )
    var config: String?

    @Option(
      help: ArgumentHelp(
        "The folder of rules. The default is the configuration's, else “Rules”, else what came with "
          + "the program.",
        valueName: "dir"
      ),
      completion: .directory
    )
    var rules: String?

    @Flag(help: "Show it as it goes to the safeguarding team instead of the practice.")
    var forTeam = false

    @Option(
      help: ArgumentHelp(
        "Where to write it, NAME.html or NAME.pdf. The default is standard output, as HTML.",
        valueName: "file"
      ),
      completion: .file()
    )
    var output: String?

    @Option(help: ArgumentHelp("A real attendance's provider code.", valueName: "code"))
    var provider: String?

    @Option(help: ArgumentHelp("A real attendance's id.", valueName: "id"))
    var attendance: String?

    @Option(
      help: ArgumentHelp("The source profile of the extracts.", valueName: "profile"),
      completion: .profiles
    )
    var source = "standard"

    @Flag(help: "Say who the person is.")
    var identifiable = false

    @OptionGroup var day: AsOfOption

    func validate() throws {
      let isCase = provider != nil && attendance != nil && !extracts.isEmpty
      guard isCase || (provider == nil && attendance == nil && extracts.isEmpty) else {
        throw ValidationError("a real attendance takes --provider, --attendance and extracts")
      }
      guard output.map({ $0.hasSuffix(".html") || $0.hasSuffix(".pdf") }) ?? true else {
        throw ValidationError("--output takes a name that ends in .html or .pdf")
      }
    }

    func run() throws {
      umask(0o077)
      try reportingFaults {
        let file = try output.map { try ResultFile($0, of: "--output") }
        let shown = try shown()
        try ResultFile.check([file].compactMap(\.self), reading: shown?.extracts ?? [])
        let preview = try LetterPreview(
          template,
          rules: rules,
          configuration: config,
          isForTeam: forTeam,
          case: shown,
          asOf: day.today
        )
        guard let file else { return Console.print(preview.html) }
        try preview.write(to: file)
      }
    }

    private func shown() throws -> LetterPreview.Case? {
      guard let provider, let attendance else { return nil }
      return LetterPreview.Case(
        attendance: AttendanceKey(providerCode: provider, attendanceID: attendance),
        extracts: try ExtractArguments.files(extracts),
        profile: source,
        isIdentifiable: identifiable
      )
    }
  }
}
