import ArgumentParser

extension CompletionKind {
  /// The source profiles of the rules where one works.
  static let profiles = CompletionKind.shellCommand(
    "attend sources list 2>/dev/null | sed '1,2d; s/ .*//'; echo standard"
  )
}
