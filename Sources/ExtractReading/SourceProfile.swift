package import AttendanceModel

/// How one source's columns and codes map to the fields of design section 6.
package struct SourceProfile: Hashable, Sendable {
  package var name: String
  package var title: String
  /// How its files are written.
  package var form: TextForm
  /// By field; of several for one field the earlier ones are preferred: of a single value the
  /// first that says something, of a diagnosis, for each number, likewise.
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
    /// Words that read as blank, by exact text.
    package var blanks: Set<String> = []
    /// What is taken off the end of a value that has it: `.0`, where whole numbers have become
    /// decimal ones.
    package var dropEnd: String?
    /// The characters of a value that are read, from 1; what is longer than its code begins so.
    package var characters: ClosedRange<Int>?
    /// What is put before an id with a stroke.
    package var prefix: IDPrefix?
    /// Who gave out a local patient id; nil is the row's provider (design S3).
    package var issuer: String?
    /// Whether values are names of practices, to be looked up in the practice directory.
    package var namesPractices = false

    package init(field: AttendanceField, columns: [ColumnName]) {
      self.field = field
      self.columns = columns
    }
  }

  /// What makes ids of one provider or site differ from another's.
  package enum IDPrefix: String, CaseIterable, Sendable {
    case provider, site
  }

  /// The fields that hold an id.
  package static let idFields: Set<AttendanceField> = [.attendanceID, .localPatientID]

  /// A source's codes and what they read as.
  package struct CodeTable: Hashable, Sendable {
    /// By exact text; a meaning that is empty reads as blank.
    package var meanings: [String: String]
    package var others: Others

    /// What becomes of a code that is not listed.
    package enum Others: String, CaseIterable, Sendable {
      /// It stays as it is.
      case keep
      case blank
      case unreadable
    }

    package init(meanings: [String: String], others: Others = .unreadable) {
      self.meanings = meanings
      self.others = others
    }
  }

  package init(name: String, title: String, form: TextForm, mappings: [FieldMapping]) {
    self.name = name
    self.title = title
    self.form = form
    self.mappings = mappings
  }

  /// The profile of a file whose header uses the fields' own names (design section 6).
  package static let standard = SourceProfile(
    name: "standard",
    title: "Columns by their field names",
    form: TextForm(),
    mappings: AttendanceField.allCases.map { field in
      let name = ColumnName(field.rawValue)
      return FieldMapping(
        field: field,
        columns: field.isNumbered ? [ColumnName(field.rawValue + "_{n}"), name] : [name]
      )
    }
  )

  /// The profile with the practices of a directory known: a value of a column of practice names
  /// reads as the code of the one practice that has exactly this name, any other cannot be read.
  ///
  /// Codes that the profile itself lists come first.
  ///
  /// - Parameter practices: the codes of each name.
  /// - Returns: the profile.
  package func knowing(practices: [String: [String]]) -> SourceProfile {
    var profile = self
    let unique = practices.compactMapValues { $0.count == 1 ? $0[0] : nil }
    for index in profile.mappings.indices where profile.mappings[index].namesPractices {
      let listed = profile.mappings[index].codes?.meanings ?? [:]
      profile.mappings[index].codes = CodeTable(
        meanings: unique.merging(listed) { _, own in own }
      )
    }
    return profile
  }

  /// Whether practices must be known for every value to read.
  package var namesPractices: Bool { mappings.contains(where: \.namesPractices) }

  /// Whether local patient ids are somebody else's than the provider's.
  package var hasIssuer: Bool { mappings.contains { $0.issuer != nil } }

  func mappings(of field: AttendanceField) -> [FieldMapping] {
    mappings.filter { $0.field == field }
  }
}
