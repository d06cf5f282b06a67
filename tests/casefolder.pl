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
#   refused   left as it was found, and told: a message names its line or its text
#   argued    read otherwise, for a reason that doc/decisions/0016 gives
#   wrong     read otherwise for no reason, or not told: never
#
# Rows are put to normalize few at a time, so that no message is behind "and 5 more".
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
use Casefolder qw(begin cell_text cells delimiter number same_cell slurp told);

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

# A table of observations with the cells in one column, normalized; one row a cell, which says
# whether something was told of it.  One that is left out has no row, and is an empty one here.
use constant AT_ONCE => 10;
use constant LIST_OF => 2024;      # a region is there or not in the year of the list of regions
sub normalized {
    my ($options, $column, @values) = @_;
    my %default = (region => 'x', indicator => 'y', period => LIST_OF, value => '1', id => '');
    my $file = "$scratch/cells.csv";
    my @names = qw(region indicator period value id);
    my @got;
    for (my $from = 0; $from < @values; $from += AT_ONCE) {
        my @some = grep { $_ < @values } $from .. $from + AT_ONCE - 1;
        my ($line, %line) = 2;
        open my $out, '>:utf8', $file or die;
        print $out quoted(@names), "\n";
        for my $id (@some) {
            my %row = (%default, id => $id, $column => $values[$id]);
            $line{$id} = $line;
            $line += 1 + (() = ($values[$id] // '') =~ /\n/g);
            print $out quoted(map { $row{$_} } @names), "\n";
        }
        close $out;
        my ($text) = run_tool("normalize $options", $file);
        utf8::decode(my $messages = slurp("$scratch/errors"));
        my ($header, @rows) = cells($text);
        for my $row (@rows) {
            my %cell = map { $header->[$_] => $row->[$_] } 0 .. $#$header;
            $got[$cell{id}] = \%cell;
        }
        for my $id (@some) {
            $got[$id] //= { left_out => 1, map { $_ => '' } qw(region indicator period value unit status qualifier) };
            $got[$id]{told} = told($messages, $line{$id}, $values[$id] // '');
        }
    }
    return @got;
}

# The option that says what parts the cells of a case, where it is no comma.
sub delimiter_of { my $sign = delimiter($_[0]); return $sign eq ',' ? '' : "-d '$sign'" }

# ---- comparing ----

my %scale = ('百' => 2, '千' => 3, '万' => 4, '百万' => 6, '千万' => 7, '亿' => 8, '万亿' => 12);

# Equal, but for what a double lost beyond 14 digits.
sub same_number {
    my ($got, $want) = @_;
    return 0 unless number($got) && number($want);
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

# One row's verdict; what is refused must be told.
sub judge {
    my ($value, $got, $verdict, $want, $row) = @_;
    ($verdict, $got) = ('wrong', "$got and not told") if $row && !$row->{told} && ($verdict eq 'refused' || $row->{refused});
    $sum{$verdict}++;
    push @told, '    ' . ($verdict eq 'argued' ? 'argued (decision 16)' : $verdict) . ': ' . join ' | ', map { $_ // '' } $value, "got $got", defined $want ? "want $want" : ()
        if $verdict ne 'right';
    return $verdict;
}

# Figures: canonical is the number, for shares with a percent sign.  Fractions are read with
# --ratio, which also makes a share a part of 1: all must agree either way.
sub judge_figures {
    my ($case) = @_;
    my @want = @{$case->{expected}{rows}};
    my @value = map { $_->{value} } @want;
    my @got = normalized('--cn-numerals', 'value', @value);
    my @divided = normalized('--cn-numerals --ratio', 'value', @value);
    for my $i (0 .. $#want) {
        $got[$i] = $divided[$i] if $value[$i] =~ m{分\s*之|/|／} && $divided[$i] && $divided[$i]{status} ne '';
    }
    for my $i (0 .. $#want) {
        my ($want, $got) = ($want[$i], $got[$i]);
        if ($got->{left_out}) { judge($want->{value}, 'line left out', 'refused', undef, $got); next }
        my $shown = "$got->{value} $got->{unit} $got->{qualifier} $got->{status}";
        my $canonical = $want->{canonical};
        my $verdict;
        if ($got->{value} eq '' && $got->{status} ne 'A') {
            $verdict = $want->{value} eq '' || !$want->{ok} ? 'right' : 'argued';
        } elsif (!number($got->{value}) || $got->{status} eq '') {
            $verdict = $want->{ok} ? 'refused' : 'right';
            $got->{refused} = 1;
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
        judge($want->{value}, $shown, $verdict, $canonical, $got);
    }
}

# A unit of two meanings is read as the statistical one: 位 is a rank, not a bit.
sub argued_quantity { my ($got, $want) = @_; return $got->{unit} eq '位' && $want->{unit} eq 'Bit'; }

# Dates: what is read must be the day, or the month or year that the day lies in where
# the text says no more.
sub judge_dates {
    my ($case) = @_;
    my @want = @{$case->{expected}{rows}};
    my @got = normalized('', 'period', map { $_->{value} } @want);
    for my $i (0 .. $#want) {
        my ($want, $got) = ($want[$i], $got[$i]);
        my $period = $got->{period};
        my $date = $want->{iso} // $want->{range}{date} // $want->{range}{start} // $want->{range}{dateTime} // $want->{timex} // '';
        my $read = $period =~ m{^\d{4}(-(\d\d(-\d\d)?|Q[1-4]|S[12]|W\d\d))?(/P\d+[YMD])?$};
        my $verdict = !$read ? ($want->{ok} ? 'refused' : 'right')
                    : !$want->{ok} ? 'wrong'
                    : substr($date, 0, length $period) eq $period || ($want->{timex} // '') eq $period ? 'right' : 'wrong';
        $got->{refused} = !$read;
        judge($want->{value}, $period, $verdict, $date, $got);
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
    my @got = normalized("--regions $root/samples/lists/regions.csv $mapping", 'region', map { $_->{value} } @want);
    for my $i (0 .. $#want) {
        my ($want, $got) = ($want[$i], $got[$i]);
        my $code = $got->{region} =~ /^\d{6}$/ ? $got->{region} : '';
        my $verdict = $code eq '' ? ($want->{ok} ? 'refused' : 'right') : $want->{ok} && $code eq $want->{canonical} ? 'right' : 'wrong';
        $got->{refused} = $code eq '';
        judge($want->{value}, $got->{region}, $verdict, $want->{canonical}, $got);
    }
}

# Bytes: the cells must come out as they are; what is no table of observations is made one
# by naming what it lacks.
sub judge_bytes {
    my ($case) = @_;
    my $want = $case->{expected};
    my ($head, @wanted) = @{$want->{rows} // [[]]};
    open my $out, '>:utf8', "$scratch/mapping.csv" or die;
    print $out "what,from,to\ncolumn,#1,value\n", map { "column,#$_,cell$_\n" } 2 .. @$head;
    close $out;
    my ($text, $status) = run_tool("normalize --set region=x --set indicator=y --set period=2020 --header-line 1 "
                                . delimiter_of($case) . " --mapping $scratch/mapping.csv", $case->{input});
    my @rows = cells($text, delimiter($case));
    my $row = { refused => 1, told => scalar slurp("$scratch/errors") =~ / error: .*\]/ };
    if (exists $want->{valid} && !$want->{valid}) {
        judge('the file', "status $status", $status ? 'right' : 'wrong', 'refused', $row);
        return;
    }
    if ($status == 2) { judge('the file', 'refused', 'refused', undef, $row); return }
    my $roles = 11;
    my %came = map { join("\x1f", map { s/\r\n/\n/gr } @$_[3, $roles .. $#$_]) => 1 } @rows;
    for my $wanted (@wanted) {
        my @cell = map { cell_text($_) } @$wanted;
        my $key = join "\x1f", map { s/\r\n/\n/gr } @cell;
        my $same = $came{$key} || grep { my @got = @$_[3, $roles .. $#$_]; @got == @cell && !grep { !same_cell($got[$_], $wanted->[$_]) } 0 .. $#got } @rows;
        judge($cell[0], join('|', @cell), $same ? 'right' : 'wrong', 'these cells');
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
#
# A value for blank cells is --set, which is for columns that observations have: each column in
# turn is laid in as the source.
sub fill_empty {
    my ($case) = @_;
    my ($header, @rows) = cells(slurp($case->{input}), delimiter($case));
    my ($value) = grep { defined } @{$case->{options}}{qw(value fill v with)}, 'N/A';
    my %asked = map { $_ => 1 } @{$case->{options}{fields} // $header};
    my $file = "$scratch/table.csv";
    my @filled = map { [] } @rows;
    for my $column (0 .. $#$header) {
        open my $out, '>:utf8', $file or die;
        print $out quoted(qw(region indicator period value source)), "\n";
        print $out quoted('x', 'y', 2020, $_ + 1, $rows[$_][$column]), "\n" for 0 .. $#rows;
        close $out;
        my $set = $asked{$header->[$column]} ? "--set 'source=$value'" : '';
        my ($text, $status) = run_tool("normalize -q $set", $file);
        return ($header, '', $status) if $status == 2;
        my (undef, @got) = cells($text);
        $filled[$_][$column] = $got[$_] ? $got[$_][9] : '' for 0 .. $#rows;
    }
    return ($header, join("\n", map { quoted(@$_) } $header, @filled) . "\n", 0);
}

sub fill_down {
    my ($case) = @_;
    my ($header, @rows) = cells(slurp($case->{input}), delimiter($case));
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
    my ($header) = cells(slurp($case->{input}), delimiter($case));
    my $pattern = $long->{regex} // '(?:' . join('|', map { quotemeta } @{$long->{inputs}}) . ')';
    my @stay = grep { !/^(?:$pattern)$/ } @$header;
    open my $out, '>:utf8', "$scratch/mapping.csv" or die;
    print $out "what,from,to\n", map { quoted('column', $stay[$_], $_ ? $stay[$_] : 'period') . "\n" } 0 .. $#stay;
    close $out;
    my $options = delimiter_of($case) . " --header-line 1 --set region=x --mapping $scratch/mapping.csv --long '$pattern'";
    my ($text, $status) = run_tool("normalize -q $options", $case->{input});
    my %called = (period => $stay[0], indicator => $long->{key}, value => $long->{value});
    $text =~ s/^.*/join ',', map { $called{$_} \/\/ $_ } split m{,}, $&/e;
    return ([@stay, $long->{key}, $long->{value}], $text, $status);
}

sub judge_tables {
    my ($case) = @_;
    my %how = ('reshape' => \&to_long, 'fill-down' => \&fill_down, 'fill-empty' => \&fill_empty);
    my ($columns, $text, $status) = $how{$case->{kind}}->($case);
    my $row = { told => scalar slurp("$scratch/errors") =~ / error: .*\]/ };
    return judge('the table', "status $status", 'refused', undef, $row) if $status == 2;
    my ($want_header, @want) = cells(slurp("$folder/$case->{file}"), delimiter($case));
    my ($header, @got) = cells($text, $case->{kind} eq 'reshape' ? delimiter($case) : ',');
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
