# A job for the engines: a table with such faults as come, cut into parts, and what one process makes of it.
#
#   . ../../engines.bash
#   engines_job FOLDER ROWS PARTS   lays out FOLDER/ask, FOLDER/parts and FOLDER/one, the right answer
#   engines_judge FOLDER STATUS     is FOLDER/result the right answer, byte for byte?  Says so, or what is wrong
#
# (bash; runs in the folder of a case, and in tests/cluster.)

engines_table() { # rows
    awk -v rows="$1" 'BEGIN {
        print "region,indicator,period,value,unit,source"
        for (i = 0; i < rows; i++) {
            value = i * 7919 % 1000 / 10
            if (i % 97 == 13) value = "x4"
            if (i % 89 == 5) value = "\"1,2" i % 10 "0.5\""
            source = i % 53 == 7 ? "\"two\nlines\"" : "s" i % 3
            printf "33%04d,i%d,20%02d年%d月,%s,亿元,%s\n", i % 40 * 100 + 100, i % 5, 10 + i % 9, 1 + i % 12, value, source
        }
    }'
}

# The three programs of a request: which part it is, where it begins in the whole, and where its files go, stand in $part, $at
# and $to.
engines_request() {
    cat <<'END'
clean=(normalize -q --at "$at" --log "$to/log.csv")
check=(validate -q --at "$at" --schema schema.json --findings "$to/findings.csv" --rejects "$to/rejects.csv")
count=(aggregate --by indicator,unit --stat count --stat sum:value --stat median:value --threads 1)
[[ $part == whole ]] || count+=(--partial "$part/$parts" -o "$to/state")
END
}

engines_schema() {
    cat <<'END'
{"fields": [{"name": "region", "type": "string", "constraints": {"pattern": "33[0-9]{4}"}},
  {"name": "indicator", "type": "string"}, {"name": "period", "type": "string"},
  {"name": "value", "type": "number", "constraints": {"maximum": 99}}, {"name": "unit", "type": "string"},
  {"name": "status", "type": "string"}, {"name": "qualifier", "type": "string"}, {"name": "vintage", "type": "string"},
  {"name": "caliber", "type": "string"}, {"name": "source", "type": "string"}, {"name": "note", "type": "string"}]}
END
}

engines_job() {
    local part=whole at=table.csv:2:1 to=../one clean check count
    mkdir -p "$1/ask" "$1/one"
    engines_table "$2" >"$1/table.csv"
    engines_schema >"$1/ask/schema.json"
    engines_request >"$1/ask/request"
    (cd "$1" && partition --parts "$3" -o parts table.csv) || return
    (
        cd "$1/ask" && . ./request || exit
        "${clean[@]}" <../table.csv 2>../one/said | "${check[@]}" 2>>../one/said | "${count[@]}" >../one/result.csv 2>>../one/said
        printf '%s\n' "${PIPESTATUS[@]}" | sort -n | tail -n 1 >../one/status
    )
}

engines_judge() {
    local table wrong=0
    for table in result.csv findings.csv rejects.csv log.csv status; do
        cmp -s "$1/one/$table" "$1/result/$table" || { echo "$table is not what one process makes (status $2)"; wrong=1; }
    done
    [[ $2 == "$(<"$1/one/status")" ]] || { echo "ended with $2; one process with $(<"$1/one/status")"; wrong=1; }
    ((wrong)) || echo "the same bytes, status $2"
    return $wrong
}

# A fault befalls a copy of the job whose parts are all made: what is made of it?  One line: the right answer, or none and why.
engines_fault() { # what is wrong, and how it gets so: in the folder try
    local status
    rm -rf try; cp -a job try
    (cd try && eval "$2") || echo "cannot: $2"
    "$engines/rest" try >said 2>&1
    "$engines/reduce" try >>said 2>&1
    status=$?
    if compgen -G 'try/.result*' >/dev/null; then echo "$1: $(cd try && echo .result*) is left"; fi
    if [[ -e try/result ]]; then
        [[ -d try/result && ! -L try/result ]] && rm -r try/made # a result does not need what it was made of
        echo "$1: $(engines_judge try $status)"
    else
        echo "$1: no result, status $status: $(grep -E '^(map|rest|reduce|pick|aggregate): ' said | sed 's|/[^ ]*/try/||; s|/state:[0-9:]*: |/state: |' | paste -sd ';')"
    fi
}
anew() { # parts that are not made yet
    local part
    for part; do rm -r made/*/0000"$part"; done
}
