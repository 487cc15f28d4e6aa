#!/usr/bin/env python3
"""Runs a command and says what it cost, with whatever it left running until that ended too: PostgreSQL, which is no child of a load.

measured.py [--server POSTMASTER_PID] COMMAND…
Last line of the standard output: seconds, CPU seconds of the command, CPU seconds of PostgreSQL, peak MB of the command's largest process.
With --server, PostgreSQL is that server, which runs before and after. Exit code: the command's. Linux only.
"""
import ctypes
import os
import resource
import sys
import time

PR_SET_CHILD_SUBREAPER = 36
TICKS = os.sysconf("SC_CLK_TCK")


def cpu(usage):
    return usage.ru_utime + usage.ru_stime


def server_cpu(postmaster):
    """Of a postmaster, the backends it has and those it had."""
    ticks = 0
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(entry) == postmaster:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == postmaster:
            ticks += sum(map(int, fields[11:13]))
    return ticks / TICKS


def main():
    command = sys.argv[1:]
    server = None
    if command[0] == "--server":
        server, command = int(command[1]), command[2:]
    # Orphans become children of this process, and are counted when they end.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    server_before = server_cpu(server) if server else 0
    began = time.monotonic()
    pid = os.spawnvp(os.P_NOWAIT, command[0], command)
    while True:
        ended, status, usage = os.wait4(-1, 0)
        if ended == pid:
            break
    seconds = time.monotonic() - began
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass
    left = cpu(resource.getrusage(resource.RUSAGE_CHILDREN)) - cpu(usage)
    postgres = server_cpu(server) - server_before if server else left
    print(f"{seconds:.2f} {cpu(usage):.2f} {postgres:.2f} {usage.ru_maxrss // 1024}", flush=True)
    sys.exit(os.waitstatus_to_exitcode(status))


main()
