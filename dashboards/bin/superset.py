#!/usr/bin/env python3
"""A Superset on this machine, without Docker: for trying the dashboards, for the tests, for the bench.

  dashboards/bin/superset.py start  DIR    makes it if need be, starts it, prints its address and the administrator
  dashboards/bin/superset.py stop   DIR    stops it; the next start goes on with what DIR holds
  dashboards/bin/superset.py status DIR    address and administrator; exit code 3 when it does not answer

DIR holds one instance: metadata (SQLite), settings, log, passwords. The Python packages (about 800 MB, once) and a metadata database that
is set up already are kept in a cache that all instances share.

  ORIENTIR_SUPERSET_CACHE    that cache; default ~/.cache/orientir-superset
  ORIENTIR_SUPERSET_PORT     a port of 127.0.0.1; default: that of last time, or any free one
  ORIENTIR_SUPERSET_PYTHON   a Python 3.10, 3.11 or 3.12; default: the first that is found

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not running, 69 no suitable Python.
"""
import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "superset"
CONSTRAINTS = FOLDER / "constraints.txt"
COMMON_CONFIG = FOLDER / "superset_config.py"
PACKAGES = ["apache-superset", "psycopg2-binary", "gunicorn", "rich", "cachetools"]
CACHE = Path(os.environ.get("ORIENTIR_SUPERSET_CACHE") or Path.home() / ".cache" / "orientir-superset")
PATIENCE_SECONDS = 600

OWN_CONFIG = """\
import os
from pathlib import Path

HOME = Path(os.environ["ORIENTIR_SUPERSET_HOME"])
exec(compile(Path({common!r}).read_text("utf-8"), {common!r}, "exec"))
SECRET_KEY = (HOME / "secret_key").read_text().strip()
DATA_DIR = str(HOME)
SQLALCHEMY_DATABASE_URI = "sqlite:///" + str(HOME / "superset.db") + "?check_same_thread=false"
# One process: what limits requests needs no store of its own.
RATELIMIT_STORAGE_URI = "memory://"
"""


def say(text):
    print(f"superset.py: {text}", file=sys.stderr, flush=True)


def fail(text, code=1):
    say(text)
    sys.exit(code)


def digest(*parts):
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def python():
    """A Python that Superset runs on, and its version."""
    named = os.environ.get("ORIENTIR_SUPERSET_PYTHON")
    for candidate in [named] if named else ["python3", "python3.12", "python3.11", "python3.10"]:
        found = shutil.which(candidate)
        if found:
            told = subprocess.run(
                [found, "-c", "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"], capture_output=True, text=True
            )
            if told.stdout.strip() in ("3.10", "3.11", "3.12"):
                return found, told.stdout.strip()
    fail("Superset needs Python 3.10, 3.11 or 3.12 with venv; install one, or name it in ORIENTIR_SUPERSET_PYTHON", 69)


@contextlib.contextmanager
def cache_lock():
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(CACHE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run_quietly(command, log, **more):
    with open(log, "ab") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **more)
    if done.returncode != 0:
        sys.stderr.write(Path(log).read_text("utf-8", "replace")[-3000:])
        fail(f"{' '.join(map(str, command[:4]))} … failed, see {log}")


def installed():
    """The virtual environment, made when the cache lacks it."""
    found, version = python()
    pins = "\n".join(line for line in CONSTRAINTS.read_text().splitlines() if not line.startswith("#"))
    venv = CACHE / f"venv-{digest(version, pins, *PACKAGES)}"
    if not (venv / ".ready").exists():
        say(f"installing Superset into {venv} (about 800 MB, once)")
        shutil.rmtree(venv, ignore_errors=True)
        log = CACHE / "install.log"
        log.unlink(missing_ok=True)
        run_quietly([found, "-m", "venv", venv], log)
        # uv installs in a sixth of pip's time; where it is not to be had, pip does.
        fast = subprocess.run([venv / "bin" / "pip", "install", "-q", "-c", CONSTRAINTS, "uv"], stderr=subprocess.DEVNULL).returncode == 0
        installer = [venv / "bin" / "uv", "pip", "install", "--python", venv / "bin" / "python"] if fast else [venv / "bin" / "pip", "install"]
        run_quietly([*installer, "-q", "-c", CONSTRAINTS, *PACKAGES], log)
        (venv / ".ready").touch()
    return venv


