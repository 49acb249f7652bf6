import Testing

/// One local patient id beside two NHS numbers (S3).
struct TwoNumbersTests {
  @Test func `a number conflict never shows both numbers together`() throws {
    let trust = try Trust()
    // Four visits each, so that both would be told of.
    try trust.receive(
      """
      attendance_id, child, local_patient_id, arrival_date
      A1, 0, P-77, 2026-10-20
      A2, 0, P-77, 2026-10-21
      A3, 0, P-77, 2026-10-22
      A4, 0, P-77, 2026-10-23
      B1, 1, P-77, 2026-10-24
      B2, 1, P-77, 2026-10-25
      B3, 1, P-77, 2026-10-26
      B4, 1, P-77, 2026-10-27
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.items["identity-conflict"] == 2)
    let letters = night.files.paths.filter { $0.hasPrefix("letters/") && $0.hasSuffix(".html") }
    #expect(letters.count == 2)
    for path in letters {
      let text = night.files.text(path) ?? ""
      #expect(text.contains("999 000 0018") != text.contains("999 000 0026"), "\(path)")
    }
    // The shared id would tie the two lines together.
    let worklist = try #require(night.files.text("worklist.csv"))
    #expect(worklist.contains("999 000 0018") && worklist.contains("999 000 0026"))
    #expect(!worklist.contains("P-77"))
  }
}
