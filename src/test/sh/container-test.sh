#!/bin/bash
# Tests of the container image. Usage: container-test.sh [lint] [image]     default: both
#
#   lint    container/lint finds each mistake that is planted here
#   image   builds the image with the Dockerfile and runs it as a container would be: own user, own
#           mounts and process ids, root file system read-only
#
# `image` needs root, buildah, curl, jq, a JDK 25 and packages from dpkg; exit code 77 says that one
# is missing. No registry is asked: the base of the first stage is this system, mounted read-only.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
work=$root/target/container-test
image=localhost/gridgate-test
size_max=150000000
memory_max=$((512 << 20))
grace_seconds=30
tests=0
started=()

trap end EXIT

end() {
    local code=$?
    trap - EXIT
    local pid
    for pid in "${started[@]}"; do
        kill -KILL "$pid" 2>/dev/null || true
    done
    if [[ -d $work/storage ]]; then
        builder rm --all >/dev/null 2>&1 || true
        builder rmi --all --force >/dev/null 2>&1 || true
    fi
    rm -rf "$work/storage" "$work/runroot" 2>/dev/null || true
    [[ $code -ne 0 ]] || echo "$tests checks passed"
    exit "$code"
}

fail() {
    printf 'not so: %s\n' "$1"
    shift
    local file
    for file; do printf -- '--- %s:\n%s\n' "$file" "$(tail -n 30 "$file" 2>&1)"; done
    exit 1
}

# $1: what must hold; the rest: the test
check() {
    local what=$1
    shift
    tests=$((tests + 1))
    "$@" || fail "$what" "$work"/*.log
}

# --- Lint ------------------------------------------------------------------------------------

# $1: what the mistake is; $2: the finding; $3: a sed script that plants it
refuses() {
    sed -E "$3" "$root/container/Dockerfile" >"$work/lint/Dockerfile"
    check "$1 is planted" [ "$(cmp -s "$root/container/Dockerfile" "$work/lint/Dockerfile" && echo same)" != same ]
    check "$1 is refused" [ "$("$root/container/lint" "$work/lint/Dockerfile" >"$work/lint.log" && echo taken)" != taken ]
    check "$1 is named" grep -qF -- "$2" "$work/lint.log"
}

lint() {
    mkdir -p "$work/lint"
    local digest
    digest=sha256:$(printf '%064d' 7)
    check "the Dockerfile has no findings, and its base is pinned" "$root/container/lint" --release
    refuses "a tag without digest" 'maven:3 is not pinned' 's/^FROM \$\{BASE\}/FROM maven:3/'
    refuses "a short digest" '64 hexadecimal digits' 's/^FROM \$\{BASE\}/FROM maven@sha256:12ab/'
    refuses "latest" 'latest is another image' "s/^FROM scratch/FROM debian:latest@$digest/"
    refuses "a copy from an image by tag" 'tool:1 is not pinned' 's/--from=build (.*base)/--from=tool:1 \1/'
    refuses "a default base" 'the base comes from container/base' 's/^ARG BASE/ARG BASE=maven:3/'
    refuses "no user" 'it would run as root' '/^USER/d'
    refuses "root" 'must not be root' 's/^USER.*/USER 0:0/'
    refuses "a user by name" 'give numbers' 's/^USER.*/USER gridgate/'
    refuses "a secret as argument" 'a secret would stay' 's/^ARG MAVEN_FLAGS=/ARG NPM_TOKEN/'
    refuses "a secret as variable" 'a secret would stay' 's/^(ENV .*)/\1 NAMESPACE_KEY=x/'
    refuses "a shell as entry point" 'so that signals arrive' 's/^ENTRYPOINT.*/ENTRYPOINT java -jar x/'
    refuses "ADD" 'use COPY' 's/^COPY --from=build .*base.*/ADD https:\/\/example.com\/x \//'
    refuses "the whole context" 'copies the whole context' 's/^WORKDIR \/data/COPY . \/data/'
    cp "$root/container/Dockerfile" "$work/lint/Dockerfile"
    echo "maven:3@$digest" >"$work/lint/base"
    check "a pinned base may be released" "$root/container/lint" --release "$work/lint/Dockerfile"
    echo maven:3 >"$work/lint/base"
    check "an unpinned base may not" [ "$("$root/container/lint" --release "$work/lint/Dockerfile" >"$work/lint.log" && echo taken)" != taken ]
    check "and the way to pin it is told" grep -q 'run container/pin' "$work/lint.log"
    echo 'maven:3@sha256:12ab' >"$work/lint/base"
    check "nor one with a short digest" [ "$("$root/container/lint" --release "$work/lint/Dockerfile" >"$work/lint.log" && echo taken)" != taken ]
    pin "$digest"
}

