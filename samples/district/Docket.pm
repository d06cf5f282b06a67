# What was said, asked, promised and found: problems with their causes, measures that answer them, requests, opinions
# with decisions, reviews of the congress, highlights, directives, events (T22, T27, T34); and what other places do.
#
# An item keeps its code whichever facts are left out: numbers are given before anything is dropped.
package Docket;
use strict;
use warnings;
use utf8;
use Said;
use Timetable;
use World;

my @COLUMNS = qw(item kind text owner source_kind round chapter date touches decision reason answers basis clause ground
    ask evidence issuer level counterpart amount sign state due done_on success cause source_doc changed_in);

sub write {
    my ($world, $objects) = @_;
    my @items = (problems($world, $objects), requests($world), opinions($world), reviews($world), highlights($world),
        directives($world), events($world));
    $world->{items} = \@items;
    $world->table('ledger.csv', \@COLUMNS, [sort { $a->{item} cmp $b->{item} } @items]);
    practices($world);
    truths($world);
    return;
}

# Codes of what a text names by roles: K15 of seed 1, or an indicator or a pillar by its role.
sub touched {
    my ($world, @roles) = @_;
    return join '|', map { code($world, $_) } @roles;
}

sub code {
    my ($world, $role) = @_;
    return $world->pillar('strategy', $1)->{code} if $role =~ /^S(\d)$/;
    return $world->{special}{$1}{task} if $role =~ /^:(\w+)$/;
    my $object = $world->{by_object}{$role};
    return $object ? $object->{task} : $world->code($role);
}

# The sentence about an object or an indicator that its figures make; numbers as the tables have them.
sub ground {
    my ($world, $role) = @_;
    my $object = $role =~ /^:(\w+)$/ ? $world->{special}{$1} : $world->{by_object}{$role};
    if ($object) {
        my $said = Timetable::judge($object);
        return defined $said->{progress} ? "截至2023年6月底形象进度$said->{progress}%" : '尚未开工';
    }
    my $indicator = $world->indicator($role);
    my $value = figure($world, $role);
    return "$indicator->{name_zh}2022年$value$indicator->{unit}";
}

sub figure {
    my ($world, $role) = @_;
    my $indicator = $world->indicator($role);
    return $indicator->{made}{years}{2022};
}

sub item {
    my ($world, $letter, $number, $list) = @_;
    return $world->number($letter, $number, 2, scalar @$list);
}

# ---- Problems and measures ----

sub problems {
    my ($world, $objects) = @_;
    my %planted = map { $_ => 1 } grep { $_ } map { $world->{planted_at}{$_} } qw(T13 T14 T15 T16);
    my @troubled = grep { !$_->{in_line} || $planted{$_} } @$objects;
    my $count = @troubled + @Said::TROUBLED;
    my ($number, @items) = (0);
    for my $object (@troubled) {
        $number++;
        next if $object->{in_line} && !overspent($world, $object);
        push @items, pair($world, $number, $count, about($world, $object));
    }
    for my $row (@Said::TROUBLED) {
        $number++;
        my ($role, $cause, $problem, $measure) = @$row;
        next if !troubled($world, $role);
        push @items, pair($world, $number, $count, {touches => $world->code($role), cause => $cause,
            owner => $world->indicator($role)->{owner}, problem => $problem, measure => $measure,
            success => "class in ('achieved', 'ahead', 'on_track')", due => '2023-12-31', chapter => '主要指标'});
    }
    return @items;
}

# Behind, or hard to hold (T2).
sub troubled {
    my ($world, $role) = @_;
    return $world->indicator($role)->{class} =~ /lagging|reversed/ || ($role eq 'grain' && !$world->without('T2'));
}

sub overspent {
    my ($world, $object) = @_;
    return $object == $world->{planted_at}{T15} && !$world->without('T15');
}

my %CHAPTER = (task => '重点任务', project => '重大项目', platform => '重大平台', policy => '重大政策', reform => '重大改革',
    upper => '上级任务');

sub about {
    my ($world, $object) = @_;
    my $draw  = $world->stream("trouble/$object->{role}");
    my $cause = overspent($world, $object) ? '管理' : $object->{cause};
    my $words = $draw->pick(@{$Said::TROUBLE{$cause}});
    my ($problem, $measure) = @{overspent($world, $object) ? $Said::OVERSPENT : $words};
    my $aim = $object->{kind} =~ /task|upper/ || $object->{due} > Timetable::number('2024-06-30') ? "in_line = 'yes'"
        : 'progress >= 100';
    return {touches => $object->{task}, cause => $cause, owner => $world->code($object->{lead}),
        problem => "$object->{name_zh}：$problem", measure => "$object->{name_zh}：$measure",
        due => $draw->pick(qw(2023-09-30 2023-12-31 2024-03-31)), success => $aim,
        chapter => $CHAPTER{$object->{kind}}};
}

