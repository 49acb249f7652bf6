import ArgumentParser
import BatchRun

/// The extracts that a verb reads by hand.
struct ExtractArguments: ParsableArguments {
  static let help = ArgumentHelp(
    """
    Extracts in one layout: files, a quoted pattern such as 'inbox/ae-*.csv', or - for standard \
    input, which is kept in a nameless file of TMPDIR while the command works.
    """,
    valueName: "extract"
  )

  @Argument(help: Self.help, completion: .file())
  var extracts: [String]

  /// The files to read.
  ///
  /// - Throws: `RunFault`.
  func files() throws -> [String] { try Self.files(extracts) }

  /// The files that arguments name; whoever is to type an extract is told so, whatever else is to be
  /// quiet, since the command waits for them.
  ///
  /// - Throws: `RunFault`.
  static func files(_ arguments: [String]) throws -> [String] {
    try ExtractPaths.files(arguments) {
      Console.note(
        "Reading an extract from the keyboard: Ctrl-D on a line of its own ends it, Ctrl-C stops."
      )
    }
  }
}

/// The extracts that a verb reads by hand, or the trust whose ledger it asks.
struct ExtractsOrLedger: ParsableArguments {
  @Argument(help: ExtractArguments.help, completion: .file())
  var extracts: [String] = []

  @Option(
    help: ArgumentHelp(
      "The configuration of a trust's run, whose ledger and rules are asked instead of extracts.",
      valueName: "file"
    ),
    completion: .file()
  )
  var config: String?

  /// The files to read, when there is no configuration.
  ///
  /// - Throws: `RunFault`.
  func files() throws -> [String] { try ExtractArguments.files(extracts) }

  func validate() throws {
    guard extracts.isEmpty != (config == nil) else {
      throw ValidationError("name extracts, or a --config whose ledger to read, and not both")
    }
  }
}
