-- row 15 statuses of all objects, and the strategies' counts and shares, weighted and not
SELECT 'status of ' || o.task || ': ' || o.status || ', not ' || s.status FROM objects o JOIN standing s USING (task) WHERE o.status <> s.status
UNION ALL SELECT 'rows: ' || count(*) FROM objects HAVING count(*) <> (SELECT count(*) FROM raw_tasks)
UNION ALL SELECT g.pillar || ': ' || g.in_line || ' ' || g.in_line_share || ' ' || g.in_line_share_weighted || ', not ' || r.n || ' ' || r.s || ' ' || r.w
FROM strategies g LEFT JOIN (SELECT pillar, sum(yes) AS n, printf('%.1f', 100.0 * sum(yes) / count(*)) AS s,
    printf('%.1f', 100.0 * sum(yes * weight) / sum(weight)) AS w FROM in_line WHERE kind = 'task' GROUP BY pillar) r USING (pillar)
WHERE g.in_line <> r.n OR g.in_line_share <> r.s OR g.in_line_share_weighted <> r.w OR r.n IS NULL
-- row 16 the four majors in their tables, and stages beside statuses that add up
SELECT 'in the tables: ' || n FROM (SELECT (SELECT count(*) FROM projects) + (SELECT count(*) FROM platforms) + (SELECT count(*) FROM policies)
    + (SELECT count(*) FROM reforms) AS n) WHERE n <> (SELECT count(*) FROM raw_tasks WHERE kind IN ('project', 'platform', 'policy', 'reform'))
UNION ALL SELECT 'all: ' || total FROM stages WHERE kind = '' AND total <> (SELECT sum(total) FROM stages WHERE stage <> '')
UNION ALL SELECT 'of ' || s.kind || ': ' || s.total FROM stages s WHERE s.kind <> '' AND s.stage = '' AND s.total <>
    (SELECT count(*) FROM raw_tasks t WHERE t.kind = s.kind)
-- row 17 days over, by the calendar, with owner and cause
SELECT p.task || ': ' || p.overdue_days || ' ' || p.owner || ' ' || p.cause FROM projects p JOIN standing s USING (task)
WHERE p.overdue_days <> CASE WHEN s.status = 'overdue' THEN CAST(julianday(s.at) - julianday(s.due) AS INTEGER) ELSE '' END
    OR p.owner <> s.owner OR p.cause <> s.cause
-- row 18 money beside work: share, points against time, what is spent before the work
SELECT p.task || ': ' || p.invest_share || ' ' || p.invest_gap FROM projects p JOIN standing s USING (task) WHERE s.spent <> '' AND
    (abs(p.invest_share - 100.0 * s.spent / s.invest_planned) > 0.0501
    OR abs(p.invest_gap - (100.0 * s.spent / s.invest_planned - s.planned)) > 0.1001
    OR (instr(p.flags, 'overspend') > 0) <> (100.0 * s.spent / s.invest_planned - s.p > 20))
UNION ALL SELECT 'nobody has spent anything' WHERE NOT EXISTS (SELECT 1 FROM standing WHERE spent <> '')
-- row 19 what carries the strategies, by a recursive query
SELECT g.goal || ': ' || g.carriers || ' ' || g.carriers_in_line || ' ' || g.carried_share || ', not ' || r.n || ' ' || r.y || ' ' || r.share
FROM support g JOIN (SELECT goal, count(DISTINCT CASE WHEN kind <> 'task' THEN task END) AS n,
        count(DISTINCT CASE WHEN kind <> 'task' AND yes THEN task END) AS y,
        printf('%.1f', 100.0 * sum(CASE WHEN kind = 'task' THEN weight * (task IN (SELECT s.goal FROM serves s JOIN in_line i ON i.task = s.code
            WHERE i.yes AND i.kind <> 'task')) END) / sum(CASE WHEN kind = 'task' THEN weight END)) AS share
    FROM serves JOIN in_line ON task = code GROUP BY goal) r USING (goal)
