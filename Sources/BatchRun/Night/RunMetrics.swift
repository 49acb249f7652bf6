import Delivery

/// What a run leaves for the monitoring: a text file as Prometheus's node exporter collects it.
///
/// A run that fails writes nothing, so that the age of the last success tells it.
package struct RunMetrics: Sendable {
  private let result: NightlyRun.Result
  private let status: LedgerStatus

  package init(_ result: NightlyRun.Result, _ status: LedgerStatus) {
    self.result = result
    self.status = status
  }

  /// The file's text: counts and ages alone, nothing of a patient.
  ///
  /// - Parameter seconds: the time of the success, since 1970-01-01 in UTC.
  /// - Returns: the text.
  package func text(at seconds: Int) -> String {
    let manifest = result.manifest
    let counts = manifest.counts
    let deliveries = status.deliveries
    let measures: [(name: String, help: String, values: [(labels: String, value: Int)])] = [
      ("last_success_timestamp_seconds", "When a run was last done.", [("", seconds)]),
      (
        "needs_attention", "1 when the last run ended with code 2: somebody must look.",
        [("", result.needsAttention ? 1 : 0)]
      ),
      (
        "rows", "Rows that the last run read.", [("", manifest.extracts.reduce(0) { $0 + $1.rows })]
      ),
      (
        "quarantined_rows", "Rows that the last run could not read.",
        [("", manifest.extracts.reduce(0) { $0 + $1.quarantined })]
      ),
      ("refused_files", "Files that the last run refused.", [("", manifest.refused.count)]),
      (
        "letters", "Letters of the last run.",
        [
          ("{recipient=\"practice\"}", counts.practiceLetters),
          ("{recipient=\"parent\"}", counts.parentLetters),
          ("{recipient=\"safeguarding\"}", counts.safeguardingLetters),
        ]
      ),
      ("alerts", "Alerts of the last run.", [("", counts.alerts)]),
      (
        "open_items", "Open items of the worklist.",
        [
          ("{urgency=\"urgent\"}", status.openUrgent),
          ("{urgency=\"routine\"}", status.openRoutine),
        ]
      ),
      ("waiting_deliveries", "Documents not yet handed over.", [("", deliveries.waiting)]),
      (
        "unacknowledged_deliveries", "Documents handed over and not acknowledged.",
        [("", deliveries.unacknowledged)]
      ),
      (
        "oldest_unacknowledged_days", "Age of the oldest of these.",
        [("", deliveries.oldestUnacknowledged ?? 0)]
      ),
      (
        "feed_age_days", "Days since a source last brought an extract.",
        status.feeds.compactMap { feed in
          feed.ageInDays.map { ("{source=\"\(Self.escaped(feed.source))\"}", $0) }
        }
      ),
    ]
    return measures.map { name, help, values in
      let lines = values.map { "attend_\(name)\($0.labels) \($0.value)\n" }
      return "# HELP attend_\(name) \(help)\n# TYPE attend_\(name) gauge\n" + lines.joined()
    }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}

extension NightlyRun {
  /// Leaves the metrics of a run where the configuration says, readable by the monitoring.
  ///
  /// - Parameters:
  ///   - result: of the run that has just ended.
  ///   - seconds: now, since 1970-01-01 in UTC.
  /// - Throws: ``RunFault``; the run's work is done all the same.
  package func writeMetrics(of result: Result, at seconds: Int) throws {
    guard let path = configuration.metrics, !result.isPreview else { return }
    let status = try LedgerStatus(configuration: configuration, asOf: asOf)
    do {
      let metrics = Array(RunMetrics(result, status).text(at: seconds).utf8)
      try Interruption.heldOff {
        try SyncedFile.replace(metrics, at: path, access: FileAccess(mode: 0o644))
      }
    } catch let fault as DeliveryFault {
      throw RunFault(.failed, "the run is done, and \(fault.description)")
    }
  }
}