sub pair {
    my ($world, $number, $count, $about) = @_;
    my ($problem, $measure) = map { $world->number($_, $number, 2, $count) } 'W', 'M';
    my %same = map { $_ => $about->{$_} } qw(owner touches chapter);
    return ({%same, item => $problem, kind => 'problem', text => $about->{problem}, cause => $about->{cause},
        date => '2023-06-30', source_doc => '部门自评报告'},
        {%same, item => $measure, kind => 'measure', text => $about->{measure}, answers => $problem,
        due => $about->{due}, success => $about->{success}, date => '2023-09-15', source_doc => '整改措施清单'});
}

# ---- Requests ----

sub requests {
    my ($world) = @_;
    my ($number, @items) = (0);
    for my $row (@Said::REQUESTS) {
        $number++;
        my ($touches, $owner, $level, $counterpart, $ask, $text, $basis, $clause, $amount, $fact) = @$row;
        next if $fact && $world->without($fact);
        my @roles = split / /, $touches;
        my $item  = item($world, 'R', $number, \@Said::REQUESTS);
        my ($object) = grep { $_ && $_->{kind} eq 'upper' } map { $world->{by_object}{$_} } @roles;
        $object->{request} = $item if $object;
        # T27: nothing is named that it rests on.
        ($basis, $clause) = ('', '') if $number == 5 && !$world->without('T27');
        push @items, {item => $item, kind => 'request', touches => touched($world, @roles),
            text => Objects::told($world, $text, "words/$number"),
            owner => $world->code($owner), level => $level, counterpart => $counterpart, ask => $ask, basis => $basis,
            clause => $clause, ground => join('；', map { ground($world, $_) } grep { !/^S/ } @roles),
            amount => $amount ? $world->jitter("request/$number", $amount, 20) : '', due => '2023-12-31',
            source_kind => $object ? 'upper' : 'ledger', state => $number % 3 ? '拟报' : '已报', date => '2023-08-31',
            chapter => $object ? '上级任务' : '调整建议'};
    }
    return @items;
}

# ---- Opinions, reviews ----

sub opinions {
    my ($world) = @_;
    my ($number, @items) = (0);
    for my $row (@Said::OPINIONS) {
        $number++;
        my ($round, $date, $from, $chapter, $touches, $text, $decision, $reason, $changed) = @$row;
        # T34: nobody has decided it.
        ($decision, $reason, $changed) = ('', '', '') if $number == 19 && !$world->without('T34');
        push @items, {item => item($world, 'O', $number, \@Said::OPINIONS), kind => 'opinion', round => $round,
            date => $date, source_kind => $from, chapter => $chapter, touches => touched($world, split / /, $touches),
            text => Objects::told($world, $text, "words/O$number"), decision => $decision, reason => $reason,
            changed_in => $changed, owner => $world->code('drc')};
    }
    return @items;
}

sub reviews {
    my ($world) = @_;
    my $number = 0;
    return map {
        my ($touches, $owner, $text, $reply, $done, $success) = @$_;
        {item => item($world, 'C', ++$number, \@Said::REVIEWS), kind => 'review', source_kind => '人大常委会',
            touches => touched($world, $touches), owner => $world->code($owner), text => $text, evidence => $reply,
            date => '2022-10-28', due => '2023-04-30', done_on => $done, success => $success, chapter => '审议意见',
            source_doc => '2022年计划执行情况审议意见'}
    } @Said::REVIEWS;
}

# ---- Highlights, directives, events ----

sub highlights {
    my ($world) = @_;
    my $number = 0;
    return map {
        my ($touches, $what, $text, $evidence, $issuer, $level, $date) = @$_;
        my ($object) = map { $world->{by_object}{$_} } $touches;
        {item => item($world, 'H', ++$number, \@Said::HIGHLIGHTS), kind => 'highlight', source_kind => $what,
            touches => touched($world, $touches), text => Objects::told($world, $text, "words/H$number"),
            owner => $world->code($object->{lead}), evidence => $evidence, issuer => $issuer, level => $level,
            date => $date, chapter => $CHAPTER{$object->{kind}}}
    } @Said::HIGHLIGHTS;
}

sub directives {
    my ($world) = @_;
    my ($number, @items) = (0);
    for my $row (@Said::DIRECTIVES) {
        $number++;
        my ($touches, $date, $level, $basis, $clause, $text, $ask) = @$row;
        next if $number == 3 && $world->without('T22');
        my @roles = split / /, $touches;
        my ($lead) = map { my $object = $world->{by_object}{$_}; $object ? $world->code($object->{lead})
            : $world->indicator($_)->{owner} } $roles[0];
        push @items, {item => item($world, 'D', $number, \@Said::DIRECTIVES), kind => 'directive', date => $date,
            level => $level, basis => $basis, clause => $clause, text => Objects::told($world, $text, "words/D$number"),
            touches => touched($world, @roles), ask => $ask, owner => $lead, chapter => '形势环境', source_doc => $basis};
    }
    return @items;
}

