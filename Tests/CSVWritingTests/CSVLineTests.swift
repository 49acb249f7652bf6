import CSVWriting
import Testing

struct CSVLineTests {
  @Test(arguments: [
    (["a", "b"], "a,b\n"),
    (["a,b", ""], "\"a,b\",\n"),
    (["say \"hi\"", "two\nlines"], "\"say \"\"hi\"\"\",\"two\nlines\"\n"),
    ([" padded ", "é"], "\" padded \",é\n"),
  ])
  func `quotes stand only where needed`(fields: [String], line: String) {
    #expect(CSVLine.exact(fields) == line)
  }

  @Test(arguments: ["=1+1", "+44", "-3", "@name", "\tx"])
  func `a text that a spreadsheet would run as a formula is disarmed`(text: String) {
    #expect(CSVLine.forSpreadsheet([text]) == "'\(text)\n")
    #expect(CSVLine.exact([text]) == "\(text)\n")
  }
}
