/*---
 * proofs.h
 *	  Which tests prove what the requirements say.
 *
 * PROOF(subject, standard, test)
 *
 * subject		of requirements.h
 * standard		whose clauses the test is about; ALL: every standard's, and
 *				those of the order itself
 * test			a file of the pgTAP suite
 *
 * A test names the clause that it proves: see doc/tests.md.
 *---
 */
PROOF(standard, ALL, "test/pgtap/law/order.sql")
PROOF(in_force, ALL, "test/pgtap/law/order.sql")
PROOF(in_force, ALL, "test/pgtap/law/dates.sql")

PROOF(category, organizations, "test/pgtap/law/placement_organizations.sql")
PROOF(category, centers, "test/pgtap/law/placement_centers.sql")
PROOF(category, families, "test/pgtap/law/placement_families.sql")
PROOF(category, ALL, "test/pgtap/law/second_reading.sql")
PROOF(provider, organizations, "test/pgtap/law/placement_organizations.sql")
PROOF(provider, centers, "test/pgtap/law/placement_centers.sql")
PROOF(provider, families, "test/pgtap/law/placement_families.sql")
PROOF(provider, organizations, "test/pgtap/law/placement_both_annexes.sql")
PROOF(provider, centers, "test/pgtap/law/placement_both_annexes.sql")
PROOF(provider, ALL, "test/pgtap/law/second_reading.sql")
PROOF(basis, organizations, "test/pgtap/law/placement_organizations.sql")
PROOF(basis, centers, "test/pgtap/law/placement_centers.sql")
PROOF(basis, families, "test/pgtap/law/placement_families.sql")
PROOF(basis, ALL, "test/pgtap/law/second_reading.sql")
PROOF(stay, ALL, "test/pgtap/law/stays.sql")

PROOF(kind, organizations, "test/pgtap/law/services_organizations.sql")
PROOF(kind, centers, "test/pgtap/law/services_centers.sql")
PROOF(kind, families, "test/pgtap/law/services_families.sql")
PROOF(service, organizations, "test/pgtap/law/services_organizations.sql")
PROOF(service, centers, "test/pgtap/law/services_centers.sql")
PROOF(service, families, "test/pgtap/law/services_families.sql")
PROOF(quality, ALL, "test/pgtap/law/quality_conditions.sql")
PROOF(quality, ALL, "test/pgtap/law/quality.sql")
PROOF(recipient, ALL, "test/pgtap/law/memberships.sql")
PROOF(deciding_level, ALL, "test/pgtap/law/memberships.sql")
PROOF(transport, ALL, "test/pgtap/law/memberships.sql")
PROOF(contract_specialist, ALL, "test/pgtap/law/memberships.sql")
PROOF(specialists_absent, ALL, "test/pgtap/law/memberships.sql")
PROOF(living_space, ALL, "test/pgtap/law/living_space.sql")
PROOF(clothing_norm, ALL, "test/pgtap/law/living_space.sql")
PROOF(evidence, ALL, "test/pgtap/law/evidence.sql")
PROOF(evidence_if, ALL, "test/pgtap/law/evidence.sql")
PROOF(evidence_unless, ALL, "test/pgtap/law/evidence.sql")
PROOF(review, ALL, "test/pgtap/law/intervals.sql")
PROOF(repeated_offences, ALL, "test/pgtap/law/intervals.sql")
