-- Facts grow by a partition a reporting year. The loader builds core.<fact>_<year> and attaches it; there is no default
-- partition, so that attaching never scans one and no row can hide in it.

set role orientir_owner;

create table core.fact_enrolment (
    reporting_year smallint not null,
    organization_key integer not null references core.dim_organization (organization_key),
    territory_key integer not null references core.dim_territory (territory_key),
    grade smallint not null,
    education_stage_key integer not null references core.dim_education_stage (education_stage_key),
    pupils_persons integer not null,
    girls_persons integer,
    limited_health_persons integer,
    disabled_persons integer,
    orphan_persons integer,
    gifted_persons integer,
    aged_14_17_persons integer,
    primary key (reporting_year, organization_key, grade),
    check (grade between 1 and 12),
    check (pupils_persons >= 0),
    check (girls_persons between 0 and pupils_persons),
    check (limited_health_persons between 0 and pupils_persons),
    check (disabled_persons between 0 and pupils_persons),
    check (orphan_persons between 0 and pupils_persons),
    check (gifted_persons between 0 and pupils_persons),
    check (aged_14_17_persons between 0 and pupils_persons)
) partition by list (reporting_year);

comment on table core.fact_enrolment is 'One row is a grade of a school in a reporting year (the year in which the academic year ends).';
comment on column core.fact_enrolment.reporting_year is 'Reporting year; the partition.';
comment on column core.fact_enrolment.organization_key is 'Version of the organization valid at the time.';
comment on column core.fact_enrolment.territory_key is 'Territory the fact belongs to.';
comment on column core.fact_enrolment.grade is 'Grade 1–11.';
comment on column core.fact_enrolment.education_stage_key is 'Education stage of the grade.';
comment on column core.fact_enrolment.pupils_persons is 'Pupils of the grade, persons; additive over grades and schools.';
comment on column core.fact_enrolment.girls_persons is 'Girls among them, persons; NULL where the form does not state it.';
comment on column core.fact_enrolment.limited_health_persons is 'Pupils with limited health among them, persons; NULL where the form does not state it.';
comment on column core.fact_enrolment.disabled_persons is 'Disabled pupils among them; overlaps with limited health, persons; NULL where the form does not state it.';
comment on column core.fact_enrolment.orphan_persons is 'Orphans among them, persons; NULL where the form does not state it.';
comment on column core.fact_enrolment.gifted_persons is 'Gifted pupils among them, persons; NULL where the form does not state it.';
comment on column core.fact_enrolment.aged_14_17_persons is 'Pupils aged 14 to 17 among them, persons; NULL where the form does not state it.';

create table core.fact_event_participation (
    reporting_year smallint not null,
    organization_key integer not null references core.dim_organization (organization_key),
    event_edition_key integer not null references core.dim_event_edition (event_edition_key),
    event_date_key integer not null references core.dim_date (date_key),
    learner uuid not null,
    territory_key integer not null references core.dim_territory (territory_key),
    education_stage_key integer not null references core.dim_education_stage (education_stage_key),
    grade smallint,
    learner_age smallint,
    is_limited_health boolean not null,
    is_disabled boolean not null,
    is_orphan boolean not null,
    is_gifted boolean not null,
    is_participation boolean not null,
    award_key integer not null references core.dim_award (award_key),
    primary key (reporting_year, organization_key, event_edition_key, event_date_key, learner),
    check (learner_age >= 0),
    check (grade between 1 and 12)
) partition by list (reporting_year);

