"""Reading what /metrics says."""

from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import Metrics, Now
from knowledge.model import Extent

NOW = Now(
    ready=True,
    connected=True,
    latency=0.04,
    guilds=3,
    shards=1,
    waiting=2,
    extent=Extent(sources=5, passages=900, revision=7),
    guild_libraries=1,
)


def figures(metrics: Metrics, now: Now = NOW) -> dict[str, float]:
    """Every sample by its name and labels, as in `name{a="b"}`; times of making are left out."""
    found = {}
    for family in text_string_to_metric_families(metrics.text(now).decode()):
        for sample in (sample for sample in family.samples if not sample.name.endswith("_created")):
            labels = ",".join(f'{key}="{value}"' for key, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def counted(metrics: Metrics, name: str) -> dict[str, float]:
    """The samples of one counter that are not 0, by what stands between their braces."""
    every = figures(metrics).items()
    return {key[len(name) :].strip("{}"): value for key, value in every if key.startswith(name + "{") and value}
