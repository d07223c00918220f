-- What a person set up for an agency stands on their own account's page, beside what happened to the account itself.
CREATE INDEX entries_set_up ON audit.entries (actor_id, id)
  WHERE action IN ('alerting/add-gateway', 'alerting/remove-gateway', 'alerting/make-group-code', 'alerting/enrol-group', 'alerting/remove-group');
