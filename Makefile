# special_social_services: build with PGXS.
#
#	make, make install		the extension, for the PostgreSQL of PG_CONFIG
#	make installcheck		compare what it prints, on a running server
#	make uninstall, clean	undo the two above
#	make demo, test, bench	on a throw-away cluster; these install what is missing
#	make dist				the archive that PGXN takes, of the last commit
#
# To build outside of the source tree: make -f PATH/Makefile.  As in all of PGXS,
# that path has no spaces.

here := $(dir $(firstword $(MAKEFILE_LIST)))
ifeq ($(wildcard $(here)nls.mk),)
$(error To build outside of the source tree, the path to the source tree must have no spaces)
endif

EXTENSION = control/special_social_services
# The control file alone holds the version.
EXTVERSION := $(shell sed -n "s/^default_version = '\(.*\)'$$/\1/p" $(here)$(EXTENSION).control)

MODULE_big = special_social_services
OBJS = $(patsubst $(here)%.c,%.o,$(sort $(wildcard $(here)src/*.c $(here)src/*/*.c)))
DATA = $(patsubst $(here)%,%,$(wildcard $(here)control/special_social_services--*.sql)) control/special_social_services_wizard.sql
DATA_built = special_social_services--$(EXTVERSION).sql
# Each room declares its own objects; the install script is its parts in this order.
SCRIPT_PARTS = src/schema.sql \
	src/base/types.sql src/base/names.sql src/base/today.sql \
	src/ask/catalog.sql \
	src/ask/requirements.sql \
	src/ask/decide.sql \
	src/ask/planner.sql \
	src/ask/explain.sql \
	src/ask/reviews.sql \
	src/enforce/enforce.sql \
	src/store/key_columns.sql \
	src/finding/key_identity.sql \
	src/store/log.sql \
	src/store/case_locks.sql \
	src/store/exemptions.sql \
	src/store/suspensions.sql \
	src/store/violations.sql \
	src/attach/attach.sql src/attach/incident.sql \
	src/attach/acknowledge.sql \
	src/audit/audit.sql \
	src/audit/exemptions.sql \
	src/audit/maintenance.sql \
	src/audit/runs.sql \
	src/audit/suspend.sql \
	src/report/replaced.sql \
	src/report/written.sql \
	src/report/verify.sql \
	src/report/recheck.sql \
	src/report/health.sql \
	src/report/trend.sql src/report/sources.sql src/report/page.sql \
	src/report/mapping.sql src/report/survey.sql src/report/facts_view.sql src/report/cases.sql src/report/wizard.sql \
	src/report/preview.sql \
	src/rights.sql

PGFILEDESC = "special_social_services - Order No. 165 as types, decisions and triggers"

REGRESS = $(sort $(notdir $(basename $(wildcard $(here)sql/*.sql))))

PG_CPPFLAGS = -I$(srcdir)/src -DSSS_VERSION='"$(EXTVERSION)"'
# The same library whatever directory it is built in; and nobody replaces one of
# its functions by another, so that calls within it need no detour.  A call without
# a declaration passes Datums as int, so it stops every build.
PG_CFLAGS = -ffile-prefix-map='$(CURDIR)'=. -ffile-prefix-map='$(abspath $(srcdir))'=. \
	-fno-semantic-interposition -Werror=implicit-function-declaration
SHLIB_LINK = $(if $(filter linux,$(PORTNAME)),-Wl$(comma)-Bsymbolic-functions)
comma = ,

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
server_header := $(shell $(PG_CONFIG) --includedir-server 2>/dev/null)/postgres.h

# Nobody who asks to build gets a target that installs packages instead.
needs_nothing = demo test bench dist
ifneq ($(wildcard $(PGXS)),)
needs_nothing += installcheck uninstall clean
endif
ifeq ($(wildcard $(server_header)),)
ifneq ($(filter-out $(needs_nothing),$(or $(MAKECMDGOALS),all)),)
$(error $(PG_CONFIG) names no server files to build with: install them (Debian: postgresql-server-dev-15 \
	for version 15; Red Hat: postgresql15-devel), or set PG_CONFIG)
endif
endif

ifneq ($(wildcard $(PGXS)),)
# Where gettext is missing, technical errors stay English.
ifeq ($(shell command -v msgfmt 2>/dev/null),)
override enable_nls = no
endif

include $(PGXS)

ifneq ($(abspath $(srcdir)),$(CURDIR))
# make would take these for its own, whatever version they were built for.
ifneq ($(wildcard $(OBJS:%=$(srcdir)/%)),)
$(error The source tree holds a build of its own; run "make clean" there first)
endif
# PGXS compiles into these directories, and does not make them.
$(shell mkdir -p po $(dir $(OBJS)))
endif

# PGXS knows no header dependencies, and the law is in headers.
$(OBJS) $(OBJS:.o=.bc): $(wildcard $(srcdir)/src/*/*.h $(srcdir)/src/*/lists/*.h)
src/module.o src/module.bc: $(EXTENSION).control

$(DATA_built): $(SCRIPT_PARTS)
	cat $^ >$@

# DOCS would lay all pages into one directory, beside every other extension's README.md.
pages_dir = $(DESTDIR)$(docdir)/extension/$(MODULE_big)

install: install-pages
install-pages:
	$(MKDIR_P) '$(pages_dir)/doc/screenshots'
	$(INSTALL_DATA) $(addprefix $(srcdir)/,README.md CHANGELOG.md LICENSE) '$(pages_dir)/'
	$(INSTALL_DATA) $(wildcard $(srcdir)/doc/*.md) '$(pages_dir)/doc/'
	$(INSTALL_DATA) $(wildcard $(srcdir)/doc/screenshots/*.png) '$(pages_dir)/doc/screenshots/'

uninstall: uninstall-pages
uninstall-pages:
	rm -rf '$(pages_dir)'
endif

.PHONY: demo test bench dist install-pages uninstall-pages
demo test bench:
	@'$(here)$@/run'

dist:
	@'$(here)scripts/make-dist'
