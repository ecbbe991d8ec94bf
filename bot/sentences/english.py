"""Every sentence in English, by its key."""

SENTENCES = {
    "question": "Question",
    "topic": "Compared on",
    "not_answered": "The transcripts do not answer this.",
    "nearest": "Nearest passages, not an answer:",
    "ask_otherwise": "It may help to ask in other words, or to look at /sources for what is here.",
    "unknown": "Speaker unknown",
    "narration": "Narration",
    "quoted": "{name}, as quoted",
    "line": "line {line}",
    "open": "go to the source",
    "context": "Context",
    "context_n": "Context {number}",
    "more": "More",
    "another": "Another",
    "context_of": "Context: {name}",
    "same_speaker": "Please name two different people; both of these are {name}.",
    "speaker_gone": "This person is no longer heard in the library.",
    "no_more": "There are no further passages.",
    "no_quote": "There is nothing here that is worth quoting by itself.",
    "not_addressed": "{name} has not spoken on this in these transcripts.",
    "ad": "Sponsor read",
    "speakers": "Who is heard here",
    "sources": "Transcripts",
    "empty": "There are no transcripts here yet.",
    "and_more": "… and {count} more",
    "ask_me": "Mention me with a question, or use /ask.",
    "busy": "Something went wrong, and it has been noted as {reference}.",
    "library_busy": "The library is being worked on; please ask again in a minute.",
    "library_unavailable": "The library cannot be used just now. Whoever runs this bot finds the reason in its log.",
    "unknown_speaker": "No speaker here is called “{name}”.",
    "unknown_source": "No source here is called “{name}”.",
    "did_you_mean": " Did you mean {names}?",
    "or": " or ",
    "unknown_passage": "This passage is no longer in the library.",
    "empty_question": "Please ask with at least one word.",
    "question_too_long": "Please ask in at most {limit} characters; this question has {length}.",
    "help_title": "Verbatim quotes what people actually said",
    "help": (
        "**/ask** answers a question with exact passages; narrow it to a `speaker` or a `source`.\n"
        "**/quote** draws a random quote, of a `speaker` or on a `topic`.\n"
        "**/compare** sets two speakers' own words on a topic side by side.\n"
        "**/speakers** and **/sources** show who and what is in the library.\n"
        "**/privacy** says what is kept.\n\n"
        "Or mention me with a question. Every quote is word for word; the buttons show what was said before and"
        " after it. Where the transcripts do not answer, I say so."
    ),
    "privacy_title": "Privacy",
    "privacy": (
        "Nothing leaves the machine this bot runs on but its messages to Discord. There is no language model and no"
        " other service.\n"
        "Of messages, only those that mention the bot are read. Questions are not stored, neither on disk nor in the"
        " log.\n"
        "Kept are the transcripts that were brought in, their index, and for each channel which quotes /quote has"
        " already shown there."
    ),
}
