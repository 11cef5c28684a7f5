"""Words for content to avoid, ages, company, time of day and how old or long a title is."""

LEXICON = {
    # Values as the catalogue's content keywords say them; read only where they are ruled out.
    "avoid": {
        "bleak ending|sad ending|tragic ending": "sad ending, sad endings, unhappy ending, unhappy endings, "
        "bleak ending, bleak endings, tragic ending, tragic endings, downer ending, downer endings",
        "gore": "gore, gory, blood, bloody, guts, splatter, graphic violence, body horror, bloodshed",
        "animal death": "animal death, animal deaths, dog dies, dog die, dogs die, dog dying, dogs dying, dead dogs, "
        "dead dog, dead animals, animals dying, animal dies, animals die, animal cruelty, dying animals, dog death, "
        "pets dying, pet death, cat dies, cat dying, dog doesnt die, dog does not die, dogs dont die, dog lives, "
        "animals getting hurt, animal getting hurt, animals being hurt, animals hurt, animals harmed, animal harm, "
        "hurt animals, animal abuse, animals suffering, dogs getting hurt, dog getting hurt, hurting animals, "
        "animals dont die, animal doesnt die, no animals die, no dogs die",
        "sexual content": "sex, sex scene, sex scenes, sexual content, nudity, nude scenes, nude, sexual, "
        "sexy stuff, sexual scenes, naked people, steamy, raunchy",
        "violence": "violence, violent, fighting, shooting, shootings, guns, killing, killings, murder, murders",
        "strong language": "swearing, swears, strong language, bad language, cursing, cussing, profanity, "
        "foul language, curse words, f bombs, swear words",
        "suicide": "suicide, suicides, self harm",
        "sexual violence": "rape, sexual violence, sexual assault, sexual abuse",
        "jump scares": "jump scares, jump scare, jumpscares, jumpscare",
        "drugs": "drugs, drug use, drug abuse, overdose, overdoses, junkies, heroin, cocaine",
        "domestic violence": "domestic violence, domestic abuse",
        "eating disorder": "eating disorder, eating disorders, anorexia",
        "pregnancy loss": "miscarriage, miscarriages, stillbirth, pregnancy loss",
        "dementia": "dementia, alzheimers",
        "racism": "racism, racist",
        "snake": "snakes, snake",
        "child abuse": "kids get hurt, kids getting hurt, children get hurt, children getting hurt, child abuse, "
        "abused children, abused kids",
        "child death": "child death, kids dying, children dying, child dies, kids die, children die, dying kids, "
        "dying children, dead kids, dead children, dead child, death of a child",
        "torture": "torture, torture porn",
        "cancer": "cancer, terminal illness",
        "superhero": "superhero, superheroes, super hero, super heroes, comic book, marvel, marvel stuff",
        "zombie": "zombie, zombies",
        "vampire": "vampire, vampires",
        "alien": "alien, aliens",
        "ghost": "ghost, ghosts",
        "clown": "clown, clowns",
        "spider": "spiders, spider",
        "christmas": "christmas, xmas, christmassy, christmasy",
        "religion": "religion, religious",
        "infidelity": "infidelity, cheating, adultery",
        "dystopia": "dystopia, dystopian",
        "werewolf": "werewolf, werewolves",
        "supernatural": "supernatural",
        "car accident|car crash": "car crash, car crashes, car accident, car accidents",
        "death of parent|parent death": "dead parents, parents dying, parents die, parent dies",
        "kidnapping": "kidnapping, kidnappings, abduction, abductions",
        "stalking": "stalking, stalker, stalkers",
        "serial killer": "serial killer, serial killers",
        "bullying": "bullying, bullies",
        "home invasion": "home invasion, home invasions",
        "shark": "sharks, shark",
        "insect": "insects, bugs, cockroaches",
        "rat": "rats",
        "needle": "needles",
        "alcoholism": "alcoholism, alcoholics, drinking, alcohol",
        "homophobia": "homophobia",
        "abortion": "abortion, abortions",
        "plane crash": "plane crash, plane crashes",
        "cannibal": "cannibals, cannibalism",
        "exorcism": "exorcism, exorcisms, demonic possession",
    },
    # "no sad endings" also says what mood is not wanted.
    "wanted": {"cathartic": "sad ending, sad endings, unhappy ending, unhappy endings"},
    "rating": {
        "G": "g rated, rated g, u rated, rated u, certificate u",
        "PG": "pg, rated pg, pg rated, tv pg",
        "PG-13": "rated 12, certificate 12, 12 a, pg 13, rated pg 13, pg 13 rated, tv 14",
        "R": "rated 18, certificate 18, 18 rated, 18 certificate, 18s, r rated, rated r, nc 17, tv ma, 18 plus",
    },
    "family_friendly": {
        "PG": "family friendly, kid friendly, child friendly, kids friendly, suitable for kids, "
        "suitable for children, "
        "safe for kids, ok for kids, appropriate for kids, whole family, all ages, for everyone in the family"
    },
    "child": {
        "G": "toddler, toddlers, preschooler, preschoolers",
        "PG": "kids, children, child, kid, kiddos, kiddo, little ones, little one, grandkids, grandchildren, nephew, "
        "nephews, niece, nieces, son, sons, daughter, daughters, tween, tweens, grandson, granddaughter",
        "PG-13": "teen, teens, teenager, teenagers",
    },
    "age_unit": {"": "year old, year olds, years old, yr old, yr olds, yo, years of age"},
    "company": {
        "alone": "by myself, on my own, alone, solo, just me, myself",
        "partner": "girlfriend, boyfriend, wife, husband, partner, fiance, fiancee, gf, bf, spouse, hubby, "
        "date night, a date, romantic evening, significant other, my date, other half, my love, sweetheart",
        "friends": "friends, mates, buddies, roommates, roommate, flatmates, girls night, guys night, friend, pals, "
        "the guys, the girls, the lads, the boys, colleagues, coworkers, my team",
        "family": "family, parents, mom, mum, dad, grandma, grandpa, grandparents, whole family, family night, "
        "my mother, my father, brother, sister, siblings, in laws, mother, father, cousins, family movie night",
    },
    "time_of_day": {
        "morning": "morning, breakfast",
        "afternoon": "afternoon, lunch, lunchtime, matinee",
        "evening": "evening, tonight, after dinner, after work",
        "night": "late night, midnight, before bed, cant sleep, bedtime, late tonight, fall asleep, nighttime, "
        "insomnia",
    },
    "other_time": {
        "": "last night, last evening, yesterday evening, night before, other night, last weekend, long night"
    },
    # Vague ages: the value is the bound in years before today; always evidence, never hard.
    "era": {
        "year_min 2": "latest, brand new, new release, new releases, just came out, in theaters, in theatres, "
        "in cinemas",
        "year_min 3": "new, newest, new movies",
        "year_min 5": "recent, current, recently released, came out recently",
        "year_min 8": "newer, newish",
        "year_min 20": "modern, contemporary",
        "year_max 20": "older",
        "year_max 25": "old, oldie, oldies, old school, retro",
        "year_max 30": "classic, classics, vintage, old fashioned",
        "year_max 55": "golden age, old hollywood, black and white, silent",
    },
    # Vague lengths in minutes. "short" is asked for as a bound, above 90 because most films that run "an hour and a
    # half" run a little longer; a long film is only a wish.
    "length": {
        "runtime_max 45": "short film, short films, animated short, animated shorts, shorts",
        "runtime_max 30": "short episodes, shorter episodes, short eps, shorter eps, quick episodes, "
        "bite sized episodes",
        "runtime_max 100": "quickie, bite sized, dont have all night, havent got all night, dont have all day, "
        "havent got all day, short, shorter, short movie, short on time, quick, quick watch, "
        "not much time, short one, little time, short and sweet",
        "runtime_min 140": "longer the better, the longer the better, long, longer, epic length, very long, "
        "super long, lengthy, long movie, long film, "
        "three hour epic",
    },
    # No word against anything.
    "gratis": {"": "for free, free to watch, free on, free with"},
    "not_length": {
        "": "real quick, really quick, in short, "
        "long time, as long as, so long as, so long, how long, long ago, long week, a long while, "
        "long lost, long distance, long enough, no longer, long before, short notice, quick question, "
        "quick response, "
        "not long ago, before long, for long, that long, all day long"
    },
    "compare": {
        "": "older than, newer than, earlier than, later than, longer than, shorter than, older then, less than, "
        "more than"
    },
}
