import AttendanceModel
package import LocatedYAML

extension SourceProfile {
  /// Reads a profile file.
  ///
  /// - Parameters:
  ///   - text: The YAML.
  ///   - file: The file's name, for the places of mistakes.
  /// - Returns: The checked profile.
  /// - Throws: Every mistake of the file with its place.
  package static func read(text: String, file: String) throws(Diagnostics) -> SourceProfile {
    let documents = try Node.documents(text, file: file)
    guard let document = documents.first, documents.count == 1 else {
      throw Diagnostics([
        Diagnostic("a source profile is one YAML document", at: .start(of: file))
      ])
    }
    var reader = MappingReader(document, describing: "a source profile")
    let name = reader.requiredText("source")
    let title = reader.requiredText("title")
    let form = readForm(&reader)
    let loadMode = reader.choice("load", of: LoadMode.self) ?? .netChange
    let filePattern = reader.value("file-pattern", expected: filePatternWords) { FilePattern($0) }
    let nilReturn = reader.value("nil-return", expected: nilReturnWords, parse: readNilReturn)
    let formats = FieldMappingReader.Formats(&reader, otherwise: .standard)
    var mappings: [FieldMapping] = []
    if let fields = reader.requiredNode("fields") {
      var fieldReader = MappingReader(fields, describing: "“fields”")
      for entry in fieldReader.allEntries() {
        guard let field = AttendanceField(rawValue: entry.key) else {
          fieldReader.note(
            "there is no field “\(entry.key)”",
            at: entry.keyLocation,
            suggestion: nearestWord(to: entry.key, among: AttendanceField.allCases.map(\.rawValue)),
            code: .unknownField
          )
          continue
        }
        var mapping = FieldMappingReader(field: field, formats: formats)
        mappings += mapping.readAlternatives(entry.value)
        fieldReader.note(mapping.diagnostics)
      }
      requireKey(mappings, into: &fieldReader)
      reader.note(fieldReader.finish())
    }
    let diagnostics = reader.finish()
    guard let name, let title, diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    var profile = SourceProfile(name: name, title: title, form: form, mappings: mappings)
    profile.loadMode = loadMode
    profile.filePattern = filePattern
    profile.nilReturn = nilReturn
    return profile
  }

  private static let nilReturnWords =
    "header-only, empty-file or the text of the file's only line"

  /// What is nearly one of the words is a slip and no text.
  private static func readNilReturn(_ text: String) -> NilReturn? {
    let words = ["header-only", "empty-file"]
    guard words.contains(text) || nearestWord(to: text, among: words) == nil else { return nil }
    return NilReturn(text)
  }

  private static let filePatternWords =
    "a name such as ae-*.csv, WIC_{on:YYYYMMDD}.csv, {month}.csv or {from}-to-{to}.csv"

  private static func readForm(_ reader: inout MappingReader) -> TextForm {
    var form = TextForm()
    if let byte = reader.value("delimiter", expected: delimiterWords, parse: separatorByte) {
      form.delimiter = byte
    }
    let mark = reader.value("quote", expected: "“none” or one mark such as \" or '") { text in
      text == "none" ? 0 : quoteByte(text)
    }
    if let mark { form.quote = mark == 0 ? nil : mark }
    if form.quote == form.delimiter {
      reader.note("“quote” and “delimiter” are the same mark", at: reader.location)
    }
    form.encoding = reader.choice("encoding", of: TextEncoding.self) ?? .utf8
    return form
  }

  private static func quoteByte(_ text: String) -> UInt8? {
    text == "\"" ? UInt8(ascii: "\"") : text == "tab" ? nil : separatorByte(text)
  }

  static let delimiterWords = "“tab” or one mark such as , ; or |"

  /// The byte of a mark that separates values; no letter, digit, quote or blank can.
  static func separatorByte(_ text: String) -> UInt8? {
    if text == "tab" { return UInt8(ascii: "\t") }
    guard let mark = text.first, text.count == 1, let byte = mark.asciiValue,
      (0x21...0x7E).contains(byte), byte != UInt8(ascii: "\""), !mark.isLetter, !mark.isNumber
    else { return nil }
    return byte
  }

  /// The bold fields of design section 6 must be mapped.
  private static func requireKey(_ mappings: [FieldMapping], into reader: inout MappingReader) {
    let fields = Set(mappings.map(\.field))
    for field in [AttendanceField.attendanceID, .providerCode] where !fields.contains(field) {
      reader.note("a source profile must map “\(field.rawValue)”", at: reader.location)
    }
    if fields.isDisjoint(with: [.arrivalDate, .arrivalDatetime]) {
      reader.note(
        "a source profile must map “arrival_date” or “arrival_datetime”",
        at: reader.location
      )
    }
    if mappings.contains(where: { $0.prefix == .site && $0.issuer == nil }),
      !fields.contains(.siteCode)
    {
      reader.note("a “prefix: site” needs “site_code”", at: reader.location)
    }
  }
}
