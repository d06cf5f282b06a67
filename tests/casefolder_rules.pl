#!/usr/bin/perl
# Holds the edit rules of validate against a folder of conformance cases of other people:
# rules, corrections, localization and outliers; tests/casefolder runs it.
#
#   tests/casefolder_rules.pl [-v] [-k KIND]... FOLDER
#
# FOLDER/manifest.csv is as casefolder.pl has it.  A case's input is a table of one record a row,
# its options.json says more; rows count from 1 with the header as 1, as in the other kinds.
#
#   rules-r       rules: conditions as R's validate writes them; expected.json has rules, each with
#                 passes, fails and nNA, or values, each rule's list of true, false and null
#   correct-typo  rules: sums as R's deductive writes them; expected.csv is the table corrected
#   locate-error  rules (linear), weights by field; expected.json has rows: row and fields at fault
#   outlier       method (mad, boxplot or iqr, hb or hidiroglou_berthelot), field or fields (the
#                 earlier figure first), params; expected.json has rows, those that are outliers
#   vtl           rules: "when A then B" of a datapoint ruleset, or "total = a + b" of a hierarchical
#                 one; expected.json has rows, those that break one, or rules as above
#
# Each case is right, refused (a rule that we do not have is named, or validate refuses it and says
# so), argued (with the decision) or wrong.  One line a kind; status 1 when anything is wrong.
use strict;
use warnings;
use utf8;
use FindBin;
use JSON::PP;
use lib $FindBin::Bin;
use Casefolder qw(begin cells delimiter number same_cell slurp slurp_any table);

binmode STDOUT, ':utf8';
my $run = begin();
my ($folder, $scratch) = @$run{qw(folder scratch)};

# ---- writing and running ----

