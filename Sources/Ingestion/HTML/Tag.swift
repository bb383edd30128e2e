/// The elements that mean something here.
enum Tag: UInt8, CaseIterable {
  case unknown, html, head, title, body, p, div, span, a, article, main, section, nav, aside, header, footer
  case h1, h2, h3, h4, h5, h6, ul, ol, li, dl, dt, dd, blockquote, q, pre, figure, figcaption, caption, table, thead,
    tbody
  case tfoot, tr, td, th, form, fieldset, legend, label, button, input, details, summary, time, address, cite, img,
    picture
  case br, hr, b, i, em, strong, u, small, sub, sup, s, code, font, center, noscript, template, script, style, svg, math
  case select, option, textarea, iframe, object, audio, video, canvas, meta, link, dialog, menu, hgroup, map, noframes,
    xmp
  case noembed, source, base, wbr, ins, del, abbr, mark, tt, plaintext, datalist, hidden, search

  /// The name in small letters.
  var name: String { Self.names[Int(rawValue)] }
  /// Printing a case by its name is slow.
  private static let names = allCases.map { String(describing: $0) }

  /// Begins and ends a paragraph.
  var isBlock: Bool {
    switch self {
    case .html, .head, .title, .body, .p, .div, .article, .main, .section, .nav, .aside, .header, .footer, .h1, .h2,
      .h3, .h4, .h5, .h6, .ul, .ol, .li, .dl, .dt, .dd, .blockquote, .pre, .figure, .figcaption, .caption, .table,
      .thead, .tbody, .tfoot, .tr, .td, .th, .form, .fieldset, .legend, .button, .details, .summary, .address, .hr,
      .center, .noscript, .template, .dialog, .menu, .hgroup, .search:
      true
    default: false
    }
  }

  /// Its content is no text of the page: the scan passes over it.
  var isRaw: Bool {
    switch self {
    case .script, .style, .svg, .math, .select, .textarea, .iframe, .object, .audio, .video, .canvas, .noframes, .xmp,
      .noembed, .datalist:
      true
    default: false
    }
  }

  /// Has no end tag.
  var isVoid: Bool {
    switch self {
    case .img, .br, .hr, .meta, .link, .input, .source, .base, .wbr: true
    default: false
    }
  }

  var headingLevel: UInt8 {
    switch self {
    case .h1: 1
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5: 5
    case .h6: 6
    default: 0
    }
  }
}

/// Finds elements by their names: an open hash table of names packed into a word.
struct TagTable: Sendable {
  private var keys = [UInt64](repeating: 0, count: 512)
  private var tags = [Tag](repeating: .unknown, count: 512)

  static let shared = TagTable()

  private init() {
    for tag in Tag.allCases where tag != .unknown {
      let name = Array(tag.name.utf8)
      let key = name.withUnsafeBufferPointer { Self.key($0) }
      var slot = Self.slot(key)
      while keys[slot] != 0 { slot = (slot + 1) & 511 }
      keys[slot] = key
      tags[slot] = tag
    }
  }

  private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 55) }

  /// The first eight letters of a name, small, with its length.
  static func key(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var key: UInt64 = 0
    for byte in name.prefix(8) { key = key << 8 | UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
    return key ^ (UInt64(truncatingIfNeeded: name.count) << 57)
  }

  func tag(_ name: UnsafeBufferPointer<UInt8>) -> Tag {
    let key = Self.key(name)
    var slot = Self.slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key { return tags[slot] }
      slot = (slot + 1) & 511
    }
    return .unknown
  }
}
