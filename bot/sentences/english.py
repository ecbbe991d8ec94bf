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
    "wrong_speaker": "Wrong speaker?",
    "report_filed": "Thank you. Whoever looks after the transcripts will see this; who you are is not kept.",
    "reported": "Reported",
    "times": "{count} times",
    "no_reports": "No reports are waiting.",
    "report_gone": "This report has been settled already.",
    "fix_n": "Fix {number}",
    "dismiss_n": "Dismiss {number}",
    "who_says_this": "Who says this?",
    "name_or_nobody": "Name; leave it empty if unknown",
    "now_credited": "The words are now credited to: {name}. /library undo takes that back.",
    "not_own": "“{name}” is in the library for all servers, which only whoever runs this bot can change.",
    "nothing_to_undo": "Nothing is known of what this transcript was before.",
    "in_servers_only": "This can be done in a server only.",
    "form_gone": "This form was opened before the bot was restarted. Please press the button again.",
    "upload_gone": "These files no longer wait here. Please use /library add again.",
    "too_large": "{name} is larger than {limit} MiB; please split it.",
    "add": "Add",
    "name_speakers": "Name the speakers",
    "cancel": "Cancel",
    "cancelled": "Nothing was added.",
    "all_named": "All speakers have been named.",
    "adding": "Bringing in {name} …",
    "if_it_stops": "Questions are answered meanwhile. Should this stop, the library is as it was; add the files again.",
    "added_title": "This server's library",
    "status_added": "added",
    "status_updated": "updated",
    "status_unchanged": "unchanged",
    "turns_passages": "{turns} turns, {passages} passages",
    "who_speaks": "Who speaks:",
    "nobody": "nobody",
    "replaces": "Replaces “{title}”, which is in the library.",
    "same_as": "Much the same words are already in: {titles}.",
    "repeated": "Lines that stand there more than once: {count}.",
    "left_out": "Will not be quoted: {count}.",
    "why_read": "sponsor read",
    "why_greeting": "greeting",
    "why_made_up": "made up by a machine",
    "why_other": "not content",
    "library_title": "This server's transcripts",
    "none_own": "This server has no transcripts of its own yet. /library add brings some in.",
    "shared_on": "Transcripts that are there for all servers: {count}.",
    "shared_off": "The transcripts that are there for all servers are hidden here.",
    "shared_shown": "This server now also sees the transcripts that are there for all servers.",
    "shared_hidden": "This server now sees its own transcripts alone.",
    "removed": "“{title}” is no longer in the library.",
    "renamed": "{old} is now {new} in: {titles}.",
    "taken_back": "Taken back: {what}.",
    "help_title": "Verbatim quotes what people actually said",
    "help": (
        "**/ask** answers a question with exact passages; narrow it to a `speaker` or a `source`.\n"
        "**/quote** draws a random quote, of a `speaker` or on a `topic`.\n"
        "**/compare** sets two speakers' own words on a topic side by side.\n"
        "**/speakers** and **/sources** show who and what is in the library.\n"
        "**/library** is for those who manage this server: add transcripts, correct who speaks, look at reports.\n"
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
        "Kept are the transcripts that were brought in, their index, for each channel which quotes /quote has already"
        " shown there, and of which quotes the speaker is doubted, but not by whom. What a server adds is seen in that"
        " server alone."
    ),
}
