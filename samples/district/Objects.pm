# What the plan is carried by: tasks, platforms, projects, policies, reforms and what superior plans set, with what
# was reported of them; and all that hangs on them (Carrying, Docket, Desk, Voices).
#
# An object is a hash; `role` is its number in seed 1 (P17), `task` its code in this seed.  Days are numbers and
# money is in hundredths until they are written.
package Objects;
use strict;
use warnings;
use utf8;
use Carrying;
use Desk;
use Docket;
use Standing;
use Stock;
use Timetable;
use Voices;
use World;

our %KIND_LETTER = (task => 'K', platform => 'L', project => 'P', policy => 'Y', reform => 'G', upper => 'U');

# Which zones a strategy lies in.
my @ZONES_OF = ([], [1], [2], [2], [3], [4], [4], [3], [4], [5]);

sub write {
    my ($world) = @_;
    my @objects = map { [named($world, $_)] } qw(task platform project policy reform upper);
    @objects = map { @$_ } @objects;
    my %by_role = map { $_->{role} => $_ } @objects;
    $world->{objects}   = \@objects;
    $world->{by_object} = \%by_role;
    Standing::settle($world, \@objects);
    Carrying::write($world, \@objects);
    Docket::write($world, \@objects);
    Desk::write($world, \@objects);
    praised($world, $_) for grep { $_->{kind} eq 'upper' } @objects;
    tables($world, \@objects);
    truths($world, \@objects);
    Voices::write($world);
    return;
}

# ---- What they are called ----

