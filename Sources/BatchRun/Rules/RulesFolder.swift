import Foundation

/// The folder of rules that a command works with.
package enum RulesFolder {
  /// Where a trust has its rules.
  private static let usual = "Rules"

  /// The folder that was named; else `Rules`, where one works; else what came with the program.
  ///
  /// - Throws: ``RunFault`` when none is named and none is there.
  package static func path(named: String?) throws -> String {
    if let named { return named }
    if FileManager.default.fileExists(atPath: usual) { return usual }
    if let shipped { return shipped }
    throw RunFault(
      .configuration,
      "there is no folder of rules at \(usual), and none came with the program; name the one to use"
    )
  }

  /// The rules beside the program: as installed, or in the checkout that it was built in.
  static var shipped: String? {
    var above = URL(fileURLWithPath: Bundle.main.executablePath ?? "").resolvingSymlinksInPath()
    while above.path != "/" {
      above.deleteLastPathComponent()
      for place in ["share/attend/Rules", usual] {
        let rules = above.appendingPathComponent(place).path
        if FileManager.default.fileExists(atPath: "\(rules)/alerts.yaml") { return rules }
      }
    }
    return nil
  }
}
