import AttendanceModel
import Linkage
import Testing

struct LatestVersionsTests {
  private let key = AttendanceKey(providerCode: "RZ9", attendanceID: "A1")

  private func instant(_ value: Int64) -> Instant { Instant(nanoseconds: value) }

  @Test func `a tombstone keeps an older version away and yields to a newer one`() {
    var versions = LatestVersions<String>()
    versions.take("first", of: key, applicable: instant(1))
    versions.take(nil, of: key, applicable: instant(3))
    versions.take("late", of: key, applicable: instant(2))
    #expect(versions[key] == nil)
    #expect(Array(versions.live).isEmpty)
    #expect(versions.superseded == 2)
    versions.take("again", of: key, applicable: instant(3))
    #expect(Array(versions.live) == ["again"])
    #expect(versions.superseded == 2)
  }

  @Test func `a delete may come before what it deletes`() {
    var versions = LatestVersions<String>()
    versions.take(nil, of: key, applicable: instant(2))
    versions.take("late", of: key, applicable: instant(1))
    #expect(versions[key] == nil)
    #expect(versions.superseded == 1)
  }

  @Test func `an undated delete against a dated version is told, in either order`() {
    var versions = LatestVersions<String>()
    versions.take("dated", of: key, applicable: instant(1))
    versions.take(nil, of: key, applicable: nil)
    #expect(versions[key] == "dated")
    #expect(versions.undatedDeletes == [key])
    let other = AttendanceKey(providerCode: "RZ9", attendanceID: "A2")
    versions.take(nil, of: other, applicable: nil)
    versions.take("dated", of: other, applicable: instant(1))
    #expect(versions[other] == "dated")
    #expect(versions.undatedDeletes == [key, other])
  }

  @Test func `of rows without a date the last one stands`() {
    var versions = LatestVersions<Int>()
    for row in 1...3 { versions.take(row, of: key, applicable: nil) }
    #expect(versions[key] == 3)
    #expect(versions.superseded == 2)
  }
}
