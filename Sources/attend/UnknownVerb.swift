import ArgumentParser
import LocatedYAML

/// A word where a verb belongs, that is none.
struct UnknownVerb {
  /// What was typed, with the verbs before it.
  private let typed: String
  private let nearest: String?
  private let verbs: [String]

  /// Looks for it in the command's arguments; nil when every verb is one, or none is given.
  init?(in arguments: some Sequence<String>) {
    var command: any ParsableCommand.Type = Attend.self
    var path = ""
    for word in arguments {
      let below = command.configuration.subcommands
      guard !below.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      if let verb = below.first(where: { $0._commandName == word }) {
        command = verb
        path += "\(word) "
        continue
      }
      let names = below.map { $0._commandName }
      let before = path
      typed = before + word
      verbs = names
      nearest = nearestWord(to: word, among: names).map { before + $0 }
      return
    }
    return nil
  }

  /// What is wrong, and what was meant or could be.
  var sentence: String {
    "there is no verb “\(typed)”; "
      + (nearest.map { "did you mean “\($0)”?" } ?? "there are \(verbs.joined(separator: ", "))")
  }
}
