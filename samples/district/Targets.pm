# What the outline, 2035 and the special plans aim at; what official classes say; grounds, proxies, rules, branches.
package Targets;
use strict;
use warnings;
use utf8;
use Figures;
use Indicators;
use Judge qw(average verdict);
use World qw();

my @COLUMNS = qw(plan indicator region base_period base_value target_period target_kind target_value op target_high
    related tolerance caliber official_class self_class reason vintage upper_value target_text);

# role, kind, what it is to be in 2035 over what it was in 2020 (a share, or the rate itself)
my @HORIZON = (
    [urban => 'level_min', '1.10'], [labor => 'level_min', '2.40'], [income => 'level_min', '2.50'],
    [doctors => 'level_min', '1.50'], [school => 'level_min', '1.12'], [research => 'level_min', '1.50'],
    [digital => 'level_min', '2.20'], [people => 'level_min', '1.40'], [patents => 'level_min', '3.50'],
    [growth => 'avg_growth_min', '6.0'],
);
my @PROXIES = (
    [income   => '人均可支配收入达到中等发达国家水平'], [gap => '城乡区域发展差距和居民生活水平差距显著缩小'],
    [air      => '生态环境根本好转，美丽城区基本建成'], [school => '建成教育强区'],
    [research => '关键核心技术实现重大突破'],           [jobless => '就业更加充分、更高质量'],
);
my %SELF = (nursery => 'ahead', growth => 'on_track', air => 'on_track', grain => 'on_track');

sub fill {
    my ($world) = @_;
    my @rows = map { outline($world, $_) } grep { $_->{plan} eq 'outline' } sorted($world);
    push @rows, horizon($world);
    push @rows, special($world);
    $world->table('catalog/targets.csv', \@COLUMNS, \@rows);
    my @official = map { {indicator => $_->{indicator}, official_class => $_->{official}} }
        grep { $_->{official} } sorted($world);
    $world->table('catalog/official.csv', [qw(indicator official_class)], \@official);
    $world->table('catalog/proxies.csv', [qw(indicator goal)],
        [map { {indicator => $world->code($_->[0]), goal => $_->[1]} } @PROXIES]);
    grounds($world);
    return;
}

sub sorted {
    my ($world) = @_;
    return sort { $a->{indicator} cmp $b->{indicator} } @{$world->{indicators}};
}

sub row {
    my ($world, $indicator, %more) = @_;
    my $made = $indicator->{made};
    my $aim  = $made->{aim};
    my %row  = (plan => $indicator->{plan}, indicator => $indicator->{indicator}, region => $world->code('ours'),
        base_period => 2020, base_value => $made->{base} eq '-' ? '' : $made->{base}, target_period => 2025,
        target_kind => $aim->{kind}, target_value => $made->{target} eq '-' ? '' : $made->{target},
        vintage => '2021-03-01', %more);
    $row{target_text} = printed(\%row);
    return \%row;
}

sub printed {
    my ($row) = @_;
    my ($kind, $value) = @$row{qw(target_kind target_value)};
    return $kind eq 'qualitative' ? '保持在合理区间' : $kind eq 'relative_to' ? '不低于经济增长'
        : $kind =~ /^cumulative/ ? "[$value]" : $kind =~ /^avg/ ? "年均≥$value" : $kind eq 'level_about' ? "${value}左右"
        : $kind =~ /max/ ? "≤$value" : "≥$value";
}

sub outline {
    my ($world, $indicator) = @_;
    my $role = $indicator->{role};
    my %more = (self_class => $SELF{$role} // '');
    $indicator->{official} = $indicator->{class} if $indicator->{id} =~ /^I(01|02|07|08|09|12|15|17|18|23|24|25)$/;
    $more{official_class} = $indicator->{official} // '';
    $more{tolerance} = '2%' if $role eq 'retail';
    $more{related} = $world->code('growth') if $role eq 'earnings';
    return changed($world, $indicator, \%more) if $role eq 'research';
    # T11: without it the target is a number, and is met.
    if ($role eq 'prices' && $world->without('T11')) {
        @more{qw(target_kind target_value)} = ('level_max_keep', '3.0');
        $world->keep('class', 'I29', $indicator->{class} = 'on_track');
    }
    $more{upper_value} = $indicator->{made}{target} if $role =~ /^(energy|carbon|dust|grain)$/;
    return row($world, $indicator, %more);
}

# T1: the target that was lowered when it was half time.
sub changed {
    my ($world, $indicator, $more) = @_;
    my $lower = Figures::lowered($indicator->{made});
    $indicator->{made}{lowered} = $lower;
    $world->keep('class', 'I03', $indicator->{class} = 'achieved');
    my $first = row($world, $indicator, %$more);
    return row($world, $indicator, %$more, target_value => $lower) if $world->without('T1');
    return ($first, row($world, $indicator, %$more, target_value => $lower, vintage => '2022-12-01',
        reason => '2022年11月经区人大常委会批准调整'));
}

sub horizon {
    my ($world) = @_;
    my @rows;
    for my $goal (@HORIZON) {
        my ($role, $kind, $times) = @$goal;
        my $indicator = $world->indicator($role);
        my $base      = $indicator->{made}{base};
        my $target    = $kind eq 'avg_growth_min' ? $times
            : World::places(World::rat($base) * World::rat($times), World::decimals($base));
        push @rows, row($world, $indicator, plan => '2035', target_period => 2035, target_kind => $kind,
            target_value => $target);
        $indicator->{made}{horizon} = $target;
    }
    return @rows;
}

# The special plans: what they take over of the outline, and what is theirs alone.
sub special {
    my ($world) = @_;
    my %also = Indicators::also_in();
    my @rows;
    for my $id (sort keys %also) {
        for my $role (@{$also{$id}}) {
            my $indicator = $world->indicator($role);
            my %more = (plan => $world->code($id));
            # T8: the special plan wants more doctors than the outline does.
            $more{target_value} = $indicator->{made}{special} = Figures::stricter($indicator->{made})
                if $role eq 'doctors' && !$world->without('T8');
            $more{tolerance} = '2%' if $role eq 'retail';
            push @rows, row($world, $indicator, %more);
        }
    }
    push @rows, map { row($world, $_) } grep { $_->{plan} ne 'outline' && $_->{plan} ne 'peers' } sorted($world);
    return sort { $a->{plan} cmp $b->{plan} || $a->{indicator} cmp $b->{indicator} } @rows;
}

sub grounds {
    my ($world) = @_;
    my @grounds = (
        [invest => '外部环境变化，房地产投资大幅回落'], [invest => '同类区中位数同样低于目标'],
        [growth => '外部环境变化，规划编制时未能预计'], [foreign => '全球跨境投资持续下降'],
    );
    $world->table('catalog/grounds.csv', [qw(indicator ground)],
        [map { {indicator => $world->code($_->[0]), ground => $_->[1]} } @grounds]);
    return;
}

1;
