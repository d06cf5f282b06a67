# Rows of normalize's output beside the column "want": those that differ, and how many agree.
NR == 1 {
    for (i = 1; i <= NF; i++)
        at[$i] = i
    next
}
{
    got = ""
    if (of == "period")
        got = $at["period"]
    else if ($at["value"] != "" && $at["status"] == "")
        got = "refused"
    else
        for (i = split("value unit qualifier status caliber note first second", name, " ") - 7; i <= 8; i++)
            if (name[i] in at && $at[name[i]] != "" && $at[name[i]] !~ /^原文/)
                got = got (got == "" ? "" : " ") $at[name[i]]
    if (of == "period" && got == $at["form"] && got !~ /^[0-9][0-9][0-9][0-9](-[0-9QS][0-9]?)?$/)
        got = "refused"
    want = $at["want"]
    n = split(want, word, " ")
    same = split(got, have, " ") == n
    for (i = 1; i <= n; i++) {
        found = 0
        for (k = 1; k <= n; k++)
            found = found || word[i] == have[k]
        same = same && found
    }
    if (same)
        count[want == "refused" ? "refused" : "read"]++
    else
        printf "%s (%s): want %s, got %s\n", $at["form"], $at["unit"], want, got
}
END {
    printf "%d read, %d refused\n", count["read"], count["refused"]
}
