# What serves what: project -> task -> strategy -> indicator, and which of it carries (T17, T18).
package Carrying;
use strict;
use warnings;
use utf8;
use World;

# Projects that serve a second task; parts of another; one that two offices report.
my @SECOND     = ([29, 15], [62, 9], [59, 27], [16, 14], [48, 25], [12, 18], [66, 31], [8, 35]);
my @PART_OF    = ([64, 63], [3, 16], [50, 6]);
my @DUPLICATES = ([53, 42]);

# What a project of culture would serve if the strategy of culture had any (without T17).
my @CULTURE = ([32, 22], [30, 22], [14, 23]);

sub write {
    my ($world, $objects) = @_;
    my @links = all($world, $objects);
    $world->table('catalog/links.csv', [qw(from to kind weight basis)], \@links);
    truths($world, $objects, \@links);
    return;
}

sub link_of {
    my ($from, $to, $kind, $basis, $weight) = @_;
    return {from => $from, to => $to, kind => $kind, basis => $basis, weight => $weight};
}

sub all {
    my ($world, $objects) = @_;
    my $role = $world->{by_object};
    my $p    = sub { return $role->{"P$_[0]"}{task} };
    my $k    = sub { return $role->{"K$_[0]"}{task} };
    my @carriers = grep { $_->{kind} !~ /task|upper/ } @$objects;
    my @links = map { link_of($_->{task}, $k->($_->{of}), 'supports', '纲要重点任务分工方案') } @carriers;
    push @links, map { link_of($p->($_->[0]), $k->($_->[1]), 'supports', '纲要重大项目清单') } @SECOND;
    push @links, map { link_of($p->($_->[0]), $p->($_->[1]), 'part_of', '立项批复') } @PART_OF;
    push @links, map { link_of($p->($_->[0]), $p->($_->[1]), 'duplicates', '两部门重复报送的同一工程') } @DUPLICATES;
    push @links, map { link_of($p->($_->[0]), $k->($_->[1]), 'supports', '纲要重大项目清单') } @CULTURE
        if $world->without('T17');
    push @links, map { link_of($_->{task}, $world->pillar('strategy', $_->{strategy})->{code}, 'part_of', '纲要篇章',
        $_->{weight}) } grep { $_->{kind} eq 'task' } @$objects;
    push @links, upper($objects, \@carriers);
    for my $indicator (grep { $_->{strategy} && $_->{plan} eq 'outline' } @{$world->{indicators}}) {
        push @links, link_of($indicator->{strategy}, $indicator->{code}, 'supports', '纲要指标责任分工');
    }
    push @links, map { link_of($world->pillar('strategy', 2)->{code}, $world->code($_), 'supports', '纲要指标责任分工') }
        qw(retail foreign) if $world->without('T18');
    return sort { "$a->{from} $a->{to}" cmp "$b->{from} $b->{to}" } @links;
}

# What a superior plan sets is served by up to two objects of the same office and strategy.
sub upper {
    my ($objects, $carriers) = @_;
    my @links;
    for my $upper (grep { $_->{kind} eq 'upper' && $_->{strategy} != 6 } @$objects) {
        my @serve = grep { $_->{lead} eq $upper->{lead} && $_->{strategy} == $upper->{strategy} } @$carriers;
        splice @serve, 2 if @serve > 2;
        push @links, map { link_of($_->{task}, $upper->{task}, 'supports', '上级任务分解') } @serve;
    }
    return @links;
}

# ---- What has to come out ----

# All objects behind a goal, each once; what duplicates another is that one.
sub behind {
    my ($links, $goal) = @_;
    my %same = map { $_->{from} => $_->{to} } grep { $_->{kind} eq 'duplicates' } @$links;
    my (%seen, @open);
    @open = ($goal);
    while (defined(my $at = shift @open)) {
        for my $link (grep { ($same{$_->{to}} // $_->{to}) eq $at && $_->{kind} ne 'duplicates' } @$links) {
            my $from = $same{$link->{from}} // $link->{from};
            push @open, $from if !$seen{$from}++;
        }
    }
    return sort keys %seen;
}

sub sum { my $sum = 0; $sum += $_ for @_; return $sum }

# How a strategy is carried: tasks, carriers, shares.
sub carried {
    my ($objects, $links, $strategy) = @_;
    my %object = map { $_->{task} => $_ } @$objects;
    my @served = map { $object{$_} } behind($links, $strategy);
    my @tasks  = grep { $_->{kind} eq 'task' } @served;
    my @carry  = grep { $_->{kind} ne 'task' } @served;
    my @line   = grep { $_->{in_line} } @served;
    my @held   = grep { my $task = $_->{task};
        grep { $_->{kind} ne 'task' && $_->{in_line} } map { $object{$_} } behind($links, $task) } @tasks;
    return {
        tasks => scalar @tasks, tasks_carried => scalar @held, carriers => scalar @carry,
        carriers_in_line => scalar(grep { $_->{in_line} } @carry),
        on_time_share => Objects::percent(sum(map { $_->{weight} } @line), sum(map { $_->{weight} } @served)),
        carried_share => Objects::percent(sum(map { $_->{weight} } @held), sum(map { $_->{weight} } @tasks)),
        carried_share_equal => Objects::percent(scalar @held, scalar @tasks),
    };
}

sub truths {
    my ($world, $objects, $links) = @_;
    for my $n (1 .. 9) {
        my $code = $world->pillar('strategy', $n)->{code};
        my $said = carried($objects, $links, $code);
        $world->truth(fact => 'A19', file => 'evaluation/support.csv', key => "goal=$code", column => $_,
            expected => $said->{$_}) for sort keys %$said;
    }
    my ($culture, $invest) = map { $world->pillar('strategy', $_)->{code} } 6, 2;
    my @at = (fact => 'T17', file => 'evaluation/support.csv', key => "goal=$culture");
    $world->truth(@at, column => 'support',  expected => 'unsupported');
    $world->truth(@at, column => 'carriers', expected => 0);
    @at = (fact => 'T18', file => 'evaluation/process-effect.csv', key => "goal=$invest");
    $world->truth(@at, column => 'field', expected => 'on_time_without_effect');
    $world->truth(@at, column => 'on_time_share', expected => '100.0');
    $world->truth(@at, column => 'indicators', expected => 2);
    $world->truth(@at, column => 'indicators_moving', expected => 0);
    $world->truth(fact => 'A19', file => 'evaluation/support.csv', key => "goal=$world->{hollow}{task}",
        column => 'support', expected => 'hollow');
    return;
}

1;
