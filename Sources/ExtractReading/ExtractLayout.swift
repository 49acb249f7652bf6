package import AttendanceModel

/// A profile laid over one file's header: which column feeds what.
package struct ExtractLayout: Sendable {
  /// One column of the header.
  package struct Column: Sendable {
    package var name: String
    /// The fields that it feeds, none when nothing maps it.
    package var fields: [AttendanceField]
  }

  /// In the header's order.
  package let columns: [Column]
  /// Fields that neither a column nor a default feeds.
  package let unfedFields: [AttendanceField]

  /// Reads a file's header.
  ///
  /// - Throws: why the profile does not fit, or the file cannot be read.
  package init(path: String, profile: SourceProfile) throws(ExtractRefusal) {
    let opening = try ExtractOpening(
      path: path,
      profile: profile,
      fields: nil,
      blockSize: CSVRecords.standardBlockSize
    )
    let plan = opening.plan
    columns = plan.names.enumerated().map { index, name in
      let fields = AttendanceField.allCases.filter { field in
        plan.cells.contains { $0.column == index && $0.field == field }
      }
      return Column(name: name, fields: fields)
    }
    // One form of arrival is enough.
    let arrival: Set<AttendanceField> =
      plan.hasCell(for: .arrivalDatetime) ? [.arrivalDate, .arrivalTime] : [.arrivalDatetime]
    unfedFields = AttendanceField.allCases.filter {
      !plan.hasCell(for: $0) && !arrival.contains($0)
    }
  }
}

extension SourceProfile {
  /// Fields whose table of codes is still empty, so that no value of them can be read.
  package var fieldsWithoutCodes: [AttendanceField] {
    mappings.filter { mapping in
      mapping.codes.map { $0.meanings.isEmpty && $0.others == .unreadable } ?? false
        && !mapping.namesPractices
    }.map(\.field)
  }
}
