import ArgumentParser
import BatchRun
import Foundation

/// The command: options in, one call, words and an exit code out.
@main
struct Attend: ParsableCommand {
  static func main() {
    StandardStreams.prepare()
    Signals.prepare()
    if let verb = UnknownVerb(in: ProcessInfo.processInfo.arguments.dropFirst()) {
      Console.error(verb.sentence)
      exit(withError: ExitCode(.usage))
    }
    main(nil)
  }

  static let configuration = CommandConfiguration(
    commandName: "attend",
    abstract: "Reads A&E and walk-in extracts, applies rules, writes letters and alerts.",
    discussion: """
      Try rules on an extract, without storing or sending anything:
        attend dry-run extract.csv

      The night's job of a trust:
        attend run --config attend.yaml

      Exit codes: 0 done; 1 failed, nothing published; 2 done, but an operator must look; \
      64 usage; 65 bad data file; 66 no input; 75 another run holds the lock; \
      78 bad configuration or rule.
      """,
    version: "1.0.0",
    subcommands: [
      InitCommand.self, RunCommand.self, FeedBackCommand.self, DryRunCommand.self,
      RulesCommand.self, SourcesCommand.self, ExplainCommand.self, ChronologyCommand.self,
      SampleCommand.self, LettersCommand.self, WorklistCommand.self, LedgerCommand.self,
    ]
  )
}