comment on table core.fact_event_participation is 'One row is a learner (pseudonym) listed for an event of an edition on a day by an organization.';
comment on column core.fact_event_participation.reporting_year is 'Reporting year; the partition.';
comment on column core.fact_event_participation.organization_key is 'Version of the organization valid at the time.';
comment on column core.fact_event_participation.event_edition_key is 'Edition of the event series.';
comment on column core.fact_event_participation.event_date_key is 'Day of the event.';
comment on column core.fact_event_participation.learner is 'Pseudonym of the learner: keyed hash, the same for one person in every file made with the same key.';
comment on column core.fact_event_participation.territory_key is 'Territory the fact belongs to.';
comment on column core.fact_event_participation.education_stage_key is 'Education stage of the grade.';
comment on column core.fact_event_participation.grade is 'Grade on that day; NULL where the learner is not at school.';
comment on column core.fact_event_participation.learner_age is 'Full years on the day of the event; NULL where not known.';
comment on column core.fact_event_participation.is_limited_health is 'Learner with limited health.';
comment on column core.fact_event_participation.is_disabled is 'Disabled learner; overlaps with limited health.';
comment on column core.fact_event_participation.is_orphan is 'Orphan.';
comment on column core.fact_event_participation.is_gifted is 'Gifted learner.';
comment on column core.fact_event_participation.is_participation is 'True where the learner took part; false where only listed.';
comment on column core.fact_event_participation.award_key is 'Award received.';

create table core.fact_survey_response (
    reporting_year smallint not null,
    organization_key integer not null references core.dim_organization (organization_key),
    sheet_id text not null,
    survey_question_key integer not null references core.dim_survey_question (survey_question_key),
    territory_key integer not null references core.dim_territory (territory_key),
    respondent_kind_key integer not null references core.dim_respondent_kind (respondent_kind_key),
    education_stage_key integer not null references core.dim_education_stage (education_stage_key),
    answered_date_key integer not null references core.dim_date (date_key),
    score smallint not null,
    primary key (reporting_year, organization_key, sheet_id, survey_question_key),
    check (score between 1 and 5)
) partition by list (reporting_year);

comment on table core.fact_survey_response is 'One row is the answer to one question on one answer sheet.';
comment on column core.fact_survey_response.reporting_year is 'Reporting year; the partition.';
comment on column core.fact_survey_response.organization_key is 'Version of the organization valid at the time.';
comment on column core.fact_survey_response.sheet_id is 'Answer sheet within the organization; holds no identity.';
comment on column core.fact_survey_response.survey_question_key is 'Question answered.';
comment on column core.fact_survey_response.territory_key is 'Territory the fact belongs to.';
comment on column core.fact_survey_response.respondent_kind_key is 'Child or parent.';
comment on column core.fact_survey_response.education_stage_key is 'Education stage of the grade.';
comment on column core.fact_survey_response.answered_date_key is 'Day of the answer.';
comment on column core.fact_survey_response.score is 'Answer, 1 (worst) to 5 (best). A question left blank has no row.';

create table core.fact_survey_invitation (
    reporting_year smallint not null,
    organization_key integer not null references core.dim_organization (organization_key),
    respondent_kind_key integer not null references core.dim_respondent_kind (respondent_kind_key),
    education_stage_key integer not null references core.dim_education_stage (education_stage_key),
    territory_key integer not null references core.dim_territory (territory_key),
    invited_persons integer not null,
    primary key (reporting_year, organization_key, respondent_kind_key, education_stage_key),
    check (invited_persons >= 0)
) partition by list (reporting_year);

comment on table core.fact_survey_invitation is 'One row is how many of a kind of respondent of an education stage an organization invited to the survey in a year.';
comment on column core.fact_survey_invitation.reporting_year is 'Reporting year; the partition.';
comment on column core.fact_survey_invitation.organization_key is 'Version of the organization valid at the time.';
comment on column core.fact_survey_invitation.respondent_kind_key is 'Child or parent.';
comment on column core.fact_survey_invitation.education_stage_key is 'Education stage of the grade.';
comment on column core.fact_survey_invitation.territory_key is 'Territory the fact belongs to.';
comment on column core.fact_survey_invitation.invited_persons is 'Invited to answer, persons.';

create table core.fact_graduate_outcome (
    reporting_year smallint not null,
    organization_key integer not null references core.dim_organization (organization_key),
    speciality_code text not null,
    learner_category_key integer not null references core.dim_learner_category (learner_category_key),
    employment_outcome_key integer not null references core.dim_employment_outcome (employment_outcome_key),
    territory_key integer not null references core.dim_territory (territory_key),
    profession_group_key integer not null references core.dim_profession_group (profession_group_key),
    graduates_persons integer not null,
    outcome_persons integer,
    primary key (reporting_year, organization_key, speciality_code, learner_category_key, employment_outcome_key),
    check (graduates_persons >= 0),
    check (outcome_persons between 0 and graduates_persons)
) partition by list (reporting_year);

