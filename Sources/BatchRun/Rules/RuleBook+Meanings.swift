import LocatedYAML
import RuleLanguage

extension RuleBook {
  /// What the ledger keeps of a run's rules: the digest, then a line `NAME VERSION MEANING` for each
  /// version, the meaning as a digest.
  var record: String {
    ([digest]
      + rules.map { "\($0.name) \($0.version) \(FileDigest.ofText($0.meaning))" })
      .joined(separator: "\n")
  }

  /// Whether a run's record is of these very rules and code sets.
  func isRecorded(in record: String) -> Bool {
    record.prefix { $0 != "\n" } == digest
  }

  /// Versions that meant something else in an earlier run: a trigger names its version, and one
  /// version means one thing.
  ///
  /// - Parameter runs: each run's folder and what it kept, the earliest first.
  /// - Returns: a mistake for each such version, at its number.
  func changedMeanings(since runs: [(folder: String, record: String)]) -> [Diagnostic] {
    rules.compactMap { rule in
      let version = "\(rule.name) \(rule.version) "
      let now = version + FileDigest.ofText(rule.meaning)
      let changed = runs.last { _, record in
        record.split(separator: "\n").contains { $0.hasPrefix(version) && $0 != now }
      }
      guard let changed else { return nil }
      return Diagnostic(
        "version \(rule.version) meant something else in the run \(changed.folder): "
          + "give what it means now a higher version",
        at: rule.places?.version ?? .start(of: "\(folder)/\(rule.name).yaml"),
        code: .changedMeaning
      )
    }
  }
}
