# The plan before: a data folder of its own, with what was known at its half time and what came of it, so that the
# forecasts of then can be held against the figures.
package Earlier;
use strict;
use warnings;
use utf8;
use World qw();

my @ROLES = qw(urban patents research labor income digital doctors hitech revenue school nursery retail);
my @YEARS = (2010 .. 2020);

sub fill {
    my ($world) = @_;
    my (@indicators, @targets, @figures);
    for my $role (@ROLES) {
        my $indicator = $world->indicator($role);
        my $series    = series($world, $indicator);
        push @indicators, {%$indicator, plan => '13FYP', aliases => '', attribute => 'anticipatory'};
        push @targets, target($world, $indicator, $series);
        push @figures, map { {region => $world->code('ours'), indicator => $indicator->{indicator}, period => $_,
            value => $series->{$_}, unit => $indicator->{unit}, vintage => Figures::vintage($_)} } @YEARS;
    }
    @$_ = sort { $a->{indicator} cmp $b->{indicator} } @$_ for \@indicators, \@targets;
    my $at = 'earlier/13FYP';
    $world->table("$at/catalog/indicators.csv", [qw(indicator name_zh name_en unit kind direction domain attribute owner
        plan decimals natural_min natural_max rollup)], \@indicators);
    $world->table("$at/catalog/targets.csv", [qw(plan indicator region base_period base_value target_period target_kind
        target_value tolerance vintage target_text)], \@targets);
    $world->table("$at/panel/observations.csv", [qw(region indicator period value unit vintage)], \@figures);
    catalogs($world, $at);
    return;
}

# Backwards from 2018 at rates that are a little higher and go up and down; from 2018 on what this plan's own figures are.
sub series {
    my ($world, $indicator) = @_;
    my $own    = $indicator->{made}{years};
    my $rate   = World::root_of(World::rat($own->{2020}) / World::rat($own->{2018}), 2);
    $rate = World::rat(World::places($rate, 6));
    $rate = 1 + ($rate - 1) / 2 if $rate > World::rat('1.2');
    my $stream = $world->stream("earlier/$indicator->{role}");
    my %series = map { $_ => $own->{$_} } 2018 .. 2020;
    my $value  = World::rat($own->{2018});
    for my $year (reverse 2010 .. 2017) {
        $value /= 1 + ($rate - 1) * World::rat($stream->int(60, 180)) / 100;
        $value = World::rat(World::places($value, 12));
        $series{$year} = World::places($value, $indicator->{decimals});
    }
    return \%series;
}

sub target {
    my ($world, $indicator, $series) = @_;
    my $part   = World::rat($world->stream("earlier/targets/$indicator->{role}")->int(84, 112)) / 100;
    my $base   = World::rat($series->{2015});
    my $target = World::places($base + (World::rat($series->{2020}) - $base) * $part, $indicator->{decimals});
    return {plan => '13FYP', indicator => $indicator->{indicator}, region => $world->code('ours'), base_period => 2015,
        base_value => $series->{2015}, target_period => 2020, target_kind => 'level_min', target_value => $target,
        vintage => '2016-03-01', target_text => "≥$target"};
}

sub catalogs {
    my ($world, $at) = @_;
    my ($city, $ours) = map { $world->region($_) } qw(city ours);
    my @settings = (
        [district => $ours->{region}], [district_name => $ours->{name_zh}], [city => $city->{region}],
        [city_name => $city->{name_zh}], [plan => '13FYP'], [plan_name => '“十三五”规划纲要'], [base => 2015],
        [target => 2020], [as_of_year => 2017], [as_of_month => '2018-06'], [at => '2018-06-30'], [known => '2018-10-20'],
        [sender => $world->code('drc')], [title => "$ours->{name_zh}“十三五”规划纲要实施情况中期评估报告"],
        [publisher => "$ours->{name_zh}发展和改革局"], [min_base => 30], [lang => 'zh'],
    );
    $world->table("$at/plan.csv", [qw(key value)], [map { {key => $_->[0], value => $_->[1]} } @settings]);
    $world->table("$at/catalog/regions.csv", [qw(region name_zh name_en level parent)], [$city, $ours]);
    my %seen;
    my @owners = grep { !$seen{$_->{owner}}++ } map { $world->role('owners', $_) }
        map { my $code = $world->indicator($_)->{owner}; (grep { $_->{owner} eq $code } @{$world->{owners}})[0]{role} } @ROLES;
    $world->table("$at/catalog/owners.csv", [qw(owner name_zh kind short_name receives)],
        [sort { $a->{owner} cmp $b->{owner} } @owners]);
    return;
}

1;
