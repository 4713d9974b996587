-- needs: as_at, current_extract
-- Per partner and kind the cells of its current extract that some view needs, and how many of them
-- are filled. Which view needs which is in `data_quality.NEEDED`.
SELECT
  e.partner_code, e.kind, cast(6 * count(*) AS BIGINT) AS cells,
  count(planned_end_date) + count(approved_cost_gbp) + count(spend_to_date_gbp)
    + count(coalesce(independent_confidence, sro_confidence)) + count(technology_pct)
    + count(approach) AS filled
FROM accepted_programmes AS a
JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'programmes'
GROUP BY e.partner_code, e.kind
UNION ALL
SELECT
  e.partner_code, e.kind, cast(2 * count(*) AS BIGINT), count(people_eligible) + count(people_using)
FROM accepted_adoptions AS a
JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'adoptions'
WHERE a.state IN ('live', 'embedded')
GROUP BY e.partner_code, e.kind
UNION ALL
SELECT
  e.partner_code, e.kind, cast(3 * count(*) AS BIGINT),
  count(baseline_value) + count(target_value) + count(foreseen)
FROM accepted_benefits AS a
JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'benefits'
GROUP BY e.partner_code, e.kind
UNION ALL
SELECT
  e.partner_code, e.kind, count(*), count(coalesce(realised_gbp, realised_value))
FROM accepted_benefit_values AS a
JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'benefit_values'
CROSS JOIN as_at
WHERE a.period <= as_at.period
GROUP BY e.partner_code, e.kind
UNION ALL
SELECT
  e.partner_code, e.kind, cast(3 * count(*) AS BIGINT),
  count(target_likelihood) + count(reward_score) + count(not_acting)
FROM accepted_risks AS a
JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'risks'
GROUP BY e.partner_code, e.kind
UNION ALL
SELECT e.partner_code, e.kind, cast(2 * count(*) AS BIGINT), count(programme_id) + count(contact_role)
FROM accepted_lessons AS a
JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'lessons'
GROUP BY e.partner_code, e.kind
UNION ALL
SELECT e.partner_code, e.kind, count(*), count(benefit_id)
FROM accepted_lesson_uses AS a
JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'lesson_uses'
GROUP BY e.partner_code, e.kind
