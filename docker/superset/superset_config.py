"""Settings of the Superset of docker-compose.yml: Orientir's own, and where this installation keeps its metadata and secrets."""

import os
from urllib.parse import quote

from orientir_superset import *  # noqa: F401,F403


def secret(name):
    with open("/run/secrets/" + name, encoding="utf-8") as file:
        return file.read().strip()


SECRET_KEY = secret("superset_secret_key")
SQLALCHEMY_DATABASE_URI = "postgresql+psycopg2://superset:%s@postgres:5432/superset" % quote(secret("superset_database_password"), safe="")
# Failed logins are counted by the one process that serves.
RATELIMIT_STORAGE_URI = "memory://"
# Behind a proxy that ends TLS, set ORIENTIR_BEHIND_PROXY to 1: addresses and cookies then follow the proxy's headers.
ENABLE_PROXY_FIX = os.environ.get("ORIENTIR_BEHIND_PROXY") == "1"
SESSION_COOKIE_SECURE = ENABLE_PROXY_FIX
TALISMAN_CONFIG = {**TALISMAN_CONFIG, "session_cookie_secure": ENABLE_PROXY_FIX}  # noqa: F405
