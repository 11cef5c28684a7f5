"""Words that say how something is meant: asked for, liked, wished, ruled out, allowed, or only talked about."""

# Left cues stand before what they bear on, right cues after it. "breaks" end a clause.
LEXICON = {
    "cue": {
        "ask": "got to be, has got to be, its got to be, gotta be, can it be, could it be, can we do, could we do, "
        "can we keep it, can we watch, whats good on, "
        "whats on, what is on, whats good, want, wanna, want to watch, want to see, wants, "
        "wanting, need, needs, looking for, look for, "
        "looking to watch, looking, searching for, search for, seeking, hunting for, in the mood for, in mood for, "
        "mood for, in a mood for, recommend, recommended, recommendation, recommendations, recommendation for, "
        "reccomend, recomend, recommendations for, suggest, suggestion, suggestions, suggestions for, suggest me, "
        "give me, show me, find, find me, hit me with, how about, what about, would like, id like, would love, "
        "id love, could use, can you, could you, know of, know any, know a, lets watch, lets, fancy, craving, "
        "interested in, feel like, feeling like, feel like watching, up for, like to see, like to watch, "
        "love to see, "
        "love to watch, care for, please, got any, got anything, have any, have a, are there any, are there, "
        "is there a, is there any, i am after, im after, could do with, wouldnt say no to, dying for, dying to see, "
        "gimme, hook me up with, point me to, point me towards, hoping for, hoping to watch, hoping to find, "
        "hoping to see, trying to find, down for, ready for, in need of, thinking of, can i have, can we have, "
        "could i get, is there more from, is there more by, more from, more by, has to have, have to have, "
        "must have, needs to have, should have, wants, i meant, we meant, try, make it, keep it, keep it to, only, "
        "has to be, have to be, must be, should be, needs to be, stick to, "
        "in search of, ill take, go with, go for, going for, what are some, whats a good, what is a good, "
        "what are good, what good, best, top, must see, must watch, i will take, feels like a, get me, pick me, "
        "tell me, do you have, put on, play, play me, stream, watch some, watch a, watch an, see a, see some, "
        "id rather, rather watch, would rather, prefer to watch, to watch, only want, nothing but, just",
        "taste": "i like, we like, they like, really like, also like, do like, kids like, who like, who likes, "
        "also likes, likes, liked, love, loves, loved, loving, enjoy, enjoys, enjoyed, adore, fan of, fans of, "
        "favorite, favorites, favourite, favourites, favs, fave, faves, into, big on, addicted to, obsessed with, "
        "usually, always, generally, grew up on, typically, mostly, partial to, i appreciate, favorite kind of, "
        "i tend to like, normally, sucker for, i like to watch, i love to watch, like watching, love watching, "
        "enjoy watching, i like a, keen on, lover of, lovers of, i especially like",
        "any": "any, something, anything, some, somthing, sumthing, watching something",
        "stated": "i just, all the time, if you dont like, you dont like, my top, my best, one of the best, saw, "
        "seen, watched, was, were, is, are, its, thats, it is, that is a, this is, heard, thought, did, has, had, "
        "have, made, remember, said, think, about, reminds, reminded, been, do you like, you like, "
        "you like to watch, "
        "you want, would you like, are you interested in, you interested in, do you want, do you prefer, you prefer, "
        "you love, do you love, do you enjoy, you enjoy, have you seen, set in, during, looks like, look like, "
        "seems like, sounds like, seemed like, havent seen, have not seen, not seen, never seen, havent watched, "
        "didnt see, not heard, did not see, not watched, dont know, do not know, thats not a good, wasnt, werent, "
        "was not, were not, kind of movie, i recommend, i also recommend, id recommend, i would recommend, "
        "i suggest, "
        "recommended me, never heard of, havent heard of, not heard of, should i watch, if you like, if you liked, "
        "for my job, works in, work in, didnt watch, recently watched, just watched, watching, whats, what is, "
        "what was, worked",
        "stated_not": "isnt, isnt a, isnt really, arent, aint, its not, it is not, thats not, that is not, "
        "isnt that, that isnt, it isnt",
        "no": "avoid anything about, avoid anything with, avoid films about, avoid movies about, skip anything about, "
        "skip anything with, no films about, no movies about, no stories about, no shows about, nothing to do with, "
        "no mention of, last thing i want is, last thing i need is, last thing we want is, last thing we need is, "
        "wouldnt touch, "
        "would not touch, dont give me, do not give me, dont suggest, do not suggest, cant watch anything with, "
        "phobia of, triggered by, trigger warning, fed up of, exclude, im over, im so over, so over, "
        "had it up to here with, up to here with, anyone but, anybody but, "
        "everyone but, cant commit to, cannot commit to, no time for, no patience for, "
        "cant face, couldnt face, cant be bothered with, cant deal with, dont need any, zero, any genre bar, "
        "anything bar, everything bar, all bar, had my fill of, had our fill of, "
        "had it with, "
        "spare me, spare me the, spare us, spare us the, nix, hold the, veto, hard pass on, hard no on, "
        "could do without, can do without, can live without, could live without, dont fancy, not up for, "
        "couldnt bear, cant bear, cant abide, wont do, ban, never enjoy, never enjoyed, no more of, not having any, "
        "without any, without the, overdosed on, burnt out on, burned out on, over it with, "
        "no, not, without, except, except for, except maybe, anything but, anything except, everything but, "
        "everything except, any genre but, all but, other than, rather than, than a, than an, instead of, "
        "apart from, "
        "aside from, excluding, avoid, avoiding, skip, skip the, hate, hated, hates, dislike, disliked, detest, "
        "loathe, cant stand, cannot stand, couldnt stand, sick of, tired of, bored of, bored with, fed up with, "
        "enough of, enough, had enough of, too many, nothing, nothing with, never, not into, im not into, "
        "not a fan of, not in the mood for, no more, minus, none of, nor, neither, dont, doesnt, do not, does not, "
        "dont want, do not want, dont like, do not like, doesnt like, does not like, didnt like, did not like, "
        "didnt enjoy, did not enjoy, not like, dont care for, do not care for, didnt care for, never liked, "
        "not another, not about, nothing about, isnt about, "
        "steer clear of, stay away from, leave out, allergic to, cut the, free of, lacking, non, "
        "cant handle, cannot handle, cant watch, cant take, cant do, wont watch, dont do, dont enjoy, do not enjoy, "
        "scared of, afraid of, terrified of, didnt love, dont love, am not into, not interested in, no thanks to, "
        "nobody with, no one with, refuse to watch, over the, please no, anything thats not, "
        "anything that isnt, not feeling, can not stand, "
        "done with",
        "no_soft": "go easy on, go easy on the, easy on the, low on, as little, keep down the, too much, not too, "
        "nothing too, not so, not very, not overly, not that, not really into, "
        "not really a fan of, not a big fan of, not a huge fan of, not big on, not the biggest fan of, "
        "not really in the mood for, less, too, dont usually like, dont usually watch, dont really like, "
        "do not really like, dont really watch, dont usually, not much into, not crazy about, not much of, "
        "not a huge, not keen on, isnt too, arent too, dont really want, nothing super, not super, not a fan of too, "
        "without too much, without being too, nothing overly, nothing very, not usually, dont often, rarely, "
        "not always, not in the mood for too, dont care much for, not a lot of, not much, not huge on, "
        "wasnt a fan of, dont really care for, a bit less, a little less, isnt as, not as, not quite as, "
        "not that much",
        "wish": "maybe, perhaps, if possible, ideally, preferably, possibly, hopefully, prefer, preferring, "
        "id prefer, would prefer, leaning towards, leaning toward, might, i guess, kind of, sort of, kinda, "
        "not sure, "
        "wouldnt mind, would not mind, could be, something along the lines of, not sure if, if there is, "
        "even better if, bonus if, or even",
        "allow": "dont mind, do not mind, doesnt mind, fine with, ok with, okay with, nothing against, "
        "no problem with, not opposed to, open to, not against, happy with, cool with, dont care about, "
        "dont care if, "
        "doesnt matter if, can handle, bring on the, bring back, bring back the",
        "retract": "forget, forget about, forget the, never mind, nevermind, never mind the, scrap, scrap the, drop, "
        "drop the, ignore, ignore the, doesnt need to be, doesnt have to be, does not have to be, dont need, "
        "need not be, it doesnt have to be, doesnt necessarily have to be, not necessarily, dont have to be, "
        "not just, not only",
    },
    # Only after a pronoun is "like" a verb; elsewhere it compares.
    "cue_like": {"": "like"},
    # "something that is not ...": looks through to what stands before.
    "relative": {
        "": "thatll, that will, thatll have, that will have, that has, wholl, that is, which is, thats a, "
        "that are, which are, that isnt too, thats, that was made"
    },
    "after": {
        "allow": "is fine, is ok, is okay, are fine, are ok, are okay, is alright, works too, would be fine, "
        "is allowed, too is fine, is fine too, is fine with me, is fine by me, are okay too, is okay too, is cool, "
        "is good too, ok too, are welcome, fine too, is totally fine, would be ok, would be okay, are alright, "
        "is all right",
        "wish": "ish, if possible, if you can, if you have any, if you have one, would be nice, would be great, "
        "would be good, would be lovely, would be cool, would be ideal, a plus, is a plus, a bonus, is a bonus, "
        "or something, or something like that, or similar, or so, i guess, i suppose, maybe, perhaps, preferably, "
        "ideally, preferred, are a plus, would be awesome, would be perfect, would help, would be a bonus, "
        "would be a plus, not the main thing, isnt the main thing, on the side, would be fun, "
        "but not necessary, but not required, vibes, vibe, feel, flavour, flavor, "
        "elements, undertones, touch",
        "no": "is out, are out, free, excluded, not allowed, isnt my thing, is not my thing, arent my thing, "
        "is a no, is a no go, not my thing, not for me, isnt for me, is not for me, is off the table, "
        "not ok, is not ok, isnt ok, not okay, is not okay, arent ok, to a minimum, out of it, makes me cringe, "
        "make me cringe, gives me nightmares, give me nightmares, not what i need, isnt what i need, "
        "is too much for me, "
        "are too much for me, are off the table, are a no, are a no go, are not for me, arent for me, bore me, "
        "bores me, do nothing for me, "
        "does nothing for me, are banned, is banned",
        "bad": "sucked, sucks, was awful, was terrible, was bad, was boring, was horrible, was not good, wasnt good, "
        "was overrated, is overrated, was trash, was so bad, wasnt great, was disappointing, was a disappointment, "
        "was so boring, was really bad, was too long, was dumb, was stupid, was garbage, was not for me, "
        "wasnt for me, not my cup of tea, bored me, was meh, was pretty bad, is terrible, is awful, is boring",
        "taste": "is my favorite, is my favourite, are my favorite, are my favourite, are my favorites, "
        "are my favourites, are the best, is the best, are great, is great, are always fun, is one of my favorites, "
        "are good, are fun, is good, are awesome, is awesome, fan, fans, lover, lovers, buff, phase, fan myself, "
        "kick lately",
    },
    "break": {
        ".": ".",
        "!": "!",
        "?": "?",
        ";": ";",
        "line": "\n",
        ",": ",",
        "(": "(",
        ")": ")",
        ":": ":",
        "-": "-",
        "face": ":(, :), :-(, :-), :'(, ;), :d, :p, 😅, 😂, 😭, 😊, 🙏",
        "but": "but, though, however, although, because, cause, cuz, since i, so i, lol, haha",
        "no": "no i, no we, no its, no that, no im, no ive, no id, no the, no thanks, no but, no thank you, "
        "no worries, no idea, no problem, no clue, no doubt, no way, no one, no matter, no not, no you, no they, "
        "no this, no what, no have, why not, not yet, not bad, no he, no she, no can you, no do you, no just, "
        "no particular, no preference, no pressure, no rush, no biggie, i have not, ive not, not at all, or not, "
        "if not, no actually, not even, have a good day, have a great day, have a nice day, have a good one, "
        "have a good night, have a great night, no maybe, no something, no lets, no please",
    },
    "now": {"": "today, tonight, right now, at the moment, this evening, for now, this weekend"},
    "more": {"": "but also, also, too, as well, still, another, plus, additionally, besides, and maybe, in addition"},
    "move": {
        "": "how about, what about, instead, something else, lets try, actually, different, "
        "on second thought, rather, "
        "change of plan, changed my mind, switch"
    },
    "any_genre": {
        "": "any genre, any kind, whatever genre, any type, genre doesnt matter, surprise me, all genres, no preference"
    },
}

SUBJECTS = frozenset(
    "i we they he she it really also do kids kid son daughter wife husband girlfriend boyfriend mom dad mum family "
    "friends just both all always still usually generally mostly ill absolutely especially particularly actually "
    "definitely do does did to who".split()
)
"""Before "like" they make it a verb."""
