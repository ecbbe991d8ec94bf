"""What is remarked about a file that is brought in, and why one cannot be, in a person's language."""

from bot.i18n import say
from bot.limits import cut
from bot.markdown import escaped
from knowledge.remarks import Remark

_VALUE = 40  # units of a name or of words that are repeated
_KEYS = {
    "set_aside": "remark_set_aside",
    "made_up": "remark_made_up",
    "nobody_named": "remark_nobody_named",
    "some_unnamed": "remark_some_unnamed",
    "quoted_nobody": "remark_quoted_nobody",
    "times_back": "remark_times_back",
    "head_lines": "remark_head_lines",
    "untimed_cues": "remark_untimed_cues",
    "sounds": "remark_sounds",
    "stray_words": "remark_stray_words",
    "outside_paragraphs": "remark_outside_paragraphs",
    "draft": "remark_draft",
    "on_request": "remark_on_request",
    "request_lost": "remark_request_lost",
    "unstorable": "remark_unstorable",
    "empty": "fault_empty",
    "not_text": "fault_not_text",
    "encoding": "fault_encoding",
    "no_file": "fault_unreadable",
    "unreadable": "fault_unreadable",
    "too_large": "fault_too_large",
    "same_name": "fault_same_name",
    "damaged": "fault_damaged",
    "password": "fault_password",
    "old_word": "fault_old_word",
    "pictures": "fault_pictures",
    "packed": "fault_packed",
    "pages": "fault_pages",
    "too_long": "fault_too_long",
    "no_words": "fault_no_words",
    "no_subtitles": "fault_no_subtitles",
    "other_json": "fault_other_json",
    "json_wrong": "fault_json_wrong",
    "other_html": "fault_other_html",
    "deep": "fault_deep",
    "front": "fault_front",
    "front_open": "fault_front_open",
    "before_label": "fault_before_label",
    "no_such_label": "fault_no_such_label",
    "too_many_turns": "fault_too_many_turns",
    "too_many_speakers": "fault_too_many_speakers",
    "too_many_names": "fault_too_many_names",
    "long_name": "fault_long_name",
    "slow": "fault_slow",
    "memory": "fault_memory",
    "broken": "fault_broken",
    "no_process": "fault_no_process",
}


def remark(sentence: str, language: str, room: int) -> str:
    """A sentence about a file, safe to send and of so many units; in English where it has no translation."""
    key = _KEYS.get(sentence.key) if isinstance(sentence, Remark) else None
    if not isinstance(sentence, Remark) or key is None:
        return escaped(cut(sentence, room))
    words = {name: escaped(cut(value, _VALUE)) for name, value in sentence.values.items() if isinstance(value, str)}
    return say(language, key, **{**sentence.values, **words})
