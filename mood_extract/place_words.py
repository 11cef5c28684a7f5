"""Words for languages, countries and streaming services."""

COUNTRIES = {
    "AR": "argentina",
    "AT": "austria",
    "AU": "australia",
    "BE": "belgium",
    "BR": "brazil",
    "CA": "canada",
    "CH": "switzerland",
    "CL": "chile",
    "CN|HK|TW": "china, hong kong, taiwan",
    "CO": "colombia",
    "CU": "cuba",
    "CZ": "the czech republic, czechia, czechoslovakia",
    "DE": "germany",
    "DK": "denmark",
    "EG": "egypt",
    "ES": "spain",
    "FI": "finland",
    "FR": "france",
    "GB": "britain, england, uk, the uk, great britain, scotland, wales",
    "GE": "georgia",
    "GR": "greece",
    "HU": "hungary",
    "ID": "indonesia",
    "IE": "ireland",
    "IL": "israel",
    "IN": "india",
    "IR": "iran",
    "IS": "iceland",
    "IT": "italy",
    "JP": "japan",
    "KR": "korea, south korea",
    "LB": "lebanon",
    "MA": "morocco",
    "MX": "mexico",
    "NG": "nigeria",
    "NL": "the netherlands, holland",
    "NO": "norway",
    "NZ": "new zealand",
    "PE": "peru",
    "PH": "the philippines",
    "PL": "poland",
    "PT": "portugal",
    "RO": "romania",
    "RU": "russia, the soviet union",
    "SE": "sweden",
    "SN": "senegal",
    "TH": "thailand",
    "TR": "turkey",
    "UA": "ukraine",
    "US": "america, usa, the us, the usa, the states, the united states",
    "VN": "vietnam",
    "ZA": "south africa",
}
_AFRICA = (
    "AO BF BJ BW CD CI CM DZ EG ET GH GN KE LR LS LY MA MG ML MR MW MZ NE NG RW SD SL SN SO TD TG TN TZ UG ZA ZM ZW"
)
_LATIN_AMERICA = "AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV UY VE"
_SOUTH_AMERICA = "AR BO BR CL CO EC PE PY UY VE"
_ASIA = "AF BD BT CN HK ID IN JP KG KH KP KR KZ LA LK MM MN MY NP PH PK SG TH TJ TW UZ VN"
_MIDDLE_EAST = "AE EG IL IQ IR JO KW LB PS QA SA SY TR YE"
_EUROPE = (
    "AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IS IT LT LU LV MD ME MK MT NL NO PL PT RO RS RU SE "
    "SI SK UA XK"
)
_EASTERN_EUROPE = "AL BA BG BY CZ EE GE HR HU LT LV MD ME MK PL RO RS RU SI SK UA XK"
REGIONS = {
    codes.replace(" ", "|"): words
    for codes, words in (
        (_AFRICA, ("african", "africa")),
        (_LATIN_AMERICA, ("latin american, latino", "latin america")),
        (_SOUTH_AMERICA, ("south american", "south america")),
        (_ASIA, ("asian, east asian, south asian", "asia, east asia")),
        (_MIDDLE_EAST, ("middle eastern", "the middle east")),
        (_EUROPE, ("european", "europe")),
        (_EASTERN_EUROPE, ("eastern european, east european", "eastern europe, the balkans")),
    )
}
"""ISO codes of a region's countries -> (adjectives, names)."""
_NAMES = {**COUNTRIES, **{codes: names for codes, (_, names) in REGIONS.items()}}

