import Crypto
import Foundation
import Ledger

/// Proves the audit: its chain, and that documents and lines belong together.
///
/// Every published letter and alert has a line with its id and hash, every line that names one has
/// the letter or alert, each run's list of documents is the one sealed in the chain, and what still
/// lies in the output folder is what was written there. A document that is no longer there is not
/// missing: its recipient has collected it, and the ledger keeps its hash. And what the ledger keeps
/// of `triggers.csv` by day is what its triggers say.
package struct AuditVerification: Encodable, Sendable {
  package private(set) var entries = 0
  package private(set) var head = LedgerTransaction.auditRoot
  package private(set) var runs = 0
  package private(set) var documents = 0
  /// Documents that are no longer in the output folder.
  package private(set) var collected = 0
  /// Runs of an earlier version of the program, which sealed no list of documents.
  package private(set) var unsealedRuns = 0
  /// What does not hold, one sentence each, without a patient value.
  package private(set) var findings: [String] = []

  private enum CodingKeys: String, CodingKey {
    case entries, head, runs, documents, collected, findings
    case unsealedRuns = "unsealed_runs"
  }

  /// Verifies a ledger.
  ///
  /// - Parameters:
  ///   - configuration: names the ledger and the output folder.
  ///   - anchor: a head kept elsewhere, from an earlier `run.json`; it must be in the chain.
  /// - Throws: ``RunFault`` when the ledger cannot be read.
  package init(_ configuration: RunConfiguration, anchor: String? = nil) throws {
    try LedgerAccess.read(configuration.ledger) { ledger in
      var letters: [Int64: [String: Set<String>]] = [:]
      var alerts: [Int64: [AuditEntry]] = [:]
      var seals: [Int64: String] = [:]
      var isAnchored = anchor == nil || anchor == LedgerTransaction.auditRoot
      let decoder = JSONDecoder()
      try ledger.forEachAuditLine { line in
        entries += 1
        head = line.hash
        if line.hash == anchor { isAnchored = true }
        guard line.isSound else {
          if findings.isEmpty {
            findings.append(
              "entry \(line.number) of the audit does not follow from those before it"
            )
          }
          return
        }
        guard let known = try? decoder.decode(AuditEntry.self, from: Data(line.entry.utf8)) else {
          findings.append("entry \(line.number) of the audit cannot be read")
          return
        }
        if known.decision == AuditSeal.decision {
          seals[line.run] = known.sha256
        } else if known.isAboutAlert {
          alerts[line.run, default: []].append(known)
        } else if ["held", AuditEntry.notCorrected].contains(known.decision),
          let id = known.document
        {
          // It was written and could not be printed.
          letters[line.run]?[id] = nil
        } else if let id = known.document, let hash = known.sha256, Self.isLetter(id) {
          letters[line.run, default: [:]][id, default: []].insert(hash)
        }
      }
      if !isAnchored { findings.append("the audit does not contain the head \(anchor ?? "")") }
      for (rule, day) in try ledger.wrongTriggerDays(TriggerTable.lines) {
        findings.append(
          "what the ledger keeps of triggers.csv for the rule “\(rule)” on \(day) is not what its"
            + " triggers say"
        )
      }
      for run in try ledger.publishedRuns() {
        runs += 1
        let published = try ledger.documents(ofRun: run.number)
        check(run, published, letters: letters[run.number] ?? [:], seal: seals[run.number])
        lookInto(configuration.output, run, published)
        check(
          PublishedAlerts("\(configuration.output)/\(run.folder)"),
          against: alerts[run.number] ?? [],
          of: run
        )
      }
    }
  }

  /// Letters have ids such as `2026-11-22-001-L0001`; alerts have hashes.
  private static func isLetter(_ id: String) -> Bool { id.contains("-L") }

  private mutating func check(
    _ run: RunRecord,
    _ published: [String: String],
    letters: [String: Set<String>],
    seal: String?
  ) {
    documents += published.count
    if let seal {
      if seal != AuditSeal.digest(of: published) {
        findings.append("run \(run.folder): its list of documents is not the one in the audit")
      }
    } else {
      unsealedRuns += 1
    }
    var written: [String: Set<String>] = [:]
    for (path, hash) in published where path.hasPrefix("letters/") {
      written[TextFile.stem(path), default: []].formUnion(path.hasSuffix(".html") ? [hash] : [])
    }
    for (id, hashes) in written.sorted(by: { $0.key < $1.key }) {
      // A letter that is published as PDF alone has the seal for its bytes.
      guard let line = letters[id], hashes.isEmpty || hashes == line else {
        findings.append("run \(run.folder): letter \(id) is not what the audit says of it")
        continue
      }
    }
    for id in letters.keys.sorted() where written[id] == nil {
      findings.append("run \(run.folder): the audit names letter \(id), and there is none")
    }
  }

  /// Compares what still lies in the output folder.
  private mutating func lookInto(_ output: String, _ run: RunRecord, _ published: [String: String])
  {
    let folder = "\(output)/\(run.folder)"
    for (path, hash) in published.sorted(by: { $0.key < $1.key }) {
      guard let content = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
        collected += 1
        continue
      }
      if hexadecimal(SHA256.hash(data: content)) != hash {
        findings.append("\(run.folder)/\(path) is not the document that was published")
      }
    }
    let found = FileManager.default.subpaths(atPath: folder) ?? []
    for path in found.sorted() where published[path] == nil {
      let inside = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(path)")
      if inside == nil {
        findings.append("\(run.folder)/\(path) is no document of that run")
      }
    }
  }

  mutating func note(_ finding: String) { findings.append(finding) }

  /// As JSON, for a program.
  package func json() throws -> String {
    try JSONText.result(self)
  }
}
