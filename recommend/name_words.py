"""Words that say whether a name is meant: those around it, and everyday words that are names too."""

CUES = frozenset(
    (
        "like liked likes love loved loves enjoy enjoyed watch watched seen saw see called recommend recommended hate "
        "hated favorite favourite movie film than suggest try tried about with"
    ).split()
)
"""Words before a name that is written as one: "seen Up"."""
CREDITS = frozenset("by director directors directed starring stars featuring actor actress".split())
"""Words before a surname that say that a person is meant: "directed by Hitchcock"."""
DIRECTING = frozenset("directed director directors".split())
"""Of these, the ones that speak of who directs."""

TITLE_CUES = frozenset(
    "like liked likes love loved loves adore adored enjoy enjoyed hate hated disliked watch watched watching rewatch "
    "unlike "
    "binged binging bingeing "
    "rewatched rewatching seen saw finished called titled named than".split()
)
"""After these a title may stand in lower case: "loved parasite"."""
TITLE_CUE_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "similar to,comparable to,compared to,akin to,close to,spirit of,vein of,style of,vibe of,vibe in,vibe as,"
        "vibes of,feel of,lines of,fan of,reminds of,reminded of,me of,such as,couldnt stand,cant stand,sick of,tired "
        "of,"
        "film is,movie is,show is,favourite is,favorite is,obsessed with,fans of,version of,how about,what about,you "
        "see,check out"
    ).split(",")
)
NO_TITLE_CUES = frozenset(
    tuple(pair.split())
    for pair in (
        "feel like,feels like,feeling like,felt like,look like,looks like,looked like,sound like,sounds like,"
        "seem like,seems like,would like,id like,wed like,just like,less than,more than,rather than,better than"
    ).split(",")
)
"""A cue that is none: "I feel like magic"."""
AGAIN_CUES = frozenset("not no".split())
"""Cues when "again" follows the name: "not frozen again"."""
GOES_ON = frozenset(
    "but and or nor since again with without where was were is are has had because so when what which that if any "
    "please pls too though also except minus only in for tonight yesterday lately recently already last vibes vibe "
    "style type kind ish then just more can could do would however yet while we i my you have "
    "bored sucked scared".split()
)
"""After a name in lower case a sentence goes on with such words; "I like alien invasions" names no title."""
VERDICTS = frozenset("bored sucked rocked disappointed scared blew".split())
"""What a title that begins a clause does: "titanic bored me"; a longer one also "was great"."""
JOINS = frozenset("and or nor".split())

EVERYDAY = frozenset(
    "action actors adventure aliens animals animation anything apple babies beach bears beasts birds black blood boys "
    "brothers cars cats chaos chess chicago chicken china chocolate christmas coffee college comedy cops cowboys crazy "
    "creatures crime crash dance dancing dark darkness deep demons detectives dogs dolls drama dragons dreams drugs "
    "else everything evil family fantasy fear fighting fire flowers food football freedom friday friends fun funny "
    "games ghosts giants girls gold hate heroes history holiday holidays home honey hope horror horses house husbands "
    "india invasion italian kids killers killing knights life light lions london lost love lovers mafia magic "
    "marriage maths "
    "milk misery mom money monsters moon mothers mummies murder music musicals mystery nature neighbors news night "
    "nostalgia nothing ocean others outside paris people piano pirates planes poetry police politics popcorn power "
    "pride prison professionals rabbits radio rain reality rescue revenge robots romance sailing science school "
    "secrets sharks sharp short singing sisters skating snakes snow society soldiers something space spiders spies "
    "sports spring stars stay stuff summer sunday sunshine suspense swimming television terror theatre them thieves "
    "this those thriller time today tomorrow tonight toys trains travel troll trolls twins twisted vacation vampires "
    "violence war watching water weekend weddings westerns whales wild wine winter witches wives wizards wolves women "
    "words work yesterday zombies".split()
)
"""Bare words that people love, hate and watch without meaning the title of that name."""

FILM_WORDS = frozenset(
    "film films movie movies picture pictures flick flicks thriller thrillers comedy comedies drama dramas western "
    "westerns action adventure romance work works best classic crime horror mystery mysteries noir romcom musical "
    "series show".split()
)
BEFORE_SURNAME = frozenset("a an another any some old good great early late more".split())
"""A surname between these and a film word is somebody's: "a hitchcock film"."""
AFTER_SURNAME = frozenset("in and or please pls tonight again too maybe".split())
"""What may follow in "anything with streep"."""
NO_SURNAMES = frozenset(
    "action angel art ball banks bay beach bean bear bell best bird black blank blood blue bond bow brand bridge "
    "bridges bright brown burns bush cage camp candy cannon case castle chase christian church classic clay coffin "
    "cold comedy cook cool core cross cruise cruz daily dance dark day dear depth disaster disney dragon drama driver "
    "dry english fast fee field fields finger fine fire fish fisher flowers foreign fox france frank friend friends "
    "fun gates gay glass gold golden good grace grant gray green grey gross guest guns hall hammer hand hard heart "
    "hearts hill hood hope horror house hunt hunter jordan joy judge junior key kid kids king knight lake lane law "
    "leap light link little lone long lord love lovely low magic marks marvel may miles mills monster moon mount "
    "murder muse music new noble north old page paris park peace pearl pepper petty piece pink police polish powers "
    "price prince pure quick quiet rain raw real read red rich rivers rock romance rose salt sand savage school shadow "
    "sharp short silent silly silver singer small smart snow son song space spy stack star steel stone storm straight "
    "strange street strong summer summers swift sword teen temple true twist urban vampire wall war warm waters weird "
    "west western white wild winter winters wise wit witch wolf wonder wood woods work world young zombie".split()
)
"""Surnames that are everyday words: nobody's name by themselves in lower case."""
PERSON_CUES = CREDITS | frozenset("with and or no not a an another".split())
PARTICLES = frozenset("de del della den der di du la le mac mc o van von".split())
"""Parts of surnames that people write apart, or together with what follows."""
