import TextModel

/// Honours, offices and degrees that stand behind a person's name and are no part of it: *Jane Holt KC*, *Sir Alan Reeve
/// OBE FRS*; not *Jr.* and *III*, which tell people of one name apart.
enum Postnominals {
  private static let words: Set<WordKey> = keys(
    """
    AO AC OAM BEM CB CBE CFA CH CIE CMG CNZM CON CPA DBE DCM DNZM DPhil DSc DSO Esq Esq. FBA FRCP FRCS FRS FRSA FRSE GBE \
    GCB GCMG GCON GCVO JP KBE KC KCB KCMG KCVO KNZM LLB LLD LLM MBA MBE MD M.D. MEP MFR MHA MHK MLA MLC MNZM MP MPhil \
    MSP MVO OBE OFR OM ONZM OON OP PhD Ph.D. Ph.D QC Q.C. QPM KPM RN SAN SJ S.J. TD
    """)

  private static func keys(_ words: String) -> Set<WordKey> {
    Set(words.split(separator: " ").map { word in Array(word.utf8).withUnsafeBufferPointer { WordKey($0) } })
  }

  private static let shapes: WordShape = [.allCapitals, .mixedCase, .hasStop]

  /// A person's name without what stands behind it; a name of two words keeps it, and so does one all in capitals, whose
  /// last word may be anything (*JACK LEE MP*).
  static func trimmed(_ name: TokenRange, _ document: Document) -> TokenRange {
    var limit = name.limit
    while limit - name.first > 2, isPostnominal(limit - 1, document) { limit -= 1 }
    return document.shape(limit - 1).contains(.allCapitals) ? name : TokenRange(name.first, limit)
  }

  private static func isPostnominal(_ token: Int, _ document: Document) -> Bool {
    guard !document.shape(token).isDisjoint(with: shapes) else { return false }
    return document.vocabulary.withBytes(document.tokens[token].word) { words.contains(WordKey($0)) }
  }
}
