import AttendanceModel
import LocatedYAML

/// Words that a trust can edit for the codes and reasons that documents print.
///
/// Read from `Rules/letters/wording.yaml`, also for the worklist.
package struct Wording: Hashable, Sendable {
  /// The lists of `wording.yaml`.
  package enum Group: String, CaseIterable, Sendable {
    /// What a reader should know of an attendance that counts: `Evidence.Remark`.
    case remark
    /// Why an attendance does not count: `Evidence.Reason`.
    case reason
    /// By code, and `not-recorded`.
    case departmentType = "department-type"
    /// `AttendanceCategory`.
    case category
    /// By code of PERSON STATED GENDER; a code without words is not printed.
    case sex
    /// Why the safeguarding team gets a letter that was meant for somebody else.
    case detour
    /// Why a parent letter waits.
    case hold
    /// What was wrong with an earlier letter: `Correction.Cause`.
    case correction
    /// What a line of the worklist asks for.
    case worklist
    /// Why a person may be two: `IdentityConflict`.
    case conflict
  }

  private let words: [Group: [String: String]]

  /// Reads the file's text.
  ///
  /// - Parameters:
  ///   - text: YAML, one mapping of keys to words for each group.
  ///   - file: the name for diagnostics.
  ///   - required: keys that must have words, besides those of the model's own lists.
  /// - Throws: `Diagnostics` with every missing and unknown key.
  package init(_ text: String, file: String, requiring required: [Group: [String]] = [:]) throws {
    let documents = try Node.documents(text, file: file)
    let start = SourceLocation(file: file, line: 1, column: 1)
    var reader = MappingReader(documents.first ?? Node(.null, at: start), describing: "the wording")
    var words: [Group: [String: String]] = [:]
    for group in Group.allCases {
      guard let node = reader.requiredNode(group.rawValue) else { continue }
      var list = MappingReader(node, describing: "“\(group.rawValue)”")
      let keys = list.allEntries().map(\.key)
      for key in keys + group.keys + (required[group] ?? []) where words[group]?[key] == nil {
        words[group, default: [:]][key] = list.requiredText(key)
      }
      reader.note(Array(Set(list.diagnostics)))
    }
    let faults = reader.finish()
    guard faults.isEmpty else { throw Diagnostics(faults) }
    self.words = words
  }

  /// The words of a key, or nil when the file has none.
  package func words(_ group: Group, _ key: String) -> String? {
    words[group]?[key]
  }

  /// What an ECDS department type is called; nil or unknown codes read as not recorded.
  package func departmentType(_ code: String?) -> String? {
    code.flatMap { words(.departmentType, $0) } ?? words(.departmentType, "not-recorded")
  }
}

extension Wording.Group {
  /// The keys that the model's own lists need.
  fileprivate var keys: [String] {
    switch self {
    case .remark: Evidence.Remark.allCases.map(\.rawValue)
    case .reason: Evidence.Reason.allCases.map(\.rawValue)
    case .category: AttendanceCategory.allCases.map(\.rawValue)
    case .departmentType: ["not-recorded"]
    case .conflict: IdentityConflict.allCases.map(\.rawValue)
    case .correction: Correction.Cause.allCases.map(\.rawValue)
    case .sex, .detour, .hold, .worklist: []
    }
  }
}
