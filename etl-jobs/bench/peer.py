#!/usr/bin/env python3
"""What an engineer would write instead for this very inbox: DuckDB reads and counts, PostgreSQL receives. Run by peer.sh.

peer.py INBOX POSTGRES_URL
Work: participations, survey answers, minors' lists (CSV) and enrolment (XLSX) read as text; identities replaced by a keyed hash;
dates and grades typed; rows without them and repeats set apart with a reason; distinct children, participations and winners per
organization and municipality x year x education stage x category; stages I and II paired; all of it copied into a schema of
its own, the fact with its primary key and two indexes. Less than Orientir does: fewer feeds and checks, no corrections, no lake,
no history, and a file in another encoding loses its rows in silence.
Needs: duckdb, python-calamine, psycopg[binary].
"""
import csv
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import psycopg
from python_calamine import CalamineError, CalamineWorkbook

SCHEMA = "bench_peer"
CSV = "header = true, all_varchar = true, auto_detect = false, null_padding = true, ignore_errors = true, strict_mode = false, quote = '\"', escape = '\"'"

PARTICIPATION = {
    "organization": "Код школы", "event": "Код мероприятия", "event_name": "Мероприятие", "event_date": "Дата мероприятия",
    "format": "Формат", "level": "Уровень", "last_name": "Фамилия", "first_name": "Имя", "middle_name": "Отчество",
    "birth_date": "Дата рождения", "snils": "СНИЛС", "grade": "Класс", "limited_health": "ОВЗ", "disabled": "Инвалидность",
    "orphan": "Сирота", "gifted": "Одарённый", "took_part": "Участвовал", "result": "Результат",
}  # fmt: skip
SURVEY = ["response_id", "organization", "answered_on", "respondent", "grade", "satisfied", "learned", "helped", "enough", "comment"]
MINORS = ["month", "centre", "tax_number", "employer", "organization", "age", "sex", "employed"]

CONFORMED = """
create table conformed as
select row_number, filename, organization, event,
       coalesce(try_strptime(event_date, '%d.%m.%Y'), try_strptime(event_date, '%Y-%m-%d'))::date as event_date,
       sha256($key || upper(replace(trim(last_name), 'ё', 'е')) || '|' || upper(replace(trim(first_name), 'ё', 'е')) || '|'
              || upper(replace(coalesce(trim(middle_name), ''), 'ё', 'е')) || '|' || birth_date) as learner,
       try_cast(regexp_extract(grade, '[0-9]+') as integer) as grade,
       coalesce(limited_health, '') = 'да' as is_limited_health, coalesce(disabled, '') = 'да' as is_disabled,
       coalesce(orphan, '') = 'да' as is_orphan, coalesce(gifted, '') = 'да' as is_gifted,
       coalesce(took_part, '') = 'да' as is_participation, coalesce(result, '') in ('победитель', 'призёр') as is_award
from participation"""

REJECTED = """
create table rejected as
select row_number, filename, reason
from (select *, case when organization is null then 'organization' when event_date is null then 'date' when grade is null then 'grade'
                     when row_number() over (partition by organization, event, event_date, learner order by row_number) > 1 then 'repeat'
                end as reason
      from conformed)
where reason is not null"""

FACT = """
create table fact as
select row_number as participation_key, organization, event, event_date, year(event_date) as reporting_year, learner, grade,
       case when grade <= 7 then '1-7' when grade <= 9 then '8-9' else '10-11' end as education_stage,
       is_limited_health, is_disabled, is_orphan, is_gifted, is_award
from conformed anti join rejected using (row_number)
where is_participation"""

INDICATOR = """
create table indicator as
select reporting_year, organization, territory, education_stage, learner_category,
       count(distinct learner) as children, count(*) as participations, count(distinct learner) filter (where is_award) as winners
from (select *, left(organization, 8) as territory,
             unnest(list_filter(['all', case when is_limited_health then 'limited_health' end, case when is_disabled then 'disabled' end,
                                 case when is_orphan then 'orphan' end, case when is_gifted then 'gifted' end],
                                lambda category: category is not null)) as learner_category
      from fact)
group by grouping sets ((reporting_year, organization, education_stage, learner_category), (reporting_year, organization, learner_category),
                        (reporting_year, territory, education_stage, learner_category), (reporting_year, territory, learner_category))"""

COMPARISON = """
create table comparison as
select organization, territory, education_stage, learner_category,
       avg(children) filter (where reporting_year between 2020 and 2022) as base_children,
       avg(children) filter (where reporting_year between 2023 and 2025) as compared_children
from indicator
group by all"""

