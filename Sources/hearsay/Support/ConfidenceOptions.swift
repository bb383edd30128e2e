import ArgumentParser
import Calibration
import Evaluation
import Records
import Review
import TextModel

/// A confidence table of the user's own.
struct ConfidenceOptions: ParsableArguments {
  @Option(
    name: .customLong("confidence"),
    help: ArgumentHelp(
      "A confidence table that 'hearsay calibrate' made, laid over the built-in one.", valueName: "file"),
    completion: .file())
  var file: String?

  /// Reads the table; nil where none was named.
  func load() throws -> ConfidenceOverlay? {
    guard let file else { return nil }
    let text: String
    do throws(RecordReadError) {
      text = String(decoding: try WholeFile.bytes(of: file), as: UTF8.self)
    } catch {
      throw Failure("cannot read the confidence table: \(error)")
    }
    do throws(ConfidenceOverlay.RowError) {
      return try ConfidenceOverlay(text: text)
    } catch {
      throw Failure("\(file):\(error.line): \(error.reason)")
    }
  }
}

extension ConfidenceOverlay {
  /// Gives the quotes of a document the confidences of this table.
  func apply(to document: Document) {
    for index in document.quotes.indices {
      let quote = document.quotes[index]
      let given = ConfidenceCase(
        confidence: Double(quote.confidence), rule: quote.rule, kind: quote.kind.rawValue,
        form: quote.mention?.form.rawValue ?? "none", cue: quote.cue?.cueClass.rawValue ?? "none")
      document.quotes[index].confidence = Float(confidence(of: given))
    }
  }

  /// A quote's record with the confidence of this table.
  func applied(to quote: ReviewedQuote) -> ReviewedQuote? {
    let share = (confidence(of: ConfidenceCase(quote)) * 1000).rounded() / 1000
    let members = quote.record.members.map { member in
      member.key == "confidence" ? JSONValue.Member(key: member.key, value: .number(share)) : member
    }
    return ReviewedQuote(.object(members), in: quote.document)
  }
}