WHERE g.goal_kind = 'pillar' AND (g.carriers <> r.n OR g.carriers_in_line <> r.y OR g.carried_share <> r.share)
UNION ALL SELECT goal || ' is ' || support FROM support WHERE goal_kind = 'pillar' AND (support = 'unsupported') <> (carriers = 0)
UNION ALL SELECT goal || ' is ' || support FROM support WHERE goal_kind = 'pillar' AND (support = 'hollow') <> (carriers > 0 AND carriers_in_line = 0)
-- row 20 the sentence of the four majors, and its numbers
SELECT r.sentence FROM rollup r, (SELECT count(*) AS n, sum(status = 'done') AS done, sum(yes) AS y,
    printf('%.2f', sum(CASE WHEN spent <> '' THEN spent END)) AS spent FROM in_line WHERE kind IN ('project', 'platform', 'policy', 'reform')) s
WHERE r.kind = 'majors' AND (r.objects <> s.n OR r.done <> s.done OR r.in_line <> s.y OR r.invest_done <> s.spent
    OR instr(r.sentence, s.n) = 0 OR instr(r.sentence, s.spent) = 0 OR instr(r.sentence, ltrim(r.invest_gap, '-')) = 0)
-- row 21 superiors' tasks with level and clause, and their requests among all requests
SELECT 'rows: ' || count(*) FROM upper HAVING count(*) <> (SELECT count(*) FROM raw_tasks WHERE kind = 'upper')
UNION ALL SELECT task || ' has no level' FROM upper WHERE level = '' OR clause = ''
UNION ALL SELECT task || ': ' || request FROM upper WHERE request <> '' AND request NOT IN (SELECT item FROM requests)
-- row 25 each directive and event with each thing that it touches
SELECT t.item || ' ' || t.code FROM touched t WHERE t.kind IN ('directive', 'event')
    AND NOT EXISTS (SELECT 1 FROM environment e WHERE e.item = t.item AND e.code = t.code)
UNION ALL SELECT 'more: ' || e.item FROM environment e WHERE NOT EXISTS (SELECT 1 FROM touched t WHERE t.item = e.item AND t.code = e.code)
-- row 26 what a directive asks of objects that nobody changed is proposed; no binding target is lowered
SELECT t.item || ' ' || t.code FROM touched t JOIN raw_ledger l USING (item) WHERE t.kind = 'directive' AND l.ask = '衔接调整'
    AND t.code IN (SELECT task FROM raw_tasks) AND NOT EXISTS (SELECT 1 FROM adjustments a WHERE a.item = t.code AND a.rule = 'A1')
UNION ALL SELECT item || ' is lowered' FROM adjustments JOIN assessed ON indicator = item WHERE attribute = 'binding' AND "then" = 'lower'
UNION ALL SELECT item || ' is missing' FROM (SELECT indicator AS item FROM assessed WHERE plan = 'outline' AND recommendation <> 'keep')
    WHERE item NOT IN (SELECT item FROM adjustments)
-- row 27 the services of which residents are asked, weighted and not
SELECT s.estimate || ' ' || s.unweighted || ', not ' || r.w || ' ' || r.u FROM survey s,
    (SELECT sum(weight * (services >= 4)) / sum(weight) AS w, avg(services >= 4) AS u, count(*) AS n FROM raw_residents WHERE services <> '') r
WHERE s.survey = 'residents' AND s.question = 'services' AND s.statistic = 'top2' AND s.stratum = '' AND s.street = ''
    AND (abs(s.estimate - r.w) > 0.00005 OR abs(s.unweighted - r.u) > 0.00005 OR s.n <> r.n)
UNION ALL SELECT 'nobody is asked' WHERE NOT EXISTS (SELECT 1 FROM survey WHERE question = 'services' AND stratum = '' AND street = '')
-- row 28 what rests on too few shows no number
SELECT question || ' ' || size || ' ' || n FROM survey, day WHERE 0 + n < least AND estimate || low || high || unweighted || se <> ''
UNION ALL SELECT 'nothing rests on too few' WHERE NOT EXISTS (SELECT 1 FROM survey, day WHERE 0 + n < least)
-- row 29 opinions by source and decision; an undecided one is told
SELECT source_kind || ': ' || total FROM consult_summary s WHERE total <> (SELECT count(*) FROM raw_ledger l
    WHERE l.kind = 'opinion' AND (s.source_kind = '' OR l.source_kind = s.source_kind))
