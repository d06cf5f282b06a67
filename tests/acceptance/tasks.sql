-- What the rows of tasks.rows.sql compare with: everything is found anew from the raw tables.
CREATE VIEW day AS SELECT max(CASE key WHEN 'at' THEN value END) AS at, max(CASE key WHEN 'sender' THEN value END) AS sender,
    max(CASE key WHEN 'session' THEN value END) AS session, max(CASE key WHEN 'min_base' THEN 0 + value END) AS least FROM raw_plan;

-- Reports by the day, the last one first.
CREATE TABLE report AS SELECT task, progress, stage, invest_done,
    row_number() OVER (PARTITION BY task ORDER BY ended DESC) AS back
    FROM (SELECT *, CASE length(period) WHEN 10 THEN period ELSE date(period || '-01', '+1 month', '-1 day') END AS ended
        FROM raw_progress) JOIN day ON ended <= at;
CREATE TABLE standing AS
    WITH o AS (SELECT t.*, nullif(r.progress, '') + 0 AS p, nullif(q.progress, '') + 0 AS p2, at,
            coalesce((SELECT stage FROM report s WHERE s.task = t.task AND s.stage <> '' ORDER BY back LIMIT 1), t.stage) AS now,
            (SELECT invest_done FROM report s WHERE s.task = t.task AND s.invest_done <> '' ORDER BY back LIMIT 1) AS spent,
            max(0, min(100, 100.0 * (julianday(at) - julianday(t.start)) / (julianday(t.due) - julianday(t.start)))) AS planned
        FROM raw_tasks t JOIN day LEFT JOIN report r ON r.task = t.task AND r.back = 1
        LEFT JOIN report q ON q.task = t.task AND q.back = 2)
    SELECT *, CASE WHEN p = 100 OR (done_on <> '' AND done_on <= at) OR (now = '完工' AND p IS NULL) THEN 'done'
        WHEN p = 0 OR (p IS NULL AND start > at) THEN 'not_started' WHEN p IS NULL THEN 'not_reported'
        WHEN due < at THEN 'overdue' WHEN p = p2 THEN 'stalled' WHEN p < planned - 5 THEN 'slow' ELSE 'on_time' END AS status FROM o;
CREATE VIEW in_line AS SELECT *, status IN ('done', 'on_time') OR (status = 'not_started' AND start > at) AS yes FROM standing;

-- What serves what, however far away; what duplicates another counts as that one.
CREATE TABLE edge AS
    WITH canon AS (SELECT "from" AS code, "to" AS is_it FROM raw_links WHERE kind = 'duplicates')
    SELECT DISTINCT coalesce(c.is_it, l."from") AS child, coalesce(d.is_it, l."to") AS parent FROM raw_links l
        LEFT JOIN canon c ON c.code = l."from" LEFT JOIN canon d ON d.code = l."to" WHERE l.kind IN ('supports', 'part_of')
    UNION SELECT task, pillar FROM raw_tasks WHERE pillar <> '' AND kind = 'task';
CREATE TABLE serves AS
    WITH RECURSIVE s(goal, code) AS (SELECT parent, child FROM edge UNION SELECT s.goal, e.child FROM s JOIN edge e ON e.parent = s.code)
    SELECT * FROM s;

-- Working days after a day, up to another.
CREATE TABLE calendar AS
    WITH RECURSIVE d(day) AS (SELECT '2023-01-01' UNION ALL SELECT date(day, '+1 day') FROM d WHERE day < '2024-12-31')
    SELECT day, coalesce((SELECT working = 'yes' FROM raw_holidays h WHERE h.date = day), strftime('%w', day) BETWEEN '1' AND '5') AS works
    FROM d;
CREATE TABLE handed AS
    SELECT item, owner, due, phase, max(CASE WHEN submitted_on <> '' AND submitted_on <= at AND (returned_on = '' OR returned_on > at)
            THEN submitted_on END) AS came, max(CASE WHEN submitted_on <> '' AND submitted_on <= at THEN 1 ELSE 0 END) AS tried,
        max(CASE WHEN reminded_on <= at THEN reminded_on ELSE '' END) AS reminded, at FROM raw_submissions JOIN day
    GROUP BY item, owner;
CREATE TABLE punctual AS SELECT *, CASE WHEN came <= due THEN 'in_time' WHEN came IS NOT NULL THEN 'late' WHEN tried THEN 'returned'
        WHEN at > due THEN 'overdue' ELSE 'open' END AS state,
    (SELECT count(*) FROM calendar WHERE works AND day > due AND day <= coalesce(came, at)) AS late_days,
    (SELECT count(*) FROM calendar WHERE works AND reminded <> '' AND day > max(due, reminded) AND day <= at) AS since_reminder FROM handed;

-- Codes that the ledger's items touch, a row each.
CREATE TABLE touched AS
    WITH RECURSIVE part(item, kind, code, rest) AS (SELECT item, kind, '', touches || '|' FROM raw_ledger
        UNION ALL SELECT item, kind, trim(substr(rest, 1, instr(rest, '|') - 1)), substr(rest, instr(rest, '|') + 1) FROM part WHERE rest <> '')
    SELECT item, kind, code FROM part WHERE code <> '';
CREATE VIEW grade AS SELECT *, CASE grade WHEN 'A' THEN 4 WHEN 'B' THEN 3 WHEN 'C' THEN 2 WHEN 'D' THEN 1 END AS step FROM raw_ratings;
