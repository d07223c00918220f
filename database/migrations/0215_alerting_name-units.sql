-- An alarm about a unit contains its call sign.
ALTER TABLE alerting.alerts ADD COLUMN unit_name text;
COMMENT ON COLUMN alerting.alerts.unit_name IS 'The call sign of the unit that an order is for, or that calls for back-up';
