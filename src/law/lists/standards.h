/*---
 * standards.h
 *	  The three standards that the order approves, one annex each.
 *
 * STANDARD(code, value, valid from, valid to, kk, ru, en)
 *
 * code		what SQL shows; the annexes are 1, 2 and 3 in this order
 * value	the number on disk: never changed, never given to another code
 *
 * Approved by the order's own paragraph 1, items 1 to 3.
 *---
 */
STANDARD(organizations, 16, IN_FORCE, NO_END, "білім беру ұйымдары", "организации образования", "educational organizations")
STANDARD(centers, 32, IN_FORCE, NO_END, "орталықтар", "центры", "centers")
STANDARD(families, 48, IN_FORCE, NO_END, "жетім балаларды және ата-анасының қамқорлығынсыз қалған балаларды өз отбасыларына тәрбиелеуге қабылдаған адамдар", "лица, принявшие детей-сирот и детей, оставшихся без попечения родителей, на воспитание в свои семьи", "persons who raise orphans and children without parental care in their families")
