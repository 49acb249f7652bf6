import ArgumentParser
import BatchRun

/// The extracts that a verb reads by hand.
struct ExtractArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      """
      Extracts in one layout: files, a quoted pattern such as 'inbox/ae-*.csv', or - for standard \
      input, which is kept in a nameless file of TMPDIR while the command works.
      """,
      valueName: "extract"
    )
  )
  var extracts: [String]

  /// The files to read.
  ///
  /// - Throws: `RunFault`.
  func files() throws -> [String] { try ExtractPaths.files(extracts) }
}
