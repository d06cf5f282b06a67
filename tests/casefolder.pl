#!/usr/bin/perl
# Holds normalize against a folder of conformance cases of other people; tests/casefolder
# runs it behind the cases of the reader, the schema module and validate.
#
#   tests/casefolder.pl [-v] [-k KIND]... FOLDER
#
# FOLDER/manifest.csv has the columns case, kind, input, schema, expected, origin, with
# paths relative to FOLDER; an expected.json says for each row whether it is to be read
# (ok), and as what (canonical, range, rows ...).  Each row is
#
#   right     read as the case has it
#   refused   left as it was found, and told
#   argued    read otherwise, for a reason that doc/decisions/0016 gives
#   wrong     read otherwise for no reason, or not told: never
#
# One line a case, then the sums; -v shows each row that is not right.  Status 1 when
# anything is wrong.  Kinds that are not listed in %kind are counted and left out.
use strict;
use warnings;
use utf8;
use File::Basename qw(dirname);
use FindBin;
use JSON::PP;
use Math::BigFloat;
use lib $FindBin::Bin;
use Casefolder qw(begin cells slurp);

binmode STDOUT, ':utf8';
my $run = begin();
my ($root, $folder, $scratch) = @$run{qw(root folder scratch)};

# ---- reading and running ----

