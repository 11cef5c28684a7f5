"""Words and emoji for what is felt and what is wanted, and the steps from the one to the other."""

LEXICON = {
    "felt": {
        "happy": "happy, great day, good day, great mood, good mood, wonderful day, cheerful, joyful, glad, "
        "celebrating, feeling great, feeling good, best day, amazing day, delighted, on cloud nine, over the moon, "
        "😀, 😃, 😄, 😁, 😊, 🙂, 😎, 🎉, 🥳, :), :-), 😺",
        "sad": "sad, feeling down, feel down, feeling low, feel low, feeling blue, unhappy, depressed, "
        "depressing day, heartbroken, miserable, upset, crying, cried, broke up, breakup, break up, broken heart, "
        "got dumped, dumped me, grieving, grief, passed away, my dog died, my cat died, not feeling great, "
        "not feeling good, awful day, horrible day, terrible day, worst day, lost my job, got fired, gloomy, "
        "in the dumps, melancholy, hurting, feel awful, feel terrible, feel like crying, feeling sad, bad news, "
        "not doing great, not doing well, sorrow, left me, 😢, 😭, 😞, 😔, 🙁, ☹, 😿, 💔, 😥, 😓, :(, :-(, :'(, </3",
        "angry": "angry, furious, pissed, pissed off, mad at, so mad, annoyed, raging, irritated, livid, fuming, "
        "frustrated, fed up, hate my boss, hate my job, 😠, 😡, 🤬, 😤",
        "anxious": "anxious, nervous, worried, anxiety, panicking, on edge, scared about, uneasy, restless, panic, "
        "overthinking, worrying, dreading, exam tomorrow, interview tomorrow, 😰, 😟, 😬, 😨, 😧, 🫣",
        "stressed": "stressed, stressed out, stressful, stress, stressing, overwhelmed, rough day, hard day, "
        "tough day, bad day, rough week, hard week, tough week, bad week, hectic, crazy day, crazy week, "
        "stressful day, frazzled, under pressure, difficult day, difficult week, long week, shitty day, crappy day, "
        "lousy day, busy day, busy week, swamped, need to unwind, need to decompress, burned out, burnt out, burnout, "
        "rough one, rough night, deadlines, 😫, 😖, 🤯, 😣",
        "tired": "tired, exhausted, knackered, worn out, sleepy, long day, drained, wiped out, wiped, shattered, "
        "pooped, fatigued, dead tired, long shift, after work, no energy, low energy, jet lagged, hungover, "
        "long night, sick day, home sick, under the weather, flu, brain dead, brain is fried, zonked, 😴, 😪, 🥱, 😩, "
        "💤, 🤒, 🤧, 🤢",
        "bored": "bored, im bored, so bored, boring day, nothing to do, boredom, stuck at home, rainy day, 😑, 😐, "
        "🙄, 😒",
        "lonely": "lonely, feeling alone, feel alone, all alone, lonesome, homesick, isolated, miss my friends, "
        "no friends, new in town, miss home, miss my family, 🥺",
        "romantic": "in love, date night, a date, romantic evening, anniversary, valentines, valentines day, "
        "romantic mood, 🥰, 😍, ❤, 💕, 💖, 💘, 😘, 💑, 🌹, 💗, <3",
        "nostalgic": "nostalgic, feeling nostalgic, nostalgia, miss the old days, miss my childhood, reminiscing, "
        "missing my childhood, 📼",
        "excited": "excited, pumped, hyped, thrilled, cant wait, psyched, stoked, buzzing, full of energy, "
        "friday night, 🤩, 🔥, 💥, 🚀, ⚡",
        "calm": "calm, relaxed, chilled, peaceful, chilling, at ease, lazy sunday, lazy day, cozy night, cosy night, "
        "😌, 🧘, ☕, 🛋",
        "neutral": "meh, feeling okay, im okay, nothing special, so so",
    },
    # Everyday words that name a feeling only right after "I feel" and the like.
    "felt_if": {
        "sad": "down, low, blue, off, empty, lost, rubbish, crap, shit, shitty, awful, terrible, bad, horrible, "
        "lousy, hopeless",
        "tired": "beat, fried, dead, spent, lazy, sick, unwell",
        "calm": "content, mellow, chill",
        "excited": "wired, energetic, adventurous, buzzed",
        "stressed": "tense",
        "lonely": "alone",
        "anxious": "scared",
    },
    "wanted": {
        "funny": "funny, funnier, hilarious, laugh, laughs, laughing, make me laugh, makes me laugh, humor, humour, "
        "humorous, witty, goofy, silly, comedic, good laugh, crack me up, amusing, lol funny, hysterical, fun, "
        "laugh out loud, light hearted, lighthearted, cheer me up, raunchy, 😂, 🤣, 😆, 😹, :D",
        "heartwarming": "make me happy, makes me happy, make us happy, heartwarming, heart warming, warm, "
        "warmer, wholesome, feel good, feelgood, uplifting, "
        "uplift me, uplift, sweet, tender, touching, cheer me up, cheer up, lift my spirits, lift me up, pick me up, "
        "warm hearted, heartfelt, comfort, comforting, comfort movie, warm and fuzzy, cosy, cozy, cute, "
        "faith in humanity, life affirming, happy ending, gentle, kind hearted, make me smile, makes me smile, "
        "hopeful, cheerful, upbeat, lighten up, 🤗, 🐶, 🐾, 💛",
        "romantic": "romantic, romantic movie, romantic film, love story, love stories, swoony, lovey dovey, steamy, "
        "chick flick, chick flicks, passionate, fall in love",
        "cathartic": "cathartic, good cry, cry, make me cry, makes me cry, tearjerker, tear jerker, tearjerkers, "
        "weepy, weepie, ugly cry, bawl, sob, heartbreaking, emotional, let it all out, moving, cry my eyes out, "
        "tear jerkers, sad, sadder, poignant, bittersweet, a cry",
        "tense": "tense, edge of my seat, edge of your seat, edge of the seat, on the edge, suspenseful, suspense, "
        "gripping, nail biter, nail biting, thrilling, heart pounding, keep me guessing, keeps me guessing, intense, "
        "twist, twists, plot twist, plot twists, keeps you guessing, twisty",
        "scary": "scary movie, scary movies, scary film, scary films, scary, scarier, scare, scare me, be scared, "
        "get scared, scares, terrifying, creepy, spooky, frightening, spine chilling, chilling story, freak me out, "
        "scare the, haunted, horrifying, nightmares, eerie, 👻, 🎃, 🧟, 😱, 💀, 🔪, 🧛",
        "dark": "dark, dark comedy, dark comedies, black comedy, darker, gritty, bleak, disturbing, grim, twisted, "
        "brutal, depressing, heavy, heavier, messed up, edgy, sinister, macabre, hard hitting, 🖤",
        "inspiring": "inspiring, inspirational, inspire me, inspired, motivating, motivational, motivate me, "
        "underdog, triumphant, inspire, empowering, never give up, 💪, 🏆, 🌟",
        "thought-provoking": "thought provoking, makes me think, make me think, makes you think, make you think, "
        "thoughtful, deep, deeper, mind bending, mind blowing, cerebral, philosophical, intelligent, smart, clever, "
        "profound, intellectual, mindbender, mindfuck, mind fuck, complex, challenging, blow my mind, "
        "something to chew on, meaningful, 🤔, 🧠, 💭",
        "whimsical": "whimsical, quirky, magical, fairy tale, fairytale, weird, offbeat, imaginative, playful, zany, "
        "surreal, enchanting, charming, wacky, strange, fantastical, 🦄, 🌈, 🧚, ✨, 🪄",
        "atmospheric": "atmospheric, moody, beautiful, visually stunning, gorgeous, stylish, dreamy, slow burn, "
        "immersive, hypnotic, haunting, visually beautiful, cinematic, noir, artsy, arty, arthouse, art house, 🌧, 🌌, "
        "🌃",
        "exciting": "exciting, thrill, thrills, adrenaline, action packed, fast paced, fast, high octane, explosive, "
        "explosions, epic, adventurous, exhilarating, pulse pounding, wild ride, car chases, blow stuff up, "
        "explosion, spectacle, badass, 💣, 🏎, 🥊, 💯",
        "relaxing": "relaxing, relax, chill, chill out, unwind, calming, soothing, easy, easy watch, easy going, "
        "easygoing, low key, lowkey, mellow, light, lighter, turn my brain off, switch off, switch my brain off, "
        "brain off, mindless, no brainer, dont want to think, dont have to think, dont need to think, "
        "not have to think, calm, peaceful, calm me down, background, slow paced, cosy, cozy, wind down, decompress, "
        "comfy, low stakes, undemanding, zone out, 🍿",
        "nostalgic": "nostalgic, nostalgia, my childhood, childhood, takes me back, take me back, grew up with, "
        "throwback, retro, good old days, old times, growing up, like when i was a kid",
    },
    "tone": {
        "light": "make me happy, makes me happy, make us happy, light, lighter, light hearted, "
        "lighthearted, easy, easy watch, easy going, fluffy, fluff, silly, "
        "goofy, gentle, cosy, cozy, wholesome, uplifting, feel good, feelgood, mindless, not too heavy, not heavy, "
        "nothing heavy, nothing too heavy, not too serious, nothing serious, nothing too serious, cheerful, upbeat, "
        "cheer me up, fun, relaxing, low stakes, turn my brain off, switch off, chill, wacky, brain off, "
        "dont want to think",
        "intense": "dark, intense, gripping, hard hitting, disturbing, brutal, gritty, edge of my seat, "
        "edge of your seat, heavy, heavier, high octane, nail biting, nail biter, adrenaline, harrowing, bleak, "
        "terrifying, violent, serious, darker, mind blowing, heart pounding, emotional rollercoaster, messed up, "
        "scare the",
    },
    # "not too heavy" as one phrase, so that its parts are not read again.
    "unwanted": {
        "dark": "not too heavy, not heavy, nothing heavy, nothing too heavy, not too serious, nothing serious, "
        "nothing too serious",
    },
    # Before these words a feeling is meant; after them, a film.
    "feeling": {
        "": "im, i am, feel, feeling, feels, felt, been, was i, we are, were feeling, my mood, im feeling, i feel, "
        "a bit, mood is, am, ive been, makes me feel, got me, bit"
    },
}

