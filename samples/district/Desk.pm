# What was to be handed in and when it came (T28, T29), and how others grade the objects and indicators (T26).
package Desk;
use strict;
use warnings;
use utf8;
use Timetable;
use World;

my @SENDERS = qw(drc stats finance sci industry commerce hr edu health agri water env housing planning emergency market
    survey civil culture transport);

sub write {
    my ($world, $objects) = @_;
    my @rows = (data($world), reports($world), drafts($world));
    $world->{submissions} = \@rows;
    $world->table('tasks/submissions.csv',
        [qw(item owner due phase submitted_on returned_on return_reason reminded_on)], \@rows);
    ratings($world, $objects);
    truths($world);
    return;
}

# ---- Submissions ----

sub day { my ($text, $days) = @_; return Timetable::text(Timetable::number($text) + $days) }

# The indicator data of every sender, due at the end of May.
sub data {
    my ($world) = @_;
    my @rows;
    for my $role (@SENDERS) {
        my $draw = $world->stream("data/$role");
        my %row  = (item => '指标数据', owner => $world->code($role), due => '2023-05-31', phase => '数据');
        my $came = day('2023-05-31', -$draw->int(0, 12));
        # T28: one of them has not sent anything, though it was reminded.
        if ($role eq 'env' && !$world->without('T28')) {
            push @rows, {%row, reminded_on => '2023-06-05'};
            next;
        }
        push @rows, {%row, submitted_on => $came, returned($world, $role, $came)};
        push @rows, {%row, submitted_on => day($came, 8)} if $rows[-1]{returned_on} && $role =~ /finance|edu/;
    }
    return @rows;
}

# What came with errors and was sent back: a slip of a unit (T32), a hidden total row (T33); an empty file and one
# that was cut, which have not come again.
sub returned {
    my ($world, $role, $came) = @_;
    my %why = (finance => [T32 => '金额单位与表头不一致'], edu => [T33 => '含隐藏合计行和文本数字'],
        culture => ['', '报送文件为空'], transport => ['', '报送文件不完整']);
    my ($fact, $reason) = @{$why{$role} || return};
    return if $fact && $world->without($fact);
    return (returned_on => day($came, 2), return_reason => $reason);
}

# What each office writes of itself, due in June; one was late by the holidays and a working Sunday (T29).
sub reports {
    my ($world) = @_;
    my @rows;
    my @places = (map({ "street_$_" } 1 .. 5), map({ "town_$_" } 1 .. 3), qw(park_1 park_2 company));
    for my $role (@SENDERS, 'service', @places) {
        my $draw = $world->stream("report/$role");
        my $came = day('2023-06-21', -$draw->int(0, 9));
        $came = '2023-06-26' if $role eq 'commerce' && !$world->without('T29');
        push @rows, {item => '自评报告', owner => $world->code($role), due => '2023-06-21', phase => '自评',
            submitted_on => $came};
    }
    return @rows;
}

# First drafts of the special plans' reports: still in time.
sub drafts {
    my ($world) = @_;
    my @plans = sort { $a->{plan} cmp $b->{plan} } grep { $_->{level} eq 'key' } @{$world->{plans}};
    return map { {item => "$_->{name_zh}评估报告", owner => $_->{owner}, due => '2023-08-31', phase => '专项规划',
        submitted_on => ''} } @plans;
}

sub truths {
    my ($world) = @_;
    my ($env, $commerce) = map { $world->code($_) } qw(env commerce);
    my @at = (fact => 'T28', file => 'decisions/schedule.csv', key => "item=指标数据;owner=$env");
    $world->truth(@at, column => 'state', expected => 'overdue');
    # Working days from the end of May to the end of June: 22, less two of the Dragon Boat festival, and a Sunday.
    $world->truth(@at, column => 'late_days', expected => 21);
    $world->truth(fact => 'T28', file => 'decisions/slips.csv', key => "owner=$env;rule=S4;item=指标数据", column => 'list',
        expected => 'slip');
    @at = (fact => 'T29', file => 'decisions/schedule.csv', key => "item=自评报告;owner=$commerce");
    $world->truth(@at, column => 'state',     expected => 'late');
    $world->truth(@at, column => 'late_days', expected => 2);
    return;
}

# ---- Ratings ----

my %THIRD = (done => 'A', on_time => 'B', slow => 'C', stalled => 'C', overdue => 'C', not_started => 'C');
my %SELF_OF_CLASS = (achieved => 'A', ahead => 'A', on_track => 'B', lagging => 'B', reversed => 'C');
my %THIRD_OF_CLASS = (achieved => 'A', ahead => 'A', on_track => 'B', lagging => 'C', reversed => 'C');
my %GROUND = (A => '任务清单逐项核验，完成情况好', B => '总体按计划推进', C => '节点滞后，佐证材料不足');

sub ratings {
    my ($world, $objects) = @_;
    my @rows = tasks($world, $objects);
    for my $indicator (grep { $_->{plan} eq 'outline' } @{$world->{indicators}}) {
        my $class = $world->kept('class', $indicator->{id}) // $indicator->{class};
        my ($self, $third) = ($SELF_OF_CLASS{$class}, $THIRD_OF_CLASS{$class});
        # T24b: its office thinks the best of it.
        $self = 'A' if $indicator->{role} eq 'nursery' && !$world->without('T24b');
        next if !$self;
        push @rows, {object => $indicator->{code}, object_kind => 'indicator', rater_kind => 'self', grade => $self,
            rater => $indicator->{owner}, date => '2023-06-20', ground => '部门自评报告'};
        push @rows, {object => $indicator->{code}, object_kind => 'indicator', rater_kind => 'third', grade => $third,
            rater => '第三方评估机构', date => '2023-08-18', ground => $GROUND{$third}};
    }
    $world->table('tasks/ratings.csv', [qw(object object_kind rater_kind grade rater scale low high ground date)],
        [sort { "$a->{object} $a->{rater_kind}" cmp "$b->{object} $b->{rater_kind}" } @rows]);
    return;
}

# The third party grades every task; one that an office calls excellent is found wanting (T26).
sub tasks {
    my ($world, $objects) = @_;
    my @rows;
    my $planted = $world->{by_object}{$world->{overrated}};
    for my $task (grep { $_->{kind} eq 'task' } @$objects) {
        my ($grade, $ground) = ($THIRD{$task->{status}});
        next if !$grade;
        $ground = $GROUND{$grade};
        if ($task == $planted && !$world->without('T26')) {
            ($grade, $ground) = ('C', '五个事项中两项仍需线下提交材料');
            $task->{self_rating} = 'A';
            $task->{self_ground} = '五个事项全部上线';
        } elsif ($task == $planted) {
            $task->{self_rating} = 'B';
        }
        push @rows, {object => $task->{task}, object_kind => 'object', rater_kind => 'third', grade => $grade,
            rater => '第三方评估机构', date => '2023-08-18', ground => $ground};
        push @rows, {object => $task->{task}, object_kind => 'object', rater_kind => 'self', grade => 'A',
            rater => $world->code($task->{lead}), date => '2023-06-20', ground => $task->{self_ground}}
            if $task->{self_ground};
    }
    $world->truth(fact => 'T26', file => 'evaluation/triangulation.csv', key => "object=$planted->{task}",
        column => 'self', expected => 'A');
    $world->truth(fact => 'T26', file => 'evaluation/triangulation.csv', key => "object=$planted->{task}",
        column => 'third', expected => 'C');
    $world->truth(fact => 'T26', file => 'evaluation/triangulation.csv', text_must => '五个事项中两项仍需线下提交材料');
    return @rows;
}

1;
