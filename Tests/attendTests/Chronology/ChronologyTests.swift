import Foundation
import TemporaryFiles
import Testing

/// `attend chronology`: what it says of visits, and what it never says.
struct ChronologyTests {
  private static let header =
    "attendance_id, arrival_date, arrival_time, chief_complaint, diagnosis_1, "
    + "diagnosis_qualifier_1, injury_date, injury_intent, safeguarding_concern_1, "
    + "discharge_status, gp_practice_code, address_line_1"
  /// An injury by its date and by its diagnosis, a concern, one who left, a long time without visits.
  private static let visits = """
    \(header)
    A, 2025-01-03, 09:10, 62106007, 125594000, 415684004, 2025-01-02, 52684005, , , Y99001, 1 First Road
    B, 2025-01-20, 00:00, , , , , , 861931000000100, 1066301000000103, Y99001, 1 first  road
    C, 2026-02-01, 21:49, 386661006, , , , , 162596006, 182992009, Y99002, 2 Second Road
    """

  @Test func `visits stand in time with what their records say, and room for what it meant`() throws
  {
    let page = try ChronologyPages.page(ofExtract: Self.visits, "B")
    let rows = page.rows
    #expect(rows.count == 4)
    #expect(
      rows[0].hasPrefix("3 Jan 2025 Friday, 09:10 | Emergency department, site RZ901, aged 6")
    )
    #expect(rows[0].contains("Injury recorded"))
    #expect(rows[0].contains("on 2 January 2025; intent: Assault (event)"))
    #expect(rows[0].contains("(suspected)"))
    #expect(rows[1].contains("time not recorded or midnight"))
    #expect(rows[1].contains("Left before treatment was complete"))
    #expect(rows[1].contains("Safeguarding: No safeguarding issues identified"))
    #expect(!rows[1].contains("Injury recorded") && !rows[1].contains("Address changed"))
    #expect(
      rows[2].hasPrefix("20 Jan 2025 to 1 Feb 2026 | No visit recorded for 12 months 12 days.")
    )
    #expect(rows[3].contains("Safeguarding concern recorded"))
    #expect(rows[3].contains("Suspected victim of child abuse"))
    #expect(
      rows[3].contains("Address changed: 2 Second Road, Sampletown, XX1 9ZZ; at the visit before:")
    )
    #expect(rows[3].contains("GP practice changed: at the visit before: practice Y99001"))
    #expect(rows.allSatisfy { $0.hasSuffix("| |") })
    #expect(page.text.contains("Impact on the child; action"))
    #expect(page.text.contains("made from extracts alone, without a ledger"))
  }

  @Test func `the summary counts what the rows say`() throws {
    let text = try ChronologyPages.page(ofExtract: Self.visits, "A").text
    for sentence in [
      "3 visits recorded.", "1 visit with an injury recorded: 3 January 2025.",
      "1 visit with a safeguarding concern recorded: 1 February 2026.",
      "1 visit ended before treatment was complete: 20 January 2025.",
      "Longest time between visits: 12 months 12 days, from 20 January 2025 to 1 February 2026.",
      "No rule holds at any visit.",
      "Place 2025 2026 All years Emergency department, site RZ901 2 1 3",
    ] {
      #expect(text.contains(sentence), "\(sentence)")
    }
  }

  @Test func `a shorter time without visits is said when that is asked for`() throws {
    let days = try ChronologyPages.page(ofExtract: Self.visits, "A", "--gap", "17 days")
    #expect(days.rows.count == 4)
    #expect(
      try ChronologyPages.page(ofExtract: Self.visits, "A", "--gap", "16 days").rows.count == 5
    )
  }

  @Test func `a rule that holds is said at its visit, with what it counted`() throws {
    let page = try ChronologyPages.page(
      ofExtract: """
        attendance_id, arrival_date
        A, 2026-06-01
        B, 2026-07-01
        C, 2026-08-01
        D, 2026-08-03
        """,
      "A"
    )
    #expect(page.rows.filter { $0.contains("Rule that holds") }.count == 1)
    #expect(
      page.rows.last?.contains(
        "“4 or more A&E attendances in 6 months”: 4 counted from 3 February 2026 to 3 August 2026"
      ) == true
    )
    #expect(page.text.contains("DRAFT: not clinically approved"))
    #expect(page.text.contains("Confidential: for the case conference"))
  }

  @Test func `no word of the page blames`() throws {
    let wording = try String(
      contentsOfFile: "\(Attend.rules)/letters/wording.yaml",
      encoding: .utf8
    )
    let list = try #require(wording.following("\navoid:\n")?.split(separator: "\n\n").first)
    let words = list.split(separator: "\n").map {
      $0.split(separator: ":")[0].trimmingCharacters(in: CharacterSet(charactersIn: " \""))
    }
    #expect(words.count > 10)
    let text = try ChronologyPages.page(ofExtract: Self.visits, "A").text.lowercased()
    for word in words { #expect(!text.contains(word), "\(word)") }
  }

  @Test func `a record that says nothing is said to say nothing`() throws {
    let page = try ChronologyPages.page(
      ofExtract: """
        attendance_id, arrival_date, nhs_number, birth_date, department_type, gp_practice_code, address_line_1, address_line_2, postcode
        A, 2026-06-01, , , , , , ,
        """,
      "A"
    )
    #expect(page.text.contains("The record has neither an NHS number nor a local patient number"))
    #expect(page.text.contains("NHS number not recorded"))
    #expect(page.rows[0].contains("Department not recorded, site RZ901, age not known."))
    #expect(page.rows[0].contains("Safeguarding: nothing recorded"))
    #expect(page.rows[0].contains("GP practice: not recorded"))
  }

  @Test func `a doubt about who it is comes first`() throws {
    let page = try ChronologyPages.page(
      ofExtract:
        "attendance_id, arrival_date, birth_date\nA, 2026-06-01, 2018-03-02\nB, 2026-06-09, 2018-03-03",
      "A"
    )
    let first = try #require(page.text.following("Please read first"))
    #expect(first.hasPrefix(" It is doubtful who this is. Two dates of birth are recorded."))
    #expect(page.text.contains("Born 3 March 2018; also recorded: 2 March 2018"))
  }

  @Test func `a local id that stands beside two numbers is shown beside neither`() throws {
    let page = try ChronologyPages.page(
      ofExtract: """
        attendance_id, arrival_date, child, local_patient_id
        A, 2026-06-01, 0, L77
        B, 2026-06-09, 1, L77
        """,
      "A"
    )
    #expect(page.rows.count == 1 && !page.html.contains("L77"))
    #expect(!page.html.contains("999 000 0026"))
  }

  @Test func `values are text: nothing of an extract becomes markup`() throws {
    let page = try ChronologyPages.page(
      ofExtract: "attendance_id, arrival_date, family_name\nA, 2026-06-01, <b>Larch'&",
      "A"
    )
    #expect(page.html.contains("&lt;B&gt;LARCH'&amp;") && !page.html.contains("<b>"))
  }
}
