import Foundation
import LetterPrinting
import Letters

extension RunConfiguration {
  /// What prints letters, started; nil when none are to be printed.
  ///
  /// - Throws: ``RunFault`` when the renderer is not there or does not work.
  func printRoom(_ templates: LetterTemplates) throws -> PrintRoom? {
    guard letterFormats.contains(.pdf) else { return nil }
    return PrintRoom(
      printer: try Self.printer(at: renderer),
      formats: letterFormats,
      wording: templates.wording
    )
  }

  /// Prints one document by the renderer of a folder, or of the installation.
  ///
  /// - Parameters:
  ///   - html: the document.
  ///   - what: what it is, for a mistake's sentence.
  ///   - folder: the renderer's.
  /// - Returns: the PDF.
  /// - Throws: ``RunFault`` without a renderer, or when it gives up.
  static func printed(_ html: String, _ what: String, by folder: String?) throws -> [UInt8] {
    let printer = try printer(at: folder)
    do {
      guard let printed = try printer.print([html]).first else { return [] }
      return try printed.get()
    } catch {
      throw RunFault(.failed, "\(what) cannot be printed: \(error)")
    }
  }

  /// Starts the renderer of a folder, or of the installation.
  static func printer(at folder: String?) throws -> LetterPrinter {
    let program = Bundle.main.executablePath ?? ""
    do {
      return try LetterPrinter(folder: folder ?? LetterPrinter.folder(ofProgram: program))
    } catch let error as RendererUnusable {
      throw RunFault(.configuration, error.description)
    }
  }
}
