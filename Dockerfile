# The product for deployment: one image, from which web, worker, beat and (in the demo) the mail catcher run.

FROM python:3.12-slim-bookworm AS packages
COPY requirements.lock /src/
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r /src/requirements.lock

FROM node:22-bookworm-slim AS node_packages
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts \
 && printf %s "$(sha256sum package-lock.json | cut -d' ' -f1)" > node_modules/.installed

FROM packages AS built
WORKDIR /src
COPY . .
COPY --from=node_packages /src/node_modules node_modules
RUN /venv/bin/python -m ats.launcher.assets \
 && /venv/bin/python -m ats.launcher.languages \
 && DATABASE_URL=postgres://none/none REDIS_URL=redis://none ATS_SECRET_KEY=for-collectstatic-only \
    ATS_STATIC_ROOT=/static DJANGO_SETTINGS_MODULE=ats.settings.base \
    /venv/bin/python -m django collectstatic --noinput --ignore 'css/*.css' \
 && rm -rf node_modules static/built tests docs .git \
 && /venv/bin/python -m compileall -q /src /venv

FROM python:3.12-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin waymark \
 && install -d -o waymark -g waymark /data
COPY --from=built /venv /venv
COPY --from=built /static /static
COPY --from=built /src /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=ats.settings.base \
    ATS_VENV=/venv \
    ATS_VAR=/data \
    ATS_STATIC_ROOT=/static \
    GRANIAN_HOST=0.0.0.0 \
    GRANIAN_PORT=8000
USER waymark
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["python", "deploy/health.py"]
CMD ["granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "8", "--no-ws", "ats.wsgi:application"]
