SELECT coalesce(max(vintage_key), 0) FROM audit.publication
