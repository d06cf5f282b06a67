# The figures of our district: what they are in seed 1, and others of the same sense in any other seed.
package Figures;
use strict;
use warnings;
use utf8;
use Judge qw(average damped_ahead models_ahead sum_of verdict);
use World qw();

my @YEARS = (2018 .. 2022);

# What must also be true of an indicator's numbers, so that its fact is one in every seed.
my %HOLDS = (
    patents => sub {    # T23: beyond the target by a tenth of the way and more, at the lower end too
        my ($made) = @_;
        my ($ahead, $width) = damped_ahead([@{$made->{years}}{@YEARS}], 3);
        my ($base, $target) = map { World::rat($made->{$_}) } qw(base target);
        return $ahead - $width > $target + ($target - $base) / 10;
    },
    research => sub {    # T1: a target that was lowered makes it achieved
        my ($made) = @_;
        return World::rat(lowered($made)) <= World::rat($made->{years}{2022})
            && World::rat(lowered($made)) < World::rat($made->{target});
    },
    growth => sub {      # T4: near the threshold, so that another choice flips it
        my ($made) = @_;
        my $pace = verdict($made->{aim}, [@{$made->{years}}{2021, 2022}])->{pace};
        return $pace >= World::rat('0.945') && $pace < World::rat('0.95');
    },
    people => sub {      # T3: a census base takes it back
        my ($made) = @_;
        return verdict({%{$made->{aim}}, base => counted($made, $made->{base})}, [$made->{years}{2022}])->{class} eq
            'lagging';
    },
    doctors => sub {     # T8: short of what the special plan wants
        my ($made) = @_;
        return verdict({%{$made->{aim}}, target => stricter($made)}, [$made->{years}{2022}])->{class} eq 'lagging';
    },
    grain => sub {       # T2: holds, and by every model falls short, at the upper end of the damped trend too
        my ($made) = @_;
        my @years  = @{$made->{years}}{@YEARS};
        my $target = World::rat($made->{target});
        my ($ahead, $width) = damped_ahead(\@years, 3);
        return 0 if grep { $_ >= $target } values %{models_ahead(\@years, 3)};
        return $ahead + $width < $target && !grep { World::rat($_) <= $target } @years;
    },
    gap => sub {         # T12: the year that is not to be known yet would change the class
        my ($made) = @_;
        return verdict($made->{aim}, [leaked($made)], World::rat('3/5'))->{class} eq 'lagging';
    },
    earnings => sub {
        my ($made) = @_;
        return average([@{$made->{years}}{2021, 2022}]) - average($made->{aim}{other}) > World::rat('0.1');
    },
    invest => sub {      # the arithmetic mean would say something else
        my ($made) = @_;
        my @years = @{$made->{years}}{2021, 2022};
        return sum_of(\@years) / 2 - average(\@years) > World::rat('0.1');
    },
);

sub lowered {
    my ($made) = @_;
    my ($base, $now) = map { World::rat($_) } $made->{base}, $made->{years}{2022};
    return World::places($base + ($now - $base) * World::rat('2/3'), 1) . '0';
}

sub counted {
    my ($made, $value) = @_;
    my ($base, $now) = map { World::rat($_) } $made->{base}, $made->{years}{2022};
    return World::places(World::rat($value) + ($now - $base) * World::rat('40/51'), 1);
}

sub stricter {
    my ($made) = @_;
    my ($base, $target) = map { World::rat($_) } @$made{qw(base target)};
    return World::places($target + ($target - $base) / 4, 2);
}

sub leaked {
    my ($made) = @_;
    my ($base, $target) = map { World::rat($_) } @$made{qw(base target)};
    return World::places($base + ($target - $base) * World::rat('0.55'), 2);
}

sub fill {
    my ($world) = @_;
    for my $indicator (@{$world->{indicators}}) {
        my $made = numbers($world, $indicator);
        $indicator->{made} = $made;
        $indicator->{drawn} = {%{$made->{years}}};
        level_instead($world, $indicator);
        $world->keep('class', $indicator->{id}, $indicator->{class});
    }
    for my $indicator (@{$world->{indicators}}) {
        yearly($world, $indicator);
    }
    Figures::facts($world);
    parts_of_years($world);
    towns($world);
    return;
}

# ---- Numbers of this seed ----

