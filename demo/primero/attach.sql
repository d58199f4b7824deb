-- Both rules, each on the documents and on every other table that its view reads.
-- The services of a child come from two queries, so that the key must be named.

SELECT relation, via, lock FROM sss.attach_view('facts.placement', 'placement');
SELECT relation, via, lock FROM sss.attach_view('facts.service', 'service', key => '{id}');