comment on table core.fact_graduate_outcome is 'One row is an outcome of the graduates of a speciality and learner category of a college in a graduation year.';
comment on column core.fact_graduate_outcome.reporting_year is 'Reporting year; the partition.';
comment on column core.fact_graduate_outcome.organization_key is 'Version of the organization valid at the time.';
comment on column core.fact_graduate_outcome.speciality_code is 'Code of the speciality, such as 08.02.01.';
comment on column core.fact_graduate_outcome.learner_category_key is 'Learner category; all is the whole, the others are parts that overlap.';
comment on column core.fact_graduate_outcome.employment_outcome_key is 'Outcome counted in this row.';
comment on column core.fact_graduate_outcome.territory_key is 'Territory the fact belongs to.';
comment on column core.fact_graduate_outcome.profession_group_key is 'Profession group of the speciality.';
comment on column core.fact_graduate_outcome.graduates_persons is 'Graduates of the speciality and category, persons; REPEATED on each outcome row: take it once per group, never add it over outcomes.';
comment on column core.fact_graduate_outcome.outcome_persons is 'Graduates with this outcome, persons; NULL where the form leaves it blank.';

create table core.fact_agreement_year (
    reporting_year smallint not null,
    organization_key integer not null references core.dim_organization (organization_key),
    agreement_number text not null,
    territory_key integer not null references core.dim_territory (territory_key),
    partner_kind_key integer not null references core.dim_partner_kind (partner_kind_key),
    partner_inn text,
    partner_name text not null,
    signed_on date not null,
    valid_until date,
    terminated_on date,
    is_in_force boolean not null,
    is_newly_signed boolean not null,
    primary key (reporting_year, organization_key, agreement_number),
    check (valid_until >= signed_on)
) partition by list (reporting_year);

comment on table core.fact_agreement_year is 'One row is a cooperation agreement of a school in a reporting year it touches, as it stood on 31 December.';
comment on column core.fact_agreement_year.reporting_year is 'Reporting year; the partition.';
comment on column core.fact_agreement_year.organization_key is 'Version of the organization valid at the time.';
comment on column core.fact_agreement_year.agreement_number is 'Number of the agreement within the school.';
comment on column core.fact_agreement_year.territory_key is 'Territory the fact belongs to.';
comment on column core.fact_agreement_year.partner_kind_key is 'Kind of partner.';
comment on column core.fact_agreement_year.partner_inn is 'Taxpayer number of the partner; NULL where not stated.';
comment on column core.fact_agreement_year.partner_name is 'Name of the partner as the school wrote it.';
comment on column core.fact_agreement_year.signed_on is 'Day of signing.';
comment on column core.fact_agreement_year.valid_until is 'Last day of validity; NULL for an open-ended agreement.';
comment on column core.fact_agreement_year.terminated_on is 'Day of early termination; NULL where not terminated.';
comment on column core.fact_agreement_year.is_in_force is 'In force on 31 December of the reporting year.';
comment on column core.fact_agreement_year.is_newly_signed is 'Signed within the reporting year.';

create table core.fact_minor_employment (
    reporting_year smallint not null,
    month_date_key integer not null references core.dim_date (date_key),
    centre_key integer not null references core.dim_organization (organization_key),
    employer_inn text not null,
    organization_key integer not null references core.dim_organization (organization_key),
    age smallint not null,
    sex text not null,
    territory_key integer not null references core.dim_territory (territory_key),
    employer_name text,
    employed_persons integer not null,
    primary key (reporting_year, month_date_key, centre_key, employer_inn, organization_key, age, sex),
    check (age between 14 and 17),
    check (sex in ('male', 'female')),
    check (employed_persons >= 0)
) partition by list (reporting_year);

