import ExtractReading
import Linkage

extension RunManifest.Extract {
  init(_ taken: TakenExtract) {
    self.init(
      source: taken.source,
      file: taken.file,
      sha256: taken.sha256,
      rows: taken.balance.rows,
      attendances: taken.balance.attendances,
      superseded: taken.balance.superseded,
      deleted: taken.balance.deleted,
      quarantined: taken.balance.quarantined,
      removed: taken.removed,
      unreadable: Dictionary(
        taken.summary.unreadableValues.map { ($0.column, $0.count) },
        uniquingKeysWith: +
      ),
      unmappedColumns: taken.summary.unmappedColumns,
      damage: taken.summary.damage.map { damage in
        Damage(
          column: damage.column,
          kind: damage.kind.rawValue,
          count: damage.count,
          lines: damage.examples.map(\.line)
        )
      },
      findings: taken.summary.findings.byName.filter { $0.value > 0 }
    )
  }
}

extension ExtractSummary.Findings {
  /// The findings by the words of `run.json`.
  fileprivate var byName: [String: Int] {
    [
      "birth after arrival": birthAfterArrival,
      "birth over 120 years before arrival": ageBeyondBelief,
      "NHS number not valid": invalidNHSNumber,
      "NHS number outside issued ranges": unissuedNHSNumber,
      "update type read as blank": unknownUpdateType,
      "date before 1900 read as blank": dateBefore1900,
      "age not readable": unreadableAge,
    ]
  }
}
