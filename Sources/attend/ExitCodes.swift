import ArgumentParser
import BatchRun
import LocatedYAML

/// The one table of exit codes (design section 9).
extension ExitCode {
  /// Done, but an operator must look.
  static let attention = ExitCode(2)

  init(_ cause: RunFault.Cause) {
    self =
      switch cause {
      case .failed: ExitCode(1)
      case .usage: ExitCode(64)
      case .badData: ExitCode(65)
      case .noInput: ExitCode(66)
      case .locked: ExitCode(75)
      case .configuration: ExitCode(78)
      }
  }
}

/// Runs a command's work and turns its faults into sentences and an exit code.
func reportingFaults<Result>(_ work: () throws -> Result) throws -> Result {
  do {
    return try work()
  } catch let fault as RunFault {
    for text in DiagnosticReport.text(fault.diagnostics) { Console.note(text) }
    for sentence in fault.sentences { Console.error(sentence) }
    throw ExitCode(fault.cause)
  }
}
