package import LocatedYAML

/// Where the parts of a rule stand in its file, for mistakes that show only when it is whole.
package struct RulePlaces: Hashable, Sendable {
  package var rule: SourceLocation
  package var version: SourceLocation
  package var population: SourceLocation
  package var condition: SourceLocation
  package var count: SourceLocation?
  package var matching: SourceLocation?
  /// One for each route, in order.
  package var routes: [SourceLocation]
}
