import AttendanceModel
import Letters
import LocatedYAML
import Testing

struct WordingTests {
  @Test func `departments have names, an unknown code reads as not recorded`() throws {
    let wording = try Samples.templates().wording
    #expect(wording.departmentType("04") == "Walk-in centre")
    #expect(wording.departmentType("99") == "Department not recorded")
    #expect(wording.departmentType(nil) == "Department not recorded")
  }

  @Test func `a key without words is found when the file is read`() throws {
    let text = try #require(Samples.files()["wording.yaml"])
      .replacing("  planned-follow-up: planned visit\n", with: "")
    let error = try #require(throws: Diagnostics.self) {
      try Wording(text, file: "wording.yaml", requiring: [.hold: ["moon-full"]])
    }
    #expect(
      error.all.map(\.message) == [
        "“reason” needs “planned-follow-up”", "“hold” needs “moon-full”",
      ]
    )
    #expect(error.all.allSatisfy { $0.location.line > 1 })
  }

  @Test func `a group nobody knows is a mistake`() throws {
    let text = try #require(Samples.files()["wording.yaml"])
    let error = try #require(throws: Diagnostics.self) {
      try Wording(text + "reasons: {}\n", file: "wording.yaml")
    }
    #expect(error.all.first?.suggestion == "reason")
  }
}
