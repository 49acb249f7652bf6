import Testing

/// Design S3 through the command.
///
/// Four attendances of one person trigger.
struct LinkageTests {
  private let four = "frequent-attender-4-in-6-months"

  @Test func `a row with both joins the local id to the number, for earlier and later rows`() throws
  {
    let run = try DryRun(
      """
      nhs_number, local_patient_id, arrival_date
      ,           L1,               2026-03-01
      9990000018, L1,               2026-03-02
      ,           L1,               2026-03-03
      9990000018, ,                 2026-03-04
      """
    )
    #expect(run.fired(four) == ["A4"])
  }

  @Test func `a local id belongs to its provider`() throws {
    let run = try DryRun(
      """
      nhs_number, provider_code, local_patient_id, arrival_date
      ,           RA1,           L1,               2026-03-01
      9990000018, RZ9,           L1,               2026-03-02
      9990000018, RZ9,           L1,               2026-03-03
      9990000018, RZ9,           L1,               2026-03-04
      """
    )
    #expect(run.fired(four) == [])
  }

  @Test func `without any number a local id is a person`() throws {
    let run = try DryRun(
      """
      nhs_number, local_patient_id, arrival_date
      ,           L1,               2026-03-01
      ,           L1,               2026-03-02
      ,           L1,               2026-03-03
      ,           L1,               2026-03-04
      """
    )
    #expect(run.fired(four) == ["A4"])
  }

  @Test func `a local id seen with two numbers joins nothing and is a conflict`() throws {
    let run = try DryRun(
      """
      nhs_number, local_patient_id, arrival_date
      ,           L1,               2026-03-01
      9990000018, L1,               2026-03-02
      9990000018, L1,               2026-03-03
      9990000018, L1,               2026-03-04
      9990000026, L1,               2026-03-05
      """
    )
    #expect(run.fired(four) == [])
  }

  @Test func `a triggering person with two birth dates asks for an operator`() throws {
    let run = try DryRun(
      """
      birth_date, arrival_date
      2018-03-02, 2026-03-01
      2018-03-03, 2026-03-02
      2018-03-02, 2026-03-03
      2018-03-02, 2026-03-04
      """
    )
    #expect(run.fired(four) == ["A4"])
    #expect(run.outcome.code == 2)
  }

  @Test(arguments: ["9990000019", "999000001", "9999999999", "not known"])
  func `an invalid number is none`(number: String) throws {
    let rows = (1...4).map { "\(number), 2026-03-0\($0)" }.joined(separator: "\n")
    let run = try DryRun("nhs_number, arrival_date\n\(rows)")
    #expect(run.fired(four) == [])
  }

  @Test func `spaces and hyphens in a number are ignored`() throws {
    let run = try DryRun(
      """
      nhs_number,   arrival_date
      999 000 0018, 2026-03-01
      999-000-0018, 2026-03-02
      9990000018,   2026-03-03
      9990000018,   2026-03-04
      """
    )
    #expect(run.fired(four) == ["A4"])
  }

  @Test func `to an unidentified attendance only suspected-harm rules apply`() throws {
    let run = try DryRun(
      """
      nhs_number, birth_date, arrival_date, gp_practice_code, diagnosis_1
      ,           2026-01-01, 2026-03-01,   V81997,           125668004
      """
    )
    #expect(run.triggers?.map { $0.prefix { $0 != "," } } == ["non-mobile-baby-bruising"])
  }
}
