import ArgumentParser
import BatchRun

extension WorklistCommand {
  /// `attend worklist list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show open items, urgent ones first, and the pauses in force.",
      discussion: """
        Examples:
          attend worklist list --config attend.yaml
          attend worklist list --config attend.yaml --all --json

        --json prints items and pauses; patient is in an item only with --identifiable.
        """
    )

    @OptionGroup var options: Options

    @Flag(help: "Show closed items too.")
    var all = false

    @Flag(help: "Say who the patients are.")
    var identifiable = false

    @OptionGroup var printing: JSONOption

    func run() throws {
      let (lines, pauses) = try reportingFaults {
        let desk = try options.desk()
        return (try desk.items(closedToo: all), try desk.pauses())
      }
      if printing.json {
        Console.print(
          try WorklistResult(lines.map(\.item), pauses, identifiable: identifiable).json()
        )
      } else {
        for line in lines { Console.print(words(line)) }
        for pause in pauses { Console.print(words(pause)) }
        Console.print("\(lines.count) items, \(pauses.count) pauses")
      }
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