def environment(home):
    return {
        **os.environ,
        "ORIENTIR_SUPERSET_HOME": str(home),
        "SUPERSET_CONFIG_PATH": str(home / "superset_config.py"),
        "FLASK_APP": "superset.app:create_app()",
        "PYTHONUNBUFFERED": "1",
    }


def settings_of(home):
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    (home / "superset_config.py").write_text(OWN_CONFIG.format(common=str(COMMON_CONFIG)), "utf-8")
    for name, length in (("secret_key", 32), ("admin_password", 12)):
        if not (home / name).exists():
            (home / name).write_text(secrets.token_hex(length))
            (home / name).chmod(0o600)


def set_up(venv):
    """An instance whose metadata database is set up, to copy from: that takes a while and is always the same."""
    template = CACHE / f"template-{venv.name}-{digest(OWN_CONFIG, COMMON_CONFIG.read_text('utf-8'))}"
    if not (template / ".ready").exists():
        say(f"setting up a metadata database in {template} (once)")
        shutil.rmtree(template, ignore_errors=True)
        settings_of(template)
        password = (template / "admin_password").read_text()
        for words in (
            ["db", "upgrade"],
            ["fab", "create-admin", "--username", "admin", "--firstname", "Admin", "--lastname", "Admin",
             "--email", "admin@localhost.localdomain", "--password", password],
            ["init"],
        ):
            run_quietly([venv / "bin" / "superset", *words], template / "setup.log", env=environment(template))
        (template / ".ready").touch()
    return template


def server_process(home):
    """Id of the running server of this instance, or None."""
    try:
        pid = int((home / "gunicorn.pid").read_text())
        os.kill(pid, 0)
        told = subprocess.run(["ps", "-p", str(pid), "-o", "args="], capture_output=True, text=True).stdout
        return pid if str(home / "gunicorn.pid") in told else None
    except (OSError, ValueError):
        return None


def answers(url):
    try:
        with urllib.request.urlopen(url + "/login/", timeout=60) as page:
            return page.status == 200
    except (OSError, urllib.error.URLError):
        return False


def free_port(wanted):
    for port in [wanted, 0] if wanted else [0]:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return probe.getsockname()[1]
    fail("no free port on 127.0.0.1")


def port_for(home):
    named = os.environ.get("ORIENTIR_SUPERSET_PORT")
    if named:
        return int(named)
    last = home / "port"
    return free_port(int(last.read_text()) if last.exists() else 0)


def start(home):
    if server_process(home):
        return status(home)
    with cache_lock():
        venv = installed()
        template = set_up(venv)
    if not (home / "superset.db").exists():
        home.mkdir(parents=True, exist_ok=True)
        shutil.copy(template / "superset.db", home)
        shutil.copy(template / "admin_password", home)
    settings_of(home)
    port = port_for(home)
    (home / "gunicorn.pid").unlink(missing_ok=True)
    with open(home / "gunicorn.log", "ab") as log:
        server = subprocess.Popen(
            [venv / "bin" / "gunicorn", "--pid", home / "gunicorn.pid", "--workers", "1", "--worker-class", "gthread", "--threads", "8",
             "--timeout", "120", "--no-control-socket", "--bind", f"127.0.0.1:{port}", "superset.app:create_app()"],
            stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=environment(home), cwd=home, start_new_session=True,
        )
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if server_process(home) and answers(url):
            (home / "port").write_text(str(port))
            return status(home)
        time.sleep(0.2)
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
    sys.stderr.write((home / "gunicorn.log").read_text("utf-8", "replace")[-3000:])
    fail(f"Superset did not start, see {home / 'gunicorn.log'}")


def stop(home):
    pid = server_process(home)
    if not pid:
        return say("not running")
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + 20
    while server_process(home) and time.monotonic() < deadline:
        time.sleep(0.1)
    if server_process(home):
        os.killpg(pid, signal.SIGKILL)
    (home / "gunicorn.pid").unlink(missing_ok=True)
    say("stopped")


def status(home):
    url = f"http://127.0.0.1:{(home / 'port').read_text()}" if (home / "port").exists() else ""
    if not server_process(home) or not answers(url):
        fail("not running", 3)
    print(f"SUPERSET_URL={url}\nSUPERSET_USER=admin\nSUPERSET_PASSWORD={(home / 'admin_password').read_text()}", flush=True)


def main():
    commands = {"start": start, "stop": stop, "status": status}
    if len(sys.argv) != 3 or sys.argv[1] not in commands:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    commands[sys.argv[1]](Path(sys.argv[2]).resolve())


if __name__ == "__main__":
    main()
