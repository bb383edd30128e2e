import ArgumentParser
import Records

/// `hearsay manual`: the manual page, made from the definitions of commands and options.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page, for man.", shouldDisplay: false)

  func run() throws {
    let help = try JSONParser.value(of: Array(Hearsay._dumpHelp().utf8))
    let page = ManualPage(command: help["command"], version: Hearsay.version)
    try OutputFile().write(Array(page.text.utf8))
  }
}
