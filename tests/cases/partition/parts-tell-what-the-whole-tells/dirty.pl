# Observations with quoted line breaks, blank lines, CRLF, cells that are no numbers, units and words that change.
print "region,indicator,period,value,unit,note\n";
for my $i (1 .. 45) {
    my $value = $i % 11 == 5 ? "n/a?" : $i % 7 == 3 ? "\"1,$i.50\"" : $i % 13 == 1 ? "" : "$i.0";
    my $note = $i % 5 == 2 ? "\"two\n\nlines, \"\"$i\"\"\"" : $i % 9 == 4 ? "\" x $i\"" : "";
    my $region = $i % 17 == 6 ? "" : sprintf "33%02d00", $i % 4 + 1;
    print "$region,gdp,", $i % 19 == 8 ? "202x" : 2000 + $i, ",$value,", $i % 20 == 9 ? "万元" : "亿元", ",$note",
        $i % 6 == 0 ? "\r\n" : "\n";
    print "\n" if $i % 23 == 14;
}
