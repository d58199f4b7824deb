-- Both rules, on the documents and on every other table that the views read.
-- The primary key of mapping.care has two columns.

SELECT sss.attach('cases', 'placement', facts => 'facts.placement');
SELECT sss.attach('mapping.concern', 'placement', facts => 'facts.placement',
				  via => '{concern=concern}', key => '{id}');
SELECT sss.attach('mapping.care', 'placement', facts => 'facts.placement',
				  via => '{care_type=care_type,agency=agency}', key => '{id}');
SELECT sss.attach('mapping.document', 'placement', facts => 'facts.placement',
				  via => '{document=document}', key => '{id}');

SELECT sss.attach('cases', 'service', facts => 'facts.service');
SELECT sss.attach('transitions', 'service', facts => 'facts.service',
				  via => '{record_id=record_id}', key => '{id}');
SELECT sss.attach('mapping.care', 'service', facts => 'facts.service',
				  via => '{care_type=care_type,agency=agency}', key => '{id}');
SELECT sss.attach('mapping.service', 'service', facts => 'facts.service',
				  via => '{service_type=service_type}', key => '{id}');
