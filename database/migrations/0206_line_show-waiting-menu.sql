ALTER TABLE line.menu_requests DROP CONSTRAINT menu_requests_menu_check;
ALTER TABLE line.menu_requests ADD CONSTRAINT menu_requests_menu_check CHECK (menu IN ('default', 'reporting', 'waiting'));
