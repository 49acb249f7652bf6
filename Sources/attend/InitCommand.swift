import ArgumentParser
import BatchRun
import Foundation

/// `attend init`: the folder that a trust starts from.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a folder for a trust: a commented configuration, the rules, an inbox.",
    discussion: """
      Examples:
        attend init trust
        attend init --organisation RJE --name "Example Hospitals NHS Trust" trust

      The configuration shows every setting with what it means. Lines that say FILL IN must be \
      filled in before the first run; the last words printed say which, and what comes next. A \
      folder with something in it is refused. What is made is for its owner alone. --json prints folder, configuration, \
      rules, practices, inbox and gaps.
      """
  )

  @Argument(help: ArgumentHelp("The folder to make.", valueName: "folder"), completion: .directory)
  var folder: String

  @Option(help: ArgumentHelp("The trust's national (ODS) code.", valueName: "code"))
  var organisation: String?

  @Option(help: ArgumentHelp("Its name, as it stands on letters.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "The folder of rules to copy. The default is what came with the program.",
      valueName: "dir"
    ),
    completion: .directory
  )
  var rules: String?

  @OptionGroup var printing: JSONOption

  func run() throws {
    umask(0o077)
    let trust = try reportingFaults {
      try NewTrust(at: folder, rules: rules, organisation: organisation, name: name)
    }
    Console.print(printing.json ? try trust.json() : Self.text(of: trust), isAll: false)
  }

  private static func text(of trust: NewTrust) -> String {
    let lines = trust.gaps.map { String($0.line) }
    let gaps = lines.dropLast().joined(separator: ", ") + (lines.count > 1 ? " and " : "")
    let configuration = quoted(trust.configuration)
    let rules = quoted(trust.rules)
    return """
      \(trust.folder) holds a configuration, the rules, and empty folders for what comes and goes.

      What comes next:
        1. Fill in \(lines.count == 1 ? "line" : "lines") \(gaps)\(lines.last ?? "") of \
      \(trust.configuration), and read the rest of it.
        2. Put the national practice directory (epraccur.csv) at \(trust.practices)
        3. Put an extract into \(trust.inbox) and see which profile reads it:
             attend sources check --rules \(rules) EXTRACT
        4. See what the rules would do; nothing is stored or sent:
             attend dry-run --rules \(rules) --source PROFILE EXTRACT
        5. Have the rules, code sets and letters approved; this lists what is not:
             attend rules check \(rules)
        6. Load the history without telling anybody, then run every night:
             attend run --config \(configuration) --first-load baseline
             attend run --config \(configuration)
           as \(NSUserName()), who alone may enter the folder; for another user:
             chown -R USER \(quoted(trust.folder))
      """
  }

  /// A path as a shell takes it for one word.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "/._-".contains($0))
    }
    return isPlain ? path : "'\(path.replacing("'", with: "'\\''"))'"
  }
}
