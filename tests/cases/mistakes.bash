# Makes the mistakes of a table and counts the points of what is said: one when it says what is
# right, one when it says where, one when the remedy that it names works.
#
#   . ../../mistakes.bash; mistakes <mistakes
#
# A mistake is a block of lines that begin so; a blank line ends it:
#
#   # a name for it
#   $ the command, as a newcomer writes it
#   = a text that the message holds when it is right
#   @ a text in it that says where: a file and a line, an option
#   + a text in it that is the remedy
#   > a command that does what the remedy says; it must end with 0.  One that needs a program that may not
#     be there begins with "command -v PROGRAM >/dev/null || exit 0;"
#
# What the tools say goes to standard error, two lines of each; the points to standard output.  With
# MISTAKES_AS=page a section of doc/mistakes.md is printed instead: doc/generate makes it.
# (bash; runs in the folder of a case.)

says() { # text
    grep -qF -- "$1" said
}

# A command as it stands at the root of the tree.
rooted() { # command
    sed 's|\(\.\./\)\{4\}||g' <<<"$1"
}

judge() {
    local points=0
    bash -c "$command" >/dev/null 2>said </dev/null
    if [[ ${MISTAKES_AS-} == page ]]; then
        printf '**%s**\n\n    %s\n    %s\n\nWhat works: `%s`\n\n' "${name^}" "$(rooted "$command")" \
            "$(head -n 1 said | sed 's|\(\.\./\)\{4\}||g')" "$(rooted "${remedy##*exit 0; }")"
        return
    fi
    head -n 2 said >&2
    says "$right" && points=$((points + 1))
    says "$place" && points=$((points + 1))
    says "$hint" && bash -c "$remedy" >/dev/null 2>remedied </dev/null && points=$((points + 1))
    echo "$points $name"
    total=$((total + points)) most=$((most + 3))
}

mistakes() {
    local line name='' command right place hint remedy total=0 most=0
    while IFS= read -r line || [[ $name ]]; do
        case $line in
        '# '*) name=${line#??} ;;
        '$ '*) command=${line#??} ;;
        '= '*) right=${line#??} ;;
        '@ '*) place=${line#??} ;;
        '+ '*) hint=${line#??} ;;
        '> '*) remedy=${line#??} ;;
        '') judge; name='' ;;
        *) echo "mistakes: a line that is none of a mistake: $line" >&2 ;;
        esac
    done
    [[ ${MISTAKES_AS-} == page ]] || echo "$total of $most points"
}
