#!/bin/sh
# Tests of the launcher in a made-up checkout, with a made-up JDK and Maven that only note what
# they are asked. Usage: launcher-test.sh [shell ...]   (default: every one of sh, dash, bash found)
set -eu

root=$(cd "$(dirname "$0")/../../.." && pwd -P)
work=$root/target/launcher-test
tests=0

check() {
    # $1: what must hold; the rest: the test
    what=$1
    shift
    tests=$((tests + 1))
    if ! "$@"; then
        printf 'not so (%s): %s\n--- exit code %s, standard output:\n%s\n--- standard error:\n%s\n' \
            "$shell" "$what" "$code" "$(cat "$work/out")" "$(cat "$work/err")"
        exit 1
    fi
}

# A JDK in folder $1 of version $2 whose java tells how it was called and ends with $3.
make_jdk() {
    mkdir -p "$1/bin"
    echo "JAVA_VERSION=\"$2\"" >"$1/release"
    cat >"$1/bin/java" <<EOT
#!/bin/sh
for argument; do
    case \$argument in
        -XX:AOTCacheOutput=*) echo cache >"\${argument#*=}" ; echo ready ; exit 0 ;;
        sleep) echo ready ; trap 'echo stopped ; exit 7' TERM ; while :; do sleep 0.1; done ;;
    esac
done
echo "java $2 in \$(pwd)"
for argument; do echo "<\$argument>"; done
exit ${3:-0}
EOT
    printf '#!/bin/sh\n' >"$1/bin/javac"
    chmod +x "$1/bin/java" "$1/bin/javac"
}

# A new checkout in $work/check out, asking for a JDK that no machine has.
new_checkout() {
    rm -rf "$work"
    checkout="$work/check out"
    mkdir -p "$checkout/gateway/src/main" "$checkout/handlers/src/main" "$work/home" "$work/bin"
    touch "$checkout/pom.xml" "$checkout/gateway/pom.xml" "$checkout/handlers/pom.xml"
    sed 's/^JAVA_MIN=.*/JAVA_MIN=99/' "$root/gridgate" >"$checkout/gridgate"
    chmod +x "$checkout/gridgate"
    cat >"$work/bin/mvn" <<'EOT'
#!/bin/sh
echo "[INFO] --- maven-compiler-plugin:1:compile (default-compile) @ gridgate-gateway ---"
echo "$JAVA_HOME" >>../builds
[ ! -f ../broken ] || { echo "[ERROR] does not compile"; exit 1; }
sleep 0.5
mkdir -p gateway/target/lib
echo jar >gateway/target/gridgate.jar
case $* in
    *handlers/wellbeing*)
        mkdir -p handlers/wellbeing/target/lib
        echo jar >handlers/wellbeing/target/gridgate-wellbeing.jar
        ;;
    *"-pl benchmarks"*) mkdir -p benchmarks/target/lib; echo jar >benchmarks/target/gridgate-benchmarks.jar ;;
esac
EOT
    chmod +x "$work/bin/mvn"
    make_jdk "$work/jdk-99" 99.0.1
    make_jdk "$work/jdk-17" 17.0.15
}

# Runs the launcher with a bare environment plus the assignments in $settings.
launch() {
    code=0
    # shellcheck disable=SC2086
    env -i HOME="$work/home" PATH="$work/bin:/usr/bin:/bin" $settings \
        "$shell" "${launcher:-$checkout/gridgate}" "$@" >"$work/out" 2>"$work/err" || code=$?
}

builds() { [ "$(wc -l <"$work/builds" 2>/dev/null || echo 0)" -eq "$1" ]; }
ends_with() { [ "$code" -eq "$1" ]; }
says() { grep -qF -- "$1" "$work/err"; }
prints() { grep -qxF -- "$1" "$work/out"; }
prints_nothing() { [ ! -s "$work/out" ]; }

missing_things() {
    new_checkout
    settings=
    launch version
    check "a missing JDK ends with 3" ends_with 3
    check "a missing JDK is named" says "no JDK 99 or newer was found"
    check "a missing JDK leaves standard output alone" prints_nothing

    settings="GRIDGATE_JAVA_HOME=$work/jdk-17"
    launch version
    check "a chosen JDK that is too old ends with 3" ends_with 3
    check "a chosen JDK that is too old is named with its version" says "$work/jdk-17 is version 17.0.15"

    settings="GRIDGATE_JAVA_HOME=$work/jdk-99 GRIDGATE_MAVEN=mvn-none"
    launch version
    check "a missing Maven ends with 3" ends_with 3
    check "a missing Maven is named" says "Maven is needed to build, and 'mvn-none' was not found"

    settings="GRIDGATE_JAVA_HOME=$work/jdk-99"
    touch "$work/broken"
    launch version
    check "a failed build ends with 3" ends_with 3
    check "a failed build shows the end of its log" says "[ERROR] does not compile"
    check "a failed build leaves standard output alone" prints_nothing
}

