-- What people read in place of a code stands in one table instead of in every view, page and chart.
set role orientir_owner;

create table core.code_name (
    code_list text not null,
    code text not null,
    name_ru text not null,
    name_en text not null,
    sign text,
    colour text,
    tint text,
    meaning_ru text,
    sort_order smallint not null,
    primary key (code_list, code),
    check (colour ~ '^#[0-9A-F]{6}$'),
    check (tint ~ '^#[0-9A-F]{6}$')
);

comment on table core.code_name is 'One row is a code and what people read in its place (code_name.csv).';
comment on column core.code_name.code_list is 'What the code is a code of: verdict, value_status, unit and so on.';
comment on column core.code_name.code is 'Code as facts, audit and catalogue hold it.';
comment on column core.code_name.name_ru is 'Russian name shown to people.';
comment on column core.code_name.name_en is 'English name.';
comment on column core.code_name.sign is 'A character that stands for it where there is no room for words; NULL where none is needed.';
comment on column core.code_name.colour is 'Colour it is drawn in; NULL where it is not drawn.';
comment on column core.code_name.tint is 'Light colour behind its name; NULL where it stands out by nothing.';
comment on column core.code_name.meaning_ru is 'Russian explanation; NULL where the name says it all.';
comment on column core.code_name.sort_order is 'Position in its list, ascending.';

-- Its words are rows now. The marts that called it are made anew after this.
drop function if exists core.value_status_name(text) cascade;
