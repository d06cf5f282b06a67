# How each object stands: which are late, and the planted ones among the projects (T13 to T16).
#
# Most are in line with their schedule.  Who is late is drawn, but so that every rule of the evaluation finds just
# what is meant: one office with less than 60 % in line (S5), one park with two stalled objects (S3), and nobody else.
package Standing;
use strict;
use warnings;
use utf8;
use Said;
use Timetable;
use World;

# Projects that are something special, by their number in seed 1: fact or reason, number, where else it may be.
my @ANY = grep { $_ < 68 || $_ > 71 } 1 .. 72;
my @SPECIAL = (
    [T16       => 52, [48, 49, 50, 47]],
    [stalls    => 39, [41]],
    [stalls_2  => 40, []],
    [T13       => 17, [@ANY]],
    [T14       => 31, [@ANY]],
    [T15       => 44, [@ANY]],
    [approval  => 9,  [@ANY]],
    [suspended => 34, [@ANY]],
    [no_land   => 20, [@ANY]],
    [no_money  => 53, [@ANY]],
    [ahead     => 65, [@ANY]],
    [ahead_2   => 58, [@ANY]],
    [more      => 29, [@ANY]],
    [less      => 36, [@ANY]],
);

# How many others are late, and how.
my @LATE = ((map { 'late_start' } 1 .. 3), (map { 'overdue' } 1 .. 3), 'stalled', 'stalled', 'not_reported',
    map { 'slow' } 1 .. 10);

our @CAUSES = qw(征迁 资金 要素 市场 管理 政策);

sub settle {
    my ($world, $objects) = @_;
    $world->{weak_owner} = $world->one_of('weak owner', qw(transport housing health));
    my %special = specials($world, $objects);
    $world->{special} = \%special;
    $_->{wanted} = 'on_time' for @$objects;
    $special{$_}{wanted} = 'stalled' for qw(stalls stalls_2 approval suspended);
    $special{$_}{wanted} = 'slow'    for qw(T14);
    $special{$_}{wanted} = 'overdue' for qw(T13 T16);
    $special{$_}{weight} = 1         for qw(stalls stalls_2);
    $special{$_}{fixed}  = 1         for keys %special;
    $world->{overrated} = $world->one_of('overrated', qw(K12 K2 K9 K14 K30));
    # What is praised (Said) is in line.
    $world->{by_object}{$_}{fixed} = 1 for $world->{overrated}, map { $_->[0] } @Said::HIGHLIGHTS;
    late($world, $objects);
    early($world, $objects);
    timetable($world, $_) for @$objects;
    planted($world, \%special);
    odd($world, \%special);
    judged($world, $objects);
    return;
}

# Which project is which, so that no office but the weak one is mostly late.
sub specials {
    my ($world, $objects) = @_;
    return %{$world->again('specials', sub { return chosen($world) }, sub {
        my %special = %{$_[0]};
        my %late = map { $special{$_} => 1 } qw(stalls stalls_2 approval suspended T13 T14 T16);
        return 0 if grep { $special{$_}{lead} eq $world->{weak_owner} } qw(T13 T14 T16);
        for my $lead (map { $_->{lead} } values %special) {
            my ($all, $line) = (0, 0);
            for my $object (grep { $_->{lead} eq $lead } @$objects) {
                $all  += $object->{weight};
                $line += $object->{weight} if !$late{$object};
            }
            return 0 if $line * 100 < $all * 62 && $lead ne $world->{weak_owner} && $lead !~ /^(street|town|park)/;
        }
        return 1;
    })};
}

# The two that a park has stalled are led by one park.
sub chosen {
    my ($world) = @_;
    my $by_role = $world->{by_object};
    my (%taken, %special, @list);
    for my $row (@SPECIAL) {
        my ($what, $first, $others) = @$row;
        my @free   = $what eq 'stalls_2' ? ($special{stalls}{number} == 39 ? 40 : 46)
            : grep { !$taken{$_} } $first, @$others;
        my $number = $world->one_of("special/$what", @free);
        $taken{$number} = 1;
        $taken{$_} = 1 for $what eq 'stalls' ? (39, 40, 41, 46) : ();
        $special{$what} = $by_role->{"P$number"};
    }
    $world->{planted_at} = {map { $_ => $special{$_} } grep { /^T/ } keys %special};
    return \%special;
}

