# Figures laid out as a table on a page: rows of cells, where a cell is a text or {text, figure}.
package Layouts;
use strict;
use warnings;
use utf8;
use World;

my %COUNTED = (S1 => '上半年');

# A page: {sender, file, sheet, rows, merges, hidden, mapping, options, extra}; extra says where a slip may stand.
sub page {
    my ($world, $sender, $figures) = @_;
    my $page = {world => $world, sender => $sender, rows => [], merges => [], hidden => [], mapping => [],
        options => [], marks => {}, sheet => '附表1', file => "$sender->{owner}." . ($sender->{file} eq 'xlsx' ? 'xlsx' : 'csv')};
    my %layout = (long => \&long, down => \&down, across => \&across, months => \&months);
    $layout{$sender->{layout}}->($page, $figures);
    footnotes($page);
    push @{$page->{options}}, '--explain-notes' if keys %{$page->{marks}};
    push @{$page->{options}}, '--from gb18030' if $sender->{file} eq 'gb18030';
    return $page;
}

# ---- Words ----

# By its code, which in other seeds is not what evaluation terms call it.
sub named {
    my ($page, $figure) = @_;
    my ($indicator) = grep { $_->{code} eq $figure->{indicator} } @{$page->{world}{indicators}};
    return $indicator->{name_zh};
}

sub told {
    my ($period) = @_;
    return $period =~ /^(\d{4})-(S1)$/ ? "$1年$COUNTED{$2}" : $period =~ /^(\d{4})-(\d\d)$/ ? "$1年" . ($2 + 0) . '月' : "${period}年";
}

# As departments write a value: a bound, a sign for what is not said, full-width digits, the mark of a note.
sub cell {
    my ($page, $figure) = @_;
    my $text = $figure->{status} eq 'Q' ? '*' : $figure->{value};
    $text = "≥$text" if $figure->{qualifier} eq 'ge';
    $text = thousands($text) if $text =~ /^\d{4,}(?:\.\d+)?$/ && $page->{sender}{file} ne 'xlsx';
    $text =~ tr/0-9./０-９．/ if $page->{sender}{wide} && $figure->{period} =~ /1$/;
    $text .= mark($page, $figure->{note}) if $figure->{note} ne '' && $page->{sender}{layout} ne 'long';
    return {text => $text, figure => $figure};
}

sub thousands {
    my ($text) = @_;
    1 while $text =~ s/^(\d+)(\d{3})/$1,$2/;
    return $text;
}

sub mark {
    my ($page, $note) = @_;
    my @signs = ('①', '②', '③', '④', '⑤');
    $page->{marks}{$note} = $signs[keys %{$page->{marks}}] if !$page->{marks}{$note};
    return $page->{marks}{$note};
}

sub footnotes {
    my ($page) = @_;
    my %text = reverse %{$page->{marks}};
    my @notes = map { "注：$_$text{$_}" } sort keys %text;
    return if !@notes && !$page->{sender}{notes};
    push @{$page->{rows}}, [$_] for @notes ? @notes : ('注：数据以年度统计公报为准');
    return;
}

sub titled { my ($page, $title) = @_; return push @{$page->{rows}}, [$title] }

sub constant { my ($page, $column, $value) = @_; return push @{$page->{mapping}}, {what => 'set', from => $column, to => $value} }

# ---- One figure a row ----

sub long {
    my ($page, $figures) = @_;
    titled($page, '主要指标数据采集表');
    push @{$page->{rows}}, ['序号', '地区', '指标名称', '时期', '数值', '计量单位', '数据状态', '公布日期', '备注'];
    push @{$page->{mapping}}, {what => 'column', from => '序号', to => ''}, {what => 'symbol', from => '*', to => 'Q'};
    my $ours = $page->{world}->region('ours')->{name_zh};
    my $n    = 0;
    for my $figure (@$figures) {
        push @{$page->{rows}}, [++$n, $ours, named($page, $figure), told($figure->{period}), cell($page, $figure),
            $figure->{unit}, $figure->{status}, $figure->{vintage}, $figure->{note}];
    }
    return;
}

# ---- Years below each other, indicators beside each other ----

sub columns_of {
    my ($figures) = @_;
    my (%seen, @codes);
    $seen{$_->{indicator}}++ || push @codes, $_->{indicator} for @$figures;
    return @codes;
}

sub down {
    my ($page, $figures) = @_;
    my @codes = columns_of($figures);
    my %first = map { $_->{indicator} => $_ } reverse @$figures;
    titled($page, '规划指标完成情况');
    push @{$page->{rows}}, ['时期', '公布日期', map { named($page, $first{$_}) . "（$first{$_}{unit}）" } @codes];
    my %at;
    for my $figure (sort { $a->{period} cmp $b->{period} } @$figures) {
        my $row = $at{"$figure->{period} $figure->{vintage}"};
        if (!$row) {
            $row = $at{"$figure->{period} $figure->{vintage}"} = [told($figure->{period}), $figure->{vintage}, ('') x @codes];
            push @{$page->{rows}}, $row;
        }
        my ($i) = grep { $codes[$_] eq $figure->{indicator} } 0 .. $#codes;
        $row->[2 + $i] = cell($page, $figure);
    }
    return;
}

