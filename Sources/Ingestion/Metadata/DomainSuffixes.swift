import TextModel

/// The endings of hosts under which sites are registered that have two parts: `co.uk`, `com.au`, `blogspot.com`.
///
/// Made of `suffixes.tsv`; a small part of the Public Suffix List, enough for news. Elsewhere the last part is the ending.
public struct DomainSuffixes: Sendable {
  private let endings: Set<String>

  init(tsv: [UInt8]) {
    var endings: Set<String> = []
    TSV.forEachRow(tsv) { row in
      if let name = row.first { endings.insert(String(decoding: name, as: UTF8.self)) }
    }
    self.endings = endings
  }

  /// The registrable domain of an address or a host: `bbc.co.uk` of `https://www.bbc.co.uk/news`. Nil where there is none.
  public func domain(of address: String) -> String? {
    let host = (MetadataReader.host(address) ?? (address.contains("/") ? "" : address)).lowercased()
    let parts = host.split(separator: ".")
    guard parts.count > 1, let last = parts.last, last.utf8.contains(where: { !ASCII.isDigit($0) }) else { return nil }
    let isLong = parts.count > 2 && endings.contains(parts.suffix(2).joined(separator: "."))
    return parts.suffix(isLong ? 3 : 2).joined(separator: ".")
  }
}
