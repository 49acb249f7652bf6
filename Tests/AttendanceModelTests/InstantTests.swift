import AttendanceModel
import Testing

struct InstantTests {
  @Test(arguments: [
    ("9999-12-31T23:59:59Z", Int64.max), ("0001-01-01T00:00Z", .min), ("1970-01-01T00:00Z", 0),
    ("1970-01-01T01:00+01:00", 0), ("2262-04-11T23:47:16.854775807Z", .max),
    ("2262-04-12T00:00Z", .max),
  ])
  func `an instant that nanoseconds cannot hold is the first or the last`(
    text: String,
    nanoseconds: Int64
  ) throws {
    let stamp = try #require(Timestamp(ascii: text.utf8))
    #expect(stamp.instant.nanoseconds == nanoseconds)
  }

  @Test func `London time past the calendar's last day is no failure`() throws {
    let stamp = try #require(Timestamp(ascii: "9999-12-31T23:00:00-05:00".utf8))
    #expect(stamp.arrival > Arrival(stamp.day))
  }
}
