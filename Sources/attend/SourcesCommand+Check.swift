import ArgumentParser
import BatchRun

extension SourcesCommand {
  /// `attend sources check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which profile fits a file, what feeds what, and what could not be read.",
      discussion: """
        Examples:
          attend sources check inbox/ae-2026-10-31.csv
          attend sources check --source walk-in --practices practices.csv --json wic.csv

        Without --source every profile is tried, and the one that uses most of the columns is \
        proposed. Columns, counts and places are printed, never a value of a patient. Exit codes: \
        0 the file reads; 2 some of its rows would be quarantined; 65 no profile fits, or the file \
        is no CSV; 66 there is no such file; 78 a profile has mistakes. \
        --json prints profile, title, proposed, extract, columns, unfed_fields, hints and \
        other_profiles.
        """
    )

    @Argument(
      help: ArgumentHelp("The file to look at; - for standard input.", valueName: "file"),
      completion: .file()
    )
    var file: String

    @Option(
      help: ArgumentHelp("The profile to read it by.", valueName: "profile"),
      completion: .profiles
    )
    var source: String?

    @Option(
      help: ArgumentHelp(
        "The practice directory, for sources that write a practice's name instead of its code.",
        valueName: "file"
      ),
      completion: .file()
    )
    var practices: String?

    @OptionGroup var folder: Folder

    @OptionGroup var day: AsOfOption

    func run() throws {
      let check = try reportingFaults {
        try SourceCheck(
          file: file == ExtractPaths.dash ? try ExtractArguments.files([file])[0] : file,
          folder: folder.rules.path(),
          profile: source,
          practices: practices,
          asOf: day.today
        )
      }
      Console.print(folder.printing.json ? try check.json() : SourceCheckText.text(of: check))
      if check.needsAttention { throw ExitCode.attention }
    }
  }

  /// `attend sources list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the source profiles.",
      discussion: """
        Example:
          attend sources list --rules Rules

        --json prints profiles: profile, title, encoding, load and fields of each.
        """
    )

    @OptionGroup var folder: Folder

    func run() throws {
      let list = try reportingFaults { try SourceList(folder: folder.rules.path()) }
      if folder.printing.json { return Console.print(try list.json()) }
      let table = TextTable(
        header: ["profile", "encoding", "load", "fields", "what"],
        rows: list.profiles.map {
          [$0.profile, $0.encoding, $0.load, String($0.fields.count), $0.title]
        }
      )
      Console.print(table.lines.joined(separator: "\n"))
    }
  }
}
