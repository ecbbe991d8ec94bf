"""What is counted and timed, for Prometheus; the only file that knows its client.

Labels name parts of the bot and kinds of outcome: never a server, a person or their words.
"""

from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from knowledge.model import Extent, Tier

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ACKNOWLEDGED = (0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0)  # seconds; Discord waits for 3
_ANSWERED = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 15.0, 30.0, 60.0)
_BATCHES = (1, 2, 4, 8, 16, 32, 64, 128)
KINDS = ("command", "autocomplete", "component", "form")
GRAVE = ("index_mismatch", "library_damaged", "library_unwritable", "model_unavailable")  # the operator's to mend
WITHHELD = ("gone", "words", "speaker")
_UNKNOWN = float("nan")


@dataclass(frozen=True, slots=True)
class Now:
    """How things stand at one moment; `latency` is in seconds, NaN while there is no connection."""

    ready: bool
    connected: bool
    latency: float
    guilds: int
    shards: int
    waiting: int
    extent: Extent | None  # None where the library cannot be read
    guild_libraries: int


class Metrics:
    """Counts what the bot does. Made once by whoever makes the bot; safe to use from several threads."""

    def __init__(self) -> None:
        own = self._registry = CollectorRegistry()
        ProcessCollector(registry=own)
        self._received = Counter(
            "verbatim_interactions", "Interactions that Discord has sent, by kind.", ["kind"], registry=own
        )
        self._acknowledged = Histogram(
            "verbatim_acknowledgement_seconds",
            "From the arrival of an interaction until Discord has taken the first answer to it.",
            ["kind"],
            registry=own,
            buckets=_ACKNOWLEDGED,
        )
        self._finished = Counter(
            "verbatim_finished",
            "Commands, buttons and the like that have ended.",
            ["name", "outcome"],
            registry=own,
        )
        self._asked = Counter("verbatim_questions", "Questions put to the library, by where.", ["name"], registry=own)
        self._answered = Histogram(
            "verbatim_answer_seconds",
            "From the arrival of a question until its answer was sent, by what was found.",
            ["tier"],
            registry=own,
            buckets=_ANSWERED,
        )
        self._refused = Counter("verbatim_refusals", "What the bot did not do, by reason.", ["reason"], registry=own)
        self._failed = Counter("verbatim_failures", "Errors that nobody expected.", registry=own)
        self._withheld = Counter(
            "verbatim_quotes_withheld",
            "Quotes that failed the comparison before they were sent.",
            ["reason"],
            registry=own,
        )
        self._batches = Histogram(
            "verbatim_encoder_batch_size", "Texts that were encoded together.", registry=own, buckets=_BATCHES
        )
        self._standing = _Standing(own)
        self._begin_at_0()

    def _begin_at_0(self) -> None:
        """Prometheus does not see a series rise that begins with 1: what alarms go by is there from the start."""
        for kind in KINDS:
            self._received.labels(kind)
            self._acknowledged.labels(kind)
        for tier in Tier:
            self._answered.labels(tier.value)
        for reason in GRAVE:
            self._refused.labels(reason)
        for reason in WITHHELD:
            self._withheld.labels(reason)

    def received(self, kind: str) -> None:
        """Discord has sent an interaction: a command, a press of a button, a form, a request for suggestions."""
        self._received.labels(kind).inc()

    def acknowledged(self, kind: str, seconds: float) -> None:
        """Discord has taken the first answer to an interaction."""
        self._acknowledged.labels(kind).observe(seconds)

    def finished(self, name: str, outcome: str) -> None:
        """What a command or button is called, and how it ended."""
        self._finished.labels(name, outcome).inc()

    def asked(self, name: str) -> None:
        """A question goes to the library, from a command, button or place of this name."""
        self._asked.labels(name).inc()

    def answered(self, tier: Tier, seconds: float) -> None:
        """The answer to a question was sent."""
        self._answered.labels(tier.value).observe(seconds)

    def refused(self, reason: str) -> None:
        """Something was expected to go wrong, and did."""
        self._refused.labels(reason).inc()

    def withheld(self, reason: str) -> None:
        """A quote was not sent, as it is not what the library holds."""
        self._withheld.labels(reason).inc()

    def failed(self) -> None:
        """Something went wrong that nobody expected."""
        self._failed.inc()

    def batch(self, size: int) -> None:
        """So many texts were encoded together."""
        self._batches.observe(size)

    def text(self, now: Now) -> bytes:
        """All of it in the text format of Prometheus, `MEDIA_TYPE`."""
        self._standing.set(now)
        return generate_latest(self._registry)


class _Standing:
    """The gauges, which are set as they are read."""

    def __init__(self, own: CollectorRegistry) -> None:
        self._ready = Gauge("verbatim_ready", "1 while questions can be answered.", registry=own)
        self._connected = Gauge(
            "verbatim_gateway_connected", "1 while all shards of this process are connected.", registry=own
        )
        self._latency = Gauge(
            "verbatim_gateway_latency_seconds", "Between a heartbeat and Discord's answer to it.", registry=own
        )
        self._guilds = Gauge("verbatim_gateway_guilds", "Servers that the bot is in.", registry=own)
        self._shards = Gauge("verbatim_gateway_shards", "Connections that share these servers.", registry=own)
        self._waiting = Gauge("verbatim_queue_depth", "Questions that wait for their turn.", registry=own)
        self._passages = Gauge("verbatim_library_passages", "Passages of the library for all.", registry=own)
        self._sources = Gauge("verbatim_library_sources", "Transcripts of the library for all.", registry=own)
        self._revision = Gauge("verbatim_library_revision", "Changes to the library for all.", registry=own)
        self._libraries = Gauge("verbatim_guild_libraries_open", "Servers' own libraries that are open.", registry=own)

    def set(self, now: Now) -> None:
        extent = now.extent
        self._ready.set(now.ready)
        self._connected.set(now.connected)
        self._latency.set(now.latency)
        self._guilds.set(now.guilds)
        self._shards.set(now.shards)
        self._waiting.set(now.waiting)
        self._passages.set(extent.passages if extent else _UNKNOWN)
        self._sources.set(extent.sources if extent else _UNKNOWN)
        self._revision.set(extent.revision if extent else _UNKNOWN)
        self._libraries.set(now.guild_libraries)