sub quoted { return join ',', map { my $c = $_ // ''; $c =~ s/"/""/g; qq("$c") } @_ }

# Runs a tool on a file; its output and exit status.
sub run_tool {
    my ($command, $file) = @_;
    my $text = `$command '$file' 2>$scratch/errors`;
    utf8::decode($text);
    my $status = $? >> 8;
    die "$command ended with $status\n" if $status > 2;
    return ($text, $status);
}

# A table of observations with the cells in one column, normalized; one row a cell.
sub normalized {
    my ($options, $column, @values) = @_;
    my %default = (region => 'x', indicator => 'y', period => '2020', value => '1', id => '');
    my $file = "$scratch/cells.csv";
    my @names = qw(region indicator period value id);
    open my $out, '>:utf8', $file or die;
    print $out quoted(@names), "\n";
    my $id = 0;
    for my $value (@values) {
        my %row = (%default, id => $id++, $column => $value);
        print $out quoted(map { $row{$_} } @names), "\n";
    }
    close $out;
    my ($text, $status) = run_tool("normalize -q $options", $file);
    my ($header, @rows) = cells($text);
    my %at = map { $header->[$_] => $_ } 0 .. $#$header;
    my @got;
    for my $row (@rows) {
        my %got = map { $_ => $row->[$at{$_}] } keys %at;
        $got[$got{id}] = \%got;
    }
    return ($status, @got);
}

# ---- comparing ----

my $number = qr/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
my %scale = ('百' => 2, '千' => 3, '万' => 4, '百万' => 6, '千万' => 7, '亿' => 8, '万亿' => 12);

# Equal, but for what a double lost beyond 14 digits.
sub same_number {
    my ($got, $want) = @_;
    return 0 unless $got =~ $number && $want =~ $number;
    my ($a, $b) = (Math::BigFloat->new($got), Math::BigFloat->new($want));
    return 1 if $a == $b;
    return abs($a - $b) <= abs($b) * Math::BigFloat->new('1e-13');
}

sub shift_by { my ($value, $power) = @_; return Math::BigFloat->new($value)->blsft($power, 10)->bstr; }

# A figure in whole units: 387 万亩 is 3870000.
sub unscaled {
    my ($value, $unit) = @_;
    for my $word (sort { length $b <=> length $a } keys %scale) {
        return shift_by($value, $scale{$word}) if $unit =~ /^\Q$word\E./ && $unit !~ /^(千米|千克|千瓦|千卡)/;
    }
    return $value;
}

# ---- the kinds ----

my (%sum, @told);

# One row's verdict.
sub judge {
    my ($value, $got, $verdict, $want) = @_;
    $sum{$verdict}++;
    push @told, "    $verdict: " . join ' | ', map { $_ // '' } $value, "got $got", defined $want ? "want $want" : ()
        if $verdict ne 'right';
    return $verdict;
}

# Figures: canonical is the number, for shares with a percent sign.  Fractions are read with
# --ratio, which also makes a share a part of 1: all must agree either way.
sub judge_figures {
    my ($case) = @_;
    my @want = @{$case->{expected}{rows}};
    my @value = map { $_->{value} } @want;
    my (undef, @got) = normalized('--cn-numerals', 'value', @value);
    my (undef, @divided) = normalized('--cn-numerals --ratio', 'value', @value);
    for my $i (0 .. $#want) {
        $got[$i] = $divided[$i] if $value[$i] =~ m{分\s*之|/|／} && $divided[$i] && $divided[$i]{status} ne '';
    }
    for my $i (0 .. $#want) {
        my ($want, $got) = ($want[$i], $got[$i]);
        if (!$got) { judge($want->{value}, 'line left out', 'refused'); next }
        my $shown = "$got->{value} $got->{unit} $got->{qualifier} $got->{status}";
        my $canonical = $want->{canonical};
        my $verdict;
        if ($got->{value} eq '' && $got->{status} ne 'A') {
            $verdict = $want->{value} eq '' || !$want->{ok} ? 'right' : 'argued';
        } elsif ($got->{value} !~ $number || $got->{status} eq '') {
            $verdict = $want->{ok} ? 'refused' : 'right';
        } elsif (!$want->{ok} || !defined $canonical) {
            $verdict = 'wrong';
        } elsif ($canonical =~ s/%$//) {
            my %power = ('%' => 0, '‰' => -1, '‱' => -2, '成' => 1, '百万分之一' => -4, 'ratio' => 2);
            $verdict = exists $power{$got->{unit}} && same_number(shift_by($got->{value}, $power{$got->{unit}}), $canonical) ? 'right'
                     : $got->{unit} eq '百分点' && same_number($got->{value}, $canonical) ? 'argued' : 'wrong';
        } else {
            my %power = ('%' => -2, '‰' => -3, '‱' => -4, '成' => -1, '百万分之一' => -6);
            my $value = exists $power{$got->{unit}} ? shift_by($got->{value}, $power{$got->{unit}}) : unscaled($got->{value}, $got->{unit});
            $verdict = same_number($value, $canonical) ? 'right' : 'wrong';
        }
        $verdict = 'argued' if $verdict eq 'wrong' && $case->{kind} eq 'cell-cn-quantity' && argued_quantity($got, $want);
        judge($want->{value}, $shown, $verdict, $canonical);
    }
}

# A unit of two meanings is read as the statistical one: 位 is a rank, not a bit.
sub argued_quantity { my ($got, $want) = @_; return $got->{unit} eq '位' && $want->{unit} eq 'Bit'; }

# Dates: what is read must be the day, or the month or year that the day lies in where
# the text says no more.
sub judge_dates {
    my ($case) = @_;
    my @want = @{$case->{expected}{rows}};
    my (undef, @got) = normalized('', 'period', map { $_->{value} } @want);
    for my $i (0 .. $#want) {
        my ($want, $got) = ($want[$i], $got[$i]);
        my $period = $got ? $got->{period} : '';
        my $date = $want->{iso} // $want->{range}{date} // $want->{range}{start} // $want->{range}{dateTime} // $want->{timex} // '';
        my $read = $period =~ m{^\d{4}(-(\d\d(-\d\d)?|Q[1-4]|S[12]|W\d\d))?(/P\d+[YMD])?$};
        my $verdict = !$read ? ($want->{ok} ? 'refused' : 'right')
                    : !$want->{ok} ? 'wrong'
                    : substr($date, 0, length $period) eq $period || ($want->{timex} // '') eq $period ? 'right' : 'wrong';
        judge($want->{value}, $period, $verdict, $date);
    }
}

# Regions by the list that the samples have.
sub judge_regions {
    my ($case) = @_;
    my @want = @{$case->{expected}{rows}};
    my $mapping = '';
    if (my $alias = $case->{options}{alias}) {
        open my $out, '>:utf8', "$scratch/mapping.csv" or die;
        print $out "what,from,to\n", map { "region,$_,$alias->{$_}\n" } sort keys %$alias;
        close $out;
        $mapping = "--mapping $scratch/mapping.csv";
    }
    my (undef, @got) = normalized("--regions $root/samples/lists/regions.csv $mapping", 'region', map { $_->{value} } @want);
    for my $i (0 .. $#want) {
        my ($want, $got) = ($want[$i], $got[$i]);
        my $code = $got && $got->{region} =~ /^\d{6}$/ ? $got->{region} : '';
        my $verdict = $code eq '' ? ($want->{ok} ? 'refused' : 'right') : $want->{ok} && $code eq $want->{canonical} ? 'right' : 'wrong';
        judge($want->{value}, $got ? $got->{region} : '', $verdict, $want->{canonical});
    }
}

# Bytes: the cells must come out as they are; what is no table of observations is made one
# by naming what it lacks.
sub judge_bytes {
    my ($case) = @_;
    my $want = $case->{expected};
    open my $out, '>:utf8', "$scratch/mapping.csv" or die;
    print $out "what,from,to\ncolumn,#1,value\n";
    close $out;
    my ($text, $status) = run_tool("normalize -q --set region=x --set indicator=y --set period=2020 --header-line 1 "
                                . "--mapping $scratch/mapping.csv", $case->{input});
    my @rows = cells($text);
    if (exists $want->{valid} && !$want->{valid}) {
        judge('the file', "status $status", $status ? 'right' : 'wrong', 'refused');
        return;
    }
    if ($status == 2) { judge('the file', 'refused', 'refused'); return }
    my $roles = 11;
    my %came = map { join("\x1f", map { s/\r\n/\n/gr } @$_[3, $roles .. $#$_]) => 1 } @rows;
    my ($head, @wanted) = @{$want->{rows}};
    for my $row (@wanted) {
        my $key = join "\x1f", map { s/\r\n/\n/gr } @$row;
        judge($row->[0], join('|', @$row), $came{$key} ? 'right' : 'wrong', 'these cells');
    }
}

# Characters: a name goes through as it is but for outer spaces and invisible characters,
# with --nfc in that form.  No name is ever folded to NFKC.
sub judge_characters {
    my ($case) = @_;
    my @want = @{$case->{expected}{rows}};
    my $file = "$scratch/cells.csv";
    open my $out, '>:utf8', $file or die;
    print $out "region,indicator,period,value,name\n", map { quoted('x', 'y', 2020, 1, $_->{value}), "\n" } @want;
    close $out;
    my ($text) = run_tool('normalize -q --nfc', $file);
    my ($header, @rows) = cells($text);
    for my $i (0 .. $#want) {
        my $came = $rows[$i] ? $rows[$i][11] : '(no row)';
        judge($want[$i]{cp} // $want[$i]{value}, $came, $came eq $want[$i]{nfc} ? 'right' : 'wrong', $want[$i]{nfc});
    }
}

# Tables of other things than observations are refused: no column is the value.
# The tables have no region, no figures that repeat: what is asked of them is laid beside
# columns that normalize needs, and compared in theirs.
sub fill_down {
    my ($case) = @_;
    my ($header, @rows) = cells(slurp($case->{input}));
    my $file = "$scratch/table.csv";
    open my $out, '>:utf8', $file or die;
    print $out quoted(qw(region indicator period value), @$header), "\n";
    print $out quoted('x', 'y', 2020, $_ + 1, @{$rows[$_]}), "\n" for 0 .. $#rows;
    close $out;
    my @columns = $case->{options}{all} ? @$header : @{$case->{options}{fields} // []};
    # One column at a time: named together, a new value in one makes those behind it begin anew.
    my ($text, $status);
    for my $column (@columns) {
        ($text, $status) = run_tool("normalize -q --fill-down '$column'", $file);
        return ($header, '', $status) if $status == 2;
        open $out, '>:utf8', $file or die;
        print $out $text;
        close $out;
    }
    return ($header, $text, $status);
}

sub to_long {
    my ($case) = @_;
    my $long = $case->{options}{wide_to_long} or return ([], '', 2);
    my ($header) = cells(slurp($case->{input}));
    my $pattern = $long->{regex} // '(?:' . join('|', map { quotemeta } @{$long->{inputs}}) . ')';
    my @stay = grep { !/^(?:$pattern)$/ } @$header;
    open my $out, '>:utf8', "$scratch/mapping.csv" or die;
    print $out "what,from,to\n", map { quoted('column', $stay[$_], $_ ? $stay[$_] : 'period') . "\n" } 0 .. $#stay;
    close $out;
    my $options = "--header-line 1 --set region=x --mapping $scratch/mapping.csv --long '$pattern'";
    my ($text, $status) = run_tool("normalize -q $options", $case->{input});
    my %called = (period => $stay[0], indicator => $long->{key}, value => $long->{value});
    $text =~ s/^.*/join ',', map { $called{$_} \/\/ $_ } split m{,}, $&/e;
    return ([@stay, $long->{key}, $long->{value}], $text, $status);
}

sub judge_tables {
    my ($case) = @_;
    my ($columns, $text, $status) = $case->{kind} eq 'reshape' ? to_long($case) : fill_down($case);
    return judge('the table', "status $status", 'refused') if $status == 2;
    my ($want_header, @want) = cells(slurp("$folder/$case->{file}"));
    my ($header, @got) = cells($text);
    my %at = map { $header->[$_] => $_ } 0 .. $#$header;
    for my $i (0 .. ($#want > $#got ? $#want : $#got)) {
        for my $column (@$want_header) {
            my ($at) = grep { $columns->[$_] eq $column } 0 .. $#$columns;
            my ($want, $got) = ($want[$i][$at] // '', $got[$i] && defined $at{$column} ? $got[$i][$at{$column}] : '');
            my $same = $got eq $want || same_number($got, $want);
            # A blank that was asked to be filled, and is, where the case leaves it as it was.
            my $filled = $want eq '' && $case->{kind} =~ /^fill/;
            judge("row $i, $column", "\"$got\", not \"$want\"", $same ? 'right' : $filled ? 'argued' : 'wrong');
        }
    }
}

my %kind = (
    'cell-cn-number' => \&judge_figures,
    'cell-cn-percent' => \&judge_figures,
    'cell-cn-quantity' => \&judge_figures,
    'cell-cn-date' => \&judge_dates,
    'region' => \&judge_regions,
    'region-ambiguous' => \&judge_regions,
    'encoding' => \&judge_bytes,
    'unicode' => \&judge_characters,
    'fill-down' => \&judge_tables,
    'fill-empty' => \&judge_tables,
    'reshape' => \&judge_tables,
);

# ---- the folder ----

my $manifest = slurp("$folder/manifest.csv");
utf8::decode($manifest);
my ($header, @cases) = cells($manifest);
my (%total, $left_out);
for my $row (@cases) {
    my %case;
    @case{@$header} = @$row;
    next unless $run->{wanted}->($case{kind});
    my $judge = $kind{$case{kind}};
    if (!$judge) { $left_out++; next }
    my $expected = "$folder/$case{expected}";
    $case{input} = "$folder/$case{input}";
    $case{file} = $case{expected};
    $case{expected} = $expected =~ /\.json$/ ? decode_json(slurp($expected)) : {};
    my $options = dirname($case{input}) . '/options.json';
    $case{options} = -e $options ? decode_json(slurp($options)) : {};
    (%sum, @told) = ();
    $judge->(\%case);
    print "$case{case}: ", join(', ', map { "$sum{$_} $_" } grep { $sum{$_} } qw(right refused argued wrong)), "\n";
    print map { "$_\n" } $run->{verbose} ? @told : grep { /^    wrong/ } @told;
    $total{$_} += $sum{$_} for keys %sum;
}
print join(', ', map { ($total{$_} // 0) . " $_" } qw(right refused argued wrong));
print $left_out ? "; $left_out cases of other kinds left out\n" : "\n";
exit($total{wrong} ? 1 : 0);
