import ExtractReading
import Foundation
import Testing

@testable import SyntheticExtracts

/// What brings patients is told in codes that the shipped tables and code sets know.
struct FindingTests {
  private static let rules = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Rules").path

  private func codes(_ file: String, _ column: String) throws -> Set<String> {
    let table = try CSVTable(path: "\(Self.rules)/\(file)")
    let place = try #require(table.columns.firstIndex(of: column))
    return Set(table.rows.map { $0.values[place] })
  }

  @Test func `every code stands in a table`() throws {
    let complaints = try codes("tables/chief_complaint.csv", "snomed_code")
    let diagnoses = try codes("tables/diagnosis.csv", "snomed_code")
    for finding in Finding.all {
      #expect(finding.complaint.isEmpty || complaints.contains(finding.complaint))
      for code in finding.diagnoses { #expect(diagnoses.contains(code), "\(code)") }
    }
    let outcomes = try codes("tables/discharge_status.csv", "snomed_code")
    for code in Outcome.all { #expect(code.isEmpty || outcomes.contains(code), "\(code)") }
  }

  @Test func `every finding is what its kind says, by the code sets`() throws {
    let injury = try codes("codesets/injury.csv", "code")
    let bruising = try codes("codesets/bruising.csv", "code")
    for finding in Finding.all {
      let codes = Set([finding.complaint] + finding.diagnoses)
      let isBruise = !codes.isDisjoint(with: bruising)
      let isInjury = !codes.isDisjoint(with: injury)
      #expect(isBruise == (finding.kind == .bruise), "\(codes)")
      if finding.kind == .injury { #expect(isInjury, "\(codes)") }
      if finding.kind == .illness || finding.kind == .unrecorded { #expect(!isInjury, "\(codes)") }
    }
  }

  @Test func `no baby has a bruise by chance`() {
    for bruise in Finding.bruises { #expect(Finding.all[bruise].weights[0] == 0) }
  }
}
