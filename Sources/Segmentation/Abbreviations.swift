/// Words written with a full stop, by whether a sentence may end with them.
enum Abbreviations {
  /// Titles and others that are always followed by what they belong to.
  static let titles: StaticString = """
    Mr Mrs Ms Messrs Mmes Mx Dr Drs Prof Rev Revd Fr Hon Sen Sens Rep Reps Gov Govs Pres Atty Dist Supt Insp Det Sgt Cpl \
    Pvt Pfc Lt Capt Cmdr Cdr Col Maj Gen Adm Brig Msgr Amb Sec Asst Assoc Dep Ald Treas Mgr Mt Ft St Ste Pt v vs \
    Vs ca cf approx Approx Sr Sra Srta Mme Mlle Spc Ens Rt mr mrs ms dr prof sen gov lt sgt capt \
    MR MRS MS DR PROF REV SEN SENS REPS GOV GEN LT SGT CAPT COL MAJ ST MT FT VS Univ
    """

  /// States, provinces and streets.
  static let places: StaticString = """
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ia Id Ill Ind Kan Kans Ky La Mass Md Mich Minn Miss Mo Mont Neb Nebr Nev \
    Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wisc Wyo Ont Que Alta Sask Man Ave Blvd Rd Hwy Pkwy Ct Sq Bldg Dept \
    CALIF FLA PA VA
    """

  /// Months, weekdays, companies and the like.
  static let others: StaticString = """
    Jan Feb Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri jan feb aug sept oct nov dec JAN FEB AUG SEPT OCT \
    NOV DEC Inc Corp Co Ltd Cos Bros Intl Int'l Nat'l Natl Assn Ass'n Gov't Govt Jr jr JR INC CORP CO LTD Pty Plc LLC \
    Dem Repub Esq Ph.D al est Est min max avg Avg tel Tel ext Ext dept hrs lbs oz ft sq cu yrs mos
    """

  /// What stands at the end of a list or a sentence as often as not.
  static let final: StaticString = "etc Etc ETC"

  /// With a stop only before a figure: *No. 5*, *p. 12*, *Mar. 3*.
  static let beforeDigit: StaticString = """
    No Nos no nos NO p pp P Art art Fig Figs fig Sec sec Ch ch Mar Apr Jun Jul Sat Sun MAR APR JUN JUL Par par Vol vol \
    Ver ver Rm Apt Eq eq Ex Nr Ref Tab Bd
    """

  /// Tokens with their stops that end a sentence where a capital follows.
  static let clockTimes: StaticString =
    "a.m. p.m. A.M. P.M. Ph.D. M.D. Esq. B.A. M.A. J.D. M.B.A. B.C. A.D. B.C.E. C.E."
}

/// Words that help to tell where a sentence begins or goes on.
enum SentenceWords {
  /// In small letters; they count with a capital.
  static let starters: StaticString = """
    the a an he she it they we you this that these those there here but and or so yet if when while after before since \
    because although though as at by for from in into of on to under with without however still also then now once \
    his her their its our my your what who why how where which some many most all both each every no not nor one \
    another other several few more is are was were do does did has have had can could will would should may might \
    according asked about during among between despite even only just last next such until unless whether \
    meanwhile moreover nevertheless instead indeed perhaps maybe thus therefore please let through over i \
    i'm it's that's he's she's they're we're there's what's don't
    """

  static let speech: StaticString = """
    said says say asked asks added adds replied replies wrote writes told tells answered shouted responded explained \
    continued tweeted declared exclaimed joked quipped wondered recalled remarked insisted argued noted warned \
    concluded cried yelled screamed whispered chanted demanded mused observed
    """

  static let afterClock: StaticString = """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August \
    September October November December EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT BST CET UTC Eastern Central \
    Mountain Pacific Mon. Tue. Tues. Wed. Thu. Thurs. Fri. Sat. Sun. Jan. Feb. Aug. Sept. Oct. Nov. Dec.
    """

  static let function: StaticString = """
    and or but in of to for is was are were be been as at by with that has had have who which from on said says say \
    will would can could may might should not if when while because than into about over after before during until \
    since so yet nor it he she they we you i his her their its our this these those the a an also
    """
}
