SELECT reference_digest FROM audit.publication ORDER BY vintage_key DESC LIMIT 1
