import ArgumentParser
import BatchRun

/// `attend feed-back`: mended quarantine files, back to their source.
struct FeedBackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed-back",
    abstract: "Bring a mended quarantine file back, for the next run to take.",
    discussion: """
      Examples:
        cp out/2026-11-01-001/quarantine/ae-2026-10-31.csv mended.csv
        attend feed-back --config attend.yaml --source ae mended.csv

      A quarantine file holds the rows that could not be read, as they came, and three columns \
      that say where and why. Mend the rows in a copy, leave the columns as they are (they are not \
      read back), and feed it back: a copy goes into the source's folder under a name that its \
      pattern fits. Rows that still cannot be read are quarantined again. Exit code 2 means that \
      there are such rows. --json prints readable, unreadable, path and was_there.
      """
  )

  @Argument(help: ArgumentHelp("The mended file.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("The configuration of the run.", valueName: "file"),
    completion: .file()
  )
  var config: String

  @Option(help: ArgumentHelp("The source that the rows came from.", valueName: "name"))
  var source: String

  @OptionGroup var printing: JSONOption
  @OptionGroup var day: AsOfOption

  func run() throws {
    let result = try reportingFaults {
      try FeedBack(configuration: config, source: source).take(file, asOf: day.today)
    }
    Console.print(printing.json ? try result.json() : Self.text(of: result), isAll: false)
    if !result.unreadable.isEmpty { throw ExitCode.attention }
  }

  private static func text(of result: FeedBack.Result) -> String {
    let rows = "\(result.readable) \(result.readable == 1 ? "row" : "rows")"
    let first =
      result.wasThere
      ? "Fed back before: \(result.path)" : "The next run takes \(rows) from \(result.path)"
    return ([first] + result.unreadable.map { "Cannot be read yet: \($0)" })
      .joined(separator: "\n")
  }
}
