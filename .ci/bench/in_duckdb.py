"""The five rules over one benchmark file as SQL in DuckDB. Usage: in_duckdb.py FILE TRIGGERS

Less than Attend does: no versions, no check digits, no joins by local id, no quarantine. The
benchmark file has neither old versions nor invalid numbers, and no local id stands beside a
number in one row and alone in another, so that the triggers are the same as Attend's.
"""

import sys
from pathlib import Path

import duckdb

CODES = Path(__file__).resolve().parents[2] / "Rules" / "codesets"

WORK = """
create table codes as
  select code, 'injury' as name from read_csv('{codes}/injury.csv', all_varchar = true)
  union all
  select code, 'bruising' from read_csv('{codes}/bruising.csv', all_varchar = true);

create table visits as
select
  provider_code, attendance_id,
  coalesce(nhs_number, provider_code || ' ' || local_patient_id) as person,
  cast(arrival_date as date) as day,
  arrival_date || ' ' || coalesce(arrival_time, '00:00') as arrived,
  try_cast(arrival_date || ' ' || coalesce(arrival_time, '00:00') as timestamp) as moment,
  cast(birth_date as date) as born,
  (year(day) - year(born)) * 12 + month(day) - month(born)
    - cast(dayofmonth(day) < dayofmonth(born) as integer) as months,
  department_type in ('01', '02', '03')
    and coalesce(attendance_category, '') not in ('4', 'X') as emergency,
  coalesce(attendance_category, '') not in ('2', '3', '4', 'X') and (
    injury_date is not null
    or chief_complaint in (select code from codes where name = 'injury')
    or diagnosis_1 in (select code from codes where name = 'injury')
    or diagnosis_2 in (select code from codes where name = 'injury')) as injury,
  coalesce(attendance_category, '') <> 'X' and (
    chief_complaint in (select code from codes where name = 'bruising')
    or diagnosis_1 in (select code from codes where name = 'bruising')
    or diagnosis_2 in (select code from codes where name = 'bruising')) as bruise,
  gp_practice_code = 'V81997' and coalesce(attendance_category, '') <> 'X' as unregistered,
  mobility
from read_csv('{file}', header = true, all_varchar = true);

create table triggers as
with counted as (
  select *,
    -- Complete months by calendar components: born on 29 February, a year on 1 March.
    born <= day and months < 18 * 12 as child,
    born <= day and months < 6 as baby,
    sum(cast(emergency as integer)) over half as in_6_months,
    sum(cast(emergency as integer)) over year as in_12_months
  from visits
  window
    half as (partition by person order by day range between interval 6 months preceding and current row),
    year as (partition by person order by day range between interval 12 months preceding and current row)
), ranked as (
  -- Range windows take in the rest of the day: those after the trigger are taken off again.
  select *,
    sum(cast(emergency as integer)) over (
      partition by person, day order by arrived desc, provider_code desc, attendance_id desc
      rows between unbounded preceding and 1 preceding) as later
  from counted
), injuries as (
  select *, coalesce(date_diff('minute', lag(moment) over timeline, moment) >= 1440, true) as begins
  from ranked where injury
  window timeline as (partition by person order by arrived, provider_code, attendance_id)
), presentations as (
  select *,
    sum(cast(begins as integer)) over (
      partition by person order by day
      range between interval 24 months preceding and current row)
    - coalesce(sum(cast(begins as integer)) over (
      partition by person, day order by arrived desc, provider_code desc, attendance_id desc
      rows between unbounded preceding and 1 preceding), 0) as in_24_months
  from injuries
)
select 'frequent-attender-4-in-6-months' as rule, provider_code, attendance_id, arrived,
  in_6_months - coalesce(later, 0) as number
from ranked where child and emergency and in_6_months - coalesce(later, 0) >= 4
union all
select 'frequent-attender-6-in-12-months', provider_code, attendance_id, arrived,
  in_12_months - coalesce(later, 0)
from ranked where child and emergency and in_12_months - coalesce(later, 0) >= 6
union all
select 'non-mobile-baby-bruising', provider_code, attendance_id, arrived, 1
from ranked where bruise and (baby or child and mobility = 'non-mobile')
union all
select 'previous-injuries', provider_code, attendance_id, arrived, in_24_months
from presentations where child and in_24_months >= 2
union all
select 'unregistered-with-gp', provider_code, attendance_id, arrived, 1
from ranked where child and unregistered;

copy (select rule, provider_code, attendance_id, number from triggers
      order by rule, arrived, provider_code, attendance_id)
to '{triggers}' (header true);
"""

file, triggers = sys.argv[1:]
duckdb.sql("set threads = 2")
duckdb.sql(WORK.format(file=file, triggers=triggers, codes=CODES))