# The registry's place is taken by a program that prints what a test wants it to say.
# $1: a digest
pin() {
    mkdir -p "$work/pin"
    cp "$root/container/pin" "$work/pin/pin"
    printf '#!/bin/sh\necho "$*" >>"%s"\ncat "%s"\n' "$work/pin/asked" "$work/pin/says" >"$work/pin/skopeo"
    chmod +x "$work/pin/skopeo"
    echo "example.com/maven:3@sha256:$(printf '%064d' 1)" >"$work/pin/base"
    echo "$1" >"$work/pin/says"
    check "a newer digest is taken" env "PATH=$work/pin:$PATH" "$work/pin/pin" >"$work/pin.log"
    check "for the tag, which stays" [ "$(cat "$work/pin/base")" = "example.com/maven:3@$1" ]
    check "and is asked for by the tag" grep -qE 'docker://example\.com/maven:3$' "$work/pin/asked"
    echo 'not a digest' >"$work/pin/says"
    check "what is no digest is refused" [ "$(PATH=$work/pin:$PATH "$work/pin/pin" 2>"$work/pin.log" && echo taken)" != taken ]
    check "and changes nothing" [ "$(cat "$work/pin/base")" = "example.com/maven:3@$1" ]
}

# --- Image -----------------------------------------------------------------------------------

builder() {
    buildah --root "$work/storage" --runroot "$work/runroot" --storage-driver vfs "$@"
}

cannot() {
    echo "skipped: $1"
    exit 77
}

