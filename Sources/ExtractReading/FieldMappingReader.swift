import AttendanceModel
import LocatedYAML

/// Reads what a profile says of one field: a column, a list of columns, or a mapping.
struct FieldMappingReader {
  /// The date and time patterns that hold unless a field names its own, and the words for blank
  /// that hold beside a field's own.
  struct Formats {
    var dates: [DatePattern] = [.standard]
    var times: [TimePattern] = [.standard]
    var blanks: Set<String> = []

    static let standard = Formats()

    private init() {}

    /// Takes `dates`, `times` and `blanks` from a mapping, or keeps what holds around it.
    init(_ reader: inout MappingReader, otherwise outer: Formats) {
      dates =
        Self.patterns("dates", like: "a date pattern such as DD/MM/YYYY", &reader) {
          DatePattern($0)
        } ?? outer.dates
      times =
        Self.patterns("times", like: "a time pattern such as HH:MM, or “standard”", &reader) {
          TimePattern($0)
        } ?? outer.times
      blanks = outer.blanks.union(reader.texts("blanks") ?? [])
    }

    private static func patterns<Pattern>(
      _ key: String,
      like expected: String,
      _ reader: inout MappingReader,
      parse: (String) -> Pattern?
    ) -> [Pattern]? {
      guard let node = reader.node(key), let texts = reader.texts(key) else { return nil }
      if texts.isEmpty { reader.note("“\(key)” names none: name \(expected)", at: node.location) }
      let patterns = texts.compactMap(parse)
      for text in texts where parse(text) == nil {
        reader.note("“\(text)” is not \(expected)", at: node.location)
      }
      return patterns
    }
  }

  let field: AttendanceField
  let formats: Formats
  private(set) var diagnostics: [Diagnostic] = []

  init(field: AttendanceField, formats: Formats) {
    self.field = field
    self.formats = formats
  }

  /// Reads what stands beside a field: a column, a list of columns, a mapping, or a list of
  /// alternatives with mappings among them.
  mutating func readAlternatives(_ node: Node) -> [SourceProfile.FieldMapping] {
    guard case .sequence(let items) = node.content,
      items.contains(where: { if case .mapping = $0.content { true } else { false } })
    else { return [read(node)] }
    return items.map { read($0) }
  }

  private mutating func read(_ node: Node) -> SourceProfile.FieldMapping {
    var mapping = SourceProfile.FieldMapping(field: field, columns: [])
    mapping.dates = formats.dates
    mapping.times = formats.times
    mapping.blanks = formats.blanks
    if case .mapping = node.content {
      readDetails(node, into: &mapping)
    } else {
      mapping.columns = names(in: node)
    }
    if mapping.columns.contains(where: \.isNumbered) && !field.isNumbered {
      note("“\(field.rawValue)” is one value; only a numbered field takes {n}", at: node)
    }
    if mapping.columns.isEmpty && mapping.standing == nil && diagnostics.isEmpty {
      note("“\(field.rawValue)” needs a column or a default", at: node)
    }
    return mapping
  }

  private mutating func readDetails(_ node: Node, into mapping: inout SourceProfile.FieldMapping) {
    var reader = MappingReader(node, describing: "the field “\(field.rawValue)”")
    mapping.columns = (reader.texts("columns") ?? []).map { ColumnName($0) }
    if field.kind == .timestamp {
      mapping.columns += (reader.texts("date") ?? []).map { ColumnName($0) }
      mapping.timeColumns = (reader.texts("time") ?? []).map { ColumnName($0) }
    }
    if field.isNumbered {
      mapping.separator = reader.value(
        "split",
        expected: SourceProfile.delimiterWords,
        parse: SourceProfile.separatorByte
      )
    }
    let own = Formats(&reader, otherwise: formats)
    mapping.dates = own.dates
    mapping.times = own.times
    mapping.blanks = own.blanks
    mapping.standing = reader.text("default")
    mapping.dropEnd = reader.text("drop-end")
    mapping.characters = reader.value(
      "characters",
      expected: "a stretch of characters such as 1-3",
      parse: Self.stretch
    )
    readIdentity(&reader, into: &mapping)
    readCodes(&reader, into: &mapping)
    if let node = reader.node("default"), let standing = mapping.standing {
      check(standing, of: mapping, at: node, &reader)
    }
    diagnostics += reader.finish()
  }

