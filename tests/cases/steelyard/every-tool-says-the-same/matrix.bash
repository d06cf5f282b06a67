# matrix: runs each tool of `tools` in each situation of `situations`, and prints for each situation the
# statuses and messages, with the tools that end so and say so.  Where the codes are others as CSV or as
# JSON, that is told.  (bash)

# The codes of what was said, in order, by form.
codes_of() { # form
    case $1 in
    text) sed -n 's/.*\[\([a-z-]*\)\]$/\1/p' ;;
    csv) tail -n +2 | perl -ne 'print "$1\n" if /^(?:hint|note|warning|error),([a-z-]*),/' ;;
    json) sed -n 's/.*"rule":"\([a-z-]*\)".*/\1/p' ;;
    esac
}

run() { # form, arguments
    local command="${*:2}"
    [[ $1 == text ]] || command+=" --messages=$1"
    # A redirection stands last on the line.
    command=$(sed -E 's/ (>[^ ]+)(.*)$/\2 \1/' <<<"$command")
    bash -c "$command 2>said" >out </dev/null
}

say() { # tool, arguments
    local status
    run text "${@:2}"
    status=$?
    codes_of text <said >codes
    { echo "$status"; sed "s/^$1: /   /" said; } | tr '\n' '\r'
    echo " $1"
    for form in csv json; do
        run "$form" "${@:2}"
        [[ $? == "$status" ]] && codes_of "$form" <said | cmp -s - codes || echo "$1 says something else as $form: ${*:2}" >&2
    done
}

matrix() {
    local situation given tool command form
    while IFS=';' read -r situation given; do
        echo "== $situation"
        while read -r tool command; do
            if [[ $tool == sheet ]]; then
                case $given in
                *good.csv*) say "$tool" "$command" "${given/good.csv/../../sheet/every-writer-says-the-same/exceljs.xlsx}" ;;
                *empty.csv* | *god.csv*) say "$tool" "$command" "$given" ;;
                esac
            else
                say "$tool" "$command" "$given"
            fi
        done <tools | perl -ne '
            my ($said, $tool) = /^(.*\r) (\S+)$/s or next;
            push @order, $said if !$tools{$said};
            push @{$tools{$said}}, $tool;
            END { for (@order) { s/^(\d+)\r/$1 @{$tools{$_}}\r/ for my $shown = $_; print $shown =~ tr/\r/\n/r } }'
    done <situations
}