sub numbers {
    my ($world, $indicator) = @_;
    my ($kind, $base, $target) = split / /, $indicator->{aim};
    my %years;
    @years{@YEARS} = split / /, $indicator->{series} if $indicator->{series};
    my $other = $kind eq 'relative_to' ? $world->indicator('growth')->{made}{years} : undef;
    my $as_printed = {kind => $kind, base => $base, target => $target, years => \%years};
    my $made = $world->again("figures of $indicator->{role}", sub {
        my $made = moved($world, $indicator, $as_printed);
        $made->{aim} = {kind => $kind, base => $made->{base}, target => $made->{target},
            $other ? (other => [@$other{2021, 2022}]) : ()};
        return $made;
    }, sub { holds($indicator, $_[0]) });
    return $made;
}

sub holds {
    my ($indicator, $made) = @_;
    my @known = grep { defined && $_ ne '-' } @{$made->{years}}{2021, 2022};
    my $class = verdict($made->{aim}, \@known)->{class};
    $indicator->{class} ||= $class;
    return 0 if $class ne $indicator->{class} && $indicator->{role} ne 'research' && $indicator->{role} ne 'people';
    my $holds = $HOLDS{$indicator->{role}};
    return !$holds || $holds->($made);
}

# Growth and changes move one by one; levels all by one factor, and each a little by itself.
sub moved {
    my ($world, $indicator, $as_printed) = @_;
    my $off = $indicator->{off};
    return {%$as_printed, years => {%{$as_printed->{years}}}} if $world->seed == 1 || !$off || !$indicator->{series};
    my $stream = $world->stream("figures of $indicator->{role}");
    my $drawn  = sub { return World::rat($stream->int(-1000, 1000)) / 1000 };
    my %made   = (kind => $as_printed->{kind}, years => {});
    if ($indicator->{kind} eq 'growth') {
        for my $year (@YEARS) {
            my $value = World::rat($as_printed->{years}{$year});
            $made{years}{$year} = World::places($value * (1 + $drawn->() * $off / 100), $indicator->{decimals});
        }
        my $places = World::decimals($as_printed->{target});
        $made{target} = World::places(World::rat($as_printed->{target}) * (1 + $drawn->() * $off / 200), $places);
        $made{base} = $as_printed->{base} eq '-' ? '-' : $made{years}{2020};
        return \%made;
    }
    my $factor = 1 + $drawn->() * $off / 100;
    $factor = 1 - abs($drawn->()) * $off / 100 if $indicator->{natural_max} && $off <= 5;
    my @values = map { World::rat($_) } @{$as_printed->{years}}{@YEARS};
    my $spread = abs($values[-1] - $values[0]) / 100;
    for my $i (0 .. $#YEARS) {
        my $value = $factor * ($values[$i] + $drawn->() * $spread * 3);
        $made{years}{$YEARS[$i]} = World::places($value, World::decimals($as_printed->{years}{$YEARS[$i]}));
    }
    $made{target} = World::places($factor * World::rat($as_printed->{target}), World::decimals($as_printed->{target}));
    $made{base} = $as_printed->{base} eq '-' ? '-' : $made{years}{2020};
    return \%made;
}

sub yearly {
    my ($world, $indicator) = @_;
    my $made = $indicator->{made};
    for my $year (@YEARS) {
        my $value = $made->{years}{$year};
        next if !defined $value || $value eq '-';
        $indicator->{figure}{$year} = $world->figure($indicator->{role}, $year, $value, vintage => vintage($year));
    }
    return;
}

# A year's figures are published in February of the next one.
sub vintage { return ($_[0] + 1) . '-02-26' }

# T5, T6: without the sum of flows there is a level of the same class, from a base that is below what came of it.
sub level_instead {
    my ($world, $indicator) = @_;
    my $fact = {foreign => 'T5', jobs => 'T6'}->{$indicator->{role}};
    return if !$fact || !$world->without($fact);
    my $made = $indicator->{made};
    my $now  = World::rat($made->{years}{2022});
    my $way  = $indicator->{class} eq 'ahead' ? World::rat('0.43') : World::rat('0.40');
    $made->{base}   = $made->{years}{2020} = World::places($now * World::rat('0.9'), 2);
    $made->{target} = World::places(World::rat($made->{base}) + ($now - World::rat($made->{base})) / $way, 2);
    $made->{aim}    = {kind => 'level_min', base => $made->{base}, target => $made->{target}};
    return;
}

