import CLibxml2

/// Runs libxml2's HTML parser over a scanned page and passes its events on. The only file that knows libxml2.
///
/// libxml2 brings what browsers do with bad nesting, implied ends and character references. It builds no tree, opens
/// nothing and knows no entities but those of HTML.
struct HTMLParser {
  /// The deepest nesting that is read; real pages stay below 50.
  static let maxDepth = 1024

  private static func makeHandler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.startElement = { context, name, attributes in
      guard let context, let name else { return }
      let events = Unmanaged<PageBuilder>.fromOpaque(context).takeUnretainedValue()
      events.startElement(name, record: HTMLParser.record(attributes))
      if events.depth >= HTMLParser.maxDepth { events.fail("elements nest deeper than \(HTMLParser.maxDepth)") }
      if events.isStopped { xmlStopParser(events.parser) }
    }
    handler.endElement = { context, _ in
      guard let context else { return }
      Unmanaged<PageBuilder>.fromOpaque(context).takeUnretainedValue().endElement()
    }
    handler.characters = { context, text, count in
      guard let context, let text, count > 0 else { return }
      let events = Unmanaged<PageBuilder>.fromOpaque(context).takeUnretainedValue()
      events.characters(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = { context, text, count in
      guard let context, let text, count > 0 else { return }
      let events = Unmanaged<PageBuilder>.fromOpaque(context).takeUnretainedValue()
      events.characters(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    handler.initialized = 1
    return handler
  }

  /// The number of the `TagRecord` that the scan wrote as the tag's one attribute, or -1.
  private static func record(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> Int {
    guard let attributes, attributes[0] != nil, let value = attributes[1] else { return -1 }
    var number = 0
    var index = 0
    while index < 8, value[index] &- 0x30 < 10 {
      number = number * 10 + Int(value[index] - 0x30)
      index += 1
    }
    return number
  }

  /// Makes libxml2's own tables ready, once: two threads that meet there for the first time wait for each other for ever.
  private static let library: Void = xmlInitParser()

  /// Parses a scanned page into `builder`. O(bytes × depth) at worst, O(bytes) on real pages.
  static func parse(_ clean: [UInt8], into builder: PageBuilder) {
    _ = library
    clean.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self), !bytes.isEmpty,
        let parser = htmlCreateMemoryParserCtxt(base, Int32(truncatingIfNeeded: bytes.count))
      else { return }
      let options = HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      htmlCtxtUseOptions(
        parser, Int32(options | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue))
      parser.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
      parser.pointee.sax.pointee = makeHandler()
      parser.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
      builder.parser = parser
      htmlParseDocument(parser)
      builder.parser = nil
      htmlFreeParserCtxt(parser)
    }
  }

  /// How many bytes of the scanned page the parser has read.
  static func position(_ parser: htmlParserCtxtPtr) -> Int {
    guard let input = parser.pointee.input, let current = input.pointee.cur, let base = input.pointee.base else {
      return 0
    }
    return Int(input.pointee.consumed) + (current - base)
  }
}
