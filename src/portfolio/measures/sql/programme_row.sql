-- needs: current_programme, current_adoption_row, current_benefit_row, current_benefit_value_row, current_risk, current_lesson
-- How many rows of each current extract speak of each programme.
SELECT
  programme_id, kind, submission_id, partner_code, sent_for_period, received_on, count(*) AS row_count
FROM (
  SELECT programme_id, 'programmes' AS kind, submission_id, partner_code, sent_for_period, received_on
  FROM current_programme
  UNION ALL
  SELECT programme_id, 'adoptions', submission_id, partner_code, sent_for_period, received_on
  FROM current_adoption_row
  UNION ALL
  SELECT programme_id, 'benefits', submission_id, partner_code, sent_for_period, received_on
  FROM current_benefit_row
  UNION ALL
  SELECT programme_id, 'benefit_values', submission_id, partner_code, sent_for_period, received_on
  FROM current_benefit_value_row
  UNION ALL
  SELECT programme_id, 'risks', submission_id, partner_code, sent_for_period, received_on
  FROM current_risk
  UNION ALL
  SELECT programme_id, 'lessons', submission_id, partner_code, sent_for_period, received_on
  FROM current_lesson
) AS spoken
WHERE programme_id IS NOT NULL
GROUP BY programme_id, kind, submission_id, partner_code, sent_for_period, received_on
