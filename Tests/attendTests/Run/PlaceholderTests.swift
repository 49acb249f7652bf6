import AttendanceModel
import Foundation
import Ledger
import TemporaryFiles
import Testing

/// A source that writes one word where it knows no local id makes one person of many (S3): the
/// night must still end, and what it writes must be of use.
struct PlaceholderTests {
  @Test func `an id of hundreds of visits is told of in a letter and an audit of bounded length`()
    throws
  {
    let trust = try Trust()
    let visits = (0..<600).map { number in
      let day = String(107 + number / 24).dropFirst()
      let hour = String(100 + number % 24).dropFirst()
      return "A\(number), 2026-10-\(day), \(hour):00, , UNKNOWN"
    }
    try trust.receive(
      (["attendance_id, arrival_date, arrival_time, nhs_number, local_patient_id"] + visits)
        .joined(separator: "\n")
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    let letter = try #require(night.teamLetters.first)
    #expect(night.teamLetters.count == 1)
    let lines = letter.components(separatedBy: "<th scope=\"row\">").count - 1
    #expect(lines == 500, "\(lines)")
    #expect(letter.contains("Only the latest visits are listed. There were more before them."))
    let entries = try trust.auditEntries()
    let longest = try #require(entries.max { $0.utf8.count < $1.utf8.count })
    #expect(longest.components(separatedBy: "RZ9 A").count - 1 == 500)
    #expect(longest.contains("\"has_more_evidence\":true"))
  }

  @Test func `an alert's history of hundreds of injuries names the latest and says that it does`()
    throws
  {
    let trust = try Trust()
    let last = try #require(CivilDay("2026-10-31"))
    let days = (0..<650).map { last.adding(days: $0 - 649) }
    try trust.receive(
      (["arrival_date, injury_date"] + days.map { "\($0), \($0)" }).joined(separator: "\n")
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    let flags = try #require(night.files.text("alerts/flags.ndjson")).split(separator: "\n")
    let flag = try #require(flags.first { $0.contains("Previous injuries") })
    let items = flag.components(separatedBy: "<li>").dropFirst()
    #expect(items.first?.hasPrefix("only the latest are listed, there were more before<") == true)
    let dates = items.dropFirst().map { String($0.prefix(10)) }
    let told = try #require(dates.last.flatMap { CivilDay($0) })
    #expect(dates == (0..<500).map { "\(told.adding(days: $0 - 499))" })
    #expect(flag.contains("\"start\":\"\(told)\""))
  }

  @Test func `a letter that lists all visits does not speak of more`() throws {
    let trust = try Trust()
    let dates = ["01", "08", "15", "22"].map { "2026-10-\($0)" }
    try trust.receive("arrival_date\n" + dates.joined(separator: "\n"))
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.practiceLetters.count == 1)
    #expect(night.practiceLetters.first?.contains("There were more before them") == false)
    #expect(try trust.auditEntries().allSatisfy { !$0.contains("has_more_evidence") })
  }
}

extension Trust {
  /// The lines of the ledger's audit, in order.
  fileprivate func auditEntries() throws -> [String] {
    let reader = try LedgerReader(path: "\(folder.path)/state/ledger.sqlite")
    return try reader.read { ledger in
      var entries: [String] = []
      try ledger.forEachAuditLine { entries.append($0.entry) }
      return entries
    }
  }
}
