import ArgumentParser
import AttendanceModel
import BatchRun
import Foundation
import Reporting

/// `attend chronology`: one child's attendances for a case conference.
struct ChronologyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chronology",
    abstract: "Write one child's attendances as a chronology for a case conference.",
    discussion: """
      Examples:
        attend chronology --config attend.yaml --provider RJE --attendance 00123 \
      --by "N. Nurse" --because "child protection conference" --output chronology.pdf
        attend chronology --provider RJE --attendance 00123 --source ecds \
      --redact names,numbers,birth-date --output chronology.html 'inbox/ae-*.csv'

      The child is named by one of their attendances. From a trust's configuration it shows what \
      the ledger holds, what was flagged and who was told when, and the audit notes who asked and \
      why. From extracts it shows the visits and the rules that hold. The column for the impact on \
      the child stays empty for the professional who prepares the conference.

      --redact leaves parts out of a copy; a black bar stands in their place, and the page says \
      what is gone:
      \(parts)

      The addresses and practices of a child whose address or identity is protected are always \
      left out. What others may read is for the professional to decide: look at every copy before \
      it leaves.
      """
  )

  private static let parts = Redaction.Part.allCases
    .map { "  \($0.rawValue): \($0.words)\($0.note.map { " (\($0))" } ?? "")" }
    .joined(separator: "\n")

  @OptionGroup var asked: ExtractsOrLedger

  @Option(help: ArgumentHelp("The attendance's provider code.", valueName: "code"))
  var provider: String

  @Option(help: ArgumentHelp("The attendance's id.", valueName: "id"))
  var attendance: String

  @Option(help: ArgumentHelp("Who asks for it, with --config.", valueName: "name"))
  var by: String?

  @Option(help: ArgumentHelp("Why, without naming the patient.", valueName: "reason"))
  var because: String?

  @Option(
    help: ArgumentHelp("What this copy leaves out, joined by commas.", valueName: "parts"),
    transform: RedactedParts.init
  )
  var redact = RedactedParts()

  @Option(help: ArgumentHelp("Say times without visits that are longer.", valueName: "period"))
  var gap = Gap(period: CalendarPeriod(6, .months))

  @Option(
    help: ArgumentHelp(
      "Where to write it, NAME.html or NAME.pdf; “-” is standard output, as HTML.",
      valueName: "file"
    ),
    completion: .file()
  )
  var output: String

  @OptionGroup var inputs: ExtractOptions
  @OptionGroup var numbers: SupersededNumbersOption
  @OptionGroup var day: AsOfOption

  func validate() throws {
    guard output == "-" || output.hasSuffix(".html") || output.hasSuffix(".pdf") else {
      throw ValidationError("--output takes a name that ends in .html or .pdf, or “-”")
    }
    if asked.config == nil {
      guard by == nil, because == nil else {
        throw ValidationError("--by and --because go with --config: extracts have no audit")
      }
    } else {
      guard by != nil, because != nil else {
        throw ValidationError("--config needs --by and --because: the audit notes who reads")
      }
    }
  }

  func run() throws {
    umask(0o077)
    try reportingFaults {
      let file = output == "-" ? nil : try ResultFile(output, of: "--output")
      let document = try document(to: file)
      for remark in document.remarks { Console.note("attend: \(remark)") }
      guard let file else { return Console.print(document.html) }
      try document.write(to: file)
    }
  }

  private func document(to file: ResultFile?) throws -> ChronologyDocument {
    let question = ChronologyDocument.Question(
      attendance: AttendanceKey(providerCode: provider, attendanceID: attendance),
      leavingOut: Redaction(redact.parts),
      longestSilence: gap.period,
      asOf: day.today
    )
    if let config = asked.config, let by, let because {
      return try ChronologyDocument(question, configuration: config, by: by, because: because)
    }
    let extracts = try asked.files()
    try ResultFile.check([file].compactMap(\.self), reading: extracts)
    return try ChronologyDocument(
      question,
      book: try RuleBook(folder: inputs.rules.path()),
      extracts: extracts,
      profile: inputs.layout.source,
      practices: inputs.layout.practices,
      supersededNumbers: numbers.supersededNumbers
    )
  }
}

/// `names,birth-date`.
struct RedactedParts {
  var parts: Set<Redaction.Part> = []

  init() {}

  init(_ text: String) throws {
    for word in text.split(separator: ",") {
      let word = word.trimmingCharacters(in: .whitespaces)
      guard let part = Redaction.Part(rawValue: word) else {
        let known = Redaction.Part.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("“\(word)” is no part that --redact knows: \(known)")
      }
      parts.insert(part)
    }
  }
}

/// `6 months`.
struct Gap: ExpressibleByArgument {
  var period: CalendarPeriod

  init(period: CalendarPeriod) { self.period = period }

  init?(argument: String) {
    guard let period = CalendarPeriod(argument) else { return nil }
    self.period = period
  }

  var defaultValueDescription: String { period.description }
}
