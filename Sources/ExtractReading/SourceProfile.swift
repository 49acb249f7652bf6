package import AttendanceModel

/// How one source's columns and codes map to the fields of design section 6.
package struct SourceProfile: Hashable, Sendable {
  package var name: String
  package var title: String
  /// The ASCII byte between values.
  package var delimiter: UInt8
  package var mappings: [FieldMapping]
  /// What an extract stands for.
  package var loadMode: LoadMode = .netChange
  /// How the files are named; nil says nothing about it.
  package var filePattern: FilePattern?
  /// How a nil return looks; nil when the source never sends one.
  package var nilReturn: NilReturn?

  /// Where one field's values come from and how they are written.
  package struct FieldMapping: Hashable, Sendable {
    package var field: AttendanceField
    /// For a numbered field every one of these columns that a header has, in this order; for
    /// any other the first one that it has.
    package var columns: [ColumnName]
    /// The column of the time of day, when a timestamp stands in two columns.
    package var timeColumns: [ColumnName] = []
    /// The byte between the values of one cell.
    package var separator: UInt8?
    /// What codes mean; nil leaves them as they are.
    package var codes: CodeTable?
    /// What a blank value, or a missing column, reads as.
    package var standing: String?
    package var dates: [DatePattern] = [.standard]
    package var times: [TimePattern] = [.standard]

    package init(field: AttendanceField, columns: [ColumnName]) {
      self.field = field
      self.columns = columns
    }
  }

  /// A source's codes and what they read as.
  package struct CodeTable: Hashable, Sendable {
    /// By exact text; a meaning that is empty reads as blank.
    package var meanings: [String: String]
    /// Whether a code that is not listed stays as it is; else it cannot be read.
    package var keepsOthers: Bool

    package init(meanings: [String: String], keepsOthers: Bool = false) {
      self.meanings = meanings
      self.keepsOthers = keepsOthers
    }
  }

  package init(name: String, title: String, delimiter: UInt8, mappings: [FieldMapping]) {
    self.name = name
    self.title = title
    self.delimiter = delimiter
    self.mappings = mappings
  }

  /// The profile of a file whose header uses the fields' own names (design section 6).
  package static let standard = SourceProfile(
    name: "standard",
    title: "Columns by their field names",
    delimiter: UInt8(ascii: ","),
    mappings: AttendanceField.allCases.map { field in
      let name = ColumnName(field.rawValue)
      return FieldMapping(
        field: field,
        columns: field.isNumbered ? [ColumnName(field.rawValue + "_{n}"), name] : [name]
      )
    }
  )

  func mapping(of field: AttendanceField) -> FieldMapping? {
    mappings.first { $0.field == field }
  }
}
