# Shows chosen columns of a CSV file, parted by spaces, so that a case shows what it
# is about:  awk -v want=region,rank -f ../../pick.awk
# Without a choice all of it, turned so that it can be read: a column is a line, and
# its values stand side by side.
# A value that is empty is a dot; quotes are taken off.

function cut_row(row, field,    count, at, mark, quoted, value) {
    count = 0
    value = ""
    quoted = 0
    for (at = 1; at <= length(row); at++) {
        mark = substr(row, at, 1)
        if (mark == "\"") {
            if (quoted && substr(row, at + 1, 1) == "\"") { value = value mark; at++ }
            else quoted = !quoted
        } else if (mark == "," && !quoted) {
            field[++count] = value
            value = ""
        } else value = value mark
    }
    field[++count] = value
    return count
}

function shown(value) { return value == "" ? "." : value }

NR == 1 {
    columns = cut_row($0, name)
    wanted = split(want, chosen, ",")
    for (i = 1; i <= columns; i++) place[name[i]] = i
    for (i = 1; i <= wanted; i++)
        if (!(chosen[i] in place)) { print "no column " chosen[i]; exit 1 }
    for (i = 1; i <= columns; i++) turned[i] = name[i] ":"
}

{
    cut_row($0, field)
    line = ""
    for (i = 1; i <= wanted; i++) line = line (i > 1 ? " " : "") shown(field[place[chosen[i]]])
    if (wanted) print line
    else if (NR > 1)
        for (i = 1; i <= columns; i++) turned[i] = turned[i] (NR > 2 ? " | " : " ") shown(field[i])
}

END { if (!wanted) for (i = 1; i <= columns; i++) print turned[i] }
