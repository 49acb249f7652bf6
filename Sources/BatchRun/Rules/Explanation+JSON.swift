import AttendanceModel
import RuleEngine
import RuleLanguage

extension Explanation {
  /// One rule version's answer about one attendance, for programs.
  private struct Entry: Encodable {
    var rule: String
    var version: Int
    var title: String
    var providerCode: String
    var attendanceID: String
    var arrivalDate: String
    var arrivalTime: String
    var outcome: RuleAnswer.Outcome
    var because: [String]
    var unknown: [String]
    var count: Int?
    var needed: String?
    var short: Int?
    var windowFrom: String
    var windowTo: String
    var evidence: [EvidenceWords.Line]

    enum CodingKeys: String, CodingKey {
      case rule
      case version = "rule_version"
      case title
      case providerCode = "provider_code"
      case attendanceID = "attendance_id"
      case arrivalDate = "arrival_date"
      case arrivalTime = "arrival_time"
      case outcome, because, unknown, count, needed, short
      case windowFrom = "window_from"
      case windowTo = "window_to"
      case evidence
    }
  }

  /// The answer as JSON.
  package func json() throws -> String {
    struct Report: Encodable {
      var attendances: Int
      var who: String?
      var doubts: [String]
      var answers: [Entry]
    }
    let report = Report(
      attendances: found.attendances.count,
      who: who,
      doubts: doubts,
      answers: answers.map(entry)
    )
    return try JSONText.result(report)
  }

  private func entry(_ answer: RuleAnswer) -> Entry {
    Entry(
      rule: answer.rule.name,
      version: answer.rule.version,
      title: answer.rule.title,
      providerCode: answer.attendance.providerCode,
      attendanceID: answer.attendance.attendanceID,
      arrivalDate: answer.arrival.day.description,
      arrivalTime: answer.arrival.time.description,
      outcome: answer.outcome,
      because: answer.reasons(words.phrases),
      unknown: answer.gaps(words.phrases),
      count: answer.count,
      needed: answer.rule.count?.threshold.phrase,
      short: answer.shortage,
      windowFrom: answer.window.lowerBound.description,
      windowTo: answer.window.upperBound.description,
      evidence: evidence(answer)
    )
  }
}
