import AttendanceModel
import ExtractReading
import ReadingAgreement
import SeededRandom
import TemporaryFiles
import Testing

/// Reading in chunks by several threads, held to the plain reader.
struct BulkReaderTests {
  @Test(arguments: RandomCases.seeds)
  func `both readers read a dirty file alike`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let folder = try TemporaryFolder()
    try folder.write(random.dirtyExtract(upTo: 120), to: "x.csv")
    let path = "\(folder.path)/x.csv"
    let plain = BothReaders.readPlainly(path)
    for threads in [1, 2, 8] {
      let chunkSize = random.choose([1, 64, 300, 1000, 5000, 1 << 17])
      let bulk = BothReaders.readInBulk(path, threads: threads, chunkSize: chunkSize)
      // What is not read in chunks is left to the plain reader.
      guard let bulk else { continue }
      #expect(bulk == plain)
    }
  }

  @Test
  func `most dirty files are read in chunks`() throws {
    var left = 0
    for seed in 0..<UInt64(100) {
      var random = SplitMix64(seed: seed)
      let folder = try TemporaryFolder()
      try folder.write(random.dirtyExtract(upTo: 120), to: "x.csv")
      let path = "\(folder.path)/x.csv"
      let isUnfit = BothReaders.readInBulk(path, threads: 2, chunkSize: 500) == nil
      left += isUnfit ? 1 : 0
    }
    #expect(left < 30)
  }

  @Test(arguments: 1...40)
  func `a chunk may end anywhere`(chunkSize: Int) throws {
    let folder = try TemporaryFolder()
    let rows = (1...30).map { "A\($0),RJE,2026-05-01,\"1 Road,\n\"\"Town\"\"\"\n" }
    try folder.write(
      "attendance_id,provider_code,arrival_date,address_line_1\n" + rows.joined(),
      to: "x.csv"
    )
    let path = "\(folder.path)/x.csv"
    let bulk = try #require(BothReaders.readInBulk(path, threads: 3, chunkSize: chunkSize))
    #expect(bulk == BothReaders.readPlainly(path))
    #expect(bulk.rows.map(\.key.attendanceID) == (1...30).map { "A\($0)" })
  }

  @Test(arguments: ["x,\"unclosed\n1,2\n", "x\"y,1\n", "\u{0},1\n"])
  func `what strict CSV forbids is refused, wherever it stands`(fault: String)
    throws
  {
    let folder = try TemporaryFolder()
    let row = "A1,RJE,2026-05-01\n"
    for before in [0, 1, 500, 9000] {
      let text =
        "attendance_id,provider_code,arrival_date\n" + String(repeating: row, count: before) + fault
        + String(repeating: row, count: 500)
      try folder.write(text, to: "x.csv")
      let plain = BothReaders.readPlainly("\(folder.path)/x.csv")
      #expect(plain.refusal != nil)
      // What lies in the header's block is found before there are chunks.
      let bulk = BothReaders.readInBulk("\(folder.path)/x.csv", threads: 4, chunkSize: 256)
      #expect(bulk ?? plain == plain)
    }
  }
}