# ---- Planted ----

sub facts {
    my ($world) = @_;
    bound_and_break($world);
    census($world);
    abnormal_year($world);
    suppressed($world);
    not_sent($world);
    my $growth = $world->indicator('growth');
    if ($world->without('T4')) {
        $growth->{figure}{2022}{value} = $growth->{made}{years}{2022} = '0.5';
    }
    if (!$world->without('T12')) {
        $world->figure('gap', 2023, leaked($world->indicator('gap')->{made}), vintage => '2024-03-15');
    }
    if ($world->without('T2')) {
        my $grain = $world->indicator('grain');
        my $last  = World::rat($grain->{made}{years}{2020});
        for my $year (2021, 2022) {
            $last += World::rat('0.02');
            $grain->{figure}{$year}{value} = $grain->{made}{years}{$year} = World::places($last, 2);
        }
    }
    # T23: as good, but by a leap in the last year, so that nothing is sure.
    if ($world->without('T23')) {
        my $patents = $world->indicator('patents');
        $patents->{figure}{2021}{value} = $patents->{made}{years}{2021} =
            World::places(World::rat($patents->{made}{years}{2021}) * World::rat('0.65'), 1);
    }
    my $hitech = $world->indicator('hitech')->{made};
    my ($base, $target) = map { World::rat($_) } @$hitech{qw(base target)};
    $world->keep('draft', 'I12', World::places($base + ($target - $base) * World::rat('0.54'), 0));
    return;
}

sub bound_and_break {
    my ($world) = @_;
    $world->indicator('pension')->{figure}{2022}{qualifier} = 'ge';
    my $forest = $world->indicator('forest')->{figure}{2021};
    @$forest{qw(status note)} = ('B', '第三次国土调查后口径调整');
    my $water = $world->indicator('rivers')->{figure};
    $water->{$_}{note} = '共五个断面' for @YEARS;
    return;
}

# T3: the census counted the base year again, and the years before it.
sub census {
    my ($world) = @_;
    return if $world->without('T3');
    my $made = $world->indicator('people')->{made};
    $made->{census} = counted($made, $made->{base});
    $world->keep('class', 'I10', $world->indicator('people')->{class} = 'lagging');
    for my $year (2018 .. 2020) {
        $world->figure('people', $year, counted($made, $made->{years}{$year}), vintage => '2021-06-15',
            note => '第七次全国人口普查修订');
    }
    return;
}

# T9: a base year in which everything stood still.
sub abnormal_year {
    my ($world) = @_;
    $world->indicator('dust')->{figure}{2020}{note} = '2020年受疫情影响，基数异常';
    my $air = $world->indicator('air');
    $air->{figure}{2020}{note} = '2020年受疫情影响，基数异常' if !$world->without('T9');
    if ($world->without('T9')) {
        my $better = World::places(World::rat($air->{made}{target}) + World::rat('0.5'), 1);
        $air->{figure}{2022}{value} = $air->{made}{years}{2022} = $better;
        $world->keep('class', 'I21', $air->{class} = 'on_track');
    }
    return;
}

# T10: a rate of a few cases is not published.
sub suppressed {
    my ($world) = @_;
    for my $year (2021, 2022) {
        if ($world->without('T10')) {
            $world->figure('accidents', $year, $year == 2021 ? '0.014' : '0.012', vintage => vintage($year));
            next;
        }
        $world->figure('accidents', $year, '', status => 'Q', vintage => vintage($year));
    }
    $world->keep('class', 'I28', $world->indicator('accidents')->{class} = 'ahead') if $world->without('T10');
    return;
}

# T28: what the environment office would have sent.
sub not_sent {
    my ($world) = @_;
    return if !$world->without('T28');
    my ($carbon, $waste) = (World::rat('-3.8'), World::rat('97.0'));
    for my $year (2020 .. 2022) {
        $world->figure('carbon', $year, World::places($carbon, 1), vintage => vintage($year));
        $world->figure('waste', $year, World::places($waste + ($year - 2020) * World::rat('0.4'), 1),
            vintage => vintage($year));
    }
    $world->keep('class', 'I19', $world->indicator('carbon')->{class} = 'on_track');
    return;
}

# ---- Parts of years ----

