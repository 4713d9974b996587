-- The month from which the limits of a benefit's chart are worked out anew, and why.

ALTER TABLE accepted_benefits ADD COLUMN recalculate_from VARCHAR;

ALTER TABLE accepted_benefits ADD COLUMN recalculate_reason VARCHAR;
