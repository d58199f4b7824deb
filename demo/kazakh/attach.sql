-- Both rules, on every table that their views read.  A change of any of them
-- checks the cases that it reaches through the columns named in via.

SELECT sss_internal.attach_table('link.person_institution_link', 'placement', lookup => 'facts.placement',
				  lookup_by => '{person_id=person_id}', key => '{id}');
SELECT sss_internal.attach_table('link.person_social_status_link', 'placement', lookup => 'facts.placement',
				  lookup_by => '{person_id=person_id}', key => '{id}');
SELECT sss_internal.attach_table('link.person_placement_basis_link', 'placement', lookup => 'facts.placement',
				  lookup_by => '{person_id=person_id}', key => '{id}');
SELECT sss_internal.attach_table('organization.institution', 'placement', lookup => 'facts.placement',
				  lookup_by => '{id=institution_id}', key => '{id}');
SELECT sss_internal.attach_table('handbook.person_social_status', 'placement', lookup => 'facts.placement',
				  lookup_by => '{id=status_id}', key => '{id}');
SELECT sss_internal.attach_table('handbook.placement_basis', 'placement', lookup => 'facts.placement',
				  lookup_by => '{id=placement_basis_id}', key => '{id}');
SELECT sss_internal.attach_table('mapping.category', 'placement', lookup => 'facts.placement',
				  lookup_by => '{name=status_name}', key => '{id}');
SELECT sss_internal.attach_table('mapping.basis', 'placement', lookup => 'facts.placement',
				  lookup_by => '{name=basis_name}', key => '{id}');
SELECT sss_internal.attach_table('mapping.provider', 'placement', lookup => 'facts.placement',
				  lookup_by => '{type_id=type_id}', key => '{id}');
SELECT sss_internal.attach_table('mapping.stay', 'placement', lookup => 'facts.placement',
				  lookup_by => '{word=stay_word}', key => '{id}');

SELECT sss_internal.attach_table('link.person_service_link', 'service', lookup => 'facts.service',
				  lookup_by => '{person_institution_id=person_institution_id}', key => '{id}');
SELECT sss_internal.attach_table('link.person_institution_link', 'service', lookup => 'facts.service',
				  lookup_by => '{id=person_institution_id}', key => '{id}');
SELECT sss_internal.attach_table('organization.institution', 'service', lookup => 'facts.service',
				  lookup_by => '{id=institution_id}', key => '{id}');
SELECT sss_internal.attach_table('mapping.provider', 'service', lookup => 'facts.service',
				  lookup_by => '{type_id=type_id}', key => '{id}');
SELECT sss_internal.attach_table('mapping.service', 'service', lookup => 'facts.service',
				  lookup_by => '{service_id=service_id}', key => '{id}');
