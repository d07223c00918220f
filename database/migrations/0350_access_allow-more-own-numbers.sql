-- A colleague has more than one telephone. Each number is added and taken away by itself, because nobody sees it again.
ALTER TABLE access.own_numbers DROP CONSTRAINT own_numbers_pkey, ADD COLUMN id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  ADD COLUMN compared text NOT NULL GENERATED ALWAYS AS (platform.comparable(kind, number)) STORED;
ALTER TABLE access.own_numbers ALTER COLUMN id DROP DEFAULT;
CREATE UNIQUE INDEX own_numbers_once ON access.own_numbers (user_id, kind, compared);
COMMENT ON TABLE access.own_numbers IS 'Personal data: private telephone and ID numbers of a colleague, only compared, shown by their last digits';
COMMENT ON COLUMN access.own_numbers.compared IS 'Personal data: the number as it is compared';
