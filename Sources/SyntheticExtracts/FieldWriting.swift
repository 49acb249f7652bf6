import AttendanceModel
import ExtractReading

/// One field of a profile, from what it means to what stands in its columns, and back.
struct FieldWriting {
  /// In order of preference.
  let mappings: [SourceProfile.FieldMapping]

  init(_ field: AttendanceField, of profile: SourceProfile) {
    mappings = profile.mappings.filter { $0.field == field }
  }

  /// Whether some column or a default feeds the field.
  var isMapped: Bool { !mappings.isEmpty }

  /// The value that a default stands for, when no column says anything.
  var standing: String? { mappings.lazy.compactMap(\.standing).first { !$0.isEmpty } }

  /// A cell, and the mapping whose column it belongs in.
  typealias Cell = (mapping: Int, text: String)

  /// What to write so that one of some meanings is read, the earlier the better; nil when the
  /// source has no way to say any of them.
  func cell(for meanings: [String]) -> Cell? {
    for meaning in meanings {
      for (place, mapping) in mappings.enumerated() where !mapping.columns.isEmpty {
        if let text = Self.text(for: meaning, in: mapping) { return (place, text) }
      }
    }
    return nil
  }

  /// The texts of a mapping's table that mean something of which a condition holds.
  func cells(where holds: (String) -> Bool) -> [Cell] {
    mappings.enumerated().flatMap { place, mapping -> [Cell] in
      guard let codes = mapping.codes, !mapping.columns.isEmpty else { return [] }
      return codes.meanings.keys.sorted(by: precedesAsBytes)
        .filter { Self.reading(of: $0, in: mapping).map(holds) ?? false }
        .map { (place, $0) }
    }
  }

  /// What a cell is read as, nil when as nothing.
  func reading(of cell: Cell) -> String? {
    Self.reading(of: cell.text, in: mappings[cell.mapping])
  }

  private static func text(for meaning: String, in mapping: SourceProfile.FieldMapping) -> String? {
    let table = mapping.codes?.meanings ?? [:]
    let codes = table.filter { $0.value == meaning }.keys.sorted(by: precedesAsBytes)
    return (codes + [meaning]).first { reading(of: $0, in: mapping) == meaning }
  }

  /// As Rules/sources/README.md says: freed of its end, compared with the blanks, cut, looked up.
  private static func reading(of text: String, in mapping: SourceProfile.FieldMapping) -> String? {
    var value = Substring(text)
    if let end = mapping.dropEnd, value.count > end.count, value.hasSuffix(end) {
      value = value.dropLast(end.count)
    }
    if mapping.blanks.contains(String(value)) { value = "" }
    if let part = mapping.characters, !value.isEmpty {
      value = value.dropFirst(part.lowerBound - 1).prefix(part.count)
    }
    var read: String? = String(value)
    if let codes = mapping.codes, !value.isEmpty {
      read = codes.meanings[String(value)] ?? (codes.others == .keep ? String(value) : "")
    }
    if read == "" { read = mapping.standing }
    return read == "" ? nil : read
  }
}
