-- Archives of several provinces stand beside each other in a person's list.
ALTER TABLE outreach.material_batches ADD COLUMN area text CHECK (area ~ '^\d{2}(\d{2}){0,2}$');
COMMENT ON COLUMN outreach.material_batches.area IS 'The province, district or subdistrict that was asked for; null: everywhere';
