/*---
 * other_acts.h
 *	  The other acts that the order names, and where.
 *
 * OTHER_ACT(act, kk, ru, en)
 * REFERENCE(citation, act)
 *
 * What these acts demand, and their numbers and norms, is not in the text of
 * the order and not encoded: it is cited.
 *---
 */
OTHER_ACT(order_17, "Қазақстан Республикасы Білім және ғылым министрінің 2015 жылғы 19 қаңтардағы № 17 бұйрығы", "приказ Министра образования и науки Республики Казахстан от 19 января 2015 года № 17", "Order No. 17 of the Minister of Education and Science of 19 January 2015")
OTHER_ACT(order_282, "Қазақстан Республикасы Білім және ғылым министрінің 2019 жылғы 25 маусымдағы № 282 бұйрығы", "приказ Министра образования и науки Республики Казахстан от 25 июня 2019 года № 282", "Order No. 282 of the Minister of Education and Science of 25 June 2019")
OTHER_ACT(social_code, "Қазақстан Республикасының Әлеуметтік кодексі", "Социальный кодекс Республики Казахстан", "Social Code of the Republic of Kazakhstan")
OTHER_ACT(order_kr_dsm_76, "Қазақстан Республикасы Денсаулық сақтау министрінің 2021 жылғы 5 тамыздағы № ҚР ДСМ-76 бұйрығы", "приказ Министра здравоохранения Республики Казахстан от 5 августа 2021 года № ҚР ДСМ-76", "Order No. KR DSM-76 of the Minister of Healthcare of 5 August 2021")
OTHER_ACT(decree_320, "Қазақстан Республикасы Үкіметінің 2012 жылғы 12 наурыздағы № 320 қаулысы", "постановление Правительства Республики Казахстан от 12 марта 2012 года № 320", "Decree No. 320 of the Government of 12 March 2012")
OTHER_ACT(order_547, "Қазақстан Республикасы Инвестициялар және даму министрінің 2015 жылғы 30 сәуірдегі № 547 бұйрығы", "приказ Министра по инвестициям и развитию Республики Казахстан от 30 апреля 2015 года № 547", "Order No. 547 of the Minister for Investments and Development of 30 April 2015")
OTHER_ACT(decree_1196, "Қазақстан Республикасы Үкіметінің 2014 жылғы 13 қарашадағы № 1196 қаулысы", "постановление Правительства Республики Казахстан от 13 ноября 2014 года № 1196", "Decree No. 1196 of the Government of 13 November 2014")
OTHER_ACT(housing_law, "Қазақстан Республикасының «Тұрғын үй қатынастары туралы» Заңы", "Закон Республики Казахстан «О жилищных отношениях»", "Law of the Republic of Kazakhstan on Housing Relations")
OTHER_ACT(family_code, "Қазақстан Республикасының «Неке (ерлі-зайыптылық) және отбасы туралы» Кодексі", "Кодекс Республики Казахстан «О браке (супружестве) и семье»", "Code of the Republic of Kazakhstan on Marriage (Matrimony) and Family")
OTHER_ACT(civil_procedure_code, "Қазақстан Республикасының Азаматтық процестік кодексі", "Гражданский процессуальный кодекс Республики Казахстан", "Civil Procedure Code of the Republic of Kazakhstan")
OTHER_ACT(advocacy_law, "Қазақстан Республикасының «Адвокаттық қызмет және заң көмегі туралы» Заңы", "Закон Республики Казахстан «Об адвокатской деятельности и юридической помощи»", "Law of the Republic of Kazakhstan on Advocacy and Legal Aid")

REFERENCE(ITEM(0, 2, 1), order_17)
REFERENCE(ITEM(0, 2, 2), order_282)

REFERENCE(PARAGRAPH(1, 1), social_code)
REFERENCE(ITEM(1, 5, 1), order_kr_dsm_76)
REFERENCE(ITEM(1, 5, 3), decree_320)
REFERENCE(ITEM(1, 6, 1), order_kr_dsm_76)
REFERENCE(ITEM(1, 6, 3), decree_320)
REFERENCE(ITEM(1, 6, 7), order_547)
REFERENCE(ITEM(1, 6, 7), decree_1196)
REFERENCE(ITEM(1, 17, 1), social_code)
REFERENCE(ITEM(1, 17, 2), housing_law)
REFERENCE(ITEM(1, 19, 7), family_code)
REFERENCE(ITEM(1, 19, 8), civil_procedure_code)
REFERENCE(ITEM(1, 19, 8), advocacy_law)
REFERENCE(ITEM(1, 20, 5), family_code)

REFERENCE(PARAGRAPH(2, 1), social_code)
REFERENCE(ITEM(2, 5, 1), order_kr_dsm_76)
REFERENCE(ITEM(2, 5, 3), decree_320)
REFERENCE(ITEM(2, 6, 1), order_kr_dsm_76)
REFERENCE(ITEM(2, 6, 3), decree_320)
REFERENCE(ITEM(2, 6, 7), order_547)
REFERENCE(ITEM(2, 6, 7), decree_1196)
REFERENCE(ITEM(2, 17, 1), social_code)
REFERENCE(ITEM(2, 17, 2), housing_law)
REFERENCE(ITEM(2, 19, 7), family_code)
REFERENCE(ITEM(2, 19, 8), civil_procedure_code)
REFERENCE(ITEM(2, 19, 8), advocacy_law)
REFERENCE(ITEM(2, 20, 5), family_code)

REFERENCE(PARAGRAPH(3, 1), social_code)
REFERENCE(ITEM(3, 6, 4), decree_320)
REFERENCE(ITEM(3, 18, 1), social_code)
REFERENCE(ITEM(3, 18, 2), housing_law)
REFERENCE(ITEM(3, 20, 6), civil_procedure_code)
REFERENCE(ITEM(3, 20, 6), advocacy_law)
