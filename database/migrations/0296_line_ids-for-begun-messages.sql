-- The ids of an answer that begins with its transaction are drawn when its event is claimed.
GRANT USAGE ON SEQUENCE line.outbound_messages_id_seq TO ess_service;
