/// A value as a letter prints it: outer blanks gone, control characters turned into spaces; nil
/// when nothing is left.
///
/// Mustache escapes HTML by whole characters, so a `<` or quote with a combining mark on it would
/// slip through: such marks are taken off.
func printable(_ text: String?) -> String? {
  guard let text else { return nil }
  var printable = ""
  for character in text {
    if let first = character.unicodeScalars.first, "<>&\"'".unicodeScalars.contains(first) {
      printable.unicodeScalars.append(first)
    } else if character.unicodeScalars.allSatisfy({ $0.properties.generalCategory == .control }) {
      printable.append(" ")
    } else {
      printable.append(character)
    }
  }
  while printable.first?.isWhitespace == true { printable.removeFirst() }
  while printable.last?.isWhitespace == true { printable.removeLast() }
  return printable.isEmpty ? nil : printable
}
