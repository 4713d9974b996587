-- The theme sets, the system's own first.
SELECT theme_set, theme_code, theme_name, display_order
FROM reference_theme
ORDER BY CASE WHEN theme_set = 'local' THEN 0 ELSE 1 END, theme_set, display_order, theme_code
