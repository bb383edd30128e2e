import ArgumentParser
import Judgements
import Records

/// `hearsay schema`: the JSON Schema of the records.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema (2020-12) of the records, or of judgements.")

  /// What a schema is of.
  enum Subject: String, CaseIterable, ExpressibleByArgument {
    case records, judgements
  }

  @Argument(help: "What the schema is of: records or judgements.")
  var subject = Subject.records

  func run() throws {
    switch subject {
    case .records: try OutputFile().write(Schema.json())
    case .judgements: try OutputFile().write(JudgementSchema.json())
    }
  }
}
