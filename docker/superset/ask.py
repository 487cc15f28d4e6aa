#!/usr/bin/env python3
"""Logs in as the administrator and asks for the data of the comparison of stages, as its charts do. Prints the number of comparisons; fails where there
is no dashboard, no data or an error."""

import json
import urllib.request

BASE = "http://127.0.0.1:8088/api/v1"
token = None


def ask(path, body=None):
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(BASE + path, data=data, headers=headers), timeout=60) as response:
        return json.load(response)


with open("/run/secrets/superset_admin_password", encoding="utf-8") as file:
    login = {"username": "admin", "password": file.read().strip(), "provider": "db"}
token = ask("/security/login", login)["access_token"]
dashboards = ask("/dashboard/")["count"]
assert dashboards >= 6, "%d dashboards" % dashboards
found = ask("/dataset/?q=(filters:!((col:table_name,opr:eq,value:stage_comparison)))")["result"]
assert len(found) == 1, "%d datasets stage_comparison" % len(found)
answer = ask(
    "/chart/data",
    {
        "datasource": {"id": found[0]["id"], "type": "table"},
        "queries": [{"columns": ["verdict"], "metrics": [{"expressionType": "SQL", "sqlExpression": "COUNT(*)", "label": "n"}], "row_limit": 100}],
    },
)["result"][0]
assert answer["error"] is None, answer["error"]
print(sum(row["n"] for row in answer["data"]))
