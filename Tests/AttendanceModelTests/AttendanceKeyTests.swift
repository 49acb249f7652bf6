import AttendanceModel
import Testing

struct AttendanceKeyTests {
  @Test func `keys that differ only in bytes are two, in the order of their bytes`() {
    let composed = AttendanceKey(providerCode: "RJ\u{E9}", attendanceID: "1")
    let decomposed = AttendanceKey(providerCode: "RJe\u{301}", attendanceID: "2")
    #expect(composed != decomposed)
    #expect(decomposed < composed)
    #expect(!(composed < decomposed))
    let other = AttendanceKey(providerCode: "RJe\u{301}", attendanceID: "1")
    #expect(Set([composed, decomposed, other]).count == 3)
  }
}
