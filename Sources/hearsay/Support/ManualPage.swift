import Records

/// A manual page in the `mdoc` language, made from the description of a command that the argument parser gives.
struct ManualPage {
  private(set) var text = ""

  /// Describes a command and those below it.
  init(command: JSONValue, version: String) {
    let name = Self.escaped(command["commandName"].string ?? "")
    text += ".Dd $Mdocdate$\n.Dt \(name.uppercased()) 1\n.Os \(name) \(version)\n"
    text += ".Sh NAME\n.Nm \(name)\n.Nd \(Self.escaped(command["abstract"].string ?? ""))\n"
    text += ".Sh SYNOPSIS\n.Nm\n.Ar command\n.Op Ar options\n"
    appendDiscussion(of: command)
    text += ".Sh COMMANDS\n"
    for subcommand in command["subcommands"].elements where Self.isShown(subcommand) { append(subcommand) }
    text += """
      .Sh ENVIRONMENT
      .Bl -tag -width Ds
      .It Ev HEARSAY_PAGER , PAGER
      The pager of
      .Cm review
      and of tables; less where neither is set.
      .It Ev NO_COLOR
      No colour where it is set to something.
      .It Ev COLUMNS
      The width to wrap text at.
      .El
      .Sh EXIT STATUS
      0 all well, 1 some documents failed, 2 wrong usage, resources or output, 130 interrupted.

      """
  }

  private mutating func append(_ command: JSONValue) {
    text += ".Ss \(Self.escaped(command["commandName"].string ?? ""))\n"
    text += Self.escaped(command["abstract"].string ?? "") + "\n"
    appendDiscussion(of: command)
    text += ".Bl -tag -width Ds\n"
    for argument in command["arguments"].elements where Self.isShown(argument) { appendArgument(argument) }
    text += ".El\n"
  }

  private mutating func appendDiscussion(of command: JSONValue) {
    guard let discussion = command["discussion"].string else { return }
    text += ".Pp\n.Bd -unfilled\n"
    for line in discussion.split(separator: "\n", omittingEmptySubsequences: false) {
      text += Self.escaped(String(line)) + "\n"
    }
    text += ".Ed\n"
  }

  private mutating func appendArgument(_ argument: JSONValue) {
    let value = Self.escaped(argument["valueName"].string ?? "")
    let names = argument["names"].elements.compactMap { name -> String? in
      guard let word = name["name"].string else { return nil }
      return name["kind"].string == "long" ? "Fl -\(word)" : "Fl \(word)"
    }
    switch argument["kind"].string {
    case "positional": text += ".It Ar \(value)\n"
    case "option": text += ".It " + names.map { "\($0) Ar \(value)" }.joined(separator: " , ") + "\n"
    default: text += ".It " + names.joined(separator: " , ") + "\n"
    }
    text += Self.escaped(argument["abstract"].string ?? "") + "\n"
    if let preset = argument["defaultValue"].string { text += "(default: \(Self.escaped(preset)))\n" }
  }

  private static func isShown(_ part: JSONValue) -> Bool { part["shouldDisplay"] != .bool(false) }

  /// A line that `man` takes for text, whatever it begins with.
  private static func escaped(_ line: String) -> String {
    let line = line.replacing("\\", with: "\\e")
    return line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
  }
}
