import ArgumentParser

/// `--superseded-numbers`, of every verb that links attendances of extracts.
struct SupersededNumbersOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      A list of merged NHS numbers with the columns old and new: only pairs that the national \
      demographics service reports as one person.
      """,
      valueName: "file"
    ),
    completion: .file()
  )
  var supersededNumbers: String?
}