search() {
    new_checkout
    settings="JAVA_HOME=$work/jdk-17"
    ln -s "$work/jdk-99/bin/java" "$work/bin/java"
    launch version
    check "a JAVA_HOME that is too old is passed over for the java on the PATH" \
        prints "java 99.0.1 in $(pwd)"
    check "Maven runs on the JDK that was found" grep -qx "$work/jdk-99" "$work/builds"
    rm "$work/bin/java"
    make_jdk "$work/home/.sdkman/candidates/java/99-tem" 99.9
    launch version
    check "the usual folders are searched" prints "java 99.9 in $(pwd)"
}

building() {
    new_checkout
    settings="GRIDGATE_JAVA_HOME=$work/jdk-99"
    launch version
    check "the first start builds" builds 1
    check "the first start tells" says "gridgate: building"
    check "the first start trains" says "gridgate: preparing a fast start"
    launch version
    check "the second start builds nothing" builds 1
    check "the second start uses the cache" \
        prints "<-XX:AOTCache=$checkout/gateway/target/aot/99.0.1>"
    check "the second start is silent" [ ! -s "$work/err" ]
    settings="$settings GRIDGATE_AOT=off"
    launch version
    check "the cache can be left out" [ -z "$(grep AOTCache "$work/out")" ]
    sleep 0.1
    mkdir "$checkout/handlers/src/main/java"
    launch version
    check "changed sources are built" builds 2
    mkdir "$checkout/gateway/src/test"
    launch version
    check "changed tests are not" builds 2
}

benchmarks() {
    new_checkout
    settings="GRIDGATE_JAVA_HOME=$work/jdk-99"
    launch version
    launch bench --quick
    check "benchmarks are built when they are asked for" builds 2
    check "benchmarks run in a program of their own" prints "<io.gridgate.benchmarks.Main>"
    check "arguments pass to the benchmarks" prints "<--quick>"
    check "the word bench does not" [ -z "$(grep '^<bench>' "$work/out")" ]
    launch bench
    launch version
    check "nothing is built again" builds 2
    sleep 0.1
    mkdir -p "$checkout/benchmarks/src/main"
    launch version
    check "changed benchmarks are not built for the program" builds 2
    launch bench
    check "changed benchmarks are built" builds 3
}

sample() {
    new_checkout
    settings="GRIDGATE_JAVA_HOME=$work/jdk-99"
    launch version
    launch wellbeing status
    check "the sample is built when it is asked for" builds 2
    check "the sample runs in a program of its own" prints "<io.gridgate.wellbeing.Main>"
    check "arguments pass to the sample" prints "<status>"
    launch wellbeing
    launch version
    check "nothing is built again" builds 2
    sleep 0.1
    mkdir -p "$checkout/handlers/wellbeing/src/main"
    launch version
    check "a changed sample is not built for the program" builds 2
    launch wellbeing
    check "a changed sample is built" builds 3
}

concurrent_starts() {
    new_checkout
    settings="GRIDGATE_JAVA_HOME=$work/jdk-99"
    mkdir -p "$checkout/target/launcher"
    ln -s 999999999 "$checkout/target/launcher/lock"
    env -i HOME="$work/home" PATH="$work/bin:/usr/bin:/bin" \
        GRIDGATE_JAVA_HOME="$work/jdk-99" "$shell" "$checkout/gridgate" version >"$work/first" 2>&1 &
    first=$!
    launch version
    wait "$first"
    check "two first starts build once, past the lock of a dead one" builds 1
    check "the lock is gone" [ ! -L "$checkout/target/launcher/lock" ]
}

passing_through() {
    new_checkout
    settings="GRIDGATE_JAVA_HOME=$work/jdk-99"
    ln -s "$checkout/gridgate" "$work/link"
    launcher=$work/link
    cd "$work/home"
    launch "two words" '*' ''
    cd "$root"
    check "the program runs where the launcher was called" prints "java 99.0.1 in $work/home"
    check "arguments pass: blanks" prints "<two words>"
    check "arguments pass: wildcards" prints "<*>"
    check "arguments pass: empty" prints "<>"
    settings="$settings GRIDGATE_OPTS=-Xmx64m"
    launch version
    check "options of the JVM pass" prints "<-Xmx64m>"
    make_jdk "$work/jdk-99" 99.0.1 42
    launch version
    check "the exit code passes" ends_with 42

    make_jdk "$work/jdk-99" 99.0.1
    "$shell" "$work/link" version >/dev/null 2>&1 || true
    rm "$work/out"
    GRIDGATE_JAVA_HOME=$work/jdk-99 "$shell" "$work/link" sleep >"$work/out" 2>"$work/err" &
    program=$!
    while [ ! -s "$work/out" ]; do sleep 0.1; done
    kill "$program"
    code=0
    wait "$program" || code=$?
    check "SIGTERM reaches the program, which ends in its own way" ends_with 7
    launcher=
}

[ $# -gt 0 ] || set -- sh dash bash
for shell; do
    command -v "$shell" >/dev/null || continue
    launcher=
    missing_things
    search
    building
    benchmarks
    sample
    concurrent_starts
    passing_through
done
rm -rf "$work"
echo "launcher: $tests checks passed"
