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
PROOF(standard, ALL, "test/pgtap/order.sql")
PROOF(in_force, ALL, "test/pgtap/order.sql")
PROOF(in_force, ALL, "test/pgtap/dates.sql")

PROOF(category, organizations, "test/pgtap/placement_organizations.sql")
PROOF(category, centers, "test/pgtap/placement_centers.sql")
PROOF(category, families, "test/pgtap/placement_families.sql")
PROOF(category, ALL, "test/pgtap/second_reading.sql")
PROOF(provider, organizations, "test/pgtap/placement_organizations.sql")
PROOF(provider, centers, "test/pgtap/placement_centers.sql")
PROOF(provider, families, "test/pgtap/placement_families.sql")
PROOF(provider, organizations, "test/pgtap/placement_both_annexes.sql")
PROOF(provider, centers, "test/pgtap/placement_both_annexes.sql")
PROOF(provider, ALL, "test/pgtap/second_reading.sql")
PROOF(basis, organizations, "test/pgtap/placement_organizations.sql")
PROOF(basis, centers, "test/pgtap/placement_centers.sql")
PROOF(basis, families, "test/pgtap/placement_families.sql")
PROOF(basis, ALL, "test/pgtap/second_reading.sql")
PROOF(stay, ALL, "test/pgtap/stays.sql")

PROOF(kind, organizations, "test/pgtap/services_organizations.sql")
PROOF(kind, centers, "test/pgtap/services_centers.sql")
PROOF(kind, families, "test/pgtap/services_families.sql")
PROOF(service, organizations, "test/pgtap/services_organizations.sql")
PROOF(service, centers, "test/pgtap/services_centers.sql")
PROOF(service, families, "test/pgtap/services_families.sql")
PROOF(quality, ALL, "test/pgtap/quality_conditions.sql")
PROOF(quality, ALL, "test/pgtap/quality.sql")
PROOF(recipient, ALL, "test/pgtap/memberships.sql")
PROOF(deciding_level, ALL, "test/pgtap/memberships.sql")
PROOF(transport, ALL, "test/pgtap/memberships.sql")
PROOF(contract_specialist, ALL, "test/pgtap/memberships.sql")
PROOF(specialists_absent, ALL, "test/pgtap/memberships.sql")
PROOF(living_space, ALL, "test/pgtap/living_space.sql")
PROOF(clothing_norm, ALL, "test/pgtap/living_space.sql")
PROOF(evidence, ALL, "test/pgtap/evidence.sql")
PROOF(evidence_if, ALL, "test/pgtap/evidence.sql")
PROOF(evidence_unless, ALL, "test/pgtap/evidence.sql")
PROOF(review, ALL, "test/pgtap/intervals.sql")
PROOF(repeated_offences, ALL, "test/pgtap/intervals.sql")
