import ArgumentParser
import BatchRun
import Foundation

extension WorklistCommand {
  /// `attend worklist list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show open items, urgent ones first, and the pauses in force.",
      discussion: """
        Examples:
          attend worklist list --config attend.yaml
          attend worklist list --config attend.yaml --all --json
        """
    )

    @OptionGroup var options: Options

    @Flag(help: "Show closed items too.")
    var all = false

    @Flag(help: "Say who the patients are.")
    var identifiable = false

    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() throws {
      let (lines, pauses) = try reportingFaults {
        let desk = try options.desk()
        return (try desk.items(closedToo: all), try desk.pauses())
      }
      if json {
        Console.print(try text(lines, pauses))
      } else {
        for line in lines { Console.print(words(line)) }
        for pause in pauses { Console.print(words(pause)) }
        Console.print("\(lines.count) items, \(pauses.count) pauses")
      }
    }

    private struct Everything: Encodable {
      var items: [WorklistEntry]
      var pauses: [PauseEntry]
    }

    private func text(_ lines: [WorklistDesk.Line], _ pauses: [PauseEntry]) throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      let items = lines.map { line in
        var item = line.item
        if !identifiable { item.patient = nil }
        return item
      }
      return String(
        decoding: try encoder.encode(Everything(items: items, pauses: pauses)),
        as: UTF8.self
      )
    }

    private func words(_ line: WorklistDesk.Line) -> String {
      let item = line.item
      let place = [item.providerCode, item.attendanceID, item.arrivalDate].compactMap(\.self)
      var lines = ["\(item.number)  \(item.urgency)  \(line.about)"]
      lines.append(
        "    "
          + ([item.rule].compactMap(\.self) + [place.joined(separator: " ")])
          .joined(separator: ", ")
      )
      if identifiable, let patient = item.patient {
        lines.append(
          "    "
            + [
              patient.nhsNumber, patient.localPatientID, patient.givenName, patient.familyName,
              patient.birthDate,
            ].compactMap(\.self).joined(separator: " ")
        )
      }
      for reason in line.reasons { lines.append("    \(reason)") }
      if let by = item.by, let because = item.because, let on = item.on {
        lines.append("    \(item.handling ?? "held again") by \(by) on \(on): \(because)")
      }
      if !item.isOpen { lines.append("    closed") }
      return lines.joined(separator: "\n")
    }

    private func words(_ pause: PauseEntry) -> String {
      "pause \(pause.pause)  until \(pause.until)  \(pause.providerCode) \(pause.attendanceID)\n"
        + "    by \(pause.by) on \(pause.on): \(pause.because)"
    }
  }
}
