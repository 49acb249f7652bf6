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

  @Test func `a blank line counts before a last line without an end`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "attendance_id,provider_code,arrival_date\nA1,RJE,2026-05-01\n\nA2,RJE,2026-05-02",
      to: "x.csv"
    )
    let path = "\(folder.path)/x.csv"
    let bulk = try #require(BothReaders.readInBulk(path, threads: 2, chunkSize: 1 << 17))
    #expect(bulk.summary?.blankLines == 1)
    #expect(bulk == BothReaders.readPlainly(path))
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

  @Test func `a cell is not taken for a longer one that begins with it`() throws {
    let folder = try TemporaryFolder()
    // Where cells come to lie in a table is a matter of chance: many cells, in one chunk each time.
    for day in 10...28 {
      let rows = (1900..<2026).flatMap { year in
        (10...12).flatMap { month in
          ["\(year)-\(month)-\(day)", "\(year)-\(month)-"].map { "A,RJE,2026-05-01,\($0)\n" }
        }
      }
      try folder.write(
        "attendance_id,provider_code,arrival_date,injury_date\n" + rows.joined(),
        to: "x.csv"
      )
      let path = "\(folder.path)/x.csv"
      let bulk = try #require(BothReaders.readInBulk(path, threads: 1, chunkSize: 1 << 17))
      #expect(bulk == BothReaders.readPlainly(path))
    }
  }

  @Test func `a column of many values leaves codes of others as they are`() throws {
    let folder = try TemporaryFolder()
    var text = "attendance_id,provider_code,arrival_date,gp_practice_code,chief_complaint\n"
    for row in 0..<20_000 {
      let complaint = row < 18_000 ? "" : "125668\(row % 9)"
      text += "A\(row),RJE,2026-05-01,Y\(row),\(complaint)\n"
    }
    try folder.write(text, to: "x.csv")
    let path = "\(folder.path)/x.csv"
    let bulk = try #require(BothReaders.readInBulk(path, threads: 1, chunkSize: 1 << 17))
    #expect(bulk == BothReaders.readPlainly(path))
  }

  private struct Enough: Error {}

  @Test(arguments: [1, 2, 8], [1, 5, 1000])
  func `whoever takes the rows may end the reading, and gets what was made of them until then`(
    threads: Int,
    last: Int
  ) throws {
    let folder = try TemporaryFolder()
    let rows = (1...500).map { "A\($0),RJE,2026-05-01\n" }
    try folder.write("attendance_id,provider_code,arrival_date\n" + rows.joined(), to: "x.csv")
    let reader = BulkReader(
      path: "\(folder.path)/x.csv",
      asOf: BothReaders.asOf,
      questions: BothReaders.questions,
      threads: threads,
      chunkSize: 64
    )
    var taken: [String] = []
    var batches = 0
    let read = {
      try reader.read(
        making: { { batch in batch.rows.map { batch.key(of: $0).attendanceID } } },
        { _, made in
          taken += made
          batches += 1
          if batches == last { throw Enough() }
        }
      )
    }
    if last < 100 {
      #expect(throws: Enough.self) { try read() }
      #expect(batches == last)
    } else {
      #expect(try read().rows == 500)
    }
    #expect(taken == (1...500).prefix(taken.count).map { "A\($0)" })
    #expect(last < 100 || taken.count == 500)
  }
}