STEPS: dict[str, dict[str, float]] = {
    "happy": {"funny": 0.5, "heartwarming": 0.4},
    "sad": {"heartwarming": 0.8, "funny": 0.6, "relaxing": 0.4},
    "angry": {"funny": 0.5, "relaxing": 0.4, "exciting": 0.4},
    "anxious": {"relaxing": 0.8, "heartwarming": 0.6, "funny": 0.5},
    "stressed": {"heartwarming": 0.7, "funny": 0.7, "relaxing": 0.7},
    "tired": {"relaxing": 0.8, "heartwarming": 0.6, "funny": 0.5},
    "bored": {"exciting": 0.8, "funny": 0.4, "tense": 0.3},
    "lonely": {"heartwarming": 0.8, "funny": 0.5},
    "romantic": {"romantic": 0.8, "heartwarming": 0.4},
    "nostalgic": {"nostalgic": 0.8, "heartwarming": 0.4},
    "excited": {"exciting": 0.7, "funny": 0.3},
    "calm": {"relaxing": 0.5, "atmospheric": 0.4},
    "neutral": {},
}
"""What usually helps somebody who feels so and does not say what they want: lifting, not more of the same."""

FLIPS: dict[str, dict[str, float]] = {
    "dark": {"heartwarming": 0.4, "funny": 0.3},
    "cathartic": {"heartwarming": 0.5, "funny": 0.4},
    "scary": {"relaxing": 0.2},
    "tense": {"relaxing": 0.5},
    "thought-provoking": {"relaxing": 0.5, "funny": 0.3},
    "relaxing": {"exciting": 0.4},
}
"""What somebody may want who says what they do not want ("not too dark")."""

BY_GENRE: dict[str, dict[str, float]] = {
    "Action": {"exciting": 0.6},
    "Adventure": {"exciting": 0.5},
    "Animation": {"whimsical": 0.3},
    "Comedy": {"funny": 0.6},
    "Documentary": {"thought-provoking": 0.4},
    "Family": {"heartwarming": 0.5},
    "Fantasy": {"whimsical": 0.4},
    "Horror": {"scary": 0.6},
    "Mystery": {"tense": 0.4},
    "Romance": {"romantic": 0.6},
    "Science Fiction": {"thought-provoking": 0.3},
    "Thriller": {"tense": 0.6},
}
"""What a genre that is asked for says about the mood, weaker than any word for the mood itself."""
