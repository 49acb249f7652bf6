import Foundation
import TemporaryFiles
import Testing

/// Chronologies as a nurse asks for them.
enum ChronologyPages {
  /// From a trust's ledger.
  @discardableResult
  static func call(
    _ trust: Trust,
    _ attendance: String,
    _ more: String...,
    output: String = "-",
    asOf: String = "2026-11-03"
  ) throws -> Attend.Outcome {
    try Attend.call(
      [
        "chronology", "--config", "attend.yaml", "--provider", "RZ9", "--attendance", attendance,
        "--by", "N. Nurse", "--because", "case conference", "--as-of", asOf, "--output", output,
      ] + more,
      in: trust.folder.path
    )
  }

  /// The page of a trust's ledger.
  static func page(_ trust: Trust, _ attendance: String, _ more: String...) throws -> Page {
    let outcome = try Attend.call(
      [
        "chronology", "--config", "attend.yaml", "--provider", "RZ9", "--attendance", attendance,
        "--by", "N. Nurse", "--because", "case conference", "--as-of", "2026-11-03", "--output",
        "-",
      ] + more,
      in: trust.folder.path
    )
    try #require(outcome.code == 0, "\(outcome.messages)")
    return Page(html: outcome.output)
  }

  /// The page of an extract, a table as ``Extract`` takes it.
  static func page(ofExtract table: String, _ attendance: String, _ more: String...) throws -> Page
  {
    let folder = try TemporaryFolder()
    try folder.write(Extract(table).text, to: "extract.csv")
    let outcome = try Attend.call(
      [
        "chronology", "--rules", Attend.rules, "--provider", "RZ9", "--attendance", attendance,
        "--as-of", "2026-12-31", "--output", "-", "extract.csv",
      ] + more,
      in: folder.path
    )
    try #require(outcome.code == 0, "\(outcome.messages)")
    return Page(html: outcome.output)
  }
}

/// A page, and what a reader sees of it.
struct Page {
  let html: String

  /// The text without markup, each run of spaces as one.
  var text: String { Self.text(html) }

  /// The rows of the chronology as text, each cell after a bar.
  var rows: [String] {
    guard
      let table = html.following("<table class=\"chronology\">")?.split(separator: "</table>").first
    else { return [] }
    return table.split(separator: "<tr").dropFirst(2).map { row in
      Self.text(
        "<tr" + row.replacing("</th>", with: "</th> | ").replacing("</td>", with: "</td> | ")
      )
    }
  }

  private static func text(_ html: some StringProtocol) -> String {
    String(html).replacing(/<style>.*?<\/style>/.dotMatchesNewlines(), with: "")
      .replacing(/<(br|p|li|h1|h2|dt|dd|div|tr|td|th|text|title)([ >])/) {
        " <\($0.output.1)\($0.output.2)"
      }
      .replacing(/<[^>]*>/, with: "")
      .replacing("&amp;", with: "&").replacing("&quot;", with: "\"")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
