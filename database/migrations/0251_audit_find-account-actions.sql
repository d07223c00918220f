-- The account page shows what a person set up for an agency, beside the changes of the account itself.
CREATE INDEX entries_set_up ON audit.entries (actor_id, id)
  WHERE action IN ('alerting/add-gateway', 'alerting/remove-gateway', 'alerting/make-group-code', 'alerting/enrol-group', 'alerting/remove-group');