needs() {
    [[ $(id -u) -eq 0 ]] || cannot "it mounts and changes root, and so needs to be root"
    local tool
    for tool in buildah curl jq unshare chroot dpkg-query strip mvn; do
        command -v "$tool" >/dev/null || cannot "$tool is missing"
    done
    unshare --mount --pid --fork true 2>/dev/null || cannot "this system gives no new mounts and process ids"
    jdk=
    local home
    for home in "${GRIDGATE_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
        [[ -x $home/bin/jlink ]] && grep -qs '^JAVA_VERSION="\(2[5-9]\|[3-9][0-9]\)' "$home/release" && jdk=$home && break
    done
    [[ $jdk == /usr/* ]] || cannot "no JDK 25 or newer under /usr"
}

# An image with nothing of its own: the build mounts this system's /usr and /etc into it.
make_base() {
    local container rootfs link
    container=$(builder from scratch)
    rootfs=$(builder mount "$container")
    mkdir -p "$rootfs"/{usr,etc,tmp,root,artifacts,var/lib/dpkg}
    for link in bin sbin lib lib64; do ln -s "usr/$link" "$rootfs/$link"; done
    chmod 1777 "$rootfs/tmp"
    builder config --env "JAVA_HOME=$jdk" --env "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" "$container"
    builder commit --quiet --rm "$container" localhost/this-system >/dev/null
}

build_image() {
    builder build --isolation chroot --file "$root/container/Dockerfile" --tag "$image" \
        --volume /usr:/usr:ro --volume /etc:/etc:ro --volume /var/lib/dpkg:/var/lib/dpkg:ro \
        --volume ~/.m2/repository:/artifacts --build-arg BASE=localhost/this-system \
        --build-arg "MAVEN_FLAGS=-Dmaven.repo.local=/artifacts $1" "$root" >"$work/build.log" 2>&1
}

content() {
    local size
    size=$(du -sb "$rootfs" | cut -f1)
    echo "image: $((size / 1000000)) MB; java $(du -sb "$rootfs/opt/java" | cut -f1), gridgate $(du -sb "$rootfs/opt/gridgate" | cut -f1), of that AOT cache $(stat -c %s "$rootfs/opt/gridgate/gridgate.aot")"
    check "the image has less than $size_max bytes (has $size)" [ "$size" -lt "$size_max" ]
    check "there is no shell" [ -z "$(find "$rootfs" -name sh -o -name bash -o -name busybox)" ]
    check "nothing has more rights than its caller" [ -z "$(find "$rootfs" -type f -perm /6000)" ]
    check "only /tmp is open to all" [ "$(find "$rootfs" -type d -perm -o+w ! -path "$rootfs/tmp")" = "" ]
    [[ -n $offline ]] || check "the bill of materials is in it" jq -e '.components | length > 50' "$rootfs/opt/gridgate/gridgate.cdx.json" >"$work/sbom.out"
    check "user, program and data are as promised" [ "$(builder inspect --type image --format '{{.OCIv1.Config.User}} {{.OCIv1.Config.WorkingDir}}' "$image")" = "10001:10001 /data" ]
    check "scanners see the C library" grep -q '^Version:' "$rootfs/var/lib/dpkg/status.d/libc6"
}

# jdeps wants classes outside modules: it does not resolve jars that have a module of their own.
modules() {
    local classes=$work/classes jar left
    rm -rf "$classes"
    mkdir -p "$classes"
    for jar in "$rootfs"/opt/gridgate/gridgate.jar "$rootfs"/opt/gridgate/lib/*.jar; do
        (cd "$classes" && "$jdk/bin/jar" --extract --file "$jar")
    done
    rm -rf "$classes/META-INF"
    find "$classes" -name module-info.class -delete
    "$jdk/bin/jdeps" --ignore-missing-deps --print-module-deps "$classes" | tr , '\n' | sort >"$work/needed"
    sed -n 's/^MODULES="\(.*\)"/\1/p' "$rootfs/opt/java/release" | tr ' ' '\n' | sort >"$work/present"
    left=$(comm -23 "$work/needed" "$work/present" | tr '\n' ' ')
    check "the runtime has the modules that classes name (missing, beyond those left out: $left)" \
        [ "$left" = "java.desktop java.instrument java.rmi " ]
    rm -rf "$classes"
}

# Runs the image: its entry point as process 1 and user 10001, on a read-only root file system, with
# a tmpfs at /tmp, a volume at /data and settings at /etc/gridgate. Sets `pid`.
# $1: name; the rest: the command line
run_image() {
    local name=$1
    shift
    mkdir -p "$work/$name-data" "$work/settings"
    chown 10001:10001 "$work/$name-data"
    : >"$work/$name.out"
    # shellcheck disable=SC2016
    unshare --mount --pid --fork --kill-child sh -c '
        root=$1 data=$2 settings=$3
        shift 3
        mount --bind "$root" "$root"
        mount --rbind /dev "$root/dev"
        mount -t proc proc "$root/proc"
        mount -t tmpfs tmpfs "$root/tmp"
        mount --bind "$data" "$root/data"
        mount --bind "$settings" "$root/etc/gridgate"
        mount --bind /etc/hosts "$root/etc/hosts"
        mount -o remount,bind,ro "$root"
        cd "$root/data"
        exec env -i LANG=C.UTF-8 GRIDGATE_LOG_FORMAT=json HOME=/data JDK_JAVA_OPTIONS="-XX:AOTMode=on -XX:MaxRAM=512m" \
            "$(command -v chroot)" --userspec=10001:10001 --groups= "$root" \
            /opt/java/bin/java @/opt/gridgate/java.options -jar /opt/gridgate/gridgate.jar "$@"
    ' sh "$rootfs" "$work/$name-data" "$work/settings" "$@" >"$work/$name.out" 2>"$work/$name.log" &
    started+=($!)
    local waited=0
    until grep -q '^{' "$work/$name.out"; do
        kill -0 "${started[-1]}" 2>/dev/null || fail "$name starts" "$work/$name.log"
        [[ $((waited++)) -lt 1200 ]] || fail "$name is ready within two minutes" "$work/$name.log"
        sleep 0.1
    done
    pid=$(tr -d ' ' <"/proc/${started[-1]}/task/${started[-1]}/children")
}

status() { curl --silent --output "$work/answer" --max-time 20 --write-out '%{http_code}' "$@" || true; }

# $1: first id, $2: last id
events() {
    seq "$1" "$2" | jq -cn '[inputs | {specversion: "1.0", id: tostring, source: "shop", type: "com.contoso.order.placed", data: {text: ("x" * 1000)}}]'
}

flow() {
    local key partner_key namespace gateway
    key=$(head -c 32 /dev/urandom | base64)
    partner_key=$(head -c 32 /dev/urandom | base64)
    mkdir -p "$rootfs/etc/gridgate"
    touch "$rootfs/etc/hosts"
    run_image namespace namespace --json --http-port 0 --https-port 0 --data /data/namespace --key "$key" \
        --topic orders --subscription orders/worker,lock=PT60S
    local namespace_pid=$pid namespace_waiter=${started[-1]}
    namespace=$(jq -r .httpUrl "$work/namespace.out")
    cp "$work/namespace-data/namespace/tls/ca.pem" "$work/settings/"
    printf %s "$partner_key" >"$work/settings/partner-key"
    printf %s "$key" >"$work/settings/namespace-key"
    cat >"$work/settings/gridgate.yaml" <<EOT
data-folder: /data
listener:
  host: 0.0.0.0
  http-port: 0
gateway:
  partners:
    contoso:
      sources:
        shop:
          scheme: cloudevents
          keys: ['file:partner-key']
          topic: orders
          types: ['*']
          event-sources: ['*']
          contract: {policy: report}
  schemas-folder: /opt/gridgate/schemas
  upstream:
    endpoint: $(jq -r .httpsUrl "$work/namespace.out")
    key: file:namespace-key
    trusted-certificates: ca.pem
EOT
    run_image gateway gateway --config /etc/gridgate/gridgate.yaml --json
    local gateway_pid=$pid gateway_waiter=${started[-1]}
    gateway=$(jq -r .gatewayUrl "$work/gateway.out")

    check "it runs as user 10001" grep -qE '^Uid:\s10001\s10001\s10001\s10001' "/proc/$gateway_pid/status"
    check "it has no capability" grep -qE '^CapEff:\s0+$' "/proc/$gateway_pid/status"
    check "it is process 1" grep -qE '^NSpid:.*\s1$' "/proc/$gateway_pid/status"
    check "its root is read-only" grep -qE '^[0-9]+ [0-9]+ [0-9:]+ [^ ]+ / ro' "/proc/$gateway_pid/mountinfo"
    check "it is alive" [ "$(status "$gateway/health/live")" = 200 ]
    check "it is ready" [ "$(status "$gateway/health/ready")" = 200 ]

    local post=(--header "Authorization: Bearer $partner_key" --data-binary @- "$gateway/partners/contoso/shop")
    check "an event without key is refused" [ "$(events 1 1 | jq -c '.[0]' | status --header 'Content-Type: application/cloudevents+json' --data-binary @- "$gateway/partners/contoso/shop")" = 401 ]
    check "an event is accepted" [ "$(events 1 1 | jq -c '.[0]' | status --header 'Content-Type: application/cloudevents+json' "${post[@]}")" = 202 ]
    local from
    for from in $(seq 2 500 9502); do
        check "500 more are accepted" [ "$(events "$from" $((from + 499)) | status --header 'Content-Type: application/cloudevents-batch+json' "${post[@]}")" = 202 ]
    done
    local memory
    memory=$(($(sed -n 's/^VmHWM:\s*\([0-9]*\) kB/\1/p' "/proc/$gateway_pid/status") * 1024))
    echo "gateway: at most $((memory >> 20)) MiB resident after 10,001 events"
    check "it stays below what it was given ($memory)" [ "$memory" -lt "$memory_max" ]

    local began=$SECONDS code=0
    kill -TERM "$gateway_pid"
    wait "$gateway_waiter" || code=$?
    echo "gateway: stopped in $((SECONDS - began)) s"
    check "SIGTERM ends it with 143 (was $code)" [ "$code" -eq 143 ]
    check "within the grace period" [ $((SECONDS - began)) -lt "$grace_seconds" ]
    check "its log is JSON, line by line, but for the JVM's note" [ "$(grep -vc '^NOTE: Picked up' "$work/gateway.log")" = "$(grep -v '^NOTE: Picked up' "$work/gateway.log" | jq -c . | wc -l)" ]
    check "no secret is in its log" [ "$(grep -cF -e "$key" -e "$partner_key" "$work/gateway.log")" = 0 ]

    # What it had not forwarded is in its volume, and goes on when it comes back.
    run_image gateway gateway --config /etc/gridgate/gridgate.yaml --json
    gateway_waiter=${started[-1]} gateway_pid=$pid
    local admin tries=0 acknowledged
    admin=$(head -n 1 "$work/gateway-data/gateway/admin-keys")
    until acknowledged=$(curl --silent --header "Authorization: Bearer $admin" "$(jq -r .gatewayUrl "$work/gateway.out")/admin/tally" |
        jq '[.. | objects | select(has("acknowledged")) | .acknowledged] | add') && [[ $acknowledged = 10001 ]]; do
        [[ $((tries++)) -lt 300 ]] || fail "every event reaches the namespace (acknowledged: $acknowledged)" "$work"/*.log
        sleep 0.1
    done
    check "the namespace delivers them" [ "$(status --header "Authorization: SharedAccessKey $key" --request POST "$namespace/topics/orders/eventsubscriptions/worker:receive?api-version=2024-06-01&maxEvents=10")" = 200 ]
    check "whole" [ "$(jq -r '.value[0].event.data.text | length' "$work/answer")" = 1000 ]
    kill -TERM "$gateway_pid" "$namespace_pid"
    wait "$gateway_waiter" || true
    wait "$namespace_waiter" || true
}

# There is no Azure here. That the way to its tokens ends in a plain answer shows that all of the
# classes on it run on the modules that the image has.
azure_identity() {
    sed -e 's#endpoint: .*#endpoint: https://name.westeurope-1.eventgrid.azure.net#' \
        -e 's#key: file:namespace-key#identity: azure#' -e '/trusted-certificates/d' \
        "$work/settings/gridgate.yaml" >"$work/settings/azure.yaml"
    run_image azure gateway --config /etc/gridgate/azure.yaml --json
    local azure_waiter=${started[-1]} azure_pid=$pid waited=0
    check "it accepts while it has no token" [ "$(events 1 1 | jq -c '.[0]' | status --header "Authorization: Bearer $(cat "$work/settings/partner-key")" \
        --header 'Content-Type: application/cloudevents+json' --data-binary @- "$(jq -r .gatewayUrl "$work/azure.out")/partners/contoso/shop")" = 202 ]
    until grep -q 'takes no events of contoso--shop' "$work/azure.log"; do
        [[ $((waited++)) -lt 600 ]] || fail "it says within a minute that it gets no token" "$work/azure.log"
        sleep 0.1
    done
    check "no class is missing" [ "$(grep -cE 'NoClassDefFoundError|ClassNotFoundException|UnsatisfiedLinkError' "$work/azure.log")" = 0 ]
    kill -TERM "$azure_pid"
    wait "$azure_waiter" || true
}

image() {
    needs
    make_base
    # Maven makes the bill of materials only when it is online.
    offline=
    build_image "" || { offline=yes && build_image --offline; } || fail "the image is built" "$work/build.log"
    rootfs=$(builder mount "$(builder from "$image")")
    content
    modules
    flow
    azure_identity
}

rm -rf "$work"
mkdir -p "$work"
for part in "${@:-lint image}"; do
    for one in $part; do "$one"; done
done
