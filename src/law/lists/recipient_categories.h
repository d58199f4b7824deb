/*---
 * recipient_categories.h
 *	  The categories of children that one of the standards receives.
 *
 * RECIPIENT_CATEGORY(code, value, valid from, valid to, kk, ru, en)
 *
 * value	the number on disk: never changed, never given to another code;
 *			the gaps are for categories that an amendment slots in between
 *
 * Paragraph 2 of annexes 1, 2 and 3 names them; which annex receives which is
 * in recipients.h.  The names keep the conditions that belong to a category.
 *---
 */
RECIPIENT_CATEGORY(orphan, 8, IN_FORCE, NO_END, "жетім балалар", "дети-сироты", "orphans")
RECIPIENT_CATEGORY(without_parental_care, 16, IN_FORCE, NO_END, "ата-анасының қамқорлығынсыз қалған балалар", "дети, оставшиеся без попечения родителей", "children left without parental care")
RECIPIENT_CATEGORY(neglected_or_homeless, 24, IN_FORCE, NO_END, "қадағалаусыз және панасыз балалар", "безнадзорные и беспризорные дети", "neglected and homeless children")
RECIPIENT_CATEGORY(deviant_behavior, 32, IN_FORCE, NO_END, "девиантты мінез-құлықты балалар", "дети с девиантным поведением", "children with deviant behavior")
RECIPIENT_CATEGORY(referred_to_special_organization, 40, IN_FORCE, NO_END, "арнайы білім беру ұйымдарына немесе ерекше режимде ұстайтын білім беру ұйымдарына жіберілетін балалар", "дети, направляемые в специальные организации образования или в организации образования с особым режимом содержания", "children referred to special educational organizations or to those with a special regime")
RECIPIENT_CATEGORY(special_educational_needs, 48, IN_FORCE, NO_END, "ерекше білім беру қажеттіліктері бар балалар", "дети с особыми образовательными потребностями", "children with special educational needs")
RECIPIENT_CATEGORY(abuse_victim, 56, IN_FORCE, NO_END, "әлеуметтік бейімсіздікке және әлеуметтік депривацияға әкеп соққан қатыгез қарым-қатынасқа ұшыраған балалар", "дети, подвергшиеся жестокому обращению, приведшему к социальной дезадаптации и социальной депривации", "children subjected to abuse that led to social maladaptation and social deprivation")
RECIPIENT_CATEGORY(crime_suspect, 64, IN_FORCE, NO_END, "қылмыс жасады деп күдік келтірілген, өмір сүру және тәрбиелену жағдайлары бойынша бұрынғы тұрғылықты жерінде қалдыру мүмкін емес балалар", "дети, подозреваемые в совершении преступления, которых по условиям жизни и воспитания невозможно оставить в прежнем месте жительства", "children suspected of a crime whom conditions of life and upbringing do not allow to stay at the former residence")
RECIPIENT_CATEGORY(youth_house_resident, 72, IN_FORCE, NO_END, "жасөспірімдер үйлерінің тәрбиеленушілері", "воспитанники домов юношества", "residents of youth houses")
RECIPIENT_CATEGORY(disrupted_life_activity, 80, IN_FORCE, NO_END, "қалыптасқан мән-жайлардың салдарынан тыныс-тіршілігі бұзылған және осы мән-жайларды өз бетінше немесе отбасының көмегімен еңсере алмайтын балалар", "дети, жизнедеятельность которых нарушена в результате сложившихся обстоятельств и которые не могут преодолеть их самостоятельно или с помощью семьи", "children whose life activity is disrupted by circumstances that they cannot overcome alone or with the family")
