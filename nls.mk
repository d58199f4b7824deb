# Translation of technical messages, for PGXS.
#
# What is said of the law is no part of it: src/law/lists speaks three languages.

CATALOG_NAME = special_social_services

# Newer versions of PGXS read the list themselves.
AVAIL_LANGUAGES = $(shell cat $(srcdir)/po/LINGUAS)

GETTEXT_FILES = $(sort $(wildcard src/*.[ch] src/*/*.[ch]))
GETTEXT_TRIGGERS = $(BACKEND_COMMON_GETTEXT_TRIGGERS) GUC_check_errdetail
GETTEXT_FLAGS = $(BACKEND_COMMON_GETTEXT_FLAGS) GUC_check_errdetail:1:c-format psprintf:1:c-format

# Line numbers would change the catalogs with every change of the sources.
MSGMERGE += --add-location=file
