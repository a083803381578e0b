-- Where an association itself can be reached; persons' data stand in `person` alone.
ALTER TABLE association ADD COLUMN street TEXT CHECK (street <> '');
ALTER TABLE association ADD COLUMN postcode TEXT CHECK (postcode GLOB '[0-9][0-9][0-9][0-9][0-9]');
ALTER TABLE association ADD COLUMN phone TEXT CHECK (phone <> '');
ALTER TABLE association ADD COLUMN website TEXT CHECK (website <> '');
