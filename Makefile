# special_social_services: build with PGXS.
#
#	make, make install		the extension
#	make demo, test, bench	on a throw-away cluster; these install what is missing

EXTENSION = control/special_social_services
# The control file alone holds the version.
EXTVERSION := $(shell sed -n "s/^default_version = '\(.*\)'$$/\1/p" $(EXTENSION).control)

MODULE_big = special_social_services
OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/*.c src/*/*.c)))
DATA = $(wildcard control/special_social_services--*.sql)
DATA_built = special_social_services--$(EXTVERSION).sql
# Each room declares its own objects; the install script is its parts in this order.
SCRIPT_PARTS = src/schema.sql \
	src/base/types.sql src/base/names.sql src/base/today.sql \
	src/ask/catalog.sql \
	src/ask/requirements.sql \
	src/ask/decide.sql \
	src/ask/explain.sql \
	src/ask/reviews.sql \
	src/enforce/enforce.sql \
	src/store/key_columns.sql \
	src/finding/key_identity.sql \
	src/store/log.sql \
	src/store/case_locks.sql \
	src/store/exemptions.sql \
	src/store/violations.sql \
	src/attach/attach.sql src/attach/incident.sql \
	src/attach/acknowledge.sql \
	src/audit/audit.sql \
	src/audit/exemptions.sql \
	src/audit/maintenance.sql \
	src/audit/runs.sql \
	src/report/replaced.sql \
	src/report/written.sql \
	src/report/verify.sql \
	src/report/recheck.sql \
	src/report/health.sql \
	src/rights.sql

PGFILEDESC = "special_social_services - Order No. 165 as types, decisions and triggers"

REGRESS = $(patsubst sql/%.sql,%,$(sort $(wildcard sql/*.sql)))

PG_CPPFLAGS = -I$(srcdir)/src -DSSS_VERSION='"$(EXTVERSION)"'
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
src/module.o src/module.bc: $(EXTENSION).control

$(DATA_built): $(SCRIPT_PARTS)
	cat $^ >$@
endif

.PHONY: demo test bench
demo test bench:
	@./$@/run
