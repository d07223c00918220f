ALTER TABLE line.menu_wishes DROP CONSTRAINT menu_wishes_menu_check;
ALTER TABLE line.menu_wishes ADD CONSTRAINT menu_wishes_menu_check CHECK (menu IN ('default', 'reporting', 'waiting'));
