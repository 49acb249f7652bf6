import CSVWriting
import Testing

struct CSVLineTests {
  @Test(arguments: [
    (["a", "b"], "a,b\n"),
    (["a,b", ""], "\"a,b\",\n"),
    (["say \"hi\"", "two\nlines"], "\"say \"\"hi\"\"\",\"two\nlines\"\n"),
    ([" padded ", "é"], "\" padded \",é\n"),
    (["\"", "return\r"], "\"\"\"\",\"return\r\"\n"),
    (["semi;colon", " "], "semi;colon,\" \"\n"),
  ])
  func `quotes stand only where needed`(fields: [String], line: String) {
    #expect(CSVLine.exact(fields) == line)
  }

  @Test func `another delimiter takes the comma's place, and a file without quotes gets blanks`() {
    let fields = ["a,b", "c;d", "say \"hi\"", " e\r\n", ""]
    #expect(
      CSVLine.exact(fields, delimiter: 0x3B)
        == "a,b;\"c;d\";\"say \"\"hi\"\"\";\" e\r\n\";\n"
    )
    #expect(
      CSVLine.exact(fields, delimiter: 0x3B, quote: nil) == "a,b;c d;say \"hi\"; e  ;\n"
    )
  }

  @Test(arguments: ["=1+1", "+44", "-3", "@name", "\tx"])
  func `a text that a spreadsheet would run as a formula is disarmed`(text: String) {
    #expect(CSVLine.forSpreadsheet([text]) == "'\(text)\n")
    #expect(CSVLine.exact([text]) == "\(text)\n")
  }
}
