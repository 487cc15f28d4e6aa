#!/usr/bin/env python3
"""Healthy is a Superset in which a person can log in: the login page answers, and the API with the metadata database behind it.
/health alone answers 200 even while the login page fails."""

import json
import sys
import urllib.error
import urllib.request

BASE = "http://127.0.0.1:8088"


def answer(request):
    with urllib.request.urlopen(request, timeout=8) as response:
        return response.read().decode()


try:
    if "csrf_token" not in answer(BASE + "/login/"):
        sys.exit("the login page has no form")
    # A wrong login reaches the metadata database and is refused as one.
    wrong = urllib.request.Request(
        BASE + "/api/v1/security/login",
        data=json.dumps({"username": "health-check", "password": "-", "provider": "db"}).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        answer(wrong)
        sys.exit("a wrong password was taken")
    except urllib.error.HTTPError as refused:
        if refused.code != 401:
            sys.exit("the API answered %d to a wrong password" % refused.code)
except OSError as error:
    sys.exit(str(error))
