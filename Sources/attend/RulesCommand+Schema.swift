import ArgumentParser
import BatchRun

extension RulesCommand {
  /// `attend rules schema`.
  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a JSON Schema of rule files or source profiles, for editors.",
      discussion: """
        Examples:
          attend rules schema > rule.schema.json
          attend rules schema --of profile > profile.schema.json

        An editor that knows the schema completes keys and words and marks wrong ones while one \
        types. It cannot see everything: attend rules check does.
        """
    )

    @Option(help: "rule or profile.")
    var of: FileSchema = .rule

    func run() throws {
      Console.print(try of.json())
    }
  }
}

extension FileSchema: ExpressibleByArgument {}