UNION ALL SELECT item FROM raw_ledger WHERE kind = 'opinion' AND decision = '' AND item NOT IN (SELECT item FROM consult WHERE state = 'undecided')
-- row 30 requests without basis or ground are returned, and no others
SELECT r.item || ': ' || r.state FROM requests r JOIN raw_ledger l USING (item) WHERE (r.state = 'returned') <> (l.basis = '' OR l.ground = '')
UNION ALL SELECT item FROM raw_ledger WHERE kind = 'request' AND item NOT IN (SELECT item FROM requests)
-- row 31 who gets a slip, by the rules
WITH bad AS (SELECT owner FROM assessed WHERE plan = 'outline' AND attribute = 'binding' AND (class IN ('lagging', 'reversed') OR outlook = 'hard')
    UNION SELECT owner FROM standing WHERE kind = 'project' AND status = 'overdue' AND julianday(at) - julianday(due) > 90 AND cause <> '上级审批'
    UNION SELECT owner FROM standing WHERE status = 'stalled' AND cause <> '上级审批' GROUP BY owner HAVING count(*) > 1
    UNION SELECT owner FROM punctual WHERE state IN ('overdue', 'returned') AND since_reminder > 5
    UNION SELECT owner FROM in_line GROUP BY owner HAVING count(*) >= 5 AND 1.0 * sum(yes * weight) / sum(weight) < 0.6),
due AS (SELECT owner FROM bad, day WHERE owner <> sender)
SELECT 'no slip: ' || owner FROM due WHERE owner NOT IN (SELECT owner FROM slips WHERE list = 'slip')
UNION ALL SELECT 'a slip: ' || owner FROM slips WHERE list = 'slip' AND owner NOT IN (SELECT owner FROM due)
UNION ALL SELECT 'the sender has one' FROM slips, day WHERE list = 'slip' AND owner = sender
-- row 32 who supports is copied in and never addressed
SELECT s.item || ': ' || s.owner FROM slips s JOIN raw_tasks t ON t.task = s.item WHERE s.owner <> t.owner
UNION ALL SELECT s.item || ' has no copy' FROM slips s JOIN raw_tasks t ON t.task = s.item WHERE s.list = 'slip' AND t.co_owners <> '' AND s.cc = ''
-- row 34 who came when, in working days
SELECT s.item || ' ' || s.owner || ': ' || s.state || ' ' || s.late_days || ', not ' || p.state || ' ' || p.late_days
FROM schedule s JOIN punctual p USING (item, owner) WHERE s.state <> p.state OR 0 + s.late_days <> 0 + p.late_days
UNION ALL SELECT item || ' ' || owner FROM punctual p WHERE NOT EXISTS (SELECT 1 FROM schedule s WHERE s.item = p.item AND s.owner = p.owner)
-- row 40 grades as they were given, and raters two steps apart are told
SELECT t.object || ': ' || t.third || ', not ' || g.grade FROM triangulation t JOIN grade g ON g.object = t.object
    WHERE g.rater_kind = 'third' AND t.third <> g.grade
UNION ALL SELECT t.object || ': ' || t.disagree FROM triangulation t JOIN grade a ON a.object = t.object AND a.rater_kind = 'self'
    JOIN grade b ON b.object = t.object AND b.rater_kind = 'third'
    WHERE (abs(a.step - b.step) >= 2) <> (instr(t.disagree, 'self-third') + instr(t.disagree, 'third-self') > 0)
UNION ALL SELECT 'no public' WHERE NOT EXISTS (SELECT 1 FROM triangulation WHERE public <> '')
-- row 41 on time or not, effective or not
SELECT goal || ': ' || field FROM process_effect WHERE field <> '' AND field <> CASE
    WHEN 0 + on_time_share >= 60 AND 0 + effect_share >= 50 THEN 'on_time_and_effective' WHEN 0 + on_time_share >= 60 THEN 'on_time_without_effect'
    WHEN 0 + effect_share >= 50 THEN 'late_but_effective' ELSE 'neither' END
UNION ALL SELECT p.goal || ': ' || p.on_time_share || ', not ' || r.share FROM process_effect p JOIN (SELECT goal,
    printf('%.1f', 100.0 * sum(yes * weight) / sum(weight)) AS share FROM serves JOIN in_line ON task = code GROUP BY goal) r USING (goal)
WHERE p.on_time_share <> r.share