  /// Notes a value that the profile gives and that its field cannot read: no file has such a column
  /// in which it would be counted.
  private func check(
    _ value: String,
    of mapping: SourceProfile.FieldMapping,
    at node: Node,
    _ reader: inout MappingReader
  ) {
    guard !value.isEmpty, !mapping.reads(value) else { return }
    reader.note(
      "“\(value)” cannot be read as “\(field.rawValue)”: write it as it would stand in a file without"
        + " a profile\(field.plainValues.map { " (\($0))" } ?? "")",
      at: node.location
    )
  }

  /// What only ids have.
  private func readIdentity(
    _ reader: inout MappingReader,
    into mapping: inout SourceProfile.FieldMapping
  ) {
    if SourceProfile.idFields.contains(field) {
      mapping.prefix = reader.choice("prefix", of: SourceProfile.IDPrefix.self)
    }
    if field == .localPatientID { mapping.issuer = reader.text("issuer") }
    if mapping.prefix != nil, mapping.issuer != nil {
      reader.note("an id with an “issuer” of its own takes no “prefix”", at: reader.location)
    }
  }

  private func readCodes(
    _ reader: inout MappingReader,
    into mapping: inout SourceProfile.FieldMapping
  ) {
    enum Directory: String, CaseIterable { case practiceName = "practice-name" }
    if field == .gpPracticeCode {
      mapping.namesPractices = reader.choice("directory", of: Directory.self) != nil
    }
    let others = reader.choice("others", of: SourceProfile.CodeTable.Others.self)
    guard let codes = reader.node("codes") else {
      if mapping.namesPractices { mapping.codes = SourceProfile.CodeTable(meanings: [:]) }
      return
    }
    var codeReader = MappingReader(codes, describing: "“codes”")
    var meanings: [String: String] = [:]
    mapping.codes = SourceProfile.CodeTable(meanings: [:])
    for entry in codeReader.allEntries() {
      switch entry.value.content {
      case .scalar(let text, _):
        meanings[entry.key] = text
        check(text, of: mapping, at: entry.value, &codeReader)
      case .null: meanings[entry.key] = ""
      default: codeReader.note("a code means a single value", at: entry.value.location)
      }
    }
    reader.note(codeReader.finish())
    mapping.codes = SourceProfile.CodeTable(meanings: meanings, others: others ?? .unreadable)
  }

  private static func stretch(_ text: String) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = ends.first, let first, let last = ends.last, let last, ends.count <= 2,
      1 <= first, first <= last
    else { return nil }
    return first...last
  }

  private mutating func names(in node: Node) -> [ColumnName] {
    switch node.content {
    case .scalar(let text, _):
      return [ColumnName(text)]
    case .sequence(let items):
      return items.flatMap { names(in: $0) }
    case .null:
      return []
    case .mapping:
      note("a column is named by a single text", at: node)
      return []
    }
  }

  private mutating func note(_ message: String, at node: Node) {
    diagnostics.append(Diagnostic(message, at: node.location))
  }
}

extension SourceProfile.FieldMapping {
  /// Whether a value that a profile gives can be read.
  fileprivate func reads(_ value: String) -> Bool {
    var constant = self
    constant.standing = value
    let plan = ColumnPlan(constantOf: constant)
    var decoder = RowDecoder(plan: plan, asOf: CivilDay(rawValue: 0))
    let (row, version) = decoder.values(plan.cells, in: Span())
    switch (row.arrivalDate, row.arrivalDatetime) {
    case (.unreadable, _), (_, .unreadable): return false
    default: break
    }
    // What a source says here may be anything, and is then not known; a profile means something.
    switch field {
    case .attendanceCategory: return version.category != .notRecorded || value.utf8.count == 1
    case .gpPracticeCode: return version.registration != .unknown || value == "V81999"
    default: return !decoder.hasFindings
    }
  }
}

extension AttendanceField {
  /// The few values that it has in a file without a profile.
  fileprivate var plainValues: String? {
    switch self {
    case .attendanceCategory: "1, 2, 3, 4, X or empty"
    case .departmentType: "01 to 05"
    case .gpPracticeCode: "a practice's code, V81997, V81998 or V81999"
    case .updateType: "1 or 9"
    case .mobility: "mobile or non-mobile"
    case .lookedAfter, .childProtectionPlan: "Y or N"
    default: nil
    }
  }
}
