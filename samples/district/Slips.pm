# What offices do wrong in their files, planted where nothing else rests on it, and the unit that slipped (T32).
package Slips;
use strict;
use warnings;
use utf8;
use Workbook;
use World;

# What stands in the cell, what kind of slip that is, and the code of the finding that it has to be.
my %TYPED = (
    letter   => ['1O.5',        'number'],
    range    => ['20.1-20.9',   'number'],
    exponent => ['1.57043E+12', 'number'],
    double   => ['12.3 12.8',   'number'],
    comma    => ['1,23',        'number'],
    div      => ['#DIV/0!',     'cell'],
);
# Of rows of their own, one figure a row.
my %ROWS = (
    name    => 'indicator',
    region  => 'region',
    period  => 'period',
    percent => 'share',
    twice   => 'key',
);
# Who makes which, in seed 1; others deal them anew among those that can.
my @TYPED_BY = ([drc => 'letter'], [industry => 'range'], [market => 'exponent'], [health => 'div'], [water => 'comma'],
    [civil => 'double'], [survey => 'letter'], [commerce => 'letter']);
my @ROWS_BY = ([stats => 'name'], [agri => 'period'], [planning => 'percent'], [emergency => 'region'], [stats => 'twice']);

sub dealt {
    my ($world, $name, @pairs) = @_;
    my @roles = map { $_->[0] } @pairs;
    my @kinds = $world->shuffled("slips of $name", map { $_->[1] } @pairs);
    return map { [$roles[$_], $kinds[$_]] } 0 .. $#roles;
}

sub plant {
    my ($world, $page) = @_;
    my $role = $page->{sender}{role};
    rows_of_their_own($world, $page, $_->[1]) for grep { $_->[0] eq $role } dealt($world, 'rows', @ROWS_BY);
    # A workbook alone has an error that it computed.
    my @typed = grep { $_->[1] ne 'div' } @TYPED_BY;
    typed($world, $page, $_->[1]) for grep { $_->[0] eq $role } dealt($world, 'cells', @typed),
        grep { $_->[1] eq 'div' } @TYPED_BY;
    blank_behind($world, $page) if $role eq 'edu' && !$world->without('T33');
    unit_slipped($world, $page) if $role eq 'finance' && !$world->without('T32');
    towns_of($world, $page) if $role eq 'hr' && !$world->without('T35');
    hidden_of($world, $page) if @{$page->{hidden}};
    return;
}

# The place of a cell as messages have it: file and line, or the cell of the workbook.
sub place {
    my ($page, $row, $column) = @_;
    return $page->{sender}{file} eq 'xlsx' ? "$page->{file}!$page->{sheet}!" . Workbook::letters($column) . $row
        : "$page->{file}:$row:$column";
}

sub told {
    my ($world, $page, $row, $column, $kind, $code) = @_;
    my $head = $page->{sender}{file} eq 'xlsx' && $column ? Workbook::letters($column) : $column;
    $world->planted(file => $page->{file}, line => $row, column => $head, kind => $kind, code => $code);
    return;
}

# The line on which the table begins: behind title, unit and the rows of the head.
sub head_of {
    my ($page) = @_;
    my ($first) = grep { grep { ref $_ } @{$page->{rows}[$_]} } 0 .. $#{$page->{rows}};
    return $first;
}

# ---- In a cell of a period that nothing is asked of: the first half of 2017 ----

sub typed {
    my ($world, $page, $kind) = @_;
    my ($text, $code) = @{$TYPED{$kind}};
    my $rows  = $page->{rows};
    my $first = head_of($page);
    my $layout = $page->{sender}{layout};
    if ($layout eq 'across') {
        my $heads = $rows->[$first - 1];
        splice @$heads, 2, 0, '2017年上半年';
        splice @{$rows->[$first - 2]}, 3, 0, '' if $page->{sender}{merged};
        if ($page->{sender}{merged}) {
            $page->{merges}[0] =~ s/:(\w+)2/':' . Workbook::letters(1 + @$heads - 1) . '2'/e;
            push @{$page->{mapping}}, {what => 'column', from => '历年实际值/2017年上半年', to => '2017年上半年'};
        }
        my @figures = grep { grep { ref $_ && $_->{figure} } @{$rows->[$_]} } $first .. $#$rows;
        my $chosen = $figures[$world->seed == 1 ? 0 : $world->stream("slip/$page->{sender}{role}")->below(scalar @figures)];
        splice @{$rows->[$_]}, 2, 0, $_ == $chosen ? {text => $text, typed => 1} : ''
            for grep { @{$rows->[$_]} > 1 } $first .. $#$rows;
        return told($world, $page, $chosen + 1, 3, $kind, $code);
    }
    my $width = @{$rows->[$first]};
    my $at    = $layout eq 'months' ? (grep { ref $rows->[$first][$_] } 0 .. $width - 1)[0] : 2;
    my @row   = @{$rows->[$first]}[0 .. $at - 1];
    $at   = $layout eq 'months' ? $at + 3 - (grep { $rows->[$first - 1][$_] eq '1月' } 0 .. $width - 1) : $at;
    @row  = ('2017年上半年', '2018-02-26') if $layout eq 'down';
    if ($layout eq 'months') {
        my ($january) = grep { $rows->[$first - 1][$_] eq '1月' } 0 .. $width - 1;
        @row = @{$rows->[$first]}[0 .. $january - 1];
        $row[-1] = '2017年';
        $at = $january + 12;
        push @row, ('') x 12;
    }
    push @row, {text => $text, typed => 1};
    push @row, ('') x ($width - @row);
    splice @$rows, $first, 0, \@row;
    return told($world, $page, $first + 1, $at + 1, $kind, $code);
}

