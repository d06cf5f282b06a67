# tab WORD...: what each shell offers for the last of the words: bash's to standard output; another
# shell is told only where it offers something else.  Files are what the shell offers by itself.
# (bash)

in_bash() {
    local COMP_LINE="$*" COMP_POINT COMPREPLY=() name=${1//-/_} keep=''
    COMP_POINT=${#COMP_LINE}
    # shellcheck source=/dev/null
    . <("$1" --completion bash)
    compopt() { :; }
    "_steelyard_$name"
    # Readline puts what it is given behind what stands before the last : or =.
    if [[ ${!#} == *[:=]* ]]; then keep=${!#} keep=${keep%"${keep##*[:=]}"}; fi
    local word
    for word in "${COMPREPLY[@]}"; do eval "printf '%s\n' \"\$keep\"$word"; done
}

# The functions that a completion calls, and what it would add.
in_zsh() {
    # shellcheck disable=SC2016
    zsh -f -c '
        _files() {}
        compadd() { local -a told; local name; while [[ $1 == -* ]]; do
            case $1 in -a) name=$2; print -rl -- "${(@P)name}"; return;; -d|-S) shift 2;; *) shift;; esac; done }
        _tab() { eval "$("$1" --completion zsh)"; }
        words=("$@") CURRENT=$#
        _tab "$1"' zsh "$@" | while IFS= read -r word; do
        if [[ $word == "${!#}"* ]]; then printf '%s\n' "$word"; fi
    done
}

in_fish() {
    local line="$*"
    # shellcheck disable=SC2016
    HOME=$PWD XDG_CONFIG_HOME=$PWD XDG_DATA_HOME=$PWD fish --no-config -c '
        $argv[1] --completion fish | source
        function __fish_complete_path; end
        complete -C "$argv[2]"' "$1" "$line" | cut -f 1
}

tab() {
    local shell offered
    echo "$*"
    offered=$(in_bash "$@" | sort)
    [[ ! $offered ]] || sed 's/^/    /' <<<"$offered"
    for shell in zsh fish; do
        if command -v "$shell" >/dev/null && ! diff <(echo "$offered") <("in_$shell" "$@" | sort | grep . || echo) >differs; then
            echo "    $shell offers something else:"
            cat differs
        fi
    done
}
