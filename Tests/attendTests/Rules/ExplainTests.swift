import Foundation
import Testing

/// `attend explain`, as a user sees it.
struct ExplainTests {
  private static let extract = """
    attendance_id,provider_code,department_type,attendance_category,arrival_date,arrival_time,\
    nhs_number,family_name,birth_date,discharge_status
    A1,RJE,01,1,2026-01-04,10:00,9990000018,Sample,2018-03-02,
    A2,RJE,01,1,2026-02-11,10:00,9990000018,Sample,2018-03-02,1066301000000103
    A3,RJE,01,4,2026-02-18,10:00,9990000018,Sample,2018-03-02,
    A4,RJE,04,1,2026-03-01,10:00,9990000018,Sample,2018-03-02,
    A5,RJE,01,,2026-04-30,10:00,9990000018,Sample,2018-03-02,1066301000000103
    A6,RJE,01,1,2026-07-05,10:00,9990000018,Sample,2018-03-02,
    B1,RJE,01,1,2026-07-05,11:00,9990000026,Other,,
    B2,RJE,01,1,2026-07-05,12:00,,Third,,

    """

  private func explain(_ id: String, _ more: String...) throws -> Attend.Outcome {
    let scratch = try Scratch()
    let path = try scratch.write("extract.csv", Self.extract)
    return try Program.run(
      ["explain", "--provider", "RJE", "--attendance", id, "--as-of", "2026-11-01", path] + more
    )
  }

  @Test func `every attendance says whether it counted and why not`() throws {
    let outcome = try explain("A6", "--rule", "frequent-attender-4-in-6-months")
    #expect(outcome.code == 0)
    #expect(
      outcome.output == """
        Attendance A6 of provider RJE: a person with 6 attendances in these extracts

        frequent-attender-4-in-6-months, version 1, at 2026-07-05 10:00 (RJE A6)
          not fired: 3 attendances counted, 4 or more needed
          1 short
            not counted  2026-01-04 10:00  RJE A1  Emergency department \
        (before the period: 1 day before 2026-01-05)
            counted      2026-02-11 10:00  RJE A2  Emergency department (left early)
            not counted  2026-02-18 10:00  RJE A3  Emergency department (planned visit)
            not counted  2026-03-01 10:00  RJE A4  Walk-in centre (not an A&E department: “where” \
        asks that the department type is 01 (Emergency department), 02 (Specialist emergency \
        department) or 03 (Minor injury unit or urgent treatment centre))
            counted      2026-04-30 10:00  RJE A5  Emergency department \
        (not recorded whether planned; left early)
            counted      2026-07-05 10:00  RJE A6  Emergency department

        """
    )
  }

  @Test func `an unknown answer is told apart from a no`() throws {
    let outcome = try explain("B1", "--rule", "frequent-attender-4-in-6-months")
    #expect(
      outcome.output.contains(
        "not fired: “for” asks whether the age at arrival is under 18 years, which the record does "
          + "not say"
      )
    )
  }

  @Test func `a person without identity hears why only suspected harm is asked`() throws {
    let outcome = try explain("B2", "--rule", "frequent-attender-4-in-6-months")
    #expect(outcome.output.contains("not fired: nobody knows who came"))
  }

  @Test func `of alternatives, one would have been enough`() throws {
    let outcome = try explain("A6", "--rule", "previous-injuries")
    #expect(
      outcome.output.contains(
        "not fired: “when” asks whether an injury date is recorded, or whether a diagnosis is in "
          + "the code set “injury” ("
      )
    )
    #expect(outcome.output.contains(", which the record does not say\n"))
    #expect(!outcome.output.contains("; “when” asks"))
  }

  @Test func `a whole person is explained attendance by attendance`() throws {
    let outcome = try explain("A6", "--whole-person", "--rule", "unregistered-with-gp")
    #expect(
      outcome.output.components(separatedBy: "unregistered-with-gp, version 1, at ").count == 7
    )
  }

  @Test func `all five rules answer`() throws {
    let outcome = try explain("A6")
    #expect(outcome.output.components(separatedBy: ", version 1, at 2026-07-05").count == 6)
  }

  @Test func `who it is stands there only on request`() throws {
    let plain = try explain("A6")
    for value in ["9990000018", "999 000 0018", "Sample", "2018-03-02"] {
      #expect(!plain.output.contains(value))
      #expect(!plain.messages.contains(value))
    }
    let outcome = try explain("A6", "--identifiable")
    #expect(outcome.output.contains("Sample, born 2018-03-02, NHS number 999 000 0018"))
  }

  @Test func `an attendance that is not there is no input`() throws {
    let outcome = try explain("A7")
    #expect(outcome.code == 66)
    #expect(outcome.messages.contains("no live attendance A7 of provider RJE"))
  }
}
