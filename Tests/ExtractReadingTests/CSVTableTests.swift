import ExtractReading
import Testing

struct CSVTableTests {
  private func rows(_ text: String) throws -> [CSVTable.Row] {
    try TemporaryFile(text).withPath { try CSVTable(path: $0, hasHeader: false).rows }
  }

  @Test(arguments: ["a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\nc,d", "a,b\n\rc,d\n\r"])
  func `LF, CRLF, CR and LFCR end a record, and the last may lack its end`(text: String) throws {
    #expect(try rows(text).map(\.values) == [["a", "b"], ["c", "d"]])
  }

  @Test(arguments: [
    ("a,\n", ["a", ""]),
    (",\n", ["", ""]),
    ("\"a,b\",c\n", ["a,b", "c"]),
    ("\"say \"\"hi\"\"\",c\n", ["say \"hi\"", "c"]),
    ("\"two\nlines\",c\n", ["two\nlines", "c"]),
    ("  a\t,\" b \"\n", ["a", "b"]),
    ("\u{A0}a,b\n", ["\u{A0}a", "b"]),
    ("\"\",b\n", ["", "b"]),
  ])
  func `values are unquoted and trimmed`(text: String, values: [String]) throws {
    #expect(try rows(text).map(\.values) == [values])
  }

  @Test(arguments: ["\n", "\r\n"])
  func `lines are right after blank lines, blanks and line ends inside quotes`(end: String) throws {
    let lines = ["", "a,b", "   ", "\t", "\"one", "two\",c", "", "d,e"]
    #expect(try rows(lines.joined(separator: end)).map(\.line) == [2, 5, 8])
  }

  @Test func `line ends may be mixed`() throws {
    let found = try rows("a,b\r\nc,d\ne,f\rg,h")
    #expect(found.map(\.line) == [1, 2, 3, 4])
    #expect(found.map { $0.values[0] } == ["a", "c", "e", "g"])
  }

  @Test(arguments: [
    ("a,b\nc,5\" wound\n", 2, 7),
    ("a,b\n\"c\"x,d\n", 2, 7),
    ("a,\"b\nc\"d\n", 2, 7),
  ])
  func `a stray quote is refused with its line and byte`(
    text: String,
    line: Int,
    byte: Int
  ) throws {
    #expect(try refusal { try rows(text) } == .notCSV(.strayQuote, line: line, byte: byte))
  }

  @Test func `an unclosed quote is refused with the line of its record`() throws {
    let text = "a,b\nc,\"d\ne,f\n"
    #expect(
      try refusal { try rows(text) } == .notCSV(.unclosedQuote, line: 2, byte: text.utf8.count)
    )
  }

  @Test func `an unclosed quote in a large file does not swallow memory`() throws {
    let text = "a,b\nc,\"d\n" + String(repeating: "row,row\n", count: 400_000)
    let cause = try #require(try refusal { try rows(text) })
    guard case .notCSV(.valueTooLong, line: 2, let byte) = cause else {
      Issue.record("refused for another reason")
      return
    }
    #expect(byte < 3 << 20)
  }

  @Test(arguments: ["a,b\n", "\"a\",b\n"])
  func `a byte-order mark is dropped before any header`(text: String) throws {
    #expect(try rows("\u{FEFF}" + text).map(\.values) == [["a", "b"]])
    #expect(try rows("\u{FEFF}\u{FEFF}" + text).map(\.values) == [["a", "b"]])
  }

  @Test(
    arguments: [
      [0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00], [0xFE, 0xFF, 0x00, 0x61],
      [0x61, 0x00, 0x2C, 0x00, 0x0A, 0x00],
    ] as [[UInt8]]
  )
  func `UTF-16 is refused`(bytes: [UInt8]) throws {
    let file = try TemporaryFile(bytes)
    #expect(try refusal { try file.withPath { try CSVTable(path: $0) } } == .isUTF16)
  }

  @Test func `a NUL is refused with its byte`() throws {
    #expect(try refusal { try rows("a,b\nc,\0\n") } == .holdsNUL(byte: 6))
  }

  @Test(arguments: ["a,b\n\u{1A}", "a,b\u{1A}", "a,b\r\n\u{1A}"])
  func `a Ctrl-Z that ends the file is no row`(text: String) throws {
    #expect(try rows(text).map(\.values) == [["a", "b"]])
  }

  @Test func `bad UTF-8 is refused with its line`() throws {
    let file = try TemporaryFile(Array("a,b\nc,".utf8) + [0xE9, 0x0A])
    #expect(try refusal { try file.withPath { try CSVTable(path: $0) } } == .notUTF8(line: 2))
  }

  @Test(arguments: ["", "\n\n", "  \n", "\u{FEFF}"])
  func `a file without a record is empty`(text: String) throws {
    #expect(try refusal { try rows(text) } == .isEmpty)
  }

  @Test func `a header alone is a table without rows`() throws {
    let table = try TemporaryFile("Code,Term\n").withPath { try CSVTable(path: $0) }
    #expect(table.columns == ["Code", "Term"])
    #expect(table.rows.isEmpty)
    #expect(table.index(of: "term") == 1)
  }

  @Test func `a row of another width than the header is refused with its line`() throws {
    let file = try TemporaryFile("code,term\n1,one\n2,two,too\n")
    #expect(
      try refusal { try file.withPath { try CSVTable(path: $0) } }
        == .wrongFieldCount(line: 3, expected: 2, found: 3)
    )
  }

  @Test func `a column name that stands twice is refused`() throws {
    let file = try TemporaryFile("code,Code\n1,one\n")
    #expect(try refusal { try file.withPath { try CSVTable(path: $0) } } == .repeatedColumn("Code"))
  }

  @Test func `tabs separate when they are the delimiter, empty values included`() throws {
    let file = try TemporaryFile("a\t\tc\n\t\t\nd\te \tf\n")
    let rows = try file.withPath {
      try CSVTable(path: $0, delimiter: UInt8(ascii: "\t"), hasHeader: false).rows
    }
    #expect(rows.map(\.values) == [["a", "", "c"], ["", "", ""], ["d", "e", "f"]])
  }

  @Test func `a missing file and a folder are refused as what they are`() throws {
    #expect(try refusal { try CSVTable(path: "/no/such/file.csv") } == .noSuchFile)
    #expect(try refusal { try CSVTable(path: "/tmp") } == .isDirectory)
  }

  @Test func `a file can be read after another one failed`() throws {
    _ = try refusal { try rows("a,\"b") }
    #expect(try rows("a,b\n").map(\.values) == [["a", "b"]])
  }

  @Test func `a row of ten thousand values has them all`() throws {
    let values = try rows(String(repeating: "x,", count: 9_999) + "x\n")[0].values
    #expect(values.count == 10_000)
  }
}
