# For the lints that run the examples of documents.  To be sourced.
#
# The commands of one document run one after the other in one folder that looks
# like the root of the tree, so that what they write stays out of it.

stage=$(mktemp -d "${TMPDIR:-/tmp}/steelyard-stage.XXXXXX") || exit 2
trap 'rm -rf "$stage" "$stage".{played,skipped,duckdb,messages}' EXIT
: >"$stage.played"
: >"$stage.skipped"
tree=$PWD
bin=${BUILD:-build}/bin
[[ $bin == /* ]] || bin=$tree/$bin
export LC_ALL=C.UTF-8 TZ=UTC TERM=dumb
unset COLUMNS LINES NO_COLOR CLICOLOR SOURCE_DATE_EPOCH LANG LANGUAGE

# A fresh stage for the next document.
stage_clear() {
    rm -rf "$stage"
    mkdir -p "$stage/build"
    local entry
    for entry in "$tree"/*; do
        [[ ${entry##*/} == build ]] || ln -s "$entry" "$stage/"
    done
    ln -s "$bin" "$stage/build/bin"
}

# How many commands were run, and how many were not, if any.
played() {
    wc -l <"$stage.played"
}
left_out() {
    [[ ! -s $stage.skipped ]] || echo ", $(wc -l <"$stage.skipped") skipped"
}

# The first program that a command wants and that is not there, of those that we do without: it stands at the
# beginning of a stage, or a script under pipelines/ says "# Needs: NAME".
lacks() { # command
    local program word words needs=''
    read -ra words <<<"$1"
    # One that is shown by sed is not run.
    for word in "${words[@]}"; do
        if [[ $word == pipelines/*/* && -f $word && ${words[0]} != sed ]]; then
            needs+=$(sed -n 's/^# Needs: /, /p' "$word")
        fi
    done
    for program in mlr sqlite3 Rscript gnuplot datamash jq parallel psql duckdb; do
        [[ $1 =~ (^|[|\;\&\(]\ *|\ do\ )$program\  || "$needs," == *", $program,"* ]] || continue
        case $program in
        psql) [[ ${STEELYARD_POSTGRES-} ]] ;;
        duckdb)
            [[ -e $stage.duckdb ]] || { pipelines/stores/duckdb 'select 1' </dev/null >/dev/null && echo there; } >"$stage.duckdb" 2>/dev/null
            [[ -s $stage.duckdb ]]
            ;;
        *) command -v "$program" >/dev/null ;;
        esac || { echo "$program"; return; }
    done
}

# Is the text the shown one, where a line "..." stands for any lines?
looks_like() { # what came, what is shown
    local got=$1$'\n' rest=$2$'\n' chunk
    if [[ $rest != *$'...\n'* ]]; then [[ $got == "$rest" ]]; return; fi
    chunk=${rest%%...$'\n'*} rest=${rest#*...$'\n'}
    [[ $got == "$chunk"* ]] || return
    got=${got#"$chunk"}
    while [[ $rest == *$'...\n'* ]]; do
        chunk=${rest%%...$'\n'*} rest=${rest#*...$'\n'}
        [[ $got == *"$chunk"* ]] || return
        got=${got#*"$chunk"}
    done
    [[ $got == *"$rest" ]]
}

# Takes the messages out of what is shown, in their order: what is left goes to
# $shown_out.  The tools of a pipeline run at the same time, so where a message
# stands among the lines of the output is chance; that it is shown is not.  Fails
# when a message is missing and no "..." can stand for it.
part_messages() { # messages, what is shown
    local -a messages lines
    local line at=0 k dots=''
    mapfile -t messages < <([[ -z $1 ]] || printf '%s\n' "$1")
    mapfile -t lines < <(printf '%s\n' "$2")
    shown_out=''
    for line in "${lines[@]}"; do
        [[ $line == ... ]] && dots=yes
        for ((k = at; k < ${#messages[@]}; k++)); do
            if [[ ${messages[k]} == "$line" ]]; then
                at=$((k + 1))
                continue 2
            fi
            [[ $dots ]] || break
        done
        shown_out+=$line$'\n'
    done
    shown_out=${shown_out%$'\n'}
    [[ $dots ]] || ((at == ${#messages[@]}))
}

# Does a command print what is shown?
prints_shown() { # output, messages, what is shown
    local shown_out
    part_messages "$2" "$3" && looks_like "$1" "$shown_out"
}

# Runs one command of a document and complains when it does not do what is shown.
# With "free" as fourth argument, a command that shows nothing may print.
play() { # where, command, shown output, [free]
    local got messages status lacking
    case $2 in
    make | 'make '* | 'git '* | 'cd '* | 'sudo '* | 'apt'*) return 0 ;;
    esac
    lacking=$(lacks "$2")
    if [[ $lacking ]]; then
        echo "skipped: no $lacking for $1"
        echo >>"$stage.skipped"
        return 0
    fi
    echo >>"$stage.played"
    got=$(cd "$stage" && PATH=$bin:$PATH timeout "${EXAMPLE_SECONDS:-60}" bash -c "$2" \
        2>"$stage.messages" </dev/null)
    status=$?
    messages=$(<"$stage.messages")
    if [[ -z $3 && ${4-} == free ]]; then
        ((status < 2)) && return 0
        printf '%s: "%s" ends with status %d:\n%s\n' "$1" "$2" $status "$messages"
        return 1
    fi
    if ((status <= 2)) && prints_shown "$got" "$messages" "$3"; then return 0; fi
    printf '%s: "%s" (status %d) prints other than what is shown:\n' "$1" "$2" $status
    diff -u --label shown --label got <(printf '%s\n' "$3") \
        <(printf '%s\n' ${messages:+"$messages"} "$got")
    return 1
}

# Plays every command of a session on standard input: lines "LINE:TEXT" where a
# text that begins with "$ " is a command, goes on after a backslash, and is
# followed by what it prints; an empty text after a "LINE:!" ends it.
play_session() { # file, [free]
    local number text command='' shown='' at=0 more='' status=0
    finish() {
        if [[ $command ]]; then
            while [[ $shown == *$'\n' ]]; do shown=${shown%$'\n'}; done
            play "$file:$at" "$command" "$shown" "$free" || status=1
        fi
        command='' shown=''
    }
    local file=$1 free=${2-}
    while IFS=: read -r number text; do
        if [[ $more ]]; then
            command+=$'\n'${text#> }
            [[ $text == *\\ ]] || more=''
        elif [[ $text == '$ '* ]]; then
            finish
            command=${text#'$ '} at=$number
            if [[ $text == *\\ ]]; then more=yes; fi
        elif [[ $text == '!' ]]; then
            finish
        else
            shown+=$text$'\n'
        fi
    done
    finish
    return $status
}
