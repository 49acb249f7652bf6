import ExtractReading
import RuleLanguage
package import SyntheticExtracts

/// Synthetic extracts in the layout of a profile, with what must come of them.
package enum Sample {
  /// Makes a sample's folder, whole or not at all.
  ///
  /// - Parameters:
  ///   - plan: what is asked for.
  ///   - source: the name of the source profile.
  ///   - rules: the folder of rules, for the profile and the code sets.
  ///   - output: the path of the folder.
  ///   - progress: is told in a few words what is being done.
  /// - Returns: what must come out.
  /// - Throws: ``RunFault``; nothing is left then.
  package static func make(
    _ plan: SamplePlan,
    source: String,
    rules: String,
    in output: String,
    progress: (String) -> Void = { _ in }
  ) throws -> GroundTruth {
    let profile = try SourceProfiles.named(source, in: rules)
    let codes = HarmCodes(
      injury: try RuleBook.codeSet(named: "injury", in: rules).codes,
      bruising: try RuleBook.codeSet(named: "bruising", in: rules).codes
    )
    do {
      let layout = try Layout(profile, codes: codes, lastDay: plan.days.upperBound)
      return try Interruption.stoppable { isInterrupted in
        var maker = try SampleMaker(plan, layout: layout, isInterrupted: isInterrupted)
        let folder = try SampleFolder(output)
        do {
          let truth = try maker.make(in: folder, progress: progress)
          var table = TriggerTable()
          for trigger in truth.triggers { table.add(trigger) }
          try folder.write(table.bytes, to: "truth/triggers.csv")
          try folder.write(Array("\(try truth.json())\n".utf8), to: "truth/truth.json")
          try folder.publish()
          return truth
        } catch {
          folder.discard()
          throw error
        }
      }
    } catch let fault as SampleFault {
      throw RunFault(fault)
    }
  }
}

extension GroundTruth {
  /// All but the triggers, which have a file of their own, as JSON.
  package func json() throws -> String { try JSONText.result(self) }
}

extension RunFault {
  fileprivate init(_ fault: SampleFault) {
    let cause: Cause =
      switch fault.cause {
      case .usage: .usage
      case .profile: .configuration
      case .failed: .failed
      }
    self.init(cause, fault.sentence)
  }
}
