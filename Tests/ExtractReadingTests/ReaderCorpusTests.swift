import ExtractReading
import Foundation
import ReadingAgreement
import TemporaryFiles
import Testing

/// What fuzzing (`make fuzz`) once found, and what it began with: read alike in every way.
struct ReaderCorpusTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("Corpus")

  private static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  @Test func `there is a corpus`() {
    #expect(Self.names.count >= 20)
  }

  @Test(arguments: names)
  func `a file of the corpus is read alike in blocks and chunks`(name: String) throws {
    let bytes = try Array(Data(contentsOf: Self.folder.appendingPathComponent(name)))
    let input = try #require(FuzzedInput(bytes))
    try input.check(SourceProfile.shipped(), in: TemporaryFolder())
  }

  /// Cut at every byte, and by 1 to 8 threads.
  @Test(arguments: 1...8)
  func `where blocks and chunks end changes nothing`(threads: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = try Array(Data(contentsOf: Self.folder.appendingPathComponent("quotes-crlf")))
    try folder.write(bytes.dropFirst(2), to: "x.csv")
    let path = "\(folder.path)/x.csv"
    let whole = BothReaders.readPlainly(path)
    #expect(whole.rows.count > 5)
    for size in 1...bytes.count {
      if threads == 1 {
        #expect(BothReaders.readPlainly(path, blockSize: size) == whole)
      }
      #expect(BothReaders.readInBulk(path, threads: threads, chunkSize: size) == whole)
    }
  }
}
