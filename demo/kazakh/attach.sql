-- Both rules, on every table that their views read.  A change of any of them
-- checks the cases that it reaches through the columns named in via.

SELECT sss.attach('link.person_institution_link', 'placement', facts => 'facts.placement',
				  via => '{person_id=person_id}', key => '{id}');
SELECT sss.attach('link.person_social_status_link', 'placement', facts => 'facts.placement',
				  via => '{person_id=person_id}', key => '{id}');
SELECT sss.attach('link.person_placement_basis_link', 'placement', facts => 'facts.placement',
				  via => '{person_id=person_id}', key => '{id}');
SELECT sss.attach('organization.institution', 'placement', facts => 'facts.placement',
				  via => '{id=institution_id}', key => '{id}');
SELECT sss.attach('handbook.person_social_status', 'placement', facts => 'facts.placement',
				  via => '{id=status_id}', key => '{id}');
SELECT sss.attach('handbook.placement_basis', 'placement', facts => 'facts.placement',
				  via => '{id=placement_basis_id}', key => '{id}');
SELECT sss.attach('mapping.category', 'placement', facts => 'facts.placement',
				  via => '{name=status_name}', key => '{id}');
SELECT sss.attach('mapping.basis', 'placement', facts => 'facts.placement',
				  via => '{name=basis_name}', key => '{id}');
SELECT sss.attach('mapping.provider', 'placement', facts => 'facts.placement',
				  via => '{type_id=type_id}', key => '{id}');
SELECT sss.attach('mapping.stay', 'placement', facts => 'facts.placement',
				  via => '{word=stay_word}', key => '{id}');

SELECT sss.attach('link.person_service_link', 'service', facts => 'facts.service',
				  via => '{person_institution_id=person_institution_id}', key => '{id}');
SELECT sss.attach('link.person_institution_link', 'service', facts => 'facts.service',
				  via => '{id=person_institution_id}', key => '{id}');
SELECT sss.attach('organization.institution', 'service', facts => 'facts.service',
				  via => '{id=institution_id}', key => '{id}');
SELECT sss.attach('mapping.provider', 'service', facts => 'facts.service',
				  via => '{type_id=type_id}', key => '{id}');
SELECT sss.attach('mapping.service', 'service', facts => 'facts.service',
				  via => '{service_id=service_id}', key => '{id}');
