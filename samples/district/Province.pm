# A province of many districts, with nothing planted, to measure speed: the columns of the sample, many rows.
package Province;
use strict;
use warnings;
use utf8;
use World qw();

my $LAST = 2022;

sub fill {
    my ($world, $given) = @_;
    my @indicators = indicators($given);
    my @regions    = regions($given);
    $world->table('catalog/indicators.csv', [qw(indicator name_zh name_en unit kind direction domain attribute owner plan
        decimals rollup)], \@indicators);
    $world->table('catalog/regions.csv', [qw(region name_zh name_en level parent)], \@regions);
    my @districts = grep { $_->{level} eq 'district' } @regions;
    targets($world, \@indicators, \@districts);
    settings($world, $districts[0]);
    figures($world, $given, \@indicators, \@districts);
    return;
}

sub indicators {
    my ($given) = @_;
    my @kinds = ([stock => 'up'], [flow => 'up'], [ratio => 'up'], [rate => 'down'], [index => 'up']);
    return map {
        my ($kind, $direction) = @{$kinds[$_ % @kinds]};
        {indicator => sprintf('N%03d', $_), name_zh => "指标${_}", name_en => "Indicator $_", unit => '项', kind => $kind,
            direction => $direction, domain => '领域' . ($_ % 5 + 1), owner => sprintf('D%02d', $_ % 20 + 1),
            attribute => $_ % 3 ? 'anticipatory' : 'binding', plan => 'outline', decimals => 2,
            rollup => $kind =~ /stock|flow/ ? 'sum' : 'none'}
    } 1 .. $given->{indicators};
}

# Cities of at most ninety-nine districts each.
sub regions {
    my ($given) = @_;
    my @rows = ({region => '390000', name_zh => '云陂省', level => 'province', parent => ''});
    for my $n (0 .. $given->{districts} - 1) {
        my $city = sprintf '39%04d', 1 + int($n / 99);
        push @rows, {region => "${city}000", name_zh => "第${city}市", level => 'city', parent => '390000'} if $n % 99 == 0;
        push @rows, {region => $city . sprintf('%03d', $n % 99 + 1), name_zh => '第' . ($n + 1) . '区',
            level => 'district', parent => "${city}000"};
    }
    return @rows;
}

sub targets {
    my ($world, $indicators, $districts) = @_;
    my @rows;
    for my $district (@$districts) {
        for my $indicator (@$indicators) {
            my ($value, $grows) = start($world, $district, $indicator);
            my $down = $indicator->{direction} eq 'down';
            my $aim = $value + 3 * $grows * ($down ? 4 : 8) + ($down ? -2000 : 2000);
            push @rows, {plan => 'outline', indicator => $indicator->{indicator}, region => $district->{region},
                base_period => 2020, target_period => 2025, target_kind => $down ? 'level_max' : 'level_min',
                target_value => sprintf('%d.%02d', $aim / 100, $aim % 100), vintage => '2021-03-01'};
        }
    }
    $world->table('catalog/targets.csv', [qw(plan indicator region base_period base_value target_period target_kind
        target_value vintage)], \@rows);
    return;
}

sub settings {
    my ($world, $district) = @_;
    my %settings = (district => $district->{region}, district_name => $district->{name_zh}, plan => 'outline',
        base => 2020, target => 2025, as_of_year => $LAST, as_of_month => '2023-06', at => '2023-06-30',
        known => '2023-10-20', min_base => 30, lang => 'zh');
    $world->table('plan.csv', [qw(key value)], [map { {key => $_, value => $settings{$_}} } sort keys %settings]);
    return;
}

# Where a series begins, how much it goes up (or down) in a third of a year, and where its noise begins.
sub start {
    my ($world, $district, $indicator) = @_;
    my $number = $world->stream("province/$district->{region}/$indicator->{indicator}")->below(1 << 40);
    delete $world->{streams};
    return (80_000 + $number % 40_009, ($number >> 12) % 907 - 200, ($number >> 24) % 997);
}

# A million rows want arithmetic of whole numbers, not a hash each.
sub figures {
    my ($world, $given, $indicators, $districts) = @_;
    my @periods = map {
        my $year = $_;
        ($year, $given->{months} ? map { sprintf '%d-%02d', $year, $_ } 1 .. 12 : ())
    } $LAST - $given->{years} + 1 .. $LAST;
    $world->open_text('panel/observations.csv');
    $world->add_text("region,indicator,period,value,unit,status,qualifier,vintage,caliber,note,source,verified\n");
    for my $district (@$districts) {
        my $lines = '';
        for my $indicator (@$indicators) {
            my ($value, $grows, $turn) = start($world, $district, $indicator);
            for my $period (@periods) {
                my $part = length $period > 4 ? 12 : 1;
                $turn = ($turn * 613 + 89) % 997;
                $value += $grows * 3 + $turn - 498 if $part == 1;
                my $shown = int(($value + $turn) / $part);
                $lines .= sprintf "%s,%s,%s,%d.%02d,%s,,,%s,,,invented,made-up\n", $district->{region},
                    $indicator->{indicator}, $period, $shown / 100, $shown % 100, $indicator->{unit},
                    substr($period, 0, 4) + 1 . '-02-26';
            }
        }
        $world->add_text($lines);
    }
    $world->close_text;
    return;
}

1;
