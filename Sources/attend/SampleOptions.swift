import ArgumentParser
import AttendanceModel
import SyntheticExtracts

/// How many people or rows, and when.
struct SampleSizeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many people come. The default is 10000.", valueName: "number"))
  var people: Int?

  @Option(help: ArgumentHelp("How many rows, instead of people.", valueName: "number"))
  var rows: Int?

  @Option(
    help: ArgumentHelp("The first day of arrivals. The default is 2023-11-01.", valueName: "date")
  )
  var from: AsOf?

  @Option(help: ArgumentHelp("The last day of arrivals.", valueName: "date"))
  var to: AsOf?

  @Option(
    help: ArgumentHelp("How many years, with one of the two days or none. The default is 3.")
  )
  var years: Int?

  func validate() throws {
    if people != nil, rows != nil {
      throw ValidationError("--people and --rows do not go together.")
    }
    if from != nil, to != nil, years != nil {
      throw ValidationError("--from, --to and --years do not go together; leave one out.")
    }
    if let years, !(1...30).contains(years) {
      throw ValidationError("--years takes 1 to 30.")
    }
    if let from, let to, from.day > to.day {
      throw ValidationError("--from is later than --to.")
    }
  }

  var size: SamplePlan.Size {
    rows.map { .rows($0) } ?? .people(people ?? 10_000)
  }

  var days: ClosedRange<CivilDay> {
    let months = (years ?? 3) * 12
    if let to = to?.day {
      return (from?.day ?? to.adding(days: 1).adding(months: -months))...to
    }
    // Fixed, so that the same options give the same bytes whatever the day.
    let from = from?.day ?? CivilDay(year: 2023, month: 11, day: 1) ?? CivilDay(rawValue: 0)
    return from...from.adding(months: months).adding(days: -1)
  }
}

/// What goes wrong, as shares of attendances; nothing unless asked for.
struct SampleDirtOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Rows that cannot be read, such as 0.1%; none by default.",
      valueName: "share"
    ),
    transform: Share.read
  )
  var badRows = Share(millionths: 0)

  @Option(
    help: ArgumentHelp("Rows sent days after the arrival; none by default.", valueName: "share"),
    transform: Share.read
  )
  var late = Share(millionths: 0)

  @Option(
    help: ArgumentHelp("Rows that a later one corrects; none by default.", valueName: "share"),
    transform: Share.read
  )
  var corrections = Share(millionths: 0)

  @Option(
    help: ArgumentHelp("Rows that a later one deletes; none by default.", valueName: "share"),
    transform: Share.read
  )
  var deletions = Share(millionths: 0)

  @Option(
    help: ArgumentHelp("Rows sent twice; none by default.", valueName: "share"),
    transform: Share.read
  )
  var duplicates = Share(millionths: 0)

  var dirt: SamplePlan.Dirt {
    var dirt = SamplePlan.Dirt()
    dirt.badRows = badRows
    dirt.late = late
    dirt.corrections = corrections
    dirt.deletions = deletions
    dirt.duplicates = duplicates
    return dirt
  }
}

extension Share {
  /// A share as an option's value.
  fileprivate static func read(_ text: String) throws -> Share {
    guard let share = Share(argument: text) else {
      throw ValidationError("write a share from 0% to 100%, such as 1%")
    }
    return share
  }
}

extension CaseShare {
  /// The rules, each with a share as one is written.
  static var allValueStrings: [String] { PlantedRule.allCases.map { "\($0.rawValue)=1%" } }
}
