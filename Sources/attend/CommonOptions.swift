import ArgumentParser
import AttendanceModel
import Foundation

/// Options that every working verb takes.
struct CommonOptions: ParsableArguments {
  @OptionGroup var day: AsOfOption

  @Flag(name: .shortAndLong, help: "Say nothing but results and mistakes.")
  var quiet = false

  @Flag(help: "Say on standard error how long each step takes.")
  var verbose = false

  @OptionGroup var printing: JSONOption

  var today: CivilDay { day.today }

  var json: Bool { printing.json }

  /// Shows how far the work is, unless told to be quiet.
  func progressLine() -> ProgressLine { ProgressLine(isQuiet: quiet, isVerbose: verbose) }
}

/// `--json`, of every verb that prints a result.
struct JSONOption: ParsableArguments {
  @Flag(help: "Print the result as JSON.")
  var json = false
}

/// The day that a verb takes as today.
struct AsOfOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The day to take as today, YYYY-MM-DD. The default is today in London.",
      valueName: "date"
    )
  )
  var asOf: AsOf?

  /// The day taken as today.
  var today: CivilDay { asOf?.day ?? Self.clock }

  /// How many days the day taken as today lies ahead of the clock's.
  var daysAhead: Int { today.days(since: Self.clock) }

  /// Today in London: the only place where the program looks at a clock to decide something.
  private static var clock: CivilDay {
    let seconds = Int(Date().timeIntervalSince1970.rounded(.down))
    let utc = LondonClock.shifted(Arrival(CivilDay(rawValue: 0)), by: seconds / 60)
    return LondonClock.civil(fromUTC: utc).day
  }
}

/// A date on the command line.
struct AsOf: ExpressibleByArgument {
  var day: CivilDay

  init?(argument: String) {
    guard let day = CivilDay(argument) else { return nil }
    self.day = day
  }
}
