# What some figures are made of (parts.csv, for decompose), and what must be true of all of them (rules.csv).
package Branches;
use strict;
use warnings;
use utf8;
use Figures;
use World qw();

my @INDUSTRIES = qw(第一产业 第二产业 第三产业);
my @TAXES      = qw(增值税 企业所得税 个人所得税 其他税收 非税收入);
my @YEARS      = (2020 .. 2022);

sub fill {
    my ($world) = @_;
    my @rows = (industries($world), taxes($world), towns($world));
    $world->table('catalog/parts.csv', [qw(region branch indicator period value unit of note)], \@rows);
    rules($world);
    return;
}

sub entries {
    my ($world, $indicator, $of, $unit, $year, $names, $parts, $total, $note) = @_;
    my %row = (region => $world->code('ours'), indicator => $indicator, of => $world->code($of), unit => $unit,
        period => $year, note => $note);
    return ({%row, branch => '', value => $total},
        map { {%row, branch => $names->[$_], value => $parts->[$_]} } 0 .. $#$names);
}

# Shares of a total that shift a little from year to year.
sub shares {
    my ($world, $stream, @shares) = @_;
    my @drift = map { $world->stream($stream)->int(-6, 6) } @shares;
    return map {
        my $year = $_;
        [map { $shares[$_] * 100 + $drift[$_] * $year } 0 .. $#shares]
    } 0 .. $#YEARS;
}

# Product at constant prices grows as published; energy per product falls as published; both by industry.
sub industries {
    my ($world) = @_;
    my ($grows, $falls) = map { $world->indicator($_)->{made}{years} } qw(growth energy);
    my $product = World::rat($world->jitter('product', '700.0', 20));
    my $energy  = World::rat($world->jitter('energy use', '210.00', 20));
    my @made    = shares($world, 'industries', 3, 45, 52);
    my @used    = shares($world, 'energy by industry', 4, 71, 25);
    my @rows;
    for my $i (0 .. $#YEARS) {
        if ($i) {
            my $year = $YEARS[$i];
            $product *= 1 + World::rat($grows->{$year}) / 100;
            $energy  *= (1 + World::rat($grows->{$year}) / 100) * (1 + World::rat($falls->{$year}) / 100);
        }
        my ($gdp, $use) = (World::places($product, 1), World::places($energy, 2));
        push @rows, entries($world, 'gdp', 'growth', '亿元', $YEARS[$i], \@INDUSTRIES,
            [Figures::spread($gdp, $made[$i], 1)], $gdp, '2020年不变价');
        push @rows, entries($world, 'energy', 'energy', '万吨标准煤', $YEARS[$i], \@INDUSTRIES,
            [Figures::spread($use, $used[$i], 2)], $use, '');
    }
    return @rows;
}

sub taxes {
    my ($world) = @_;
    my $revenue = $world->indicator('revenue');
    my @shares  = shares($world, 'taxes', 38, 17, 8, 24, 13);
    return map {
        my $total = $revenue->{made}{years}{$YEARS[$_]};
        entries($world, 'revenue', 'revenue', $revenue->{unit}, $YEARS[$_], \@TAXES,
            [Figures::spread($total, $shares[$_], 2)], $total, '现价');
    } 0 .. $#YEARS;
}

sub towns {
    my ($world) = @_;
    my $people = $world->indicator('people');
    my @places = sort { $a->{region} cmp $b->{region} } grep { $_->{role} =~ /^place_/ } @{$world->{regions}};
    my @rows;
    for my $i (0 .. $#YEARS) {
        my $made  = $people->{made};
        my $total = $i ? $made->{years}{$YEARS[$i]} : $made->{census} // $made->{base};
        my @weights = map { $places[$_]{population} * (100 + (2 - $i) * ($_ % 3 - 1)) } 0 .. $#places;
        push @rows, entries($world, 'population', 'people', $people->{unit}, $YEARS[$i], [map { $_->{name_zh} } @places],
            [Figures::spread($total, \@weights, 2)], $total, '');
    }
    return @rows;
}

sub rules {
    my ($world) = @_;
    my %code = map { $_ => $world->code($_) } qw(growth invest jobs revenue retail jobless);
    my @rules = (
        {id => 'key', severity => 'error', kind => 'key', expr => 'region,indicator,period,vintage,caliber',
            message => '同一地区、指标、时期、版本只能有一个数'},
        {id => 'slip', severity => 'error', kind => 'unit_slip', message => '与前后各期相差若干个数量级，请核对计量单位；核实后在catalog/corrections.csv写明cell、was、is即按更正值采用'},
        {id => 'share', severity => 'error', kind => 'row', when => "unit = '%' and indicator != '$code{growth}'",
            expr => 'value <= 100', message => '百分比不应超过100'},
        {id => 'rate', severity => 'query', kind => 'row', scope => "$code{growth},$code{invest}",
            expr => 'value >= -20 and value <= 30', message => '增速异常，请核实'},
        {id => 'jobless', severity => 'query', kind => 'row', scope => $code{jobless}, expr => 'value >= 1 and value <= 12',
            message => '失业率异常，请核实'},
        {id => 'towns', severity => 'hint', kind => 'hierarchy', scope => $code{jobs}, expr => 'tree=region relation== mode=non_null',
            tolerance => '0', message => '分镇街之和与全区数不等，四舍五入所致则可保留'},
        {id => 'swing', severity => 'query', kind => 'growth', scope => "$code{revenue},$code{retail}", expr => 'limit=60',
            message => '较上年同期变动过大，请核实'},
        {id => 'code', severity => 'error', kind => 'code_valid', message => '该地区代码在此时期无效'},
    );
    $world->table('catalog/rules.csv', [qw(id severity kind scope when expr tolerance by message)], \@rules, plain => 1);
    return;
}

1;
