import AttendanceModel
import ExtractReading
import Testing

struct ExtractRefusalTests {
  @Test(
    arguments: [
      (.noSuchFile, "x.csv: there is no such file"),
      (.isDirectory, "x.csv: this is a folder; name the files in it, such as 'x.csv/*.csv'"),
      (
        .notCSV(.strayQuote, line: 3, byte: 64),
        "x.csv: not CSV at line 3, byte 64: a quotation mark inside an unquoted value, or text after"
          + " a closing one; quote the value and double the marks in it"
      ),
      (
        .lacksColumns([.init(field: .attendanceID, names: ["Id", "No"], nearest: "I_d")]),
        "x.csv: the header lacks attendance_id, looked for as “Id” or “No” (nearest is “I_d”);"
          + " name the columns so, or name the profile of this source (--source, or “profile” in the"
          + " configuration); attend sources check FILE finds it"
      ),
      (.repeatedColumn("Sex"), "x.csv: the header has “Sex” twice; remove or rename one"),
      (
        .tooManyQuarantined(21, of: 400, mostly: .unreadable(column: "Seen")),
        "x.csv: 21 of 400 rows could not be read, more than is allowed; most often Seen cannot be"
          + " read: check that the profile fits the file"
      ),
    ] as [(ExtractRefusal.Cause, String)]
  )
  func `a refusal says which file, what and where`(cause: ExtractRefusal.Cause, sentence: String) {
    #expect(ExtractRefusal(file: "x.csv", cause: cause).description == sentence)
  }
}
