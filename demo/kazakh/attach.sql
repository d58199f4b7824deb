-- Both rules, each on every table that its view reads.  A change of any of them
-- checks the cases that it reaches: the ways stand in the views' own queries.

SELECT relation, via, lock FROM sss.attach_view('facts.placement', 'placement');
SELECT relation, via, lock FROM sss.attach_view('facts.service', 'service');
