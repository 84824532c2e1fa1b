-- Which rows are found by which words is said by each concept; the connection that writes keeps the index (0024). What
-- kept it from inside the file goes. The triggers from its entries to its words stay.

DROP TRIGGER person_find_added;
DROP TRIGGER person_find_changed;
DROP TRIGGER person_find_removed;
DROP TRIGGER relationship_find_added;
DROP TRIGGER relationship_find_changed;
DROP TRIGGER relationship_find_removed;
DROP TRIGGER meeting_find_added;
DROP TRIGGER meeting_find_changed;
DROP TRIGGER meeting_find_removed;
DROP TRIGGER goal_find_added;
DROP TRIGGER goal_find_changed;
DROP TRIGGER goal_find_removed;
DROP TRIGGER resource_find_added;
DROP TRIGGER resource_find_changed;
DROP TRIGGER resource_find_removed;
DROP TRIGGER story_find_added;
DROP TRIGGER story_find_changed;
DROP TRIGGER story_find_removed;
DROP TRIGGER challenge_find_added;
DROP TRIGGER challenge_find_changed;
DROP TRIGGER challenge_find_removed;
