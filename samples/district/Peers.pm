# The panel that the city's statistics office publishes: ten districts, those two that one of them was made of, the
# city, and cities that set the pace.
package Peers;
use strict;
use warnings;
use utf8;
use Judge qw(sum_of);
use World qw();

my @YEARS     = (2018 .. 2022);
my @DISTRICTS = qw(district_1 district_2 jumper district_4 ours district_6 registered district_8 district_9 merged);
my @OLD       = qw(merged_from_1 merged_from_2);
# What is compared, and how the city's figure comes from the districts'.
my @COMPARED = (
    [research => 'mean'], [growth => 'mean'], [labor => 'mean'], [income => 'mean'], [digital => 'mean'],
    [doctors => 'mean'], [hitech => 'sum'], [revenue => 'sum'], [nursery => 'mean'], [dust => 'mean'], [air => 'mean'],
    [retail => 'sum'], [accidents => 'mean'], [per_head => 'mean'],
);
my %PACE = (pace_1 => [qw(digital labor research)], pace_2 => [qw(income revenue digital)], pace_3 => [qw(doctors hitech)]);
my @COLUMNS = qw(region indicator period value unit status qualifier vintage caliber note);

sub fill {
    my ($world) = @_;
    add_per_head($world);
    $world->{panel} = [];
    for my $row (@COMPARED) {
        my ($role, $whole) = @$row;
        my $indicator = $world->indicator($role);
        my %values    = map { $_ => series($world, $indicator, $_) } @DISTRICTS;
        @values{@OLD} = before_merger($indicator, $whole, $values{merged});
        planted($world, $role, \%values);
        enter($world, $indicator, \%values);
        city($world, $indicator, \%values, $whole);
        standing($world, $indicator, \%values);
    }
    pacesetters($world);

    $world->table('panel/peers.csv', \@COLUMNS, $world->{panel});
    $world->table('catalog/peers.csv', [qw(region group)],
        [sort { $a->{region} cmp $b->{region} } map { {region => $world->code($_), group => '市内各区'} } @DISTRICTS]);
    $world->table('catalog/pacesetters.csv', [qw(region)],
        [sort { $a->{region} cmp $b->{region} } map { {region => $world->code($_)} } sort keys %PACE]);
    return;
}

# What only the panel has.
sub add_per_head {
    my ($world) = @_;
    my $indicator = $world->add('indicators', {role => 'per_head', also => ['B01'], code => 'B01', indicator => 'B01',
        id => 'B01', name_zh => '人均地区生产总值', name_en => 'GDP per head', unit => '元', kind => 'flow',
        direction => 'up', decimals => 0, rollup => 'none', plan => 'peers', domain => '区域比较',
        owner => $world->code('stats'), field => $world->pillar('field', 3)->{code}});
    my ($value, %years) = (World::rat(118_400));
    for my $year (@YEARS) {
        $years{$year} = World::places($value * $world->jitter('per head', '1.0000', 8), 0);
        $value *= World::rat('1.058');
    }
    $indicator->{made} = {years => \%years};
    return;
}

# A district's series: ours as we have it, the others' off it by a factor and a trend of their own.
sub series {
    my ($world, $indicator, $district) = @_;
    my $own = $indicator->{drawn} // $indicator->{made}{years};
    return {map { $_ => shown($indicator, $_) } @YEARS} if $district eq 'ours';
    my $stream = $world->stream("peers/$indicator->{role}/$district");
    my ($offset, $trend) = map { World::rat($_) / 1000 } $stream->int(-220, 260), $stream->int(-12, 14);
    my $capped = $indicator->{natural_max} ? World::rat('1/4') : World::rat(1);
    my %series;
    for my $i (0 .. $#YEARS) {
        my $value = $own->{$YEARS[$i]} // '-';
        $value = $indicator->{role} eq 'accidents' ? (World::rat('0.021') - $i * World::rat('0.002')) : World::rat($value);
        $value = $indicator->{kind} eq 'growth'
            ? $value + 8 * $offset + World::rat($stream->int(-4, 4)) / 10
            : $value * (1 + $capped * ($offset + $trend * ($i - 2)));
        $value = World::rat(100) if $indicator->{natural_max} && $value > 100;
        $series{$YEARS[$i]} = {value => World::places($value, $indicator->{decimals})};
    }
    return \%series;
}

sub shown {
    my ($indicator, $year) = @_;
    my $figure = $indicator->{figure}{$year};
    return {map { $_ => $figure->{$_} } qw(value status qualifier)} if $figure;
    my $value = $indicator->{made}{years}{$year} // '-';
    return $value eq '-' ? undef : {value => $value};
}

sub planted {
    my ($world, $role, $values) = @_;
    my @others = grep { !/^(merged_from|registered|jumper)/ } keys %$values;
    my $most   = sub {
        my ($year) = @_;
        my ($best) = sort { $b <=> $a } map { World::rat($values->{$_}{$year}{value}) } @others;
        return $best;
    };
    # T19: counted per person that is registered there, which fewer are.
    if ($role eq 'per_head' && !$world->without('T19')) {
        $values->{registered}{$_} = {value => World::places($most->($_) * World::rat('1.22'), 0), caliber => '户籍人口'}
            for @YEARS;
    }
    # T20: a leap to the top in the last year, which is a break of the series.
    if ($role eq 'labor' && !$world->without('T20')) {
        my $top = $most->(2022) * World::rat('1.07');
        $values->{jumper}{2022} = {value => World::places($top, 1), status => 'B'};
        my $before = $top / World::rat('1.41');
        $values->{jumper}{$_} = {value => World::places($before * (1 + ($_ - 2021) * World::rat('0.04')), 1)}
            for 2018 .. 2021;
    }
    return if $role ne 'accidents';
    # T10: ours alone is suppressed.
    for my $year (2021, 2022) {
        $values->{ours}{$year} = $world->without('T10') ? {value => $year == 2021 ? '0.014' : '0.012'}
            : {value => '', status => 'Q'};
    }
    return;
}

