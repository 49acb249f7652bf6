import ArgumentParser
import Foundation
import TemporaryFiles
import Testing

@testable import attend

/// Every verb explains itself, and the README knows it.
struct HelpTests {
  /// The verbs that the help of a command lists, with their own verbs after them.
  private func verbs(of path: [String] = []) throws -> [[String]] {
    let help = try Attend.call(path + ["--help"], in: Attend.repository).output
    guard let list = help.following("SUBCOMMANDS:\n") else { return [path] }
    let lines = list.prefix(upTo: list.firstRange(of: "\n\n")?.lowerBound ?? list.endIndex)
    let names = lines.split(separator: "\n").compactMap { line in
      line.hasPrefix("   ") ? nil : line.split(separator: " ").first.map(String.init)
    }
    return try names.flatMap { try verbs(of: path + [$0]) }
  }

  private func readme() throws -> String {
    try String(contentsOfFile: "\(Attend.repository)/README.md", encoding: .utf8)
  }

  @Test func `every verb has help with an example of its use`() throws {
    let verbs = try verbs()
    #expect(Set(verbs.compactMap(\.first)).isSuperset(of: ["run", "dry-run", "rules"]))
    for verb in verbs {
      let help = try Attend.call(verb + ["--help"], in: Attend.repository)
      #expect(help.code == 0)
      #expect(help.output.hasPrefix("OVERVIEW: "), "\(verb)")
      #expect(help.output.contains("\n  attend \(verb.joined(separator: " ")) "), "\(verb)")
    }
  }

  /// A command's type and its verbs' types, with the words that call them.
  private func commands(
    _ type: any ParsableCommand.Type = attend.Attend.self,
    _ path: [String] = []
  ) -> [(path: [String], type: any ParsableCommand.Type)] {
    [(path, type)]
      + type.configuration.subcommands.flatMap { verb in
        commands(
          verb,
          path + [verb.configuration.commandName ?? "\(verb)".lowercased()]
        )
      }
  }

  /// The examples of a discussion: the words that the program gets of each.
  private func examples(_ discussion: String) -> [[String]] {
    discussion.split(separator: "\n").filter { $0.hasPrefix("  ") }.compactMap { line in
      guard let call = line.firstRange(of: "attend ") else { return nil }
      return words(line[call.upperBound...])
    }
  }

  /// The words of a line as a shell makes them, up to where its output goes.
  private func words(_ line: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    for character in line + " " {
      if character == quote {
        quote = nil
      } else if quote != nil {
        word.append(character)
      } else if "'\"".contains(character) {
        quote = character
      } else if character == ">" || character == "|" {
        break
      } else if character == " " {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return words
  }

  @Test func `every command says in a line what it does`() {
    let commands = commands()
    #expect(commands.count > 25)
    for (path, type) in commands {
      #expect(!type.configuration.abstract.isEmpty, "\(path)")
      #expect(!examples(type.configuration.discussion).isEmpty, "\(path) has no example")
    }
  }

  @Test func `every example in the help is a call that the program takes`() throws {
    for (path, type) in commands() {
      for example in examples(type.configuration.discussion) {
        let command = try attend.Attend.parseAsRoot(example)
        #expect(example.starts(with: path), "\(example) is in the help of \(path)")
        if type.configuration.subcommands.isEmpty {
          #expect(Swift.type(of: command) == type, "\(example)")
        }
      }
    }
  }

  @Test func `there is a manual page for each command, and nothing is wrong with it`() throws {
    let folder = try TemporaryFolder()
    let dump = try Attend.call(["--experimental-dump-help"], in: folder.path)
    try folder.write(dump.output, to: "help.json")
    let maker = "\(Attend.repository)/Sources/attend/Manual/make"
    let made = try Attend.Call(
      program: maker,
      ["man1"],
      in: folder.path,
      input: .file("help.json")
    ).outcome()
    #expect(made.code == 0, "\(made.said)")
    for (path, type) in commands() {
      let name = (["attend"] + path).joined(separator: "-")
      let page = try folder.text(of: "man1/\(name).1")
      for section in ["NAME", "SYNOPSIS", "OPTIONS", "EXIT STATUS", "EXAMPLES"] {
        #expect(page.contains("\n.Sh \(section)\n"), "\(name)")
      }
      #expect(page.contains(".It 75\nanother run holds the lock"))
      for example in examples(type.configuration.discussion) {
        for option in example where option.hasPrefix("--") {
          #expect(page.contains(option.replacing("-", with: "\\-")), "\(name): \(option)")
        }
      }
      let looked = try Attend.Call(
        program: "groff",
        ["-mdoc", "-ww", "-z", "-K", "utf8", "man1/\(name).1"],
        in: folder.path
      ).outcome()
      #expect(looked.code == 0 && looked.said == "", "\(name): \(looked.said)")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `a shell takes the completions that the program makes for it`(shell: String) throws {
    let folder = try TemporaryFolder()
    let made = try Attend.call(["--generate-completion-script", shell], in: folder.path)
    #expect(made.code == 0)
    for verb in try verbs() { #expect(made.output.contains(verb.last ?? "?")) }
    try folder.write(made.output, to: "completions")
    // A machine need not have every shell; where one is, it must take its script.
    guard try Attend.Call(program: shell, ["-c", "true"], in: folder.path).outcome().code == 0
    else { return }
    let read = try Attend.Call(program: shell, ["-n", "completions"], in: folder.path).outcome()
    #expect(read.code == 0 && read.said == "", "\(read.said)")
  }

  @Test func `the README names every verb`() throws {
    let readme = try readme()
    for verb in try verbs() { #expect(readme.contains("attend \(verb.joined(separator: " "))")) }
  }

  @Test func `the README and the help give the same exit codes`() throws {
    let help = try Attend.call(["--help"], in: Attend.repository).output
    let readme = try readme()
    for code in ["0", "1", "2", "64", "65", "66", "75", "78"] {
      #expect(help.contains("\(code) ") && readme.contains("| \(code) | "))
    }
  }
}
