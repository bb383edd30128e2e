import ArgumentParser
import Judgements
import Records

/// `hearsay schema`: the types of the records, for readers of them.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the types of the records, or of judgements: JSON Schema, or those of Arrow, pandas, Spark or SQL.",
    discussion: """
      json: JSON Schema (2020-12) of a line. arrow and spark: an object with a schema a record type, as PyArrow's and \
      Spark's readers are given it, so that a column has one type in every file. pandas: the same for DataFrame.astype, of \
      frames that were read with dtype=False. sql: the tables that 'make load' makes \
      in SQLite and DuckDB, with keys and indices.
      """)

  @Option(name: .customLong("as"), help: "The form: json, arrow, pandas, sql or spark.")
  var form = SchemaExport.json

  /// What a schema is of.
  enum Subject: String, CaseIterable, ExpressibleByArgument {
    case records, judgements
  }

  @Argument(help: "What the schema is of: records or judgements.")
  var subject = Subject.records

  func validate() throws {
    if subject == .judgements, form != .json { throw ValidationError("judgements have a schema as json alone") }
  }

  func run() throws {
    switch subject {
    case .records: try OutputFile().write(form.bytes)
    case .judgements: try OutputFile().write(JudgementSchema.json())
    }
  }
}

extension SchemaExport: ExpressibleByArgument {}