sub quoted { return join ',', map { my $c = $_ // ''; $c =~ s/"/""/g; qq("$c") } @_ }

sub put_file {
    my ($name, @rows) = @_;
    open my $out, '>:utf8', "$scratch/$name" or die;
    print $out map { quoted(@$_) . "\n" } @rows;
    close $out;
    return "$scratch/$name";
}

# The input of a case: header and rows.
sub input_of { my ($case) = @_; utf8::decode(my $text = slurp($case->{input})); return cells($text, delimiter($case)) }

# One record a cell: its row as the region, its column as the indicator.
sub long_table {
    my ($header, @rows) = @_;
    my @long = (['region', 'indicator', 'period', 'value']);
    for my $i (0 .. $#rows) {
        push @long, map { [$i + 2, $header->[$_], 2020, $rows[$i][$_] // ''] } 0 .. $#$header;
    }
    return put_file('long.csv', @long);
}

# Runs validate with rules, each id, kind, expr and when; its status, messages and outputs.
sub validate {
    my ($file, $rules, @options) = @_;
    put_file('rules.csv', ['id', 'kind', 'expr', 'when', 'severity', 'tolerance'], map { [@$_[0 .. 3], 'error', $_->[4]] } @$rules);
    unlink map { "$scratch/$_.csv" } qw(findings summary cells);
    my $out = `validate -q --rules $scratch/rules.csv --findings $scratch/findings.csv --summary $scratch/summary.csv @options $file 2>&1 >/dev/null`;
    my $status = $? >> 8;
    utf8::decode($out);
    my @tables = map { my $text = slurp_any("$scratch/$_.csv"); utf8::decode($text); [table($text)] } qw(findings summary cells);
    return ($status, $out, @tables);
}

# ---- their conditions as ours ----

# An expression of R, or of VTL, in our words; undef and what we do not have.
sub condition {
    my ($text) = @_;
    my $from = $text;
    return (undef, $1) if $text =~ /\b(mean|median|sd|var|sum|nrow|unique|is_unique|all_complete|do_by|contains_at_least|cor|grepl?|gsub|sapply|%vin%|hb|rollapply|is\.(?:numeric|character))\b/;
    $text =~ s/"([^"]*)"/"'" . $1 =~ s{'}{''}gr . "'"/ge;
    $text =~ s/%in%\s*c\(/ in (/g;
    $text =~ s/\bin_range\(\s*([\w.]+)\s*,\s*(?:min\s*=\s*)?([-\d.]+)\s*,\s*(?:max\s*=\s*)?([-\d.]+)\s*\)/($1 >= $2 and $1 <= $3)/g;
    $text =~ s/\bbetween\s*\(\s*([\w.]+)\s*,\s*([-\d.]+)\s*,\s*([-\d.]+)\s*\)/($1 >= $2 and $1 <= $3)/g;
    $text =~ s/\b(?:is\.na|isnull)\s*\(/is_missing(/g;
    $text =~ s/!\s*(?=is_missing|\()/not /g;
    $text =~ s/&&?/ and /g;
    $text =~ s/\|\|?/ or /g;
    $text =~ s/==/=/g;
    $text =~ s/^\s*if\s*(\((?:[^()]|(?1))*\))\s*(.*?)(?:\s+else\s+(.*))?$/"if $1 then ($2)" . (defined $3 ? " else ($3)" : '')/es;
    $text =~ s/\bTRUE\b/(1 = 1)/g;
    $text =~ s/\bFALSE\b/(1 = 0)/g;
    return (undef, "\"$from\"") if $text =~ /[{}\$~]|:=|\bfunction\b/;
    return ($text, undef);
}

sub rules_of { my ($case) = @_; my $rules = $case->{options}{rules} // []; return ref $rules eq 'HASH' ? map { $rules->{$_} } sort keys %$rules : @$rules }

# All of a case's rules as rows of ours; dies with what we do not have.
sub translated {
    my ($case, $kind) = @_;
    my @rules;
    for my $text (rules_of($case)) {
        my ($when, $expr) = $text =~ /^\s*when\s+(.+?)\s+then\s+(.+?)(?:\s+errorcode.*)?$/is ? ($1, $2) : ('', $text =~ s/\s+errorcode.*//isr);
        my ($ours, $lacks) = condition($expr);
        my ($given) = $when eq '' ? '' : condition($when);
        die { lacks => $lacks // 'the condition' } unless defined $ours && defined $given;
        push @rules, ['r' . (@rules + 1), $kind, $ours, $given];
    }
    return @rules;
}

# ---- the kinds ----

# Passes, fails and unknowns of each rule.
sub judge_rules {
    my ($case) = @_;
    my @rules = translated($case, 'row');
    my ($status, $told, $findings, $summary) = validate(put_file('input.csv', input_of($case)), \@rules);
    return refused($told) if $status == 2;
    my %got = map { $_->{rule} => $_ } @$summary;
    my $want = $case->{expected};
    return judge_rows($case, $findings, @{$want->{rows}}) if $want->{rows};
    my @want = $want->{values} ? map { my @v = @$_; { passes => (scalar grep { defined && $_ } @v), fails => (scalar grep { defined && !$_ } @v),
                                                      nNA => (scalar grep { !defined } @v) } } @{$want->{values}} : @{$want->{rules} // []};
    for my $i (0 .. $#want) {
        my $one = $got{$rules[$i][0]} // {};
        my $is = join ' ', map { $_ // 0 } @$one{qw(passes fails unknown)};
        my $should = join ' ', map { $_ // 0 } @{$want[$i]}{qw(passes fails nNA)};
        # When its condition does not hold, a rule says nothing of a record here; there it passes.
        my $idle = $one->{not_evaluated} // 0;
        my $counted = join ' ', ($one->{passes} // 0) + $idle, map { $_ // 0 } @$one{qw(fails unknown)};
        return ('wrong', "rule " . ($i + 1) . ": $is, wanted $should") if $is ne $should && $counted ne $should;
    }
    return ('right', '');
}

sub judge_rows {
    my ($case, $findings, @want) = @_;
    my %rows = map { $_->{record} + 1 => 1 } grep { $_->{record} } @$findings;
    my $is = join ' ', sort { $a <=> $b } keys %rows;
    my $should = join ' ', sort { $a <=> $b } map { ref $_ ? $_->{row} : $_ } @want;
    return $is eq $should ? ('right', '') : ('wrong', "rows $is, wanted $should");
}

sub refused { my ($told) = @_; return $told =~ / error: .*\]/ ? ('refused', $told) : ('wrong', 'refused and not told') }

# Sums and bounds over the columns of a record, as rules over indicators.
sub linear_rules {
    my ($case) = @_;
    my $n = 0;
    return map { my ($ours, $lacks) = condition($_);
                 die { lacks => $lacks } unless defined $ours;
                 ['r' . ++$n, $ours =~ /^\s*[\w.]+\s*=\s*[\w.]+(?:\s*\+\s*[\w.]+)*\s*$/ && $ours !~ /\d\s*\*/ ? 'balance' : 'formula', $ours, '', 0] }
           rules_of($case);
}

# The corrections that findings offer, put into the table.
sub judge_typos {
    my ($case) = @_;
    my ($header, @rows) = input_of($case);
    my ($status, $told, $findings) = validate(long_table($header, @rows), [linear_rules($case)]);
    return refused($told) if $status == 2;
    my @before = map { [@$_] } @rows;
    utf8::decode(my $text = slurp("$folder/$case->{file}"));
    my (undef, @want) = cells($text, delimiter($case));
    my $left = 0;
    for my $finding (grep { $_->{record} && number($_->{fix}) && $_->{fix} !~ /^\+/ } @$findings) {
        my $cell = $finding->{record} - 1;
        $rows[int($cell / @$header)][$cell % @$header] = $finding->{fix};
    }
    for my $i (0 .. $#want) {
        for my $c (0 .. $#$header) {
            next if same_cell($rows[$i][$c] // '', $want[$i][$c] // '');
            return ('wrong', "row " . ($i + 2) . " $header->[$c]: $rows[$i][$c], wanted $want[$i][$c]") if ($rows[$i][$c] // '') ne ($before[$i][$c] // '');
            $left++;
        }
    }
    return $left ? ('refused', "$left cells are left, and their rules are told") : ('right', '');
}

# The cells at fault: one of the smallest sets must be the one that the case has.
sub judge_located {
    my ($case) = @_;
    my ($header, @rows) = input_of($case);
    my $weights = $case->{options}{weights} // $case->{options}{weight} // {};
    my $file = long_table($header, @rows);
    my (undef, @long) = cells(slurp($file));
    put_file('long.csv', ['region', 'indicator', 'period', 'value', 'weight'], map { [@$_, $weights->{$_->[1]} // 1] } @long);
    my ($status, $told, undef, undef, $cells) = validate($file, [linear_rules($case)], "--localize $scratch/cells.csv");
    return refused($told) if $status == 2;
    my %sets;
    for my $cell (@$cells) {
        my ($row) = $cell->{key} =~ /^(\d+)/ or next;
        push @{$sets{$row}}, join ' ', sort split /\+/, $cell->{cells};
    }
    my %want = map { $_->{row} => join ' ', sort @{$_->{fields}} } grep { @{$_->{fields}} } @{$case->{expected}{rows}};
    for my $row (sort { $a <=> $b } keys %{{ %sets, %want }}) {
        next if grep { $_ eq ($want{$row} // '') } @{$sets{$row} // []};
        return ('refused', "row $row: no set of cells is named") if !$sets{$row} && $told ne '';
        return ('wrong', "row $row: " . join(' | ', @{$sets{$row} // ['nothing']}) . ", wanted " . ($want{$row} // 'nothing'));
    }
    return ('right', '');
}

my %outliers = ('mad' => 'mad', 'iqr' => 'iqr', 'boxplot' => 'iqr', 'tukey' => 'iqr', 'hb' => 'hidiroglou_berthelot',
                'hbmethod' => 'hidiroglou_berthelot', 'hidiroglou_berthelot' => 'hidiroglou_berthelot');

sub judge_outliers {
    my ($case) = @_;
    my ($header, @rows) = input_of($case);
    my $options = $case->{options};
    my $kind = $outliers{lc($options->{method} // '')} or return ('argued', 'decision 28: a method that hides what it looks for, or that is not here: ' . ($options->{method} // ''));
    my %column = map { $header->[$_] => $_ } 0 .. $#$header;
    my @fields = @{$options->{fields} // [$options->{field} // $header->[-1]]};
    my @long = (['region', 'indicator', 'period', 'value']);
    for my $i (0 .. $#rows) {
        push @long, map { [$i + 2, 'x', 2020 + $_, $rows[$i][$column{$fields[$_]}] // ''] } 0 .. $#fields;
    }
    my %own = (U => 'u', A => 'a', C => 'c', u => 'u', a => 'a', c => 'c', k => 'k');
    my $params = join ' ', 'least=3', map { "$own{$_}=$options->{params}{$_}" } grep { $own{$_} } sort keys %{$options->{params} // {}};
    my ($status, $told, $findings) = validate(put_file('long.csv', @long), [['o', $kind, $params, '']]);
    return refused($told) if $status == 2;
    my %rows = map { /^(\d+)/ ? ($1 => 1) : () } map { $_->{key} // '' } @$findings;
    my $is = join ' ', sort { $a <=> $b } keys %rows;
    my $should = join ' ', sort { $a <=> $b } map { ref $_ ? $_->{row} : $_ } @{$case->{expected}{rows} // $case->{expected}{outliers} // []};
    return $is eq $should ? ('right', '') : ('wrong', "rows $is, wanted $should");
}

# A ruleset over the columns of a record, or one over codes.
sub judge_vtl {
    my ($case) = @_;
    return judge_rules($case) unless ($case->{options}{ruleset} // '') eq 'hierarchical';
    my ($header, @rows) = input_of($case);
    my ($status, $told, $findings) = validate(long_table($header, @rows), [linear_rules($case)]);
    return refused($told) if $status == 2;
    my %rows = map { /^(\d+)/ ? ($1 => 1) : () } map { $_->{key} // '' } @$findings;
    my $is = join ' ', sort { $a <=> $b } keys %rows;
    my $should = join ' ', sort { $a <=> $b } map { ref $_ ? $_->{row} : $_ } @{$case->{expected}{rows} // []};
    return $is eq $should ? ('right', '') : ('wrong', "rows $is, wanted $should");
}

my %kind = ('rules-r' => \&judge_rules, 'correct-typo' => \&judge_typos, 'locate-error' => \&judge_located,
            'outlier' => \&judge_outliers, 'vtl' => \&judge_vtl);

# ---- the folder ----

utf8::decode(my $manifest = slurp("$folder/manifest.csv"));
my (%total, $wrong);
for my $case (table($manifest)) {
    next unless $kind{$case->{kind}} && $run->{wanted}->($case->{kind});
    $case->{file} = $case->{expected};
    $case->{input} = "$folder/$case->{input}";
    $case->{expected} = $case->{file} =~ /\.json$/ ? decode_json(slurp("$folder/$case->{file}")) : {};
    my $options = slurp_any("$folder/$case->{case}/options.json");
    $case->{options} = $options ? decode_json($options) : {};
    my ($verdict, $why) = eval { $kind{$case->{kind}}->($case) };
    ($verdict, $why) = ref $@ eq 'HASH' ? ('refused', "not a rule of ours: $@->{lacks}") : ('wrong', $@) unless defined $verdict;
    $total{$case->{kind}}{$verdict}++;
    $wrong++ if $verdict eq 'wrong';
    $why =~ s/\n+/; /g;
    print "  $case->{case}: $verdict: $why\n" if $verdict eq 'wrong' || ($run->{verbose} && $verdict ne 'right');
}
for my $kind (sort keys %total) {
    print "$kind: ", join(', ', map { ($total{$kind}{$_} // 0) . " $_" } qw(right refused argued wrong)), "\n";
}
exit($wrong ? 1 : 0);
