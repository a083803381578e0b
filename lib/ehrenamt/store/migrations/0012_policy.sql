-- How a programme was made: the best one, or what a contact point that grants in order of receipt, or cuts everybody
-- pro rata, would have made of the same needs and courses.
ALTER TABLE programme ADD COLUMN policy TEXT NOT NULL DEFAULT 'optimal'
    CHECK (policy IN ('optimal', 'first_come', 'pro_rata'));
