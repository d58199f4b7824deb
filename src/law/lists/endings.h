/*---
 * endings.h
 *	  The endings of words, which make no difference in a caption.
 *
 * ENDINGS(language, least, times, endings)
 *
 * least	letters that must be left of the word
 * times	how many endings a word may lose
 *
 * The lines of a language apply one after the other, and the longest ending
 * goes.  They are written as captions are folded: without soft signs, short i
 * as i, Kazakh letters without their marks.
 *---
 */
ENDINGS(KK, 3, 6, "ндагы ндеги лардын лердин дагы деги лары лери дары дери тары тери лар лер дар дер тар тер нын нин дын дин тын тин нан нен дан ден тан тен мен бен пен нда нде га ге ка ке на не да де та те ды ди ты ти ны ни сы си ын ин ы и к г п б")
ENDINGS(RU, 5, 1, "ся")
ENDINGS(RU, 3, 1, "иями ями ами ыми ими ого его ому ему иях ием иеи иям ях ах ям ам ом ем ов ев еи ои ыи ии ая яя ое ее ые ие ым им ых их ую юю ою ею ию ия а я о е и ы у ю")
ENDINGS(EN, 3, 1, "s")
ENDINGS(EN, 3, 1, "ie e y")
