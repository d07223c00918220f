-- An alarm about a unit names it, as the radio does.
ALTER TABLE alerting.alerts ADD COLUMN unit_name text;
COMMENT ON COLUMN alerting.alerts.unit_name IS 'The unit that an order is for, or that calls for back-up, as the radio calls it';
