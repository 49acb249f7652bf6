import Foundation
import TemporaryFiles
import Testing

/// `attend explain`, as a user sees it.
struct ExplainTests {
  private static let extract = """
    attendance_id,provider_code,department_type,attendance_category,arrival_date,arrival_time,\
    nhs_number,family_name,birth_date,discharge_status,\
    chief_complaint,diagnosis_1,mobility
    A1,RJE,01,1,2026-01-04,10:00,9990000018,Sample,2018-03-02,,,,
    A2,RJE,01,1,2026-02-11,10:00,9990000018,Sample,2018-03-02,1066301000000103,,,
    A3,RJE,01,4,2026-02-18,10:00,9990000018,Sample,2018-03-02,,,,
    A4,RJE,04,1,2026-03-01,10:00,9990000018,Sample,2018-03-02,,,,
    A5,RJE,01,,2026-04-30,10:00,9990000018,Sample,2018-03-02,1066301000000103,,,
    A6,RJE,01,1,2026-07-05,10:00,9990000018,Sample,2018-03-02,,,,
    B1,RJE,01,1,2026-07-05,11:00,9990000026,Other,,,,,
    B2,RJE,01,1,2026-07-05,12:00,,Third,,,,,
    C1,RJE,01,1,2026-07-06,12:00,9990000034,Young,2025-12-02,,62106007,22298006,mobile
    D1,RJE,01,1,2026-07-06,13:00,9990000042,Grown,2000-03-02,,,,

    """

  private func explain(_ id: String, _ more: String...) throws -> Attend.Outcome {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let path = try scratch.file("extract.csv", Self.extract)
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

        4 or more A&E attendances in 6 months
          frequent-attender-4-in-6-months, version 1, at 2026-07-05 10:00 (RJE A6)
          not fired: 3 attendances counted, 4 or more needed, 1 short
            not counted  2026-01-04 10:00  RJE A1  Emergency department \
        (before the period: 1 day before 2026-01-05)
            counted      2026-02-11 10:00  RJE A2  Emergency department (left early)
            not counted  2026-02-18 10:00  RJE A3  Emergency department (planned visit)
            not counted  2026-03-01 10:00  RJE A4  Walk-in centre (not an A&E department: the \
        department type is 04 (Walk-in centre), not 01, 02 or 03)
            counted      2026-04-30 10:00  RJE A5  Emergency department \
        (not recorded whether planned; left early)
            counted      2026-07-05 10:00  RJE A6  Emergency department

        """
    )
  }

  @Test func `an unknown answer is told apart from a no`() throws {
    let outcome = try explain("B1", "--rule", "frequent-attender-4-in-6-months")
    #expect(
      outcome.output.contains("\n  not known: no birth date and no age is recorded\n")
    )
  }

  @Test func `a person without identity hears why only suspected harm is asked`() throws {
    let outcome = try explain("B2", "--rule", "frequent-attender-4-in-6-months")
    #expect(outcome.output.contains("not fired: nobody knows who came"))
  }

  @Test func `of alternatives none holds, and each says what is recorded`() throws {
    let unknown = try explain("A6", "--rule", "previous-injuries")
    #expect(
      unknown.output.contains(
        "\n  not known: no injury date, diagnosis or chief complaint is recorded\n"
      )
    )
    let known = try explain("C1", "--rule", "previous-injuries")
    #expect(
      known.output.contains(
        "\n  not fired: no injury date is recorded, and neither a diagnosis nor the chief complaint "
          + "is in the code set “injury”\n"
      ),
      "\(known.output)"
    )
  }

  @Test(arguments: [
    ("A6", "the age at arrival is 8 years, not under 6 months, and no mobility is recorded"),
    (
      "C1",
      "the age at arrival is 7 months, not under 6 months, and the mobility is mobile, not non-mobile"
    ),
  ])
  func `an age stands in the unit of its bound, or in years`(id: String, facts: String) throws {
    let outcome = try explain(id, "--rule", "non-mobile-baby-bruising")
    #expect(outcome.output.contains(facts), "\(outcome.output)")
  }

  @Test func `the rule that is not about such a person lists nothing`() throws {
    let outcome = try explain("D1", "--rule", "frequent-attender-4-in-6-months")
    #expect(
      outcome.output.hasSuffix(
        "\n  not fired: the age at arrival is 26 years, not under 18 years\n"
      ),
      "\(outcome.output)"
    )
  }

  @Test func `a planned attendance says so, and what came later is not called a trigger's`() throws
  {
    let outcome = try explain("A3", "--rule", "frequent-attender-4-in-6-months")
    #expect(
      outcome.output.contains(
        """
          not fired: the category is planned, not unplanned or not recorded
          2 attendances counted, 4 or more needed, 2 short

        """
      ),
      "\(outcome.output)"
    )
    #expect(outcome.output.contains("Walk-in centre (after the visit asked about)\n"))
  }

  @Test func `the same as JSON for programs`() throws {
    struct Report: Decodable {
      struct Answer: Decodable {
        struct Line: Decodable {
          var attendance_id: String
          var counted: Bool
          var standing: [String]
        }
        var rule: String
        var outcome: String
        var because: [String]
        var unknown: [String]
        var count: Int?
        var short: Int?
        var evidence: [Line]
      }
      var attendances: Int
      var answers: [Answer]
    }
    let outcome = try explain("A6", "--json")
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    #expect(report.attendances == 6 && report.answers.count == 5)
    let answer = try #require(report.answers.first)
    #expect(answer.rule == "frequent-attender-4-in-6-months" && answer.outcome == "not-fired")
    #expect(answer.count == 3 && answer.short == 1 && answer.because.isEmpty)
    #expect(answer.evidence.map(\.counted) == [false, true, false, false, true, true])
    #expect(answer.evidence[0].standing == ["before-window"])
    #expect(report.answers.contains { $0.outcome == "unknown" && !$0.unknown.isEmpty })
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