# T36: what the two were that were merged: parts of the one, or a little above and below it.
sub before_merger {
    my ($indicator, $whole, $merged) = @_;
    my (%first, %second);
    for my $year (@YEARS) {
        my $value = $merged->{$year}{value};
        my @parts = $whole eq 'sum' ? Figures::spread($value, [45, 55], $indicator->{decimals})
            : map { World::places(World::rat($value) * World::rat($_), $indicator->{decimals}) } qw(0.98 1.02);
        ($first{$year}, $second{$year}) = map { {value => $_} } @parts;
    }
    return (\%first, \%second);
}

# Before the merger the two that were merged have figures, after it the one.
sub there {
    my ($world, $district, $year) = @_;
    return $district !~ /^merged/ || $world->without('T36') ? $district !~ /^merged_from/
        : $district eq 'merged' ? $year >= 2021 : $year < 2021;
}

sub enter {
    my ($world, $indicator, $values) = @_;
    for my $district (@DISTRICTS, $world->without('T36') ? () : @OLD) {
        for my $year (@YEARS) {
            my $cell = $values->{$district}{$year};
            next if !$cell || !there($world, $district, $year);
            push @{$world->{panel}}, {region => $world->code($district), row($indicator, $year), %$cell};
        }
    }
    return;
}

sub row {
    my ($indicator, $year) = @_;
    return (indicator => $indicator->{indicator}, period => $year, unit => $indicator->{unit},
        vintage => Figures::vintage($year));
}

# The city's own figure; the suppressed one counts in it, or nothing would have to be withheld.
sub city {
    my ($world, $indicator, $values, $whole) = @_;
    for my $year (@YEARS) {
        my @parts = grep { defined && $_ ne '' } map { $values->{$_}{$year}{value} } @DISTRICTS;
        push @parts, '0.013' if $indicator->{role} eq 'accidents' && $year > 2020 && !$world->without('T10');
        my $all = sum_of(\@parts);
        $all /= @parts if $whole eq 'mean';
        push @{$world->{panel}}, {region => $world->code('city'), row($indicator, $year),
            value => World::places($all, $indicator->{decimals})};
    }
    return;
}

sub pacesetters {
    my ($world) = @_;
    for my $city (sort keys %PACE) {
        for my $role (@{$PACE{$city}}) {
            next if $city eq 'pace_1' && $role eq 'digital' && $world->without('T21');
            my $indicator = $world->indicator($role);
            my $own       = $indicator->{made}{years};
            my $stream    = $world->stream("pace/$role/$city");
            my $lead      = 1 + World::rat($stream->int(60, 160)) / 1000;
            for my $i (0 .. $#YEARS) {
                my $value = World::places(World::rat($own->{$YEARS[$i]}) * $lead, $indicator->{decimals});
                # T21: it stood in 2018 where we stand now.
                $value = World::places(World::rat($own->{2022}) * (1 + $i * World::rat('0.075')), $indicator->{decimals})
                    if $city eq 'pace_1' && $role eq 'digital';
                push @{$world->{panel}},
                    {region => $world->code($city), row($indicator, $YEARS[$i]), value => $value};
            }
        }
    }
    $world->truth(fact => 'T21', file => 'evaluation/pacesetters.csv',
        key => 'pacesetter=' . $world->code('pace_1') . ';indicator=' . $world->code('digital'),
        column => 'years_behind', expected => 4, tolerance => '0.05');
    return;
}

# Our rank among those that are counted alike; before the merger the merged district counts as its parts together.
sub standing {
    my ($world, $indicator, $values) = @_;
    my $fact = {labor => 'T20', per_head => 'T19', revenue => 'T36', retail => 'T36', hitech => 'T36'}->{$indicator->{role}} // return;
    my $year = $fact eq 'T36' ? 2020 : 2022;
    my @alike = grep { !$values->{$_}{$year}{caliber} } @DISTRICTS;
    my $ours   = World::rat($values->{ours}{$year}{value});
    my $before = grep { World::rat($values->{$_}{$year}{value}) > $ours } @alike;
    my ($best) = sort { World::rat($values->{$b}{$year}{value}) <=> World::rat($values->{$a}{$year}{value}) }
        grep { $_ ne 'ours' } @alike;
    my %row = (fact => $fact, file => 'evaluation/peers.csv',
        key => 'region=' . $world->code('ours') . ";indicator=$indicator->{indicator}");
    return $world->truth(%row, column => 'rank_since', expected => $before + 1, tolerance => 0) if $fact eq 'T36';
    $world->truth(%row, column => 'rank', expected => $before + 1, tolerance => 0);
    $world->truth(%row, column => 'of',   expected => scalar @alike, tolerance => 0);
    $world->truth(%row, column => 'best_region', expected => $world->code($best)) if $fact eq 'T19';
    return;
}

1;
