/*---
 * mentions.h
 *	  How an explanation mentions the document that is the basis of a placement.
 *
 * DOCUMENT(known, kk, ru, en)
 *
 * known	what is known of it: its number, its date, or both
 *
 * It stands behind the document's name, where messages.h has {document}, and
 * only in an explanation that somebody asks for: a refusal, a line of the log
 * and the store hold codes and citations, and no text of a row.
 *---
 */
DOCUMENT(number_and_date,
		 " (нөмірі {number}, күні {day}.{month}.{year})",
		 " (номер {number} от {day}.{month}.{year})",
		 " (number {number} of {year}-{month}-{day})")
DOCUMENT(number,
		 " (нөмірі {number})",
		 " (номер {number})",
		 " (number {number})")
DOCUMENT(date,
		 " (күні {day}.{month}.{year})",
		 " (от {day}.{month}.{year})",
		 " (of {year}-{month}-{day})")
