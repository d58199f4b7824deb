# Puts the transcript of the examples under what the catalog says of each object.
# First file: the blocks of reference.sql; second: what psql printed of reference.examples.sql.
function say(line) { page[++lines] = line }
function close_example() { if (open) say("```"); open = 0 }
function fail(message) { print "reference.examples.sql " message > "/dev/stderr"; failed = 1 }
FNR == NR && /^@@ / { name = substr($0, 4); next }
FNR == NR { block[name] = block[name] $0 "\n"; next }
/^\\/ { next }
/^-- # / {
	close_example()
	name = substr($0, 6)
	anchor = tolower(name)
	gsub(/,/, "", anchor)
	gsub(/ /, "-", anchor)
	contents = contents "- [" name "](#" anchor ")\n"
	say("\n## " name)
	next
}
/^-- ## / {
	close_example()
	name = title = substr($0, 7)
	sub(/^type /, "sss.", title)
	sub(/^rule /, "Rule ", title)
	say("\n### " title "\n")
	if (!(name in block)) fail("has an example of " name ", which does not exist")
	say(substr(block[name], 1, length(block[name]) - 1))
	described[name] = 1
	next
}
/^-- [|]/ { say((/^-- [|] SQLSTATE/ ? "\n" : "") substr($0, 4)); next }
/^-- / { close_example(); say("\n" substr($0, 4)); next }
NF == 0 { next }
{ sub(/ +$/, ""); if (!open) { say("\n```sql"); open = 1 } say($0) }
END {
	close_example()
	for (name in block) if (!(name in described)) fail("has no example of " name)
	print "# Reference\n"
	print "Made by `scripts/make-pages` from the catalog: what `\\df+`, `\\dT+` and `\\d+` say of each object of schema `sss`, and an"
	print "example of each, whose output a test compares. Everything is there since version 0.1.0.\n"
	printf "%s", contents
	for (i = 1; i <= lines; i++) print page[i]
	exit failed
}
