import AttendanceModel
import CSVWriting
import Ledger
import Letters

/// `worklist.csv`: what the safeguarding team is asked to look at.
enum WorklistTable {
  private static let columns = [
    "item", "urgency", "about", "why", "rule", "provider_code", "attendance_id", "arrival_date",
    "nhs_number", "local_patient_id", "family_name", "given_name", "birth_date",
  ]

  /// `worklist.csv`: urgent items first; the words are the wording file's.
  ///
  /// - Parameters:
  ///   - items: the items of a run.
  ///   - wording: the words of kinds and reasons.
  ///   - attendance: finds the attendance that an item shows.
  /// - Returns: the file's text.
  static func text(
    _ items: [WorklistItem],
    wording: Wording,
    attendance: (WorklistItem) throws -> Attendance?
  ) rethrows -> String {
    var text = CSVLine.exact(columns)
    let ordered = items.sorted {
      ($0.urgency == .urgent ? 0 : 1, $0.number) < ($1.urgency == .urgent ? 0 : 1, $1.number)
    }
    for item in ordered {
      let found = try attendance(item)
      let patient = found?.patient
      text += CSVLine.forSpreadsheet([
        String(item.number), item.urgency.rawValue,
        wording.words(.worklist, item.kind) ?? item.kind,
        item.reasons.map(words(wording)).joined(separator: "; "),
        item.rule ?? "", item.attendance?.providerCode ?? "",
        item.attendance?.attendanceID ?? "", found?.arrival.day.description ?? "",
        patient?.nhsNumber?.grouped ?? "", patient?.localPatientID ?? "",
        patient?.familyName ?? "", patient?.givenName ?? "",
        patient?.birthDate?.description ?? "",
      ])
    }
    return text
  }

  /// The words of a reason.
  static func words(_ wording: Wording) -> (_ reason: String) -> String {
    { reason in
      wording.words(.hold, reason) ?? wording.words(.detour, reason)
        ?? wording.words(.conflict, reason) ?? wording.words(.correction, reason) ?? reason
    }
  }
}

extension LedgerTransaction {
  /// The attendance that an item shows, as a list of many persons may.
  ///
  /// An item about a letter to the wrong patient's practice shows who had the letter: the attendance
  /// is another child's now.
  func attendance(shownWith item: WorklistItem) throws -> Attendance? {
    guard let key = item.attendance, var shown = try listed(key) else { return nil }
    guard item.kind == WorklistKind.wrongPatient.rawValue else { return shown }
    let told = try item.reasons.flatMap { words in
      try notifications(ofDocument: TakenBack.letter(inWords: words))
    }
    shown.patient = told.compactMap(\.patient).first ?? Attendance.Patient()
    shown.patient.nhsNumber = shown.patient.nhsNumber ?? told.compactMap(\.nhsNumber).first
    // The local id may be what led to the wrong child, and stand beside the other number (S3).
    if shown.patient.nhsNumber != nil { shown.patient.localPatientID = nil }
    return shown
  }
}
