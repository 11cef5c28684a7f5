"""Words for genres and kinds of title. Genres are TMDB's; "A|B" means any of these (vocabularies differ there)."""

# A phrase under two genres is of both ("romcom"). `subgenre` counts as its genre when it is asked for, not when it is
# ruled out ("no slapstick" is no word against comedy). `genre_hint` only points to a genre: evidence, never hard.
# `genre_mood` is a mood that, ruled out, rules out the genre made of it. `genre_noun` names a genre only before a word
# for films or in a list ("war film"; not "the war at home").
LEXICON = {
    "genre": {
        "Action": "action, actions, action comedy, action comedies, comedy action",
        "Adventure": "adventure, adventures",
        "Animation": "animation, animations, animated, cartoon, cartoons",
        "Comedy": "crime comedy, tv comedy, tv comedies, comedy, comedies, comedys, commedy, commedies, comdey, "
        "comedie, comedic, "
        "romcom, romcoms, "
        "rom com, rom coms, rom comedy, romantic comedy, romantic comedies, romantic comedys, rom commedy, dramedy, "
        "dramedies, horror comedy, horror comedies, action comedy, action comedies, buddy comedy, buddy comedies, "
        "zombie comedy, mystery comedy, comedy horror, comedy action",
        "Romance": "romance, romances, romcom, romcoms, rom com, rom coms, rom comedy, rom commedy, romantic comedy, "
        "romantic comedies, romantic comedys",
        "Crime": "crime, crime drama, crime dramas, crime thriller, crime thrillers, crime comedy",
        "Documentary": "no actors, no acting, nothing acted, nothing scripted, unscripted, documentary, "
        "documentaries, documentry, documentarys, docu, docuseries, docs",
        "Drama": "crime drama, crime dramas, tv drama, tv dramas, telly drama, telly dramas, drama, dramas, dramma, "
        "dramedy, dramedies",
        "Fantasy": "fantasy, fantasies",
        "Horror": "horror, horrors, horrer, horro, horroe, horor, horror comedy, horror comedies, comedy horror, "
        "zombie comedy",
        "Mystery": "mystery, mysteries, murder mystery, murder mysteries, mystery comedy",
        "Science Fiction|Sci-Fi & Fantasy": "science fiction, sci fi, scifi, sci fy, si fi, syfy, sci fis",
        "Thriller": "crime thriller, crime thrillers, tv thriller, tv thrillers, thriller, thrillers, thiller, "
        "thillers, suspense thriller",
        "Western": "western, westerns",
        "Music|Musical": "musical, musicals",
        # Animation for children often goes without "Family"; the age bound of these words keeps the rest out.
        "Family|Kids|Animation": "family movie, family movies, family film, family films, kids movie, kids movies, "
        "kid movie, kid movies, kids film, kids films, childrens movie, childrens movies, childrens film, "
        "childrens films, children movie, children movies, kiddie movie, family flick, kids show, kids shows, "
        "childrens show",
        "History": "historical movie, historical movies, historical film, historical films, historical epic",
        "Action|Adventure|Action & Adventure": "action adventure, adventure action, action adventures, "
        "action packed adventure",
        "War": "war movie, war movies, war film, war films, war drama, war epic",
        "Reality": "reality tv, reality show, reality shows",
    },
    "subgenre": {
        "Action": "shoot em up, martial arts, kung fu, action packed movie",
        "Adventure": "swashbuckler",
        "Animation": "anime, animes, anime series, stop motion",
        "Comedy": "sitcom, sitcoms, slapstick, slap stick, parody, parodies, mockumentary, stand up comedy, "
        "stand up special, stand up, standup, standup comedy, comedy special, "
        "dark comedy, dark comedies, black comedy, black comedies, spoof, spoofs",
        "Crime": "film noir",
        "Drama": "k drama, k dramas, kdrama, kdramas, korean drama, korean dramas, melodrama, period drama, "
        "period dramas, costume drama",
        "History": "period drama, period dramas, costume drama",
        "Horror": "slasher, slashers, creature feature",
        "Mystery": "whodunit, whodunnit, whodunits, whodunnits, who dunnit, who done it",
        "Science Fiction|Sci-Fi & Fantasy": "cyberpunk, space opera",
        "Thriller": "psychological thriller, psychological thrillers",
        "Western": "spaghetti western, spaghetti westerns",
    },
    "genre_hint": {
        "Romance": "love story, love stories, romantic movie, romantic film",
        "Horror": "scary movie, scary movies, scary film, scary films, zombie movie, zombie movies, monster movie, "
        "found footage",
        "Biography": "biopic, biopics, biographical, biography, autobiographical",
        "History": "historical, period piece, period pieces, biopic, biopics",
        "Sport": "sports movie, sports movies, sport movie, sports film, sports, sport",
        "Crime": "gangster, mafia, mob movie, mob movies, heist, heists, true crime, noir",
        "Mystery": "detective",
        "Thriller": "suspense, suspenseful",
    },
    "genre_mood": {
        "Horror": "scary, scarier, scares, creepy, spooky, frightening, terrifying, scary movie, scary movies, "
        "scary film",
        "Romance": "romantic, lovey dovey, love story, love stories",
        "Music|Musical": "singing and dancing, singing, people singing, bursting into song",
    },
    "genre_noun": {
        "Family": "family",
        "Music|Musical": "music",
        "War": "war",
        "History": "history",
    },
    "kind": {
        "film": "no shows, a feature, short film, short films, movie, movies, film, films, flick, flicks, "
        "motion picture, "
        "family movie, family movies, "
        "family film, family films, kids movie, kids movies, war movie, war movies, war film, war films, "
        "feature film, movis, moives, moive, movie night",
        "series": "box sets, boxsets, programme, programmes, tv program, tv programs, tv programme, tv programmes, "
        "episodic, seasons, a soap, soaps, short episodes, shorter episodes, short eps, shorter eps, quick episodes, "
        "bite sized episodes, "
        "tv drama, tv dramas, tv comedy, tv comedies, tv thriller, tv thrillers, telly drama, telly dramas, show, "
        "telly, episode, episodes, ep, eps, korean drama, korean dramas, "
        "series, tv series, tv show, tv shows, television show, television series, miniseries, "
        "mini series, limited series, box set, boxset, sitcom, sitcoms, docuseries, k drama, k dramas, kdrama, "
        "kdramas, reality show, reality shows, soap opera, something to binge, binge watch, binge, bingeable, "
        "binge worthy, telenovela, telenovelas, a show, good show, good shows, great show, any shows, new show, "
        "some shows, shows like, show like, watch a show, series to watch, anime series, kids show, kids shows, "
        "childrens show",
    },
    "not_kind": {
        "": "no telly for, no telly since, without telly, no tv for, archive film, a show business, show business, "
        "to show, show my, show our, show ours, show him, "
        "show her, show them, show you, it shows, shows how, show off, "
        "show up, shows up, on telly, on the telly, film series, movie series, book series, "
        "the series, the show, that show, show me, show us, shows"
    },
    "live_action": {"": "live action, real actors, real people this time, with real people"},
    # What stands for a title without saying which kind.
    "noun": {
        "": "one, ones, title, titles, pick, picks, story, stories, stuff, watch, blockbuster, blockbusters, "
        "classics, epic, epics"
    },
    "language": {
        "ja": "anime, animes, anime series",
        "ko": "k drama, k dramas, kdrama, kdramas, korean drama, korean dramas",
        "es": "telenovela, telenovelas",
    },
    "avoid": {"anime": "anime, animes", "slapstick": "slapstick, slap stick", "martial arts": "martial arts, kung fu"},
}