comment on table core.fact_minor_employment is 'One row is a month, employment centre, employer, school, age and sex of minors in temporary work.';
comment on column core.fact_minor_employment.reporting_year is 'Reporting year; the partition.';
comment on column core.fact_minor_employment.month_date_key is 'First day of the month.';
comment on column core.fact_minor_employment.centre_key is 'Employment centre that arranged the work, version valid at the time.';
comment on column core.fact_minor_employment.employer_inn is 'Taxpayer number of the employer.';
comment on column core.fact_minor_employment.organization_key is 'Version of the organization valid at the time.';
comment on column core.fact_minor_employment.age is 'Age, full years.';
comment on column core.fact_minor_employment.sex is 'male or female.';
comment on column core.fact_minor_employment.territory_key is 'Territory the fact belongs to.';
comment on column core.fact_minor_employment.employer_name is 'Name of the employer; NULL where not stated.';
comment on column core.fact_minor_employment.employed_persons is 'Minors given work, persons; a minor who works in two months is counted in both.';

create table core.fact_vacancy (
    reporting_year smallint not null,
    vacancy_id text not null,
    territory_key integer not null references core.dim_territory (territory_key),
    profession_group_key integer not null references core.dim_profession_group (profession_group_key),
    company_inn text,
    company_name text,
    job_name text not null,
    opened_date_key integer not null references core.dim_date (date_key),
    modified_on date,
    work_places integer not null,
    salary_min_rub integer,
    salary_max_rub integer,
    employment text,
    schedule text,
    education text,
    social_protected text,
    primary key (reporting_year, vacancy_id),
    check (work_places >= 0)
) partition by list (reporting_year);

comment on table core.fact_vacancy is 'One row is a vacancy in the year it was opened, in its latest known state.';
comment on column core.fact_vacancy.reporting_year is 'Reporting year; the partition.';
comment on column core.fact_vacancy.vacancy_id is 'Identifier of the vacancy at the vacancy service.';
comment on column core.fact_vacancy.territory_key is 'Territory the fact belongs to.';
comment on column core.fact_vacancy.profession_group_key is 'Profession group of the specialisation.';
comment on column core.fact_vacancy.company_inn is 'Taxpayer number of the employer; NULL where not stated.';
comment on column core.fact_vacancy.company_name is 'Name of the employer; NULL where not stated.';
comment on column core.fact_vacancy.job_name is 'Job as the employer names it.';
comment on column core.fact_vacancy.opened_date_key is 'Day the vacancy was opened.';
comment on column core.fact_vacancy.modified_on is 'Day of the latest change; NULL where never changed.';
comment on column core.fact_vacancy.work_places is 'Work places offered; 1 where the source leaves it blank.';
comment on column core.fact_vacancy.salary_min_rub is 'Lower bound of monthly pay, roubles; NULL where not stated.';
comment on column core.fact_vacancy.salary_max_rub is 'Upper bound of monthly pay, roubles; NULL where not stated.';
comment on column core.fact_vacancy.employment is 'Kind of employment in the words of the source; NULL where not stated.';
comment on column core.fact_vacancy.schedule is 'Working schedule in the words of the source; NULL where not stated.';
comment on column core.fact_vacancy.education is 'Education wanted in the words of the source; NULL where not stated.';
comment on column core.fact_vacancy.social_protected is 'Socially protected groups the place is for; NULL where not stated.';

create table core.fact_labour_balance (
    reporting_year smallint not null,
    territory_key integer not null references core.dim_territory (territory_key),
    profession_group_key integer not null references core.dim_profession_group (profession_group_key),
    vacancies integer not null,
    work_places integer not null,
    graduates_persons integer not null,
    primary key (reporting_year, territory_key, profession_group_key),
    check (vacancies >= 0 and work_places >= 0 and graduates_persons >= 0)
) partition by list (reporting_year);

comment on table core.fact_labour_balance is 'One row is a territory, profession group and year: work places offered against college graduates.';
comment on column core.fact_labour_balance.reporting_year is 'Reporting year; the partition.';
comment on column core.fact_labour_balance.territory_key is 'Territory the fact belongs to.';
comment on column core.fact_labour_balance.profession_group_key is 'Profession group.';
comment on column core.fact_labour_balance.vacancies is 'Vacancies opened in the year.';
comment on column core.fact_labour_balance.work_places is 'Work places in those vacancies.';
comment on column core.fact_labour_balance.graduates_persons is 'College graduates of the year, persons.';
