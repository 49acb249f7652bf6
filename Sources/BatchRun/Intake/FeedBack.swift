package import AttendanceModel
import ExtractReading
import Foundation
import LocatedYAML

/// Brings a mended quarantine file back: puts it where the next run finds it among its source's
/// extracts.
package struct FeedBack {
  /// What was done.
  package struct Result: Encodable, Sendable {
    /// Rows that the next run takes.
    package var readable: Int
    /// Rows that cannot be read yet, each with its line and reason; the next run quarantines them
    /// again.
    package var unreadable: [String]
    /// Where the next run finds the file.
    package var path: String
    /// Whether it was there already.
    package var wasThere: Bool

    /// The result as JSON.
    package func json() throws -> String { try JSONText.result(self) }
  }

  private let configuration: RunConfiguration
  private let source: RunConfiguration.Source
  private let profile: SourceProfile

  /// Reads what feeding back needs of a run's configuration.
  ///
  /// - Throws: ``RunFault`` for a wrong configuration or a source that it does not have.
  package init(configuration path: String, source name: String) throws {
    configuration = try RunConfiguration.read(path)
    guard let source = configuration.sources.first(where: { $0.name == name }) else {
      let names = configuration.sources.map { "“\($0.name)”" }.joined(separator: ", ")
      throw RunFault(.usage, "\(path) has no source “\(name)”; it has \(names)")
    }
    self.source = source
    profile = source.laid(over: try RuleBook(folder: configuration.rules).profile(source.profile))
  }

  /// Checks a mended file and puts a copy of it, by one rename, into its source's folder.
  ///
  /// - Throws: ``RunFault`` for a file that is no mended quarantine file or has no readable row.
  package func take(_ path: String, asOf: CivilDay) throws -> Result {
    var unreadable: [String] = []
    let summary: ExtractSummary
    do {
      let reader = ExtractReader(path: path, profile: profile, asOf: asOf)
      summary = try reader.read { outcome in
        if case .quarantined(let row) = outcome {
          unreadable.append("line \(row.position.line): \(row.reason.description)")
        }
      }
    } catch let refusal as ExtractRefusal {
      throw RunFault(refusal.isMissingInput ? .noInput : .badData, refusal.description)
    }
    guard summary.isMended else {
      throw RunFault(
        .badData,
        "\(path) lacks the columns \(QuarantineFile.columns.joined(separator: ", ")); feed back a"
          + " file of a run's quarantine folder and leave its columns as they are"
      )
    }
    guard unreadable.count < summary.rows else {
      throw RunFault(
        .badData,
        ["\(path): none of its rows can be read yet"] + unreadable.prefix(20)
      )
    }
    let target = try target(of: try FileDigest.ofFile(path))
    let wasThere = FileManager.default.fileExists(atPath: target)
    if !wasThere { try Interruption.heldOff { try copy(path, to: target) } }
    return Result(
      readable: summary.rows - unreadable.count,
      unreadable: unreadable,
      path: target,
      wasThere: wasThere
    )
  }

  /// A name that the source's pattern fits, that the bytes alone decide, and that comes before
  /// names made of dates: of two undated versions the one in the fresh extract is to win.
  private func target(of digest: String) throws -> String {
    let parts = source.files.namePart.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1 else {
      throw RunFault(
        .configuration,
        "source “\(source.name)” reads a file of one name only; give its “files” a * so that a"
          + " mended file can lie beside it"
      )
    }
    let name = "\(parts[0])0-mended-\(digest.prefix(12))\(parts[1...].joined())"
    return "\(source.files.folderPart)/\(name)"
  }

  private func copy(_ path: String, to target: String) throws {
    let waiting = target + ".part"
    do {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      try? FileManager.default.removeItem(atPath: waiting)
      guard
        FileManager.default.createFile(
          atPath: waiting,
          contents: bytes,
          attributes: [.posixPermissions: 0o600]
        )
      else { throw CocoaError(.fileWriteUnknown) }
      try FileManager.default.moveItem(atPath: waiting, toPath: target)
    } catch {
      try? FileManager.default.removeItem(atPath: waiting)
      throw RunFault(.failed, "\(target) cannot be written; check the folder and its permissions")
    }
  }
}
