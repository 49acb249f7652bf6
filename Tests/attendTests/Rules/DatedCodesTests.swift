import Foundation
import Testing

/// Codes that hold for some days only, from the file to the trigger.
struct DatedCodesTests {
  @Test func `a code counts on the days for which it holds, both ends included`() throws {
    let scratch = try Scratch()
    let folder = try scratch.rules("codesets/bruising.csv") { _ in
      """
      code,term,item,group,source,valid_from,valid_to
      125668004,Contusion of face (disorder),diagnosis,bruise,test,2026-02-01,2026-02-28

      """
    }
    let days = ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"]
    let rows = days.map { "A\($0),RJE,1,\($0),9990000018,2025-12-01,125668004" }
    let header =
      "attendance_id,provider_code,attendance_category,arrival_date,nhs_number,birth_date,diagnosis_1"
    let path = try scratch.write("extract.csv", ([header] + rows).joined(separator: "\n") + "\n")
    let table = scratch.folder.appending(path: "triggers.csv").path()
    let outcome = try Program.run(
      "dry-run",
      "--rules",
      folder,
      "--as-of",
      "2026-11-01",
      "--triggers",
      table,
      path
    )
    #expect(outcome.code == 0)
    let found = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("non-mobile-baby-bruising") }
      .map { $0.split(separator: ",")[4] }
    #expect(found == ["2026-02-01", "2026-02-28"])
    let words = try Program.run("rules", "describe", folder).output
    #expect(words.contains("- the arrival is on or after 2026-02-01 and on or before 2026-02-28"))
  }
}
