import AttendanceModel
import NotifyPolicy
import RuleEngine
import RuleLanguage

extension RuleBook {
  /// What the ledger needs of an attendance (S14).
  ///
  /// A row that no rule is about can lead to no letter. It may still count for a person whose
  /// other rows are, since a rule's `where` does not include its `for`, and it may say that nobody
  /// may be written to: so what counts, links and gates is kept, and name, address and everything
  /// else is not.
  func needed(of attendance: Attendance) -> Attendance {
    guard !engine.mayBeAbout(attendance) else { return attendance }
    var fields = fieldsThatCountOrLink
    if saysWhoMayBeWrittenTo(attendance) {
      fields.formUnion(PersonFacts.fields.union([.diagnosis]))
    }
    var kept = Attendance(key: attendance.key, arrival: attendance.arrival)
    kept.applicable = attendance.applicable
    kept.unreadable = attendance.unreadable.intersection(fields)
    // An address counts for nothing, unless it is protected.
    if !PostalAddress.isProtected(postcode: attendance.patient.postcode),
      !fieldsThatCountOrLink.contains(.postcode)
    {
      fields.remove(.postcode)
    }
    // In the order of the list of fields: a diagnosis before its qualifier.
    for field in AttendanceField.allCases where fields.contains(field) {
      switch field {
      case .diagnosisQualifier: kept.diagnoses = attendance.diagnoses
      case .nhsNumberStatus: kept.patient.nhsNumberStatus = attendance.patient.nhsNumberStatus
      default:
        for (place, value) in attendance.values(of: field).enumerated() {
          _ = kept.set(field, to: value, at: place)
        }
      }
    }
    return kept
  }

  /// Whether a row says that a person may not be written to, or only in another way.
  func saysWhoMayBeWrittenTo(_ attendance: Attendance) -> Bool {
    PersonFacts.areSaid(by: attendance, safetyCodes)
  }

  /// The longest time between attendances of one presentation, in minutes; 0 when no rule counts
  /// presentations.
  var longestGap: Int {
    rules.map { rule in
      if case .presentations(let gap)? = rule.count?.unit { gap } else { 0 }
    }.max() ?? 0
  }
}
