/*---
 * transport_purposes.h
 *	  The purposes for which recipients of services are transported.
 *
 * TRANSPORT_PURPOSE(code, value, valid from, valid to, kk, ru, en)
 *
 * value	the number on disk: never changed, never given to another code
 *
 * Annexes 1 and 2, paragraph 5, item 8, and annex 3, paragraph 6, item 8, name
 * the first four; the last is any that they do not name.  The conditions of
 * quality for transport by car (paragraph 6, item 7; annex 3, paragraph 7,
 * item 6) do not mention sports events.
 *---
 */
TRANSPORT_PURPOSE(treatment, 16, IN_FORCE, NO_END, "емделу", "лечение", "treatment")
TRANSPORT_PURPOSE(education, 32, IN_FORCE, NO_END, "оқу", "обучение", "education")
TRANSPORT_PURPOSE(cultural_event, 48, IN_FORCE, NO_END, "мәдени іс-шараға қатысу", "участие в культурном мероприятии", "taking part in a cultural event")
TRANSPORT_PURPOSE(sports_event, 64, IN_FORCE, NO_END, "спорттық іс-шараға қатысу", "участие в спортивном мероприятии", "taking part in a sports event")
TRANSPORT_PURPOSE(other_transport_purpose, 80, NO_START, NO_END, "бұйрықта аталмаған мақсат", "цель, не названная приказом", "a purpose that the order does not name")
