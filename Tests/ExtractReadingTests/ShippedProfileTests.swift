import AttendanceModel
import ExtractReading
import Foundation
import Testing

/// The profiles in `Rules/sources` read their layouts end to end.
struct ShippedProfileTests {
  private func profile(_ name: String) throws -> SourceProfile {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Rules/sources/\(name).yaml")
    let profile = try SourceProfile.read(
      text: try String(contentsOf: file, encoding: .utf8),
      file: file.lastPathComponent
    )
    #expect(profile.name == name)
    return profile
  }

  @Test func `ecds reads data dictionary names`() throws {
    let columns = """
      CDS_UPDATE_TYPE,CDS_APPLICABLE_DATE,CDS_APPLICABLE_TIME,\
      ORGANISATION_IDENTIFIER_CODE_OF_PROVIDER,ORGANISATION_SITE_IDENTIFIER_OF_TREATMENT,\
      EMERGENCY_CARE_DEPARTMENT_TYPE,EMERGENCY_CARE_ATTENDANCE_IDENTIFIER,\
      EMERGENCY_CARE_ATTENDANCE_CATEGORY,EMERGENCY_CARE_ARRIVAL_DATE,EMERGENCY_CARE_ARRIVAL_TIME,\
      AGE_AT_CDS_ACTIVITY_DATE,NHS_NUMBER,NHS_NUMBER_STATUS_INDICATOR_CODE,\
      WITHHELD_IDENTITY_REASON,LOCAL_PATIENT_IDENTIFIER_EXTENDED,PERSON_FAMILY_NAME,\
      PERSON_GIVEN_NAME,PERSON_BIRTH_DATE,PERSON_STATED_GENDER_CODE,\
      PATIENT_USUAL_ADDRESS_LINE_1,PATIENT_USUAL_ADDRESS_LINE_2,PATIENT_USUAL_ADDRESS_LINE_3,\
      POSTCODE_OF_USUAL_ADDRESS,PREFERRED_SPOKEN_LANGUAGE_SNOMED_CT,\
      GENERAL_MEDICAL_PRACTICE_CODE_PATIENT_REGISTRATION,\
      EMERGENCY_CARE_ATTENDANCE_SOURCE_SNOMED_CT,EMERGENCY_CARE_CHIEF_COMPLAINT_SNOMED_CT,\
      EMERGENCY_CARE_DIAGNOSIS_SNOMED_CT_01,EMERGENCY_CARE_DIAGNOSIS_QUALIFIER_SNOMED_CT_01,\
      EMERGENCY_CARE_DIAGNOSIS_SNOMED_CT_02,EMERGENCY_CARE_DIAGNOSIS_QUALIFIER_SNOMED_CT_02,\
      INJURY_DATE,INJURY_TIME,EMERGENCY_CARE_PLACE_OF_INJURY_SNOMED_CT,\
      EMERGENCY_CARE_INJURY_INTENT_SNOMED_CT,EMERGENCY_CARE_INJURY_ACTIVITY_TYPE_SNOMED_CT,\
      EMERGENCY_CARE_INJURY_MECHANISM_SNOMED_CT,EMERGENCY_CARE_DISCHARGE_STATUS_SNOMED_CT,\
      SAFEGUARDING_CONCERN_SNOMED_CT_01,SAFEGUARDING_CONCERN_SNOMED_CT_02,\
      EMERGENCY_CARE_DISCHARGE_DESTINATION_SNOMED_CT,LOOKED_AFTER_CHILD_INDICATOR,\
      CHILD_PROTECTION_PLAN_INDICATOR,PERSON_DEATH_DATE
      """
    let rows = """
      9,2026-03-05,02:00:01,RZ9,RZ901,01,E1,1,2026-03-04,9:15:30,7,9990000018,01,,P1,Sample,\
      Sam,2018-04-01,1,1 Made-up Lane,,Nowhere,ZZ1 1ZZ,,A99999,,161887000,161887000,410605003,\
      125667009,,2026-03-04,08:00:00,,,,,182992009,861931000000100,,306689006,N,Y,
      1,2026-03-06,,RZ9,,,E1,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
      """
    let reading = try Reading(TemporaryFile(columns + "\n" + rows), profile: profile("ecds"))
    #expect(reading.summary.unmappedColumns.isEmpty)
    #expect(reading.summary.unreadableValues.isEmpty)
    let attendance = try #require(reading.attendances.first)
    #expect(attendance.key == AttendanceKey(providerCode: "RZ9", attendanceID: "E1"))
    #expect(attendance.arrival.description == "2026-03-04 09:15")
    #expect(attendance.departmentType == "01")
    #expect(attendance.category == .unplannedFirst)
    #expect(attendance.applicable == Timestamp(ascii: "2026-03-05T02:00:01Z".utf8)?.instant)
    #expect(attendance.diagnoses.map(\.qualifier) == ["410605003", nil])
    #expect(attendance.injury.time?.description == "08:00")
    #expect(attendance.safeguardingConcerns == ["861931000000100"])
    #expect(attendance.patient.addressLines == ["1 Made-up Lane", "Nowhere"])
    #expect(attendance.patient.isLookedAfter == false)
    #expect(attendance.patient.hasChildProtectionPlan == true)
    #expect(
      reading.outcomes.last
        == .delete(
          attendance.key,
          applicable: Timestamp(ascii: "2026-03-06T00:00Z".utf8)?.instant,
          at: RowPosition(record: 2, line: 3)
        )
    )
  }

  @Test func `walk-in reads semicolons, a byte-order mark, CRLF and the retired codes`() throws {
    let lines = [
      "Attendance No;Provider;Centre;Arrived;Visit Type;NHS No;NHS No Status;Patient Ref;Surname;"
        + "Forename;DOB;Age;Sex;Address 1;Address 2;Town;Postcode;Language;Registered Practice;"
        + "Presenting Complaint;Diagnoses;Injury Date;Discharge Outcome;Mobility;Last Updated;"
        + "Update",
      "W1;RZ9;RZ9W1;04/03/2026 09:15;1;999 000 0026;01;P2;Sample;Sue;01/04/2018;7;F;2 Made-up"
        + " Lane;;Nowhere;ZZ1 1ZZ;;V81997;161887000;161887000|125667009;03/03/2026;12;Non-mobile;"
        + "04/03/2026 12:00;U",
      "W2;RZ9;RZ9W1;05/03/2026 09:15;2;;;;;;;;;;;;;;;;;;03;Mobile;;",
      "W3;RZ9;RZ9W1;05/03/2026 09:15;3;;;;;;;;;;;;;;;;;;01;;;",
      "W4;RZ9;RZ9W1;05/03/2026 09:15;9;;;;;;;;;;;;;;;;;;99;;;",
      "W1;RZ9;;;;;;;;;;;;;;;;;;;;;;;06/03/2026 08:00;D", "",
    ]
    let text = "\u{FEFF}" + lines.joined(separator: "\r\n")
    let reading = try Reading(TemporaryFile(text), profile: profile("walk-in"))
    #expect(reading.summary.unmappedColumns.isEmpty)
    #expect(reading.summary.unreadableValues == [.init(column: "Discharge Outcome", count: 1)])
    #expect(reading.summary.deletes == 1)
    #expect(
      reading.attendances.map(\.category) == [
        .unplannedFirst, .planned, .unplannedFollowUp, .notRecorded,
      ]
    )
    #expect(
      reading.attendances.map(\.dischargeStatus)
        == ["1066301000000103", "182992009", nil, nil]
    )
    let first = try #require(reading.attendances.first)
    #expect(first.arrival.description == "2026-03-04 09:15")
    #expect(first.departmentType == "04")
    #expect(first.patient.nhsNumber?.plain == "9990000026")
    #expect(first.patient.addressLines == ["2 Made-up Lane", "Nowhere"])
    #expect(first.patient.mobility == .nonMobile)
    #expect(first.patient.sex == "2")
    #expect(first.diagnoses.map(\.code) == ["161887000", "125667009"])
    #expect(first.injury.date?.description == "2026-03-03")
    #expect(first.registration == .none)
  }

  @Test func `out-of-hours reads quoted cases and sets what the layout lacks`() throws {
    let lines = [
      "CaseNo,Provider,Service,ActiveDate,ActiveTime,NHSNumber,Traced,PatientRef,Surname,Forename,"
        + "DateOfBirth,Sex,Address,Town,Postcode,PracticeCode,PresentingCondition,Diagnosis1,"
        + "Diagnosis2,Outcome",
      "C1,NZX9,NZX91,04/03/2026,23:59,9990000034,Y,P3,\"O\"\"Sample, junior\",Sid,01/01/2026,M,"
        + "3 Made-up Lane,Nowhere,ZZ1 1ZZ,A99999,,,161887000,Advice",
      "C2,NZX9,NZX91,04/03/2026,,9990000042,N,,,,,,,,,,,,,",
    ]
    let quoted = lines.enumerated().map { index, line in
      index == 1
        ? line.split(separator: ",\"O\"\"Sample, junior\",").map { quote(String($0)) }
          .joined(separator: ",\"O\"\"Sample, junior\",")
        : quote(line)
    }
    let reading = try Reading(
      TemporaryFile(quoted.joined(separator: "\n") + "\n"),
      profile: profile("out-of-hours")
    )
    #expect(reading.summary.unmappedColumns == ["Outcome"])
    #expect(reading.summary.unreadableValues.isEmpty)
    #expect(reading.attendances.map(\.patient.nhsNumberStatus) == ["01", "02"])
    #expect(reading.attendances.map(\.departmentType) == ["OOH", "OOH"])
    #expect(reading.attendances.map(\.category) == [.notRecorded, .notRecorded])
    let first = try #require(reading.attendances.first)
    #expect(first.arrival.description == "2026-03-04 23:59")
    #expect(first.patient.sex == "1")
    #expect(first.patient.familyName == "O\"Sample, junior")
    #expect(first.diagnoses.map(\.code) == ["161887000"])
  }

  /// Puts every value of a line without quotes into quotes.
  private func quote(_ line: String) -> String {
    line.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }
      .joined(separator: ",")
  }
}
