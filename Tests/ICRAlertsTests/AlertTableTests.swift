import AttendanceModel
import ICRAlerts
import Testing

struct AlertTableTests {
  @Test func `alerts stand with their demographics, in order of identifier`() throws {
    let table = try Samples.profile().table([
      Samples.record("previous-injuries", detail: ["05-Jan-2026: burn", "05-Jul-2026: sprain"]),
      Samples.record("frequent-attender"),
    ])
    #expect(
      table == """
        identifier,alert,status,rule,rule_version,provider_code,attendance_id,nhs_number,\
        nhs_number_status,local_patient_id,family_name,given_name,birth_date,sex,postcode,\
        period_start,period_end,reason,detail
        RZZ-A0001-frequent-attender,frequent-attender,active,sample-rule,1,RZZ,A0001,9990000018,\
        01,,Testcase,Rowan,2018-03-02,2,ZZ1 3ZZ,2026-07-05,2027-07-05,,
        RZZ-A0001-previous-injuries,previous-injuries,active,sample-rule,1,RZZ,A0001,9990000018,\
        01,,Testcase,Rowan,2018-03-02,2,ZZ1 3ZZ,2026-07-05,2027-07-05,,\
        05-Jan-2026: burn; 05-Jul-2026: sprain

        """
    )
  }

  @Test func `an unapproved alert is marked as a draft`() throws {
    let table = try Samples.profile().table([Samples.record("frequent-attender", isDraft: true)])
    #expect(table.contains(",DRAFT: not clinically approved\n"))
  }

  @Test func `an alert without an NHS number keeps its line`() throws {
    var record = try Samples.record("frequent-attender")
    record.patient.nhsNumber = nil
    record.patient.localPatientID = "L77"
    record.period.end = nil
    let table = try Samples.profile().table([record])
    #expect(table.contains(",A0001,,01,L77,Testcase,"))
    #expect(table.contains(",2026-07-05,,,\n"))
  }

  @Test func `a name that a spreadsheet would run is disarmed`() throws {
    var record = try Samples.record("frequent-attender")
    record.patient.familyName = "=HYPERLINK(1)"
    #expect(try Samples.profile().table([record]).contains(",'=HYPERLINK(1),"))
  }
}
