/*---
 * medical_measures.h
 *	  The measures that a record of a medical service may be about, if the service
 *	  names several.
 *
 * MEDICAL_MEASURE(code, value, valid from, valid to, kk, ru, en)
 *
 * value	the number on disk: never changed, never given to another code
 *
 * Annexes 1 and 2, paragraph 8, item 5, and annex 3, paragraph 9, item 2, name
 * the first three, which take place strictly on medical indications.
 * Paragraph 7, item 11, names the escort beside the first (annex 3, paragraph
 * 8, item 7); the last is any other measure of paragraph 7, item 4.
 *---
 */
MEDICAL_MEASURE(hospitalization, 16, IN_FORCE, NO_END, "емдеуге жатқызу немесе оған жәрдемдесу", "госпитализация или содействие в ней", "hospitalization or assistance in it")
MEDICAL_MEASURE(treatment_institution, 32, IN_FORCE, NO_END, "емдеу-профилактикалық мекемеге жіберу", "направление в лечебно-профилактическое учреждение", "referral to a treatment institution")
MEDICAL_MEASURE(sanatorium, 48, IN_FORCE, NO_END, "санаторийлік-курорттық емделуге жіберу", "направление на санаторно-курортное лечение", "referral to sanatorium treatment")
MEDICAL_MEASURE(escort_only, 64, IN_FORCE, NO_END, "денсаулық сақтау ұйымына тек ертіп бару", "только сопровождение в организацию здравоохранения", "accompaniment to a healthcare organization only")
MEDICAL_MEASURE(other_medical_measure, 80, IN_FORCE, NO_END, "өзге емдеу-сауықтыру іс-шарасы", "иное лечебно-оздоровительное мероприятие", "another treatment or health-improvement measure")
