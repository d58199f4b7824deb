/*---
 * provider_types.h
 *	  The providers of special social services.
 *
 * PROVIDER_TYPE(code, value, valid from, valid to, kk, ru, en)
 *
 * value	the number on disk: never changed, never given to another code
 *
 * Paragraph 3 of annexes 1, 2 and 3 names them; which annex governs which is
 * in provider_standards.h.  The lists of annexes 1 and 2 are expressly open,
 * hence other_organization and other_center; other_family is a form of family
 * care that annex 3 does not name.
 *---
 */
PROVIDER_TYPE(special_educational_needs_support_center, 4, IN_FORCE, NO_END, "ерекше білім беру қажеттіліктері бар балаларды қолдау орталығы", "центр поддержки детей с особыми образовательными потребностями", "support center for children with special educational needs")
PROVIDER_TYPE(children_in_need_support_center, 8, IN_FORCE, NO_END, "арнаулы әлеуметтік қызметтерге мұқтаж балаларды қолдау орталығы", "центр поддержки детей, нуждающихся в специальных социальных услугах", "support center for children in need of special social services")
PROVIDER_TYPE(family_type_village, 12, IN_FORCE, NO_END, "отбасы үлгісіндегі балалар ауылы", "детская деревня семейного типа", "family-type children's village")
PROVIDER_TYPE(youth_house, 16, IN_FORCE, NO_END, "жасөспірімдер үйі", "дом юношества", "youth house")
PROVIDER_TYPE(psychological_medical_pedagogical_consultation, 20, IN_FORCE, NO_END, "психологиялық-медициналық-педагогикалық консультация", "психолого-медико-педагогическая консультация", "psychological, medical and pedagogical consultation")
PROVIDER_TYPE(rehabilitation_center, 24, IN_FORCE, NO_END, "оңалту орталығы", "реабилитационный центр", "rehabilitation center")
PROVIDER_TYPE(psychological_pedagogical_correction_room, 28, IN_FORCE, NO_END, "психологиялық-педагогикалық түзету кабинеті", "кабинет психолого-педагогической коррекции", "psychological and pedagogical correction room")
PROVIDER_TYPE(special_boarding_school, 32, IN_FORCE, NO_END, "арнайы мектеп-интернат", "специальная школа-интернат", "special boarding school")
PROVIDER_TYPE(special_organization, 36, IN_FORCE, NO_END, "арнайы білім беру ұйымы", "специальная организация образования", "special educational organization")
PROVIDER_TYPE(special_regime_organization, 40, IN_FORCE, NO_END, "ерекше режимде ұстайтын білім беру ұйымы", "организация образования с особым режимом содержания", "educational organization with a special regime")
PROVIDER_TYPE(child_rights_protection_organization, 44, IN_FORCE, NO_END, "баланың құқықтарын қорғау жөніндегі функцияларды жүзеге асыратын ұйым", "организация, осуществляющая функции по защите прав ребенка", "organization that protects the rights of the child")
PROVIDER_TYPE(other_organization, 48, IN_FORCE, NO_END, "өзге білім беру ұйымы (субъектілер тізбесі толық болып табылмайды)", "иная организация образования (перечень субъектов не является исчерпывающим)", "other educational organization (the list of providers is not exhaustive)")
PROVIDER_TYPE(minors_adaptation_center, 60, IN_FORCE, NO_END, "кәмелетке толмағандарды бейімдеу орталығы", "центр адаптации несовершеннолетних", "center for the adaptation of minors")
PROVIDER_TYPE(minors_special_services_organization, 64, IN_FORCE, NO_END, "арнаулы әлеуметтік қызметтерге мұқтаж кәмелетке толмағандарға арнаулы әлеуметтік қызметтер көрсетуге арналған ұйым", "организация, предназначенная для оказания специальных социальных услуг несовершеннолетним, нуждающимся в специальных социальных услугах", "organization for special social services to minors in need of them")
PROVIDER_TYPE(other_center, 68, IN_FORCE, NO_END, "өзге орталық (субъектілер тізбесі толық болып табылмайды)", "иной центр (перечень субъектов не является исчерпывающим)", "other center (the list of providers is not exhaustive)")
PROVIDER_TYPE(guardian, 80, IN_FORCE, NO_END, "қорғаншы", "опекун", "guardian")
PROVIDER_TYPE(trustee, 84, IN_FORCE, NO_END, "қамқоршы", "попечитель", "trustee")
PROVIDER_TYPE(patronage_caregiver, 88, IN_FORCE, NO_END, "патронат тәрбиеші", "патронатный воспитатель", "patronage caregiver")
PROVIDER_TYPE(foster_parent, 92, IN_FORCE, NO_END, "баланы қабылдайтын ата-ана", "приемный родитель", "foster parent")
PROVIDER_TYPE(family_type_home_educator, 96, IN_FORCE, NO_END, "отбасы үлгісіндегі балалар үйінің тәрбиешісі", "воспитатель детского дома семейного типа", "educator of a family-type home")
PROVIDER_TYPE(other_family, 100, IN_FORCE, NO_END, "бұйрықта аталмаған отбасылық тәрбие нысаны", "иная форма семейного воспитания, не названная в приказе", "form of family care that the order does not name")
