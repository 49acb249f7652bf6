import AttendanceModel
import Ledger
import Linkage
import RuleEngine

/// A version made ready for the ledger, and in a first load what the rules make of it when one may
/// be about it.
struct PreparedRow: Sendable {
  var version: PreparedVersion
  var answers: RowAnswers?

  /// How the rows of an extract are made ready; any thread may.
  struct Preparation: Sendable {
    let book: RuleBook
    let origin: VersionOrigin
    let superseded: SupersededNumbers
    let isFirstLoad: Bool

    func row(_ attendance: Attendance) -> PreparedRow {
      let isForRules = book.mayBeAbout(attendance)
      return PreparedRow(
        version: PreparedVersion(
          isForRules ? attendance : book.counted(of: attendance),
          from: origin,
          superseded: superseded
        ),
        answers: isFirstLoad && isForRules ? book.engine.answers(for: attendance) : nil
      )
    }
  }
}
