COMMENT ON COLUMN platform.system_alerts.resolved_by IS
  'Who said that it is mended: an id in access.users; ''system'' where the trouble ended by itself';