sub events {
    my ($world) = @_;
    my $number = 0;
    return map {
        my ($touches, $date, $sign, $text, $source) = @$_;
        {item => item($world, 'E', ++$number, \@Said::EVENTS), kind => 'event', date => $date, sign => $sign,
            text => $text, touches => touched($world, split / /, $touches), source_doc => $source, chapter => '形势环境'}
    } @Said::EVENTS;
}

# ---- What other places do ----

# Practices of districts that are ahead of ours in the field, by the panel, and of one that is behind in each.
sub practices {
    my ($world) = @_;
    my %value;
    for my $row (grep { $_->{period} == 2022 && ($_->{value} // '') ne '' && !$_->{caliber} } @{$world->{panel}}) {
        $value{$row->{indicator}}{$row->{region}} = World::rat($row->{value});
    }
    my @rows;
    for my $row (@Said::PRACTICES) {
        my ($field, $effect, $better, $practice, $since, $precondition, $task) = @$row;
        my $number = $world->pillar('field', $field)->{code};
        my $place  = place($world, \%value, $number, $world->code($effect), $better);
        next if !$place;
        push @rows, {place => $place, field => $number, practice => $practice, since => $since,
            indicator => $world->code($effect), value => World::places($value{$world->code($effect)}{$place},
            $world->indicator($effect)->{decimals}), source => '调研报告', precondition => $precondition,
            task => $world->{by_object}{$task}{task}};
        $world->truth(fact => 'A24', file => 'evaluation/practices.csv', key => "place=$place;practice=$practice",
            column => 'shown', expected => $better ? 'yes' : 'no');
    }
    $world->table('practices.csv', [qw(place field practice since indicator value precondition task)], \@rows);
    return;
}

# The district of the panel that is ahead in the indicator and in most of the field, or behind in both; and would be
# so with whatever our good days of air are, since a fact (T9) hangs on them.
sub place {
    my ($world, $value, $field, $effect, $better) = @_;
    my $ours = $world->code('ours');
    my @of   = grep { ($_->{field} // '') eq $field && $value->{$_->{code}}{$ours} } @{$world->{indicators}};
    my ($effect_row) = grep { $_->{code} eq $effect } @of or return;
    my $air  = World::rat($world->indicator('air')->{made}{target});
    my $sign = $better ? 1 : -1;
    my @found;
    for my $region (map { $world->code("district_$_") } 1, 2, 4, 6, 8, 9) {
        my $holds = 1;
        for my $days ($air - 3, $air + 2) {
            my %own = map { $_->{code} => $_->{role} eq 'air' ? $days : $value->{$_->{code}}{$ours} } @of;
            my $sum = 0;
            $sum += ahead($_, $value->{$_->{code}}{$region}, $own{$_->{code}}) for @of;
            my $in_effect = ahead($effect_row, $value->{$effect}{$region}, $own{$effect});
            $holds &&= $sign * $in_effect > 0 && $sign * $sum > 0;
        }
        push @found, $region if $holds;
    }
    my $turn = $world->{practiced}{"$field/$better"}++ || 0;
    return @found ? $found[$turn % @found] : undef;
}

# 1 where they are ahead by more than rounding, -1 where we are.
sub ahead {
    my ($indicator, $theirs, $own) = @_;
    return 0 if !defined $theirs;
    my $by = ($theirs - $own) * ($indicator->{direction} eq 'down' ? -1 : 1) * 10**$indicator->{decimals};
    return $by > 1 ? 1 : $by < -1 ? -1 : 0;
}

# ---- What has to come out ----

sub truths {
    my ($world) = @_;
    my $directive = item($world, 'D', 3, \@Said::DIRECTIVES);
    my $request   = item($world, 'R', 5, \@Said::REQUESTS);
    my $opinion   = item($world, 'O', 19, \@Said::OPINIONS);
    my @at = (fact => 'T22', file => 'evaluation/environment.csv', key => "item=$directive");
    $world->truth(@at, column => 'touches', expected => $world->{by_object}{K15}{task});
    $world->truth(fact => 'T22', file => 'decisions/adjustments.csv', key => "item=$world->{by_object}{K15}{task}",
        column => 'rule', expected => 'A1');
    @at = (fact => 'T27', file => 'decisions/requests.csv', key => "item=$request");
    $world->truth(@at, column => 'state',   expected => 'returned');
    $world->truth(@at, column => 'missing', expected => 'basis');
    # What stood in the first draft, and what stands now.
    my @edition = (fact => 'T30', file => 'decisions/editions.csv');
    my $hitech  = $world->indicator('hitech');
    $world->truth(@edition, text_must => $_)
        for $hitech->{code}, $world->kept('draft', 'I12'), $hitech->{made}{years}{2022};
    @at = (fact => 'T34', file => 'decisions/consult.csv', key => "item=$opinion");
    $world->truth(@at, column => 'state',   expected => 'undecided');
    $world->truth(@at, column => 'missing', expected => 'decision');
    return;
}

1;
