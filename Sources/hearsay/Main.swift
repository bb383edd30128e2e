import ArgumentParser

@main
struct Hearsay: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hearsay")
}
