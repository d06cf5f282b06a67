# Shows chosen columns of a CSV file, parted by spaces, so that a case shows what it
# is about:  awk -v want=region,rank -f ../../pick.awk
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

NR == 1 {
    columns = cut_row($0, name)
    wanted = split(want, chosen, ",")
    for (i = 1; i <= columns; i++) place[name[i]] = i
    for (i = 1; i <= wanted; i++)
        if (!(chosen[i] in place)) { print "no column " chosen[i]; exit 1 }
}

{
    cut_row($0, field)
    line = ""
    for (i = 1; i <= wanted; i++) {
        value = field[place[chosen[i]]]
        line = line (i > 1 ? " " : "") (value == "" ? "." : value)
    }
    print line
}
