# The assets, made where there is Node; what runs has none.
FROM node:22-slim AS assets
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /quorate
COPY package.json package-lock.json .npmrc ./
COPY tools tools
COPY static static
RUN python3 -m tools.assets

FROM python:3.11-slim
# Pango for PDFs; see docs/operations.md.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --uid 10001 quorate \
    && install --directory --owner quorate --mode 700 /data
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data \
    STATIC_ROOT=/quorate/collected \
    GUNICORN_CMD_ARGS="--bind=0.0.0.0:8000 --threads=4 --worker-tmp-dir=/dev/shm --no-control-socket"
WORKDIR /quorate
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
COPY --from=assets /quorate/static/built static/built
# Collecting asks for no part of production; the key is of this step alone.
RUN DATABASE_URL=postgres://nobody@127.0.0.1/none REDIS_URL=redis://127.0.0.1/0 \
    SECRET_KEY=collecting DATA_DIR=/tmp/collecting \
    python manage.py collectstatic --no-input --ignore scss
USER quorate
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "partnership.wsgi"]
