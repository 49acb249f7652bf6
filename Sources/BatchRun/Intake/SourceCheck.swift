import Algorithms
package import AttendanceModel
import ExtractReading
import Linkage

/// How one file reads by a source profile: by the one asked for, or by the one that fits best.
package struct SourceCheck: Sendable {
  /// One column of the header.
  package struct Column: Encodable, Hashable, Sendable {
    package var column: String
    /// The fields that it feeds.
    package var feeds: [String]
    /// Values that are not blank.
    package var filled: Int
    /// Of these, values that cannot be read, those of quarantined rows included.
    package var unreadable: Int
  }

  /// Rows that cannot be read for one reason.
  package struct Quarantined: Encodable, Hashable, Sendable {
    package var reason: String
    package var rows: Int
    /// Where the first of them begin.
    package var lines: [Int]
  }

  package private(set) var profile: String
  package private(set) var title: String
  /// Whether nobody asked for the profile.
  package private(set) var isProposed: Bool
  package private(set) var extract: RunManifest.Extract
  /// In the header's order.
  package private(set) var columns: [Column]
  /// Fields that the profile maps, or could map, and that no column of the file feeds.
  package private(set) var unfedFields: [String]
  /// Why rows cannot be read, by reason.
  package private(set) var quarantined: [Quarantined]
  /// What somebody should know or do, each a sentence without its full stop.
  package private(set) var hints: [String]
  /// Profiles that would read the file too, the better ones first.
  package private(set) var otherProfiles: [String]

  /// Whether an operator must look at the file.
  package var needsAttention: Bool { extract.quarantined > 0 }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: its path.
  ///   - folder: the folder of rules.
  ///   - name: the profile to read by; nil proposes one.
  ///   - practices: the practice directory, for sources that name practices.
  ///   - asOf: the day taken as today; later arrivals are quarantined.
  /// - Throws: ``RunFault`` when no profile fits, each with its reason.
  package init(
    file: String,
    folder: String,
    profile name: String?,
    practices: String?,
    asOf: CivilDay
  ) throws {
    let profiles =
      try name.map { [try SourceProfiles.named($0, in: folder)] } ?? SourceProfiles.all(in: folder)
    var fits: [Fit] = []
    var refusals: [(profile: String, refusal: ExtractRefusal)] = []
    for profile in profiles {
      do {
        fits.append(try Fit(profile, file))
      } catch {
        refusals.append((profile.name, error))
      }
    }
    fits.sort { ($1.used, $0.profile.name) < ($0.used, $1.profile.name) }
    do {
      // What uses the most columns is read through; others only where that can hardly be read.
      var readings: [Reading] = []
      for alike in fits.chunked(on: \.used) {
        readings += try alike.1.map { fit in
          let profile = try SourceProfiles.named(fit.profile.name, in: folder, practices: practices)
          return try Reading(profile, fit.layout, file, asOf)
        }
        if readings.contains(where: { !$0.isRefused }) { break }
      }
      guard let best = readings.min(by: { $0.losses < $1.losses }) else {
        throw Self.fault(refusals, isProposed: name == nil, file)
      }
      profile = best.profile.name
      title = best.profile.title
      isProposed = name == nil
      extract = best.extract
      columns = best.columns
      unfedFields = best.unfedFields
      quarantined = best.quarantined
      hints = best.hints(hasPractices: practices != nil)
      otherProfiles = fits.map(\.profile.name).filter { $0 != best.profile.name }
    } catch let refusal as ExtractRefusal {
      throw RunFault(refusal.isMissingInput ? .noInput : .badData, refusal.description)
    }
  }

  /// Why no profile fits: one sentence when it is the file's fault, else one for each profile.
  private static func fault(
    _ refusals: [(profile: String, refusal: ExtractRefusal)],
    isProposed: Bool,
    _ file: String
  ) -> RunFault {
    if let missing = refusals.first(where: { $0.refusal.isMissingInput })?.refusal {
      return RunFault(.noInput, missing.description)
    }
    let sentences = refusals.map { $0.refusal.description }
    guard isProposed, Set(sentences).count > 1 else {
      return RunFault(.badData, Array(sentences.prefix(1)))
    }
    return RunFault(
      .badData,
      ["\(file): no source profile fits; write one, or say which with --source"]
        + refusals.map { "\($0.profile): \(Self.inShort($0.refusal))" }
    )
  }

  /// Of columns that a header lacks only the fields, else the whole sentence.
  private static func inShort(_ refusal: ExtractRefusal) -> String {
    guard case .lacksColumns(let columns) = refusal.cause else { return refusal.description }
    let fields = columns.map { column in
      column.field.rawValue + (column.nearest.map { " (nearest is “\($0)”)" } ?? "")
    }
    return "the header lacks \(fields.joined(separator: ", "))"
  }

  /// A profile whose columns the header has.
  private struct Fit {
    let profile: SourceProfile
    let layout: ExtractLayout
    var used: Int { layout.columns.count { !$0.fields.isEmpty } }

    init(_ profile: SourceProfile, _ file: String) throws(ExtractRefusal) {
      self.profile = profile
      layout = try ExtractLayout(path: file, profile: profile)
    }
  }

  /// A file read through by a profile.
  private struct Reading {
    let profile: SourceProfile
    let extract: RunManifest.Extract
    let columns: [Column]
    let unfedFields: [String]
    let quarantined: [Quarantined]

    /// Rows and values that would be lost.
    var losses: Int { extract.quarantined * 100 + columns.reduce(0) { $0 + $1.unreadable } }

    /// Whether a run refuses the file, unless it is told to take more bad rows.
    var isRefused: Bool { extract.quarantined >= 20 && extract.quarantined * 20 > extract.rows }

    init(_ profile: SourceProfile, _ layout: ExtractLayout, _ file: String, _ asOf: CivilDay) throws
    {
      self.profile = profile
      var unreadable: [String: Int] = [:]
      var quarantined: [String: Quarantined] = [:]
      let reader = ExtractReader(
        path: file,
        profile: profile,
        asOf: asOf,
        maxQuarantined: 1,
        countsFilled: true
      )
      let summary = try reader.read { outcome in
        guard case .quarantined(let row) = outcome else { return }
        let reason = row.reason.description
        var alike = quarantined[reason] ?? Quarantined(reason: reason, rows: 0, lines: [])
        alike.rows += 1
        if alike.lines.count < 5 { alike.lines.append(row.position.line) }
        quarantined[reason] = alike
        if case .unreadable(let column) = row.reason { unreadable[column, default: 0] += 1 }
      }
      self.quarantined = quarantined.values.sorted { $0.reason < $1.reason }
      for count in summary.unreadableValues { unreadable[count.column, default: 0] += count.count }
      columns = layout.columns.enumerated().map { index, column in
        Column(
          column: column.name,
          feeds: column.fields.map(\.rawValue),
          filled: column.fields.isEmpty ? 0 : summary.filledValues[index],
          unreadable: column.fields.isEmpty ? 0 : unreadable[column.name] ?? 0
        )
      }
      unfedFields = layout.unfedFields.map(\.rawValue)
      var taken = TakenExtract(
        source: profile.name,
        file: file,
        sha256: "",
        number: 0,
        summary: summary
      )
      // One file alone: what another version put aside is not asked.
      taken.balance = RowBalance(
        rows: summary.rows,
        attendances: summary.attendances,
        deleted: summary.deletes,
        quarantined: summary.quarantined
      )
      extract = RunManifest.Extract(taken)
    }

    func hints(hasPractices: Bool) -> [String] {
      var hints = profile.fieldsWithoutCodes.map {
        "the table of codes of “\($0.rawValue)” in the profile “\(profile.name)” is empty: "
          + "until somebody fills it in, no value of it can be read"
      }
      if profile.namesPractices && !hasPractices {
        hints.append("names of practices are matched only with --practices; without, none is known")
      }
      if profile.hasIssuer {
        hints.append("its ids of patients are pseudonyms: for dry-run, not for a nightly run")
      }
      if isRefused {
        hints.append("a run refuses the file: more than 5 % of its rows cannot be read")
      }
      return hints
    }
  }
}

extension SourceCheck {
  /// The check as JSON, for other programs.
  package func json() throws -> String {
    try JSONText.result(JSONCheck(self))
  }

  private struct JSONCheck: Encodable {
    var profile: String
    var title: String
    var proposed: Bool
    var extract: RunManifest.Extract
    var columns: [Column]
    var unfedFields: [String]
    var quarantined: [Quarantined]
    var hints: [String]
    var otherProfiles: [String]

    init(_ check: SourceCheck) {
      profile = check.profile
      title = check.title
      proposed = check.isProposed
      extract = check.extract
      columns = check.columns
      unfedFields = check.unfedFields
      quarantined = check.quarantined
      hints = check.hints
      otherProfiles = check.otherProfiles
    }

    private enum CodingKeys: String, CodingKey {
      case profile, title, proposed, extract, columns, quarantined, hints
      case unfedFields = "unfed_fields"
      case otherProfiles = "other_profiles"
    }
  }
}