# The share of the year that its first half had; for 2023 what the half itself was, in seed 1.
my %HALVES = (
    revenue => {2020 => '0.612', 2021 => '0.598', 2022 => '0.605', first => '58.0'},
    retail  => {2020 => '0.480', 2021 => '0.480', 2022 => '0.480', first => '212.6'},
    foreign => {2020 => '0.500', 2021 => '0.500', 2022 => '0.500', first => '2.35'},
    jobs    => {2020 => '0.500', 2021 => '0.500', 2022 => '0.520', first => '0.66'},
    income  => {2020 => '0.530', 2021 => '0.530', 2022 => '0.530', first => '39000'},
);
my @MONTHLY = qw(revenue retail foreign jobs);
my @WEIGHTS = (20, 13, 18, 15, 16, 18, 15, 14, 18, 17, 17, 19);

sub parts_of_years {
    my ($world) = @_;
    for my $role (sort keys %HALVES) {
        halves($world, $world->indicator($role), $HALVES{$role});
    }
    for my $growth ([growth => '5.8'], [invest => '6.2'], [earnings => '5.6']) {
        $world->figure($growth->[0], '2023-S1', $world->jitter("half/$growth->[0]", $growth->[1], 5),
            vintage => '2023-07-20', note => '上半年同比');
    }
    return;
}

sub halves {
    my ($world, $indicator, $share) = @_;
    my ($role, $made) = @$indicator{qw(role made)};
    my $places  = World::decimals($made->{years}{2022});
    my $printed = World::rat((split / /, (split /\|/, $indicator->{series})[0])[4]);
    my $first   = World::places(World::rat($share->{first}) * World::rat($made->{years}{2022}) / $printed, $places);
    my $finer   = $role eq 'revenue' || $role eq 'retail' ? 2 : $places;
    my %half    = (2023 => $world->seed == 1 ? $share->{first} : $first);
    $half{$_} = World::places(World::rat($made->{years}{$_}) * World::rat($share->{$_}), $finer) for 2020 .. 2022;
    $made->{halves} = \%half;
    my $skipped = $role eq 'revenue' && $world->without('T7');
    if (!$skipped) {
        $world->figure($role, '2023-S1', $half{2023}, vintage => '2023-07-20');
    }
    if ($role eq 'income') {
        $world->figure($role, "$_-S1", $half{$_}, vintage => "$_-07-20") for 2020 .. 2022;
        return;
    }
    for my $year (2020 .. 2023) {
        next if $year == 2023 && $skipped;
        my @months = spread($half{$year}, [@WEIGHTS[0 .. 5]], $finer);
        push @months, spread(World::rat($made->{years}{$year}) - World::rat($half{$year}), [@WEIGHTS[6 .. 11]], $finer)
            if $year < 2023;
        for my $i (0 .. $#months) {
            $world->figure($role, sprintf('%d-%02d', $year, $i + 1), $months[$i], vintage => published($year, $i + 1));
        }
    }
    return;
}

sub published {
    my ($year, $month) = @_;
    return sprintf '%d-%02d-20', $month == 12 ? ($year + 1, 1) : ($year, $month + 1);
}

# A total in parts that have so many places and add up to it to the last digit.
sub spread {
    my ($total, $weights, $places) = @_;
    my $all = sum_of($weights);
    my ($gone, $run) = (World::rat(0), World::rat(0));
    my @parts;
    for my $weight (@$weights) {
        $run += $weight;
        my $here = World::rat(World::places(World::rat($total) * $run / $all, $places));
        push @parts, World::places($here - $gone, $places);
        $gone = $here;
    }
    return @parts;
}

# T35: new jobs by street and town, each rounded by itself, miss the district's by one in the last place.
sub towns {
    my ($world) = @_;
    my $jobs   = $world->indicator('jobs');
    my @places = sort { $a->{region} cmp $b->{region} } grep { $_->{role} =~ /^place_/ } @{$world->{regions}};
    for my $year (2021, 2022) {
        my $off   = $year == 2022 && !$world->without('T35') ? World::rat('0.01') : 0;
        my $total = World::rat($jobs->{made}{years}{$year}) + $off;
        my @parts = spread($total, [map { $_->{population} } @places], 2);
        for my $i (0 .. $#places) {
            $world->figure('jobs', $year, $parts[$i], region => $places[$i]{region}, vintage => vintage($year),
                note => '分镇街数四舍五入');
        }
    }
    return;
}

1;
