import ArgumentParser
import Records

/// `hearsay schema`: the JSON Schema of the records.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema (2020-12) of the records.")

  func run() throws { try OutputFile().write(Schema.json()) }
}
