import AttendanceModel
import ExtractReading
import Foundation

/// An extract that stands for all attendances of a period, in a dry-run: what its name states, and
/// what its unreadable rows name.
struct PeriodLoad {
  private let period: ClosedRange<CivilDay>
  /// Attendances of rows that could not be read.
  private(set) var named: Set<AttendanceKey> = []
  private var unnamed = 0

  /// Nil for a profile whose extracts hold changes.
  ///
  /// - Throws: ``RunFault`` when the file's name states no period.
  init?(_ path: String, _ profile: SourceProfile) throws {
    guard profile.loadMode == .replacePeriod else { return nil }
    guard
      let period = profile.filePattern?.match(path.namePart)?.period
    else {
      let pattern = profile.filePattern.map { ", such as \($0.text)" } ?? ""
      throw RunFault(
        .badData,
        "\(path): its name does not state the period that it replaces; name it as the profile's"
          + " “file-pattern” says\(pattern)"
      )
    }
    self.period = period
  }

  /// Notes a row that could not be read.
  mutating func note(_ row: QuarantinedRow) {
    if let key = row.key { named.insert(key) }
    if row.leavesOpenWhatIsMissing { unnamed += 1 }
  }

  /// The days whose missing attendances are gone, once the file is read; nil while a row of it
  /// may be any of them, and for a file that comes back from quarantine.
  func days(of summary: ExtractSummary) -> ClosedRange<CivilDay>? {
    unnamed == 0 && !summary.isMended ? period : nil
  }
}

extension QuarantinedRow {
  /// Whether a file with this row in it may hold attendances that it does not name: nobody can tell
  /// which one the row is, or the file was cut off in it.
  var leavesOpenWhatIsMissing: Bool {
    if case .wrongFieldCount = reason { return true }
    return key == nil
  }
}
