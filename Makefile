# special_social_services: build with PGXS.
#
#	make, make install		the extension
#	make demo, test, bench	on a throw-away cluster; these install what is missing

EXTENSION = control/special_social_services
MODULE_big = special_social_services
OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/*.c src/*/*.c)))
DATA = $(wildcard control/special_social_services--*.sql)
PGFILEDESC = "special_social_services - Order No. 165 as types, decisions and triggers"

REGRESS = $(patsubst sql/%.sql,%,$(sort $(wildcard sql/*.sql)))

# The control file alone holds the version.
PG_CPPFLAGS = -I$(srcdir)/src -DSSS_VERSION='"$(shell sed -n "s/^default_version = '\(.*\)'$$/\1/p" $(EXTENSION).control)"'
# The same library whatever directory it is built in; and nobody replaces one of
# its functions by another, so that calls within it need no detour.
PG_CFLAGS = -ffile-prefix-map=$(CURDIR)=. -fno-semantic-interposition
SHLIB_LINK = $(if $(filter linux,$(PORTNAME)),-Wl$(comma)-Bsymbolic-functions)
comma = ,

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

# Without PostgreSQL's development files only the scripts can run: they install them.
ifneq ($(wildcard $(PGXS)),)
# Where gettext is missing, technical errors stay English.
ifeq ($(shell command -v msgfmt 2>/dev/null),)
override enable_nls = no
endif

include $(PGXS)

# PGXS knows no header dependencies, and the law is in headers.
$(OBJS) $(OBJS:.o=.bc): $(wildcard src/*/*.h src/law/lists/*.h)
src/library.o src/library.bc: $(EXTENSION).control
endif

.PHONY: demo test bench
demo test bench:
	@./$@/run
