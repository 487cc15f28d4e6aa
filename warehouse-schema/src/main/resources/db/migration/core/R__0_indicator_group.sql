set role orientir_owner;

create or replace view core.indicator_group as
select g.group_key,
       g.group_code,
       g.name_ru as group_name,
       g.split_by,
       g.is_overlapping,
       e.education_stage_code as education_stage,
       e.name_ru as education_stage_name,
       e.sort_order as education_stage_order,
       c.learner_category_code as learner_category,
       c.name_ru as learner_category_name,
       c.sort_order as learner_category_order
from core.dim_group g
-- Girls of all stages are not what «all stages» means to whoever asks for the whole.
left join core.dim_education_stage e
  on e.education_stage_code = g.education_stage_code
 and g.split_by in ('all', 'education_stage', 'learner_category', 'education_stage,learner_category')
left join core.dim_learner_category c
  on c.learner_category_code = g.learner_category_code
 and g.split_by in ('all', 'education_stage', 'learner_category', 'education_stage,learner_category');

comment on view core.indicator_group is 'One row is a group as the marts show it.';
comment on column core.indicator_group.group_key is 'Group.';
comment on column core.indicator_group.group_code is 'Code of the group.';
comment on column core.indicator_group.group_name is 'Name of the group.';
comment on column core.indicator_group.split_by is 'The breakdowns that it is a group of.';
comment on column core.indicator_group.is_overlapping is 'Whether groups of the same breakdowns overlap with it.';
comment on column core.indicator_group.education_stage is 'Code of the education stage; NULL where the group is split by more than stage and category.';
comment on column core.indicator_group.education_stage_name is 'Its name; NULL where the group is split by more than stage and category.';
comment on column core.indicator_group.education_stage_order is 'Its position in lists; NULL where the group is split by more than stage and category.';
comment on column core.indicator_group.learner_category is 'Code of the learner category; NULL where the group is split by more than stage and category.';
comment on column core.indicator_group.learner_category_name is 'Its name; NULL where the group is split by more than stage and category.';
comment on column core.indicator_group.learner_category_order is 'Its position in lists; NULL where the group is split by more than stage and category.';