# Places, the city and the numbers of a text.
sub told {
    my ($world, $text, $stream) = @_;
    my %word = (d => $world->region('ours')->{name_zh} =~ s/区$//r, c => $world->region('city')->{name_zh} =~ s/市$//r);
    $word{"s$_"} = $world->owner("street_$_")->{name_zh} for 1 .. 5;
    $word{"t$_"} = $world->owner("town_$_")->{name_zh}   for 1 .. 3;
    $word{"p$_"} = $world->owner("park_$_")->{name_zh}   for 1 .. 2;
    $text =~ s/\{([a-z]\d?)\}/$word{$1}/ge;
    $text =~ s/\{#([\d.]+)\}/$world->jitter($stream, $1, 30)/ge;
    return $text;
}

sub named {
    my ($world, $kind) = @_;
    my %stock = (
        task    => \@Stock::TASKS,    platform => \@Stock::PLATFORMS, project => \@Stock::PROJECTS,
        policy  => \@Stock::POLICIES, reform   => \@Stock::REFORMS,   upper   => \@Stock::UPPER,
    );
    my $number = 0;
    return map { one($world, $kind, ++$number, scalar @{$stock{$kind}}, $_) } @{$stock{$kind}};
}

sub one {
    my ($world, $kind, $number, $count, $row) = @_;
    my $role = "$KIND_LETTER{$kind}$number";
    my $draw = $world->stream("object/$role");
    my %from = $kind eq 'task' ? (owners => $row->[0], name => $row->[1], content => $row->[2], of => $number)
        : $kind eq 'upper' ? (level => $row->[0], strategy => $row->[1], owners => $row->[2], name => $row->[3],
                              clause => $row->[4], our_part => $row->[5])
        : (of => $row->[0], owners => $row->[1], name => $row->[2], content => $row->[-1],
           invest => @$row > 4 ? $row->[3] : '');
    my ($lead, @support) = split /[:,]/, $from{owners};
    my $strategy = $from{strategy} // int(($from{of} + 3) / 4);
    my %object   = (
        role => $role, kind => $kind, number => $number, of => $from{of}, strategy => $strategy, lead => $lead,
        support => \@support, free => $kind ne 'task',
        task    => $world->number($KIND_LETTER{$kind}, $number, $kind eq 'project' ? 3 : 2, $count),
        name_zh => told($world, $from{name}, "words/$role"),
        content => told($world, $from{content} // '', "words/$role"),
        our_part => told($world, $from{our_part} // '', "words/$role"), level => $from{level}, clause => $from{clause},
        weight  => $draw->int(2, 4),
    );
    $object{invest} = $world->jitter("money/$role", $from{invest}, 20) =~ s/\.//r + 0 if $from{invest};
    $object{original} = $object{invest};
    return \%object;
}

# What is told of each task of a superior level; without numbers, which would have to be kept up.
sub praised {
    my ($world, $object) = @_;
    my @words = $object->{in_line}
        ? ('阶段任务按期完成，形成可复制做法', '列入上级试点名单', '在全市作经验交流', '获上级主管部门通报肯定', '标志性节点如期实现')
        : ('完善推进机制，关键节点已明确', '配套政策已出台，正在补齐短板');
    $object->{highlight} = "$object->{our_part}：" . $world->stream("praise/$object->{role}")->pick(@words);
    return;
}

# ---- What is written ----

my @COLUMNS = qw(task kind name_zh plan special owner co_owners pillar zone parent start due done_on stage weight
    invest_planned invest_original land money cause self_rating level upper_plan upper_owner clause content role
    highlight request);

sub row {
    my ($world, $object) = @_;
    my $upper = $object->{level} ? $Stock::UPPER_PLAN{$object->{level}} : ['', ''];
    my $pillar = $object->{kind} ne 'upper';
    my @zones = map { $world->pillar('zone', $_)->{code} } @{$ZONES_OF[$object->{strategy}]},
        ($object->{lead} =~ /^park/ && $object->{strategy} == 3 ? 1 : ());
    my $said = Timetable::judge($object);
    return {
        %$object,
        plan            => $pillar ? 'outline' : 'upper',
        special         => special($world, $object),
        owner           => $world->code($object->{lead}),
        co_owners       => join('|', map { $world->code($_) } @{$object->{support}}),
        pillar          => $pillar ? $world->pillar('strategy', $object->{strategy})->{code} : '',
        zone            => $pillar ? join('|', @zones) : '',
        map({ $_ => Timetable::text($object->{$_}) } qw(start due done_on)),
        stage           => $said->{stage},
        invest_planned  => Timetable::money($object->{invest}),
        invest_original => Timetable::money($object->{original}),
        upper_plan      => $upper->[0], upper_owner => $upper->[1], role => $object->{our_part},
    };
}

# The special plan of the department that leads.
sub special {
    my ($world, $object) = @_;
    my $digital = $object->{lead} eq 'industry' && ($object->{of} // 0) == 10;
    my @plans = grep { $_->{level} eq 'key' && $_->{owner} eq $world->code($object->{lead}) } @{$world->{plans}};
    return '' if !@plans;
    return $world->plan('ZX03')->{code} if $digital;
    return (sort map { $_->{code} } grep { $_ != $world->plan('ZX03') } @plans)[0];
}

sub tables {
    my ($world, $objects) = @_;
    my @sorted = sort { $a->{task} cmp $b->{task} } @$objects;
    $world->table('tasks/tasks.csv', \@COLUMNS, [map { row($world, $_) } @sorted]);
    my @reports;
    for my $object (@sorted) {
        push @reports, {task => $object->{task}, period => substr(Timetable::text($_->{day}), 0, 7),
            progress => $_->{progress}, stage => $object->{kind} =~ /task|upper/ ? '' : $_->{stage},
            invest_done => Timetable::money($_->{invest}), note => $_->{note}} for @{$object->{reports}};
    }
    $world->table('tasks/progress.csv', [qw(task period progress stage invest_done note)], \@reports);
    my @outline = grep { $_->{kind} ne 'upper' } @sorted;
    $world->table('catalog/outline.csv', [qw(task name_zh owner)], [map { row($world, $_) } @outline]);
    return;
}

# ---- What has to come out ----

sub percent {
    my ($above, $below, $places) = @_;
    return World::places(World::rat($above) * 100 / $below, $places // 1);
}

sub truths {
    my ($world, $objects) = @_;
    my %role = map { $_ => $world->{planted_at}{$_} } qw(T13 T14 T15 T16);
    for my $fact (sort keys %role) {
        my $object = $role{$fact};
        my $said   = Timetable::judge($object);
        my @at     = (fact => $fact, file => 'evaluation/projects.csv', key => "task=$object->{task}");
        my %want   = (status => $said->{status}, owner => $world->code($object->{lead}));
        %want = (%want, overdue_days => $said->{overdue_days}, overdue_months => $said->{overdue_months},
            cause => $object->{cause}) if $fact eq 'T13';
        %want = (%want, planned => percent($said->{planned}[0] / 100, $said->{planned}[1]),
            finish => Timetable::text($said->{finish}), finish_late_months => $said->{late_months}) if $fact eq 'T14';
        %want = (%want, flags => 'overspend', invest_share => percent($said->{invest}, $object->{invest}),
            progress => $said->{progress}) if $fact eq 'T15';
        $world->truth(@at, column => $_, expected => $want{$_}) for sort keys %want;
    }
    Standing::truths($world, $objects);
    return;
}

1;
