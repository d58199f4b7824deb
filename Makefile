# special_social_services: build with PGXS.

EXTENSION = control/special_social_services
MODULE_big = special_social_services
OBJS = $(patsubst %.c,%.o,$(wildcard src/*.c))
DATA = $(wildcard control/special_social_services--*.sql)
PGFILEDESC = "special_social_services - Order No. 165 as types, decisions and triggers"

PG_CONFIG ?= pg_config
PG_CPPFLAGS = -I$(srcdir)/src
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# PGXS knows no header dependencies, and the law is in headers.
$(OBJS): $(wildcard $(srcdir)/src/*.h $(srcdir)/src/lists/*.h)
