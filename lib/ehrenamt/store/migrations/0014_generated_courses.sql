-- Courses made from topics, trainers, venues and date patterns, and courses held in a room and online at once.
ALTER TABLE course ADD COLUMN generated INTEGER NOT NULL DEFAULT 0 CHECK (generated IN (0, 1));
ALTER TABLE course ADD COLUMN hybrid INTEGER NOT NULL DEFAULT 0 CHECK (hybrid IN (0, 1) AND (hybrid = 0 OR venue IS NOT NULL));
