import AttendanceModel
import Foundation
import ICRAlerts
import Testing

struct FlagTests {
  @Test func `a frequent attender is a UK Core Flag on one line`() throws {
    let flag = try Samples.profile().flag(Samples.record("frequent-attender"), from: Samples.author)
    let expected = """
      {"author":{"display":"Sample Valley NHS Foundation Trust","identifier":\
      {"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"RZZ"},\
      "type":"Organization"},\
      "category":[{"coding":[{"code":"RC","display":"Repeat Caller",\
      "system":"https://fhir.nhs.uk/CodeSystem/flag-categories-bars"}]}],\
      "code":{"coding":[{"code":"826931000000104",\
      "display":"Frequent attender of accident and emergency department",\
      "system":"http://snomed.info/sct"}],\
      "text":"Frequent attendances at emergency departments"},\
      "identifier":[{"system":"https://attend.example.nhs.uk/Id/alert",\
      "value":"RZZ-A0001-frequent-attender"}],\
      "meta":{"profile":["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Flag"],\
      "security":[{"code":"NOPAT","display":"no disclosure to patient",\
      "system":"http://terminology.hl7.org/CodeSystem/v3-ActCode"}]},\
      "period":{"end":"2027-07-05","start":"2026-07-05"},"resourceType":"Flag",\
      "status":"active",\
      "subject":{"identifier":{"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/\
      Extension-UKCore-NHSNumberVerificationStatus","valueCodeableConcept":{"coding":\
      [{"code":"01","system":"https://fhir.hl7.org.uk/CodeSystem/\
      UKCore-NHSNumberVerificationStatusEngland"}]}}],\
      "system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"},"type":"Patient"}}
      """
    #expect(flag == expected)
  }

  @Test(arguments: [
    (AlertRecord.Status.active, "active"),
    (.inactive, "inactive"),
    (.enteredInError, "entered-in-error"),
  ])
  func `the status is a word of flag-status`(status: AlertRecord.Status, word: String) throws {
    let record = try Samples.record("safeguarding-concern", status: status)
    let flag = try json(record)
    #expect(flag["status"] as? String == word)
  }

  @Test func `an alert without a code says it in words alone`() throws {
    let code = try #require(json(Samples.record("no-registered-gp"))["code"] as? [String: Any])
    #expect(code["coding"] == nil)
    #expect(code["text"] as? String == "No registered GP practice")
  }

  @Test func `an injury history is readable text, escaped`() throws {
    let record = try Samples.record(
      "previous-injuries",
      detail: ["05-Jan-2026: burn <5% & blister", "05-Jul-2026: sprain"]
    )
    let text = try #require(json(record)["text"] as? [String: Any])
    #expect(text["status"] as? String == "generated")
    #expect(
      text["div"] as? String == """
        <div xmlns="http://www.w3.org/1999/xhtml"><p>Previous injuries, see the history</p>\
        <ul><li>05-Jan-2026: burn &lt;5% &amp; blister</li><li>05-Jul-2026: sprain</li></ul></div>
        """
    )
  }

  @Test func `an unapproved alert is marked as a draft`() throws {
    let record = try Samples.record("frequent-attender", isDraft: true)
    let code = try #require(json(record)["code"] as? [String: Any])
    #expect(
      code["text"] as? String == "DRAFT: not clinically approved. "
        + "Frequent attendances at emergency departments"
    )
  }

  @Test func `a source without the status column claims no verification`() throws {
    var record = try Samples.record("frequent-attender")
    record.patient.nhsNumberStatus = nil
    let subject = try #require(json(record)["subject"] as? [String: Any])
    let identifier = try #require(subject["identifier"] as? [String: Any])
    #expect(identifier["extension"] == nil)
    #expect(identifier["value"] as? String == "9990000018")
  }

  @Test(arguments: ["02", "07", ""])
  func `an unverified number makes no Flag`(status: String) throws {
    var record = try Samples.record("frequent-attender")
    record.patient.nhsNumberStatus = status
    let error = AlertError(identifier: record.identifier, cause: .noVerifiedNumber)
    #expect(throws: error) { try Samples.profile().flag(record, from: Samples.author) }
    #expect(!error.description.contains("9990000018"))
  }

  @Test func `what no record could load is refused`() throws {
    var record = try Samples.record("frequent-attender")
    record.period.end = try Samples.day("2026-07-04")
    #expect(throws: AlertError(identifier: record.identifier, cause: .endsBeforeStart)) {
      try Samples.profile().flag(record, from: Samples.author)
    }
    record = try Samples.record("frequent-atender")
    #expect(
      throws: AlertError(identifier: record.identifier, cause: .unknownAlert("frequent-atender"))
    ) {
      try Samples.profile().flag(record, from: Samples.author)
    }
  }

  @Test func `no Flag names an encounter, and none spans a line`() throws {
    let records = try ["no-registered-gp", "frequent-attender"].map { try Samples.record($0) }
    let lines = try Samples.profile().flags(records, from: Samples.author)
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 3)
    #expect(lines.last == "")
    #expect(lines[0].contains("RZZ-A0001-frequent-attender"))
    #expect(lines[1].contains("RZZ-A0001-no-registered-gp"))
    #expect(!lines.joined().contains("encounter"))
  }

  private func json(_ record: AlertRecord) throws -> [String: Any] {
    let flag = try Samples.profile().flag(record, from: Samples.author)
    let object = try JSONSerialization.jsonObject(with: Data(flag.utf8))
    return try #require(object as? [String: Any])
  }
}
