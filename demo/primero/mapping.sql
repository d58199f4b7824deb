-- The values of the lookups, mapped to the codes of the extension.  Some are
-- misspelt, some mean nothing here.  A value that is not decided yet has no line.

INSERT INTO mapping.concern VALUES
	('orphan', 'orphan'),
	('separated', 'without_parental_care'),
	('unaccompanied', 'without_parental_care'),
	('street_child', 'neglected_or_homeless'),
	('streetchild', 'neglected_or_homeless'),
	('physically_or_mentally_abused', 'abuse_victim'),
	('phisically_or_mentally_abused', 'abuse_victim'),
	('arrested_detained', 'crime_suspect'),
	('repeat_offender', 'deviant_behavior'),
	('disabled', NULL),
	('refugee', NULL);
INSERT INTO mapping.care VALUES
	('foster_care', '', 'foster_parent'),
	('kinship_care_extended_family', '', 'guardian'),
	('residential_care', 'adaptation_center_1', 'minors_adaptation_center'),
	('residential_care', 'youth_house_2', 'youth_house'),
	('residential_care', 'special_regime_3', 'special_regime_organization'),
	('residential_care', 'support_center_4', 'children_in_need_support_center');
INSERT INTO mapping.document VALUES
	('akimat_decision', 'local_executive_decision'),
	('guardianship_body_referral', 'guardianship_body_referral'),
	('application_of_deliverer', 'deliverer_application'),
	('court_decision', 'court_act'),
	('investigator_ruling', 'criminal_process_ruling'),
	('guardianship_order', 'guardianship_decision'),
	('foster_contract', 'family_care_contract'),
	('parental_consent', 'other_document');
INSERT INTO mapping.service VALUES
	('safe_accommodation', 'household.living_space'),
	('transport', 'household.transport'),
	('first_aid', 'medical.emergency_first_aid'),
	('counselling', 'psychological.counseling'),
	('family_placement', 'legal.assist_family_placement');