# `language` and `country` as adjectives ("a Korean thriller"); `in_language` and `from_country` say it by themselves.
# A nationality that has a language of its own is read as that language: catalogues know languages best. A
# `country_name` alone says nothing ("set in Japan"); it goes on with a list ("from Poland or Hungary").
LEXICON = {
    "language": {
        "ar": "arabic, egyptian",
        "bn": "bengali",
        "cs": "czech",
        "da": "danish",
        "de": "german",
        "el": "greek",
        "en": "english, english language, english speaking",
        "es": "spanish, spanish language, hispanic",
        "fa": "persian, iranian, farsi",
        "fi": "finnish",
        "fr": "french, french language",
        "he": "israeli, hebrew",
        "hi": "hindi, bollywood",
        "hu": "hungarian",
        "id": "indonesian",
        "is": "icelandic",
        "it": "italian, giallo",
        "ja": "japanese",
        "ko": "korean, south korean",
        "nl": "dutch",
        "no": "norwegian",
        "pl": "polish",
        "pt": "portuguese, brazilian",
        "ro": "romanian",
        "ru": "russian, soviet",
        "sv": "swedish",
        "ta": "tamil, kollywood",
        "te": "telugu, tollywood",
        "th": "thai",
        "tr": "turkish",
        "uk": "ukrainian",
        "vi": "vietnamese",
        "zh|cn|yue": "chinese, mandarin, cantonese, taiwanese, hong kong",
        "sv|no|da|fi|is": "scandinavian, nordic, nordic noir, scandi",
    },
    "in_language": {
        "ar": "in arabic",
        "de": "in german, german speaking",
        "en": "in english, english only, english dub, dubbed in english, dubbed into english",
        "es": "in spanish, spanish speaking",
        "fr": "in french, french speaking",
        "hi": "in hindi",
        "it": "in italian",
        "ja": "in japanese",
        "ko": "in korean",
        "pl": "in polish",
        "pt": "in portuguese",
        "ru": "in russian",
        "sv": "in swedish",
        "zh|cn|yue": "in chinese, in mandarin, in cantonese",
    },
    "not_language": {"en": "foreign, foreign language, non english, subtitled, world cinema"},
    "subtitles": {"": "subtitles, subs, read subtitles, reading subtitles, subtitle"},
    "country": {
        "AR": "argentinian, argentine, argentinean",
        "AT": "austrian",
        "AU": "australian, aussie",
        "BE": "belgian",
        "CA": "canadian",
        "CH": "swiss",
        "CL": "chilean",
        "CO": "colombian",
        "CU": "cuban",
        "GB": "british, uk, scottish, welsh, english made",
        "GE": "georgian",
        "IE": "irish",
        "IN": "indian",
        "MX": "mexican",
        "NG": "nigerian, nollywood",
        "NZ": "new zealand, kiwi",
        "PE": "peruvian",
        "SN": "senegalese",
        "US": "american, hollywood",
        "ZA": "south african",
        **{codes: adjective for codes, (adjective, _) in REGIONS.items()},
    },
    "from_country": {
        code: ", ".join(
            f"{how} {name}"
            for name in names.split(", ")
            for how in ("from", "made in", "from somewhere in", "somewhere in")
        )
        for code, names in _NAMES.items()
    },
    "country_name": _NAMES,
    # Services as catalogues spell them; read only after "on" and the like.
    "provider": {
        "Netflix": "netflix",
        "Disney+|Disney Plus": "disney plus",
        "Amazon Prime Video|Prime Video|Amazon Prime": "amazon prime video, prime video, amazon prime, prime, amazon",
        "Hulu": "hulu",
        "Max|HBO Max": "hbo max, hbo, on max",
        "Apple TV+|Apple TV Plus": "apple tv plus, apple tv, appletv",
        "Paramount+|Paramount Plus": "paramount plus",
        "Peacock": "peacock",
        "Crunchyroll": "crunchyroll",
        "MUBI": "mubi",
        "BritBox": "britbox",
        "ITVX": "itvx, itv x",
        "Channel 4|All 4": "all 4, channel 4",
        "NOW": "now tv",
        "Kanopy": "kanopy",
        "Hoopla": "hoopla",
        "Pluto TV": "pluto tv",
        "AMC+": "amc plus",
        "Starz": "starz",
        "Discovery+": "discovery plus",
        "Shudder": "shudder",
        "BBC iPlayer": "bbc iplayer, iplayer",
        "Criterion Channel": "criterion channel, criterion",
        "Tubi|Tubi TV": "tubi",
        "YouTube": "youtube",
    },
}