# ---- Who is late ----

sub in_line { return $_[0]{wanted} eq 'on_time' }

# Percent of the weight of what an office leads that is in line.
sub share {
    my ($objects, $lead) = @_;
    my ($all, $line) = (0, 0);
    for my $object (grep { $_->{lead} eq $lead } @$objects) {
        $all  += $object->{weight};
        $line += $object->{weight} if in_line($object);
    }
    return 100 * $line / $all;
}

# May this object be late in this way, and all the others stay as they are meant?
sub may {
    my ($objects, $object, $wanted, $slack) = @_;
    return 0 if $object->{fixed} || $object->{strategy} == 2 || !in_line($object);
    return 0 if $wanted eq 'stalled' && grep { $_->{lead} eq $object->{lead} && $_->{wanted} eq 'stalled' } @$objects;
    return 0 if $wanted =~ /late_start|stalled|overdue/ && $object->{kind} ne 'project';
    return 0 if $wanted eq 'not_reported' && $object->{kind} !~ /policy|reform/;
    my $carries = grep { defined $_->{of} && $_->{kind} ne 'task' && $_->{of} == ($object->{of} // 0) && in_line($_) }
        @$objects;
    return 0 if $object->{kind} !~ /task|upper/ && $carries < 2;
    local $object->{wanted} = $wanted;
    my $fails = !$slack && share($objects, $object->{lead}) < 66;
    return !$fails;
}

sub late {
    my ($world, $objects) = @_;
    my $draw = $world->stream('late');
    my @carriers = $draw->shuffle(grep { $_->{kind} !~ /task|upper/ } @$objects);
    my @tasks    = $draw->shuffle(grep { $_->{kind} eq 'task' && $_->{strategy} != 6 } @$objects);
    my @uppers   = $draw->shuffle(grep { $_->{kind} eq 'upper' } @$objects);
    hollow($world, $objects);
    weak_owner($world, $objects, \@carriers);
    take($objects, \@carriers, @LATE);
    take($objects, \@tasks, qw(slow slow slow));
    take($objects, \@uppers, qw(slow slow slow slow));
    return;
}

sub take {
    my ($objects, $from, @wanted) = @_;
    for my $wanted (@wanted) {
        my ($object) = grep { may($objects, $_, $wanted) } @$from;
        die "nobody can be $wanted\n" if !$object;
        $object->{wanted} = $wanted;
    }
    return;
}

# A task that is carried by one object alone, and that one is late.
sub hollow {
    my ($world, $objects) = @_;
    my $task = $world->one_of('hollow', 34, 36);
    $_->{wanted} = 'slow' for grep { ($_->{of} // 0) == $task && $_->{kind} ne 'task' } @$objects;
    $world->{hollow} = $world->{by_object}{"K$task"};
    $world->{hollow}{fixed} = 1;
    return;
}

# The office of which less than 60 % is in line (S5).
sub weak_owner {
    my ($world, $objects, $carriers) = @_;
    my $lead = $world->{weak_owner};
    my $turn = 0;
    for my $object (grep { $_->{lead} eq $lead } @$carriers) {
        last if share($objects, $lead) < 55;
        my $way = $turn % 3 == 1 && $object->{kind} eq 'project' ? 'overdue' : 'slow';
        next if !may($objects, $object, $way, 1);
        @$object{qw(wanted weight)} = ($way, 4);
        $turn++;
    }
    die "$lead is not late enough\n" if share($objects, $lead) >= 58;
    $_->{fixed} ||= $_->{lead} eq $lead for @$objects;
    return;
}

# Of what is in line, a third of the projects and half of the policies and reforms are done, a few begin later.
sub early {
    my ($world, $objects) = @_;
    my $draw = $world->stream('early');
    my %done = (project => 26, platform => 15, policy => 45, reform => 35, upper => 10);
    for my $object (@$objects) {
        my $turn = $draw->int(1, 100);
        my $special = grep { $_ == $object } values %{$world->{special}};
        next if $object->{wanted} ne 'on_time' || $object->{kind} eq 'task' || $special;
        $object->{wanted} = 'done' if $turn <= $done{$object->{kind}};
        $object->{wanted} = 'reserve' if $turn > 96 && $object->{kind} eq 'project' && $object->{strategy} != 2;
    }
    return;
}

# ---- When ----

sub timetable {
    my ($world, $object) = @_;
    my $draw = $world->stream("time/$object->{role}");
    Timetable::make($object, $object->{wanted}, $draw);
    my $points = $draw->int(-6, 5);
    Timetable::spend($object, $points) if $object->{invest};
    if ($object->{kind} =~ /project|platform/ && $object->{invest}) {
        $object->{original} = $object->{invest} + int($object->{invest} * $draw->int(-6, 6) / 100);
        $object->{land} = $object->{money} = 'yes';
    }
    return;
}

# Reports of the planted ones, and what stands there when the fact is left out.
sub planted {
    my ($world, $special) = @_;
    overdue($world, T13 => $special->{T13}, '2020-06-01', '2022-11-30', [40, 56, 71, 80, 86], 93);
    overdue($world, T16 => $special->{T16}, '2021-06-01', '2023-02-28', [undef, 22, 43, 60, 81], 95);
    crawling($world, $special->{T14});
    overspent($world, $special->{T15});
    return;
}

sub set_reports {
    my ($object, @percent) = @_;
    $object->{reports} = [map { defined $percent[$_] ? {day => $Timetable::HALVES[$_], progress => $percent[$_],
        stage => Timetable::stage_of($percent[$_])} : () } 0 .. 4];
    return;
}

# A project that should have been finished more than 90 days ago.  Otherwise it was finished in time.
sub overdue {
    my ($world, $fact, $object, $start, $due, $percent, $most) = @_;
    my $draw = $world->stream("fact/$fact");
    my $later = $draw->int(0, 5);
    if ($world->seed != 1) {
        $due = Timetable::text(Timetable::last_of(Timetable::month(Timetable::number('2022-08-15')) + $later));
        my $last = $draw->int(76, $most - 4);
        $percent = [map { defined $percent->[$_] ? int($percent->[$_] * $last / $percent->[4]) : undef } 0 .. 4];
    }
    $object->{start} = Timetable::number($start);
    $object->{due}   = Timetable::number($due);
    my $cause = $world->one_of("cause/$fact", $fact eq 'T13' ? @CAUSES : qw(管理 资金 市场));
    if ($world->without($fact)) {
        $object->{done_on} = $object->{due} - 6;
        my $span = $object->{done_on} - $object->{start};
        $object->{reports} = [];
        Timetable::reported($object, sub {
            $_[0] >= $object->{done_on} ? 100 : int(97 * ($_[0] - $object->{start}) / $span);
        });
        $object->{wanted} = 'done';
    } else {
        set_reports($object, @$percent);
        $object->{cause} = $cause;
    }
    Timetable::spend($object, -3);
    return;
}

# A project that goes on evenly, but so slowly that it will be years late.  Otherwise it goes on as planned.
sub crawling {
    my ($world, $object) = @_;
    my $draw = $world->stream('fact/T14');
    my ($start, $due, $step, $last) = ('2021-03-01', '2024-12-31', 8, 36);
    if ($world->seed != 1) {
        $start = sprintf '2021-%02d-01', $draw->int(1, 6);
        $due   = $draw->pick(qw(2024-06-30 2024-12-31 2025-06-30));
        do { $step = $draw->int(6, 9); $last = $draw->int(28, 42) } while (100 - $last) % $step;
    }
    @$object{qw(start due reports)} = (Timetable::number($start), Timetable::number($due), []);
    if ($world->without('T14')) {
        Timetable::reported($object, sub { Timetable::along($object, $_[0], 99) });
        $object->{wanted} = 'on_time';
    } else {
        set_reports($object, undef, map { $last - $_ * $step } 3, 2, 1, 0);
        $object->{cause} = $world->one_of('cause/T14', '要素', '资金', '管理');
    }
    Timetable::spend($object, -2);
    return;
}

# A project of which nearly all the money is spent and less than half of the work is done; in line all the same.
sub overspent {
    my ($world, $object) = @_;
    my $draw  = $world->stream('fact/T15');
    my ($last, $share) = (40, 95);
    ($last, $share) = ($draw->int(36, 46), $draw->int(88, 97)) if $world->seed != 1;
    @$object{qw(start due)} = (Timetable::number('2021-06-01'), Timetable::number('2026-06-30'));
    set_reports($object, undef, int($last * 22 / 100), int($last * 48 / 100), int($last * 74 / 100), $last);
    Timetable::spend($object, -2);
    if (!$world->without('T15')) {
        my @part = (30, 55, 80, 100);
        $_->{invest} = int($object->{invest} * $share * shift(@part) / 10_000) for @{$object->{reports}};
        $object->{reports}[-1]{invest} = int($object->{invest} * $share / 100);
    }
    return;
}

# Those that the rules for adjustments find.
sub odd {
    my ($world, $special) = @_;
    $special->{approval}{cause}  = '上级审批';
    waiting($special->{approval});
    $special->{suspended}{cause} = '市场';
    $_->{stage} = '停缓建' for grep { $_->{day} > $Timetable::HALVES[0] } @{$special->{suspended}{reports}};
    halted($special->{suspended});
    $special->{no_land}{land}    = 'no';
    $special->{no_money}{money}  = 'no';
    for my $what (qw(ahead ahead_2)) {
        my $object = $special->{$what};
        @$object{qw(start due reports)} = (Timetable::number('2021-03-01'), Timetable::number('2025-12-31'), []);
        Timetable::reported($object, sub { Timetable::along($object, $_[0], 138) });
        Timetable::spend($object, 1);
    }
    $special->{more}{original} = int($special->{more}{invest} / 1.26);
    $special->{less}{original} = int($special->{less}{invest} / 0.74);
    return;
}

# Nothing but preparations, and no progress for a year.
sub waiting {
    my ($object) = @_;
    @$object{qw(start due)} = (Timetable::number('2021-07-01'), Timetable::number('2025-06-30'));
    set_reports($object, undef, 2, 4, 4, 4);
    Timetable::spend($object, 0);
    return;
}

# Stopped since the end of 2021.
sub halted {
    my ($object) = @_;
    $object->{start} = Timetable::number('2021-01-01');
    $object->{due}   = Timetable::number('2025-06-30');
    $object->{reports} = [];
    set_reports($object, 9, 18, 18, 18, 18);
    $_->{stage} = '停缓建' for @{$object->{reports}}[1 .. 4];
    Timetable::spend($object, -2);
    return;
}

# ---- What is said of them ----

my %SELF = (done => 'A', on_time => 'B', slow => 'C', stalled => 'C', overdue => 'C', not_started => 'C',
    not_reported => '');

sub judged {
    my ($world, $objects) = @_;
    for my $object (@$objects) {
        my $said = Timetable::judge($object);
        my $draw = $world->stream("said/$object->{role}");
        my $better = $draw->int(1, 3);
        my $cause = $draw->pick(@CAUSES);
        $object->{status} = $said->{status};
        $object->{in_line} = $said->{in_line};
        $object->{self_rating} = $SELF{$said->{status}};
        $object->{self_rating} = 'A' if $said->{status} eq 'on_time' && $better == 1;
        $object->{self_rating} = '' if $said->{status} eq 'not_started' && $said->{in_line};
        next if $said->{in_line};
        $object->{cause} ||= $object->{kind} eq 'project' ? $cause : $draw->pick(qw(管理 政策 资金));
    }
    return;
}

# ---- What has to come out ----

# Who gets a slip for what, rule by rule (S1 of an indicator and S4 stand elsewhere); and counts.
sub truths {
    my ($world, $objects) = @_;
    my ($special, @at) = ($world->{special}, file => 'decisions/slips.csv');
    my $slip = sub {
        my ($fact, $owner, $rule, $item, $list) = @_;
        $world->truth(fact => $fact, @at, key => "owner=$owner;rule=$rule;item=$item", column => 'list',
            expected => $list // 'slip');
    };
    for my $fact (qw(T13 T16)) {
        my $object = $special->{$fact};
        $slip->($fact, $world->code($object->{lead}), 'S2', $object->{task});
        $world->truth(fact => $fact, file => 'slips/抄告单-' . $world->code($object->{lead}) . '.docx',
            text_must => $object->{name_zh});
    }
    # Who supports is never addressed: it is a copy that it gets.
    my $led    = $special->{T16};
    my ($helps) = @{$led->{support}};
    my $copy    = $world->owner($helps)->{receives};
    my %slips   = map { $_ => 1 } $world->{weak_owner}, 'env', $world->without('T13') ? () : $special->{T13}{lead};
    $world->truth(fact => 'T16', file => 'slips/抄告单-' . $world->code($helps) . '.docx',
        text_must_not => $led->{name_zh}) if $slips{$helps};
    $world->truth(fact => 'T16', @at, key => "rule=S2;item=$led->{task}", column => 'to',
        expected => $world->owner($led->{lead})->{receives});
    $world->truth(fact => 'T16', @at, key => "rule=S2;item=$led->{task}", column => 'cc', expected => $copy);
    $slip->('A31', $world->code($special->{$_}{lead}), 'S3', $special->{$_}{task}) for qw(stalls stalls_2);
    $slip->('A31', $world->code($world->{weak_owner}), 'S5', $world->code($world->{weak_owner}));
    $slip->('A31', $world->code($special->{approval}{lead}), 'S3', $special->{approval}{task}, 'request');
    $slip->('A31', $world->code('drc'), 'S1', $world->code('energy'), 'self_check');
    $slip->('T2', $world->code('agri'), 'S1', $world->code('grain'));
    $slip->('T9', $world->code('env'),  'S1', $world->code('air'));
    counts($world, $objects);
    return;
}

# How many of each kind stand how, the money of the projects, and the shares of each strategy's own tasks.
sub counts {
    my ($world, $objects) = @_;
    my %file = (project => 'projects', platform => 'platforms', policy => 'policies', reform => 'reforms',
        upper => 'upper');
    for my $kind (sort keys %file) {
        my @of = grep { $_->{kind} eq $kind } @$objects;
        my @at = (fact => 'A16', file => 'evaluation/rollup.csv', key => "kind=$kind");
        $world->truth(@at, column => 'objects', expected => scalar @of);
        $world->truth(@at, column => 'in_line', expected => scalar grep { $_->{in_line} } @of);
        for my $status (qw(done on_time slow stalled overdue not_started not_reported)) {
            $world->truth(@at, column => $status, expected => scalar grep { $_->{status} eq $status } @of);
        }
        money($world, \@of, @at) if $kind =~ /project|platform/;
    }
    for my $n (1 .. 9) {
        my @of   = grep { $_->{strategy} == $n && $_->{kind} eq 'task' } @$objects;
        my @line = grep { $_->{in_line} } @of;
        my @at   = (fact => 'A15', file => 'evaluation/strategies.csv',
            key => 'pillar=' . $world->pillar('strategy', $n)->{code});
        $world->truth(@at, column => 'objects', expected => scalar @of);
        $world->truth(@at, column => 'in_line', expected => scalar @line);
        $world->truth(@at, column => 'in_line_share', expected => Objects::percent(scalar @line, scalar @of));
        my $weighted = Objects::percent(weight(@line), weight(@of));
        $world->truth(@at, column => 'in_line_share_weighted', expected => $weighted);
    }
    return;
}

sub weight { my $sum = 0; $sum += $_->{weight} for @_; return $sum }

# The sums are of the objects of which both are known; the share is of the one in the other.
sub money {
    my ($world, $of, @at) = @_;
    my ($planned, $done) = (0, 0);
    for my $object (grep { $_->{invest} } @$of) {
        my $invest = Timetable::judge($object)->{invest} // next;
        $planned += $object->{invest};
        $done    += $invest;
    }
    $world->truth(@at, column => 'invest_planned', expected => Timetable::money($planned), tolerance => '0.001');
    $world->truth(@at, column => 'invest_done',    expected => Timetable::money($done),    tolerance => '0.001');
    $world->truth(@at, column => 'invest_share',   expected => Objects::percent($done, $planned));
    return;
}

1;