TARGETS = {
    "fact": "participation_key bigint, organization text, event text, event_date date, reporting_year int, learner text, grade int,"
    " education_stage text, is_limited_health bool, is_disabled bool, is_orphan bool, is_gifted bool, is_award bool",
    "indicator": "reporting_year int, organization text, territory text, education_stage text, learner_category text, children bigint,"
    " participations bigint, winners bigint",
    "comparison": "organization text, territory text, education_stage text, learner_category text, base_children float8,"
    " compared_children float8",
    "rejected": "row_number bigint, filename text, reason text",
}


class Laps:
    def __init__(self):
        self.began = self.last = time.monotonic()

    def tell(self, part):
        now = time.monotonic()
        print(f"{part:24s} {now - self.last:7.1f} s", flush=True)
        self.last = now


def columns(names):
    return "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in names) + "}"


def enrolment_rows(inbox):
    """Rows with a count beside their grade, of every sheet; a year is the end of the sheet's name."""
    for path in sorted(inbox.glob("enrolment/*.xlsx")):
        try:
            workbook = CalamineWorkbook.from_path(path)
        except CalamineError:
            continue
        for sheet in workbook.sheet_names:
            for row in workbook.get_sheet_by_name(sheet).to_python():
                if len(row) > 7 and isinstance(row[1], float):
                    yield [path.name.split(" ")[0], sheet[-4:], row[0], *(cell if isinstance(cell, float) else None for cell in row[1:8])]


def minors_rows(inbox):
    for path in sorted(inbox.glob("minor_employment/*.csv")):
        with open(path, encoding="cp1251", errors="replace", newline="") as lines:
            yield from (row for row in csv.reader(lines, delimiter=";") if len(row) == len(MINORS))


def read_rows(duck, table, names, rows, folder):
    """Rows that Python read, through a file: DuckDB's own insert of single rows is slower."""
    path = folder / f"{table}.csv"
    with open(path, "w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    duck.execute(f"create table {table} as from read_csv('{path}', columns = {columns(names)}, header = false, auto_detect = false, quote = '\"')")


def copy(duck, postgres, table, target, folder):
    path = folder / f"{table}.copy"
    duck.execute(f"copy {table} to '{path}' (format csv, header false)")
    postgres.execute(f"create table {SCHEMA}.{table} ({target})")
    with open(path, "rb") as rows, postgres.cursor().copy(f"copy {SCHEMA}.{table} from stdin (format csv)") as sink:
        while block := rows.read(1 << 20):
            sink.write(block)


def main():
    inbox, url = Path(sys.argv[1]), sys.argv[2]
    laps = Laps()
    with tempfile.TemporaryDirectory() as made, duckdb.connect() as duck, psycopg.connect(url, autocommit=True) as postgres:
        folder = Path(made)
        duck.execute(f"set threads = {os.cpu_count()}")
        duck.execute(
            f"create table participation as select *, row_number() over () as row_number from read_csv("
            f"'{inbox}/event_participation/**/*.csv', delim = ';', columns = {columns(PARTICIPATION)}, filename = true, {CSV})")
        laps.tell("participations")
        duck.execute(
            f"create table survey as from read_csv('{inbox}/satisfaction_survey/**/*.csv', delim = ',', columns = {columns(SURVEY)}, {CSV})")
        read_rows(duck, "minor_employment", MINORS, minors_rows(inbox), folder)
        laps.tell("surveys and minors")
        grades = ["organization", "school_year", "grade", *(f"learners_{place}" for place in range(1, 8))]
        read_rows(duck, "enrolment", grades, enrolment_rows(inbox), folder)
        laps.tell("enrolment")
        duck.execute(CONFORMED, {"key": secrets.token_hex(32)})
        duck.execute(REJECTED)
        duck.execute(FACT)
        laps.tell("conform and reject")
        duck.execute(INDICATOR)
        duck.execute(COMPARISON)
        laps.tell("count and compare")
        postgres.execute(f"drop schema if exists {SCHEMA} cascade")
        postgres.execute(f"create schema {SCHEMA}")
        for table, target in TARGETS.items():
            copy(duck, postgres, table, target, folder)
        laps.tell("copy")
        postgres.execute(f"alter table {SCHEMA}.fact add primary key (participation_key)")
        postgres.execute(f"create index on {SCHEMA}.fact (organization, reporting_year)")
        postgres.execute(f"create index on {SCHEMA}.fact (event_date)")
        laps.tell("keys and indexes")
        counts = ", ".join(
            f"{table} {duck.execute(f'select count(*) from {table}').fetchone()[0]}"
            for table in ("fact", "rejected", "survey", "enrolment", "minor_employment"))
    print(f"{'all':24s} {laps.last - laps.began:7.1f} s; {counts}")


main()
