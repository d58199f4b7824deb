/*---
 * service_kinds.h
 *	  The eight kinds of special social services.
 *
 * SERVICE_KIND(code, value, valid from, valid to, kk, ru, en)
 *
 * value	the number on disk: never changed, never given to another code
 *
 * Each kind has a paragraph of services in every annex: 5, 7, ... 19 in
 * annexes 1 and 2, 6, 8, ... 20 in annex 3, in the order below; which one is
 * in paragraphs.h.
 *---
 */
SERVICE_KIND(household, 8, IN_FORCE, NO_END, "әлеуметтік-тұрмыстық қызметтер", "социально-бытовые услуги", "social and household services")
SERVICE_KIND(medical, 16, IN_FORCE, NO_END, "әлеуметтік-медициналық қызметтер", "социально-медицинские услуги", "social and medical services")
SERVICE_KIND(psychological, 24, IN_FORCE, NO_END, "әлеуметтік-психологиялық қызметтер", "социально-психологические услуги", "social and psychological services")
SERVICE_KIND(pedagogical, 32, IN_FORCE, NO_END, "әлеуметтік-педагогикалық қызметтер", "социально-педагогические услуги", "social and pedagogical services")
SERVICE_KIND(labor, 40, IN_FORCE, NO_END, "әлеуметтік-еңбек қызметтері", "социально-трудовые услуги", "social and labor services")
SERVICE_KIND(cultural, 48, IN_FORCE, NO_END, "әлеуметтік-мәдени қызметтер", "социально-культурные услуги", "social and cultural services")
SERVICE_KIND(economic, 56, IN_FORCE, NO_END, "әлеуметтік-экономикалық қызметтер", "социально-экономические услуги", "social and economic services")
SERVICE_KIND(legal, 64, IN_FORCE, NO_END, "әлеуметтік-құқықтық қызметтер", "социально-правовые услуги", "social and legal services")
