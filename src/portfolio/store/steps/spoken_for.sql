-- needs: as_at
-- kept
-- Which organisations each partner speaks for in each period that it sent a return for: itself and
-- those that it follows once they have closed (`is_own_word`), and those that report through it.
SELECT partner_code, period, org_code, bool_or(is_own_word) AS is_own_word
FROM (
  SELECT s.partner_code, s.period, s.partner_code AS org_code, TRUE AS is_own_word
  FROM ledger_submission AS s
  UNION ALL
  SELECT s.partner_code, s.period, o.org_code, o.sender_code <> s.partner_code AS is_own_word
  FROM (SELECT DISTINCT partner_code, period FROM ledger_submission) AS s
  CROSS JOIN as_at
  JOIN (
    SELECT
      p.period, r.org_code,
      coalesce(CASE WHEN r.is_partner THEN r.org_code ELSE r.reports_through END, '') AS sender_code,
      r.valid_to < p.period_end AS has_closed,
      ';' || coalesce(r.successor_codes, '') || ';' AS followers,
      row_number() OVER (
        PARTITION BY p.period, r.org_code
        ORDER BY
          CASE WHEN r.valid_from > p.period_end THEN 1 ELSE 0 END,
          CASE WHEN r.valid_from > p.period_end THEN r.valid_from END,
          coalesce(r.valid_from, cast('0001-01-01' AS DATE)) DESC
      ) AS row_place
    FROM reference_organisation AS r
    CROSS JOIN (
      SELECT
        period,
        cast(cast(period || '-01' AS DATE) + INTERVAL '1' MONTH - INTERVAL '1' DAY AS DATE)
          AS period_end
      FROM (SELECT DISTINCT period FROM ledger_submission) AS sent
    ) AS p
  ) AS o ON o.period = s.period AND o.row_place = 1
  WHERE s.period <= as_at.period
    AND (
      o.sender_code = s.partner_code
      OR (o.has_closed AND replace(o.followers, ';' || s.partner_code || ';', '') <> o.followers)
    )
) AS spoken
GROUP BY partner_code, period, org_code