# ---- Indicators below each other, years beside each other ----

my $FILED = '2023-05-25';

sub across {
    my ($page, $figures) = @_;
    my @codes   = columns_of($figures);
    my %seen    = map { $_->{period} => 1 } @$figures;
    my @periods = sort keys %seen;
    my %figure  = map { ("$_->{indicator} $_->{period}" => $_) } @$figures;
    my $sender  = $page->{sender};
    $_->{vintage} = $FILED for @$figures;
    constant($page, 'vintage', $FILED);
    titled($page, '规划指标年度数据');
    my @heads = map { told($_) } @periods;
    if ($sender->{merged}) {
        my ($group, $last) = ('历年实际值', Workbook::letters(2 + @heads));
        push @{$page->{rows}}, ['指标', '单位', $group, ('') x $#heads], ['', '', @heads];
        push @{$page->{mapping}}, map { {what => 'column', from => "$group/$_", to => $_} } @heads;
        push @{$page->{merges}}, "C2:${last}2", 'A2:A3', 'B2:B3';
    } else {
        push @{$page->{rows}}, ['指标', '单位', @heads, $sender->{total} && $sender->{file} ne 'xlsx' ? '合计' : ()];
    }
    for my $code (@codes) {
        my ($first) = grep { $_->{indicator} eq $code } @$figures;
        my @cells = map { $figure{"$code $_"} ? cell($page, $figure{"$code $_"}) : '' } @periods;
        push @{$page->{rows}}, [named($page, $first), $first->{unit}, @cells];
    }
    totals_across($page, \@periods) if $sender->{total};
    return;
}

# A column of totals is left out by the mapping; a row of them in a workbook is hidden, and nobody told us (T33).
sub totals_across {
    my ($page, $periods) = @_;
    if ($page->{sender}{file} ne 'xlsx') {
        push @{$page->{mapping}}, {what => 'column', from => '合计', to => ''};
        for my $row (@{$page->{rows}}[2 .. $#{$page->{rows}}]) {
            my $sum = World::rat(0);
            $sum += World::rat($_->{figure}{value}) for grep { ref $_ } @$row;
            push @$row, thousands(World::places($sum, 0));
        }
        return;
    }
    return if $page->{world}->without('T33');
    push @{$page->{rows}}, ['合计', '', map { {text => '100.00'} } @$periods];
    push @{$page->{hidden}}, scalar @{$page->{rows}};
    return;
}

# ---- Months beside each other, a row for each year ----

my $LATEST = '2023-07-25';

sub months {
    my ($page, $figures) = @_;
    my $sender = $page->{sender};
    $_->{vintage} = $LATEST for @$figures;
    constant($page, 'vintage', $LATEST);
    titled($page, '分月数据');
    push @{$page->{rows}}, ['单位：' . $figures->[0]{unit}] if $sender->{line};
    my @before = ($sender->{places} ? '地区' : (), $sender->{line} ? () : '指标', '年份');
    push @{$page->{rows}}, [@before, (map { "${_}月" } 1 .. 12), '上半年', '全年', $sender->{total} ? '各月合计' : ()];
    push @{$page->{mapping}}, {what => 'column', from => '各月合计', to => ''} if $sender->{total};
    constant($page, 'indicator', $figures->[0]{indicator}) if $sender->{line};
    if ($sender->{merged}) {
        my $last = Workbook::letters(@before + 14 + ($sender->{total} ? 1 : 0));
        push @{$page->{merges}}, "A1:${last}1";
    }
    month_rows($page, $figures);
    return;
}

sub month_rows {
    my ($page, $figures) = @_;
    my $sender = $page->{sender};
    my (%row, @keys);
    for my $figure (@$figures) {
        my $key = join ' ', $figure->{region}, $figure->{indicator}, substr $figure->{period}, 0, 4;
        push @keys, $key if !$row{$key};
        my $at = $figure->{period} =~ /-S1$/ ? 12 : $figure->{period} =~ /-(\d\d)$/ ? $1 - 1 : 13;
        $row{$key}[$at] = $figure;
    }
    my %place = map { $_->{code} => $_->{name_zh} } @{$page->{world}{regions}};
    for my $key (@keys) {
        my ($region, $code, $year) = split / /, $key;
        my ($first) = grep { $_ } @{$row{$key}};
        my @cells = map { $row{$key}[$_] ? cell($page, $row{$key}[$_]) : '' } 0 .. 13;
        push @{$page->{rows}}, [$sender->{places} ? $place{$region} : (),
            $sender->{line} ? () : named($page, $first) . "（$first->{unit}）", "${year}年", @cells,
            $sender->{total} ? month_total($row{$key}) : ()];
    }
    return;
}

sub month_total {
    my ($row) = @_;
    my @values = map { $_->{value} } grep { $_ } @$row[0 .. 11];
    return '' if !@values;
    my $sum = World::rat(0);
    $sum += World::rat($_) for @values;
    return World::places($sum, World::decimals($values[0]));
}

1;
