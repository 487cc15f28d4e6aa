"""What every Superset of Orientir is set to: language, numbers, fences, caches. An installation reads this file and adds to it what is
its own: secret key, metadata database, addresses. `dashboards/bin/superset.py` and the Superset image do so."""

# Russian interface, decimal commas, roubles.
BABEL_DEFAULT_LOCALE = "ru"
LANGUAGES = {"ru": {"flag": "ru", "name": "Русский"}, "en": {"flag": "us", "name": "English"}}
D3_FORMAT = {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0₽"]}

FEATURE_FLAGS = {
    # Who may open a dashboard is told by its roles (rights.yaml).
    "DASHBOARD_RBAC": True,
    # Row rules hold in SQL Lab too.
    "RLS_IN_SQLLAB": True,
}

# No DATA_CACHE_CONFIG: a published number is seen at once (etl-jobs/docs/decisions/0012-no-data-cache.md).
# What people filled in (filters, unsaved charts) is kept in the metadata database, Superset's default.

# Nothing is fetched from, or told to, any other machine; Superset's own default lets a pixel and maps through.
TALISMAN_ENABLED = True
TALISMAN_CONFIG = {
    "content_security_policy": {
        "base-uri": ["'self'"],
        "default-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "object-src": "'none'",
        "style-src": ["'self'", "'unsafe-inline'"],
        "script-src": ["'self'", "'strict-dynamic'"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    # Encryption is the matter of the proxy in front; it then sets session_cookie_secure.
    "force_https": False,
    "session_cookie_secure": False,
}

# Inline SVG and styles for Handlebars charts and Markdown, nothing that runs.
HTML_SANITIZATION_SCHEMA_EXTENSIONS = {
    "tagNames": ["style", "svg", "line", "circle", "rect", "text"],
    "attributes": {
        "*": ["style", "className"],
        "svg": ["width", "height", "viewBox"],
        "line": ["x1", "y1", "x2", "y2", "stroke", "strokeWidth"],
        "circle": ["cx", "cy", "r", "fill"],
        "rect": ["x", "y", "width", "height", "fill", "rx"],
        "text": ["x", "y", "fill", "fontSize", "textAnchor"],
    },
}
