import AttendanceModel
import Ledger
import Linkage
import RuleEngine

/// A version made ready for the ledger, with what the run needs to know of it.
struct PreparedRow: Sendable {
  var version: PreparedVersion
  var arrival: Arrival
  var site: String?
  /// In a first load, what the rules make of it when one may be about it.
  var answers: RowAnswers?

  /// How the rows of an extract are made ready; any thread may.
  struct Preparation: Sendable {
    private let book: RuleBook
    private let origin: VersionOrigin
    private let superseded: SupersededNumbers
    private let isFirstLoad: Bool
    /// What is stored of a row that no rule is about.
    let counted: StoredFields

    init(
      _ book: RuleBook,
      origin: VersionOrigin,
      superseded: SupersededNumbers,
      isFirstLoad: Bool
    ) {
      self.book = book
      counted = StoredFields(book.fieldsThatCountOrLink)
      self.origin = origin
      self.superseded = superseded
      self.isFirstLoad = isFirstLoad
    }

    /// Stores what ``RuleBook/needed(of:)`` keeps.
    func row(_ attendance: Attendance) -> PreparedRow {
      let isForRules = book.engine.mayBeAbout(attendance)
      let saysMore = !isForRules && book.saysWhoMayBeWrittenTo(attendance)
      return PreparedRow(
        version: PreparedVersion(
          saysMore ? book.needed(of: attendance) : attendance,
          keeping: isForRules || saysMore ? nil : counted,
          from: origin,
          superseded: superseded
        ),
        arrival: attendance.arrival,
        site: attendance.siteCode,
        answers: isFirstLoad && isForRules ? book.engine.answers(for: attendance) : nil
      )
    }
  }
}
