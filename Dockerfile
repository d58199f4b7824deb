# The official image of PostgreSQL, with the extension.  Not tested: nobody has
# built this image yet.
#
#	docker build --build-arg PG_MAJOR=17 -t special_social_services:pg17 .
#	docker run -e POSTGRES_PASSWORD=secret special_social_services:pg17

ARG PG_MAJOR=17
FROM postgres:$PG_MAJOR-bookworm AS build
ARG PG_MAJOR
RUN apt-get update && \
	apt-get install -y --no-install-recommends gcc gettext libc6-dev make postgresql-server-dev-$PG_MAJOR
COPY . /source
RUN make -C /source clean && \
	make -C /source -j "$(nproc)" && \
	make -C /source install DESTDIR=/root/installed

FROM postgres:$PG_MAJOR-bookworm
COPY --from=build /root/installed/usr /usr
