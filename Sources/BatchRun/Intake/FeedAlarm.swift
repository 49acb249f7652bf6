package import AttendanceModel
import Ledger

/// Something about a feed that an operator must look at; none of it is about a patient.
package enum FeedAlarm: Hashable, Sendable {
  /// An expected source brought no new extract.
  case missing(source: String)
  /// A file holds the same bytes as one taken before.
  case cameAgain(source: String, file: String, takenAs: String)
  /// A file holds no rows, and its profile does not say that a nil return looks so.
  case noRows(source: String, file: String)
  /// Far fewer or far more rows than on the same weekday before.
  case unusualSize(source: String, asOf: CivilDay, rows: Int, usual: Int, days: Int)
  /// A site that reported on every one of the last days did not.
  case siteAbsent(source: String, site: String)
  /// A field for which a column came on every one of the last days, and a file without one.
  case columnAbsent(source: String, file: String, field: AttendanceField)
  /// Rows of a file that replaces a period and arrive outside it.
  case outsidePeriod(source: String, file: String, rows: Int, period: ClosedRange<CivilDay>)
  /// Attendances that a file of a whole period leaves out and that were kept, because rows of it
  /// could not be read so far as to say which attendance they are.
  case keptAbsent(source: String, file: String, attendances: Int, rows: Int)
  /// Columns of which most values cannot be read, in the header's order: they are written otherwise
  /// than the profile says, and no rule that asks for them can be trusted that night.
  case unreadable(source: String, file: String, columns: [String])

  /// The source whose feed it is about.
  package var source: String {
    switch self {
    case .missing(let source), .cameAgain(let source, _, _), .noRows(let source, _),
      .unusualSize(let source, _, _, _, _), .siteAbsent(let source, _),
      .outsidePeriod(let source, _, _, _), .keptAbsent(let source, _, _, _),
      .unreadable(let source, _, _), .columnAbsent(let source, _, _):
      source
    }
  }

  var kind: WorklistKind {
    switch self {
    case .missing: .feedMissing
    case .cameAgain: .feedCameAgain
    case .noRows: .feedWithoutRows
    case .unusualSize: .feedSize
    case .siteAbsent: .siteAbsent
    case .columnAbsent: .columnAbsent
    case .outsidePeriod: .feedOutsidePeriod
    case .keptAbsent: .feedKeptAbsent
    case .unreadable: .feedUnreadable
    }
  }

  /// What tells one alarm from another of its kind, on the worklist.
  var subject: String {
    switch self {
    case .missing(let source): source
    case .cameAgain(let source, let file, _), .noRows(let source, let file),
      .outsidePeriod(let source, let file, _, _), .keptAbsent(let source, let file, _, _),
      .unreadable(let source, let file, _):
      "\(source)/\(file)"
    case .unusualSize(let source, let asOf, _, _, _): "\(source)/\(asOf)"
    case .siteAbsent(let source, let site): Self.subject(of: site, source)
    case .columnAbsent(let source, _, let field): Self.subject(of: field.rawValue, source)
    }
  }

  /// Of a site or a field that always came.
  static func subject(of constant: String, _ source: String) -> String { "\(source)/\(constant)" }

  /// One sentence without a full stop: what is unusual, and what to do.
  package var sentence: String {
    switch self {
    case .missing(let source):
      "source “\(source)” brought no new extract, and one is expected; ask for it"
    case .cameAgain(let source, let file, let earlier):
      "\(file) of source “\(source)” has the bytes of \(earlier), which was read before; it was"
        + " not read again; ask whether the right file was sent"
    case .noRows(let source, let file):
      "\(file) of source “\(source)” holds no rows, and its profile does not say that a nil return"
        + " looks so; ask whether there was nothing to report"
    case .unusualSize(let source, let asOf, let rows, let usual, let days):
      "source “\(source)” brought \(rows) rows, far \(rows < usual ? "fewer" : "more") than"
        + " the usual \(usual) of the last \(days) \(Self.weekdays[asOf.weekday]); ask whether it"
        + " is complete and came once"
    case .siteAbsent(let source, let site):
      "site \(site) of source “\(source)” always reports and sent nothing; ask what happened"
    case .columnAbsent(let source, let file, let field):
      "\(file) of source “\(source)” has no column for \(field.rawValue), and one always came, so"
        + " that rules and letters do without it; ask whether it was renamed, name it in the profile,"
        + " and send the rows again in a new file"
    case .outsidePeriod(let source, let file, let rows, let period):
      "\(file) of source “\(source)” holds \(rows) rows outside its period,"
        + " \(period.lowerBound) to \(period.upperBound); they were taken; check the period"
    case .keptAbsent(let source, let file, let attendances, let rows):
      "\(file) of source “\(source)” leaves out \(attendances) attendances of its period; they"
        + " were kept, because \(rows) quarantined rows are cut off or do not say which they are"
    case .unreadable(let source, let file, let columns):
      "most values of \(columns.joined(separator: ", ")) in \(file) of source “\(source)” cannot be"
        + " read, so that rules that ask for them miss children; see “attend sources check”, mend the"
        + " profile or the file, and send its rows again in a new file"
    }
  }

  private static let weekdays = [
    "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays",
  ]

  var item: WorklistItem {
    WorklistItem(
      kind: kind.rawValue,
      urgency: kind.urgency,
      attendance: nil,
      subject: subject,
      reasons: [sentence]
    )
  }
}