# ---- In a row of its own ----

sub rows_of_their_own {
    my ($world, $page, $kind) = @_;
    my $rows  = $page->{rows};
    my $first = head_of($page);
    my @like  = @{$rows->[$first]};
    @like[3, 4, 6, 7, 8] = ('2017年上半年', '50.5', '', '2018-02-26', '');
    $like[2] .= '（原口径）' if $kind eq 'name';
    $like[1] = '澄南新区'     if $kind eq 'region';
    $like[3] = '2017.1'        if $kind eq 'period';
    my @more = [@like];
    if ($kind eq 'percent') {
        $like[5] = '%';
        my ($percent) = grep { $_->[5] && $_->[5] eq '%' } @$rows[$first .. $#$rows];
        @like[2, 4, 5] = ($percent->[2], '505', '%');
        @more = [@like];
    }
    if ($kind eq 'twice') {
        my @again = @like;
        $again[4] = '51.5';
        @more = ([@like], [@again]);
    }
    splice @$rows, $first, 0, @more;
    my %column = (name => 3, region => 2, period => 4, percent => 5, twice => '');
    told($world, $page, $first + @more, $column{$kind}, $kind, $ROWS{$kind});
    return;
}

# ---- T33 ----

# A figure that somebody typed as a text, with a blank behind it.
sub blank_behind {
    my ($world, $page) = @_;
    my $school = $world->code('school');
    my ($cell) = grep { ref $_ && $_->{figure} && $_->{figure}{indicator} eq $school && $_->{figure}{period} eq '2022' }
        map { @$_ } @{$page->{rows}};
    $cell->{text} .= ' ';
    $cell->{typed} = 1;
    my %log = (fact => 'T33', file => 'data/changes.csv', key => "owner=$page->{sender}{owner};rule=space;old=$cell->{text}");
    $world->truth(%log, column => 'new', expected => $cell->{figure}{value});
    $world->truth(fact => 'T33', file => 'data/observations.csv', key => "indicator=$school;period=2022", column => 'value',
        expected => $cell->{figure}{value}, tolerance => 0);
    return;
}

sub hidden_of {
    my ($world, $page) = @_;
    told($world, $page, '', '', 'hidden', 'hidden');
    $world->truth(fact => 'T33', file => 'data/findings.csv', key => "owner=$page->{sender}{owner};rule=hidden",
        column => 'severity', expected => 'warning');
    return;
}

# ---- T35: a hint that sums of rounded figures miss each other by one in the last place ----

sub towns_of {
    my ($world, $page) = @_;
    my @rows = grep { grep { ref $_ && $_->{figure} && $_->{figure}{indicator} eq $world->code('jobs') &&
                $_->{figure}{region} eq $world->code('ours') && $_->{figure}{period} eq '2022' } @{$page->{rows}[$_]} }
        0 .. $#{$page->{rows}};
    my ($column) = grep { my $cell = $page->{rows}[$rows[0]][$_]; ref $cell && $cell->{figure}{period} eq '2022' }
        0 .. $#{$page->{rows}[$rows[0]]};
    told($world, $page, $rows[0] + 1, $column + 1, 'rounding', 'towns');
    return;
}

# ---- T32: 亿元 in the head, and two totals that are in 万元 ----

sub unit_slipped {
    my ($world, $page) = @_;
    my $indicator = $world->code('revenue');
    my $rows = $page->{rows};
    for my $r (0 .. $#$rows) {
        for my $c (0 .. $#{$rows->[$r]}) {
            my $cell = $rows->[$r][$c];
            next if !ref $cell || !$cell->{figure} || $cell->{figure}{indicator} ne $indicator;
            next if $cell->{figure}{period} !~ /^2022(?:-S1)?$/;
            my $factor = World::rat($cell->{figure}{value}) * 10_000;
            my $was    = World::places($factor, 0);
            $cell->{text} = Layouts::thousands($was);
            push @{$page->{slipped}}, {cell => place($page, $r + 1, $c + 1), was => $was, is => $cell->{figure}{value}};
            told($world, $page, $r + 1, $c + 1, 'unit', 'slip');
            next if $cell->{figure}{period} ne '2022';
            my %found = (fact => 'T32', file => 'data/findings.csv', key => 'rule=slip;file=' . place($page, $r + 1, $c + 1));
            $world->truth(%found, column => 'line',  expected => $r + 1);
            $world->truth(%found, column => 'value', expected => $was);
            $world->truth(%found, column => 'state', expected => 'corrected');
            $world->truth(fact => 'T32', file => 'data/observations.csv', key => "indicator=$indicator;period=2022",
                column => 'value', expected => $cell->{figure}{value}, tolerance => 0);
        }
    }
    return;
}

# What the statistician wrote down when the office had said on the phone what was meant.
sub corrections {
    my ($world, $page) = @_;
    return map { {owner => $page->{sender}{owner}, %$_, reason => '表头为亿元，数按万元填报；经核实改按亿元', by => '统计局综合科',
            date => '2023-06-28'} } @{$page->{slipped} || []};
}

1;
