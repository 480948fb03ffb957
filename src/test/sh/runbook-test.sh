#!/bin/sh
# Holds docs/azure.md to terraform/: every output, variable and file that its commands name exists.
# Usage: runbook-test.sh
set -eu

cd "$(dirname "$0")/../../.."

# Prints what a page names and terraform/ does not have. $1: the page
unknown() {
    grep -oE 'terraform( -chdir=terraform)? output( -raw| -json)? [a-z_]+' "$1" | sed 's/.* //' | sort -u |
        while read -r name; do
            grep -qs "^output \"$name\"" terraform/*.tf || echo "output $name"
        done
    {
        grep -oE -- '-var [a-z_]+=' "$1" | sed 's/-var \(.*\)=/\1/'
        sed -n '/^{$/,/^}$/s/^  "\([a-z_]*\)":.*/\1/p' "$1"
    } | sort -u | while read -r name; do
        grep -qs "^variable \"$name\"" terraform/*.tf || echo "variable $name"
    done
    grep -oE 'environments/[a-z.]+(tfvars|yaml)' "$1" | sort -u | while read -r file; do
        [ -f "terraform/$file" ] || echo "file terraform/$file"
    done
}

page=target/runbook-test.md
mkdir -p target
{
    echo 'terraform output -raw no_such_output; terraform apply -var no_such_variable=1 -var-file=environments/none.tfvars'
    printf '{\n  "no_such_key": 1\n}\n'
} >"$page"
[ "$(unknown "$page" | wc -l)" -eq 4 ] || {
    echo "mistakes that are planted are not all seen: $(unknown "$page")"
    exit 1
}
rm "$page"
found=$(unknown docs/azure.md)
[ -z "$found" ] || {
    printf 'docs/azure.md names what terraform/ does not have:\n%s\n' "$found"
    exit 1
}
echo "outputs, variables and files of docs/azure.md exist"
