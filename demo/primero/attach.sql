-- Both rules, on the documents and on every other table that the views read.
-- The primary key of mapping.care has two columns.

SELECT sss_internal.attach_table('cases', 'placement', lookup => 'facts.placement');
SELECT sss_internal.attach_table('mapping.concern', 'placement', lookup => 'facts.placement',
				  lookup_by => '{concern=concern}', key => '{id}');
SELECT sss_internal.attach_table('mapping.care', 'placement', lookup => 'facts.placement',
				  lookup_by => '{care_type=care_type,agency=agency}', key => '{id}');
SELECT sss_internal.attach_table('mapping.document', 'placement', lookup => 'facts.placement',
				  lookup_by => '{document=document}', key => '{id}');

SELECT sss_internal.attach_table('cases', 'service', lookup => 'facts.service');
SELECT sss_internal.attach_table('transitions', 'service', lookup => 'facts.service',
				  lookup_by => '{record_id=record_id}', key => '{id}');
SELECT sss_internal.attach_table('mapping.care', 'service', lookup => 'facts.service',
				  lookup_by => '{care_type=care_type,agency=agency}', key => '{id}');
SELECT sss_internal.attach_table('mapping.service', 'service', lookup => 'facts.service',
				  lookup_by => '{service_type=service_type}', key => '{id}');
