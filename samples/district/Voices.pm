# What residents and firms said: a sample of streets and towns that are not content alike (T24), parents (T24b),
# firms by size, of which the largest are too few (T25).
package Voices;
use strict;
use warnings;
use utf8;
use World;

my @MATTERS = qw(services transport schools health environment safety);

# Question, kind, name, English, object of seed 1.
my @RESIDENTS = (
    ['overall',     'scale', '总体满意度',             'Overall',            ''],
    ['services',    'scale', '公共服务',               'Services',           'K35'],
    ['transport',   'scale', '公共交通',               'Transport',          'K13'],
    ['schools',     'scale', '中小学教育',             'Schools',            'K29'],
    ['nursery',     'scale', '托育服务（有子女居民）',   'Nursery places',     'nursery'],
    ['health',      'scale', '医疗卫生',               'Health care',        'K30'],
    ['environment', 'scale', '生态环境',               'Environment',        'K25'],
    ['safety',      'scale', '社会治安和安全生产',     'Safety',             'K34'],
);
my @FIRMS = (
    ['overall',       'scale',    '营商环境总体评价', 'Overall',             ''],
    ['approval',      'scale',    '审批服务',         'Approvals',           'K11'],
    ['policy',        'scale',    '政策兑现',         'Policies paid out',   'K9'],
    ['finance',       'scale',    '融资便利',         'Access to credit',    'K7'],
    ['talent',        'scale',    '人才招引',         'Finding staff',       'K3'],
    ['approval_days', 'number',   '审批用时（天）',     'Days to an approval', ''],
    ['needs',         'multiple', '最需要的支持',     'Support most needed', ''],
);
my @NEEDS = qw(用地 融资 人才 用工 市场拓展 减税降费);

sub write {
    my ($world) = @_;
    residents($world);
    firms($world);
    words($world);
    return;
}

# What the office wrote itself, for the places of a report where no table speaks.
sub words {
    my ($world) = @_;
    my $ours = $world->region('ours')->{name_zh};
    $world->text('words/总体评价.md', "${ours}坚持一张蓝图绘到底，围绕规划确定的目标任务统筹推进，规划实施总体有序。"
            . "成绩之外，约束性指标和少数重大项目的短板需要在后半程集中补上。\n");
    $world->text('words/下一步举措.md', "下一步，把规划后半程的重点放在补短板、抓项目、优服务上,"
            . "对滞后事项逐项明确责任单位和完成时限，按季度跟踪通报。\n");
    return;
}

# ---- Answers ----

# So many answers, of which so many are content, mixed.
sub mixed {
    my ($draw, $all, $content) = @_;
    my @good = map { $draw->int(4, 5) } 1 .. $content;
    my @poor = map { $draw->int(1, 10) > 7 ? $draw->int(1, 2) : 3 } 1 .. $all - $content;
    return $draw->shuffle(@good, @poor);
}

sub questions {
    my ($world, $path, $list, $matters) = @_;
    my %matters = map { $_ => 1 } @$matters;
    my @rows = map {
        my ($question, $kind, $name, $english, $object) = @$_;
        my $scale = $kind eq 'scale';
        {question => $question, kind => $kind, low => $scale ? 1 : '', high => $scale ? 5 : '',
            best => $scale ? 'high' : '', name_zh => $name, name_en => $english,
            object => $object ? Docket::code($world, $object) : '',
            importance => $matters{$question} ? "${question}_matters" : ''}
    } @$list;
    for my $question (@$matters) {
        my ($of) = grep { $_->{question} eq $question } @rows;
        push @rows, {question => "${question}_matters", kind => 'scale', low => 1, high => 5, best => 'high',
            name_zh => "$of->{name_zh}的重要性", name_en => "Importance of $of->{name_en}"};
    }
    $world->table($path, [qw(question kind low high best dont_know name_zh name_en object importance)], \@rows);
    return;
}

# ---- Residents ----

# So many of each place as its people are of the whole, 900 of the streets and 300 of the towns.
sub drawn {
    my ($world, $kind, $sample) = @_;
    my @places = grep { $_->{role} =~ /^$kind/ } @{$world->{owners}};
    my $people = 0;
    $people += $_->{population} for @places;
    my ($so_far, $before, @list) = (0, 0);
    for my $place (@places) {
        $so_far += $place->{population};
        my $until = int($sample * $so_far / $people);
        push @list, ($place->{code}) x ($until - $before);
        $before = $until;
    }
    return ($people, @list);
}

sub residents {
    my ($world) = @_;
    my $draw = $world->stream('survey/residents');
    my $own  = sub { return $world->stream('survey/' . join '/', @_) };
    my (@rows, @margins);
    my %share = (street => 78, town => 41);
    %share = (street => $draw->int(70, 84), town => $draw->int(34, 48)) if $world->seed != 1;
    my %sample = (street => 900, town => 300);
    my @usual   = grep { !/services|nursery/ } map { $_->[0] } @RESIDENTS;
    my %content = map { $_ => $draw->pick(62, 64 .. 67, 70 .. 74) } @usual;
    $content{"${_}_matters"} = $draw->pick(56 .. 62, 64 .. 67, 70 .. 88) for @MATTERS;
    my %word   = (street => '街道', town => '镇');
    for my $kind (qw(street town)) {
        my $n = $sample{$kind};
        my ($people, @places) = drawn($world, $kind, $n);
        # A point apart, so that the whole is no number of T24 either.
        my $more = $kind eq 'street' ? 1 : -1;
        my %answers = map { $_ => [mixed($own->($kind, $_), $n, $n * ($content{$_} + $more) / 100)] }
            sort keys %content;
        $answers{services} = [services($world, $own->($kind, 'services'), $kind, $n, $share{$kind}, \%share)];
        my %people = (weight => World::places(World::rat($people) / $n, 4), stratum => $word{$kind});
        for my $i (0 .. $n - 1) {
            push @rows, {%people, street => $places[$i], age => $draw->pick(qw(18-34 18-34 35-59 35-59 35-59 60+)),
                sex => $draw->pick(qw(女 男)), children => 'no', map { $_ => $answers{$_}[$i] } keys %answers};
        }
        push @margins, {variable => 'stratum', category => $word{$kind}, total => $people};
    }
    parents($world, \@rows);
    my $number = 0;
    $_->{respondent} = sprintf 'R%04d', ++$number for @rows;
    my @asked = (map({ $_->[0] } @RESIDENTS), map { "${_}_matters" } @MATTERS);
    $world->table('survey/residents.csv', [qw(respondent weight stratum street age sex children), @asked], \@rows);
    $world->table('survey/margins.csv', [qw(variable category total)], \@margins);
    questions($world, 'survey/questions-residents.csv', \@RESIDENTS, \@MATTERS);
    content($world, \%share, \%sample, {map { $_->{category} => $_->{total} } @margins});
    return;
}

# Without T24 streets and towns are content alike.
sub services {
    my ($world, $draw, $kind, $n, $share, $shares) = @_;
    $share = $shares->{street} if $kind eq 'town' && $world->without('T24');
    return mixed($draw, $n, $n * $share / 100);
}

# Two in three of the streets' residents have children and were asked about nurseries.
sub parents {
    my ($world, $rows) = @_;
    my $draw = $world->stream('survey/parents');
    my @list = $draw->shuffle(grep { $_->{stratum} eq '街道' } @$rows);
    @list = @list[0 .. 599];
    my $content = $world->seed == 1 ? 186 : $draw->int(150, 210);
    my @answers = mixed($draw, 600, $world->without('T24b') ? 426 : $content);
    for my $i (0 .. $#list) {
        @{$list[$i]}{qw(children nursery)} = ('yes', $answers[$i]);
    }
    my $nursery = $world->code('nursery');
    my @at = (fact => 'T24b', file => 'evaluation/survey.csv',
        key => 'survey=residents;question=nursery;statistic=top2;stratum=;street=');
    my $share = World::places(World::rat($content) / 600, 4);
    $world->truth(@at, column => 'estimate', expected => $share, tolerance => '0.00005');
    $world->truth(@at, column => 'n', expected => 600);
    my ($low, $high) = wilson($content, 600);
    $world->truth(@at, column => 'low',  expected => $low,  tolerance => '0.0005');
    $world->truth(@at, column => 'high', expected => $high, tolerance => '0.0005');
    $world->truth(fact => 'T24b', file => 'evaluation/triangulation.csv', key => "object=$nursery", column => 'self',
        expected => 'A');
    return;
}

# Wilson's interval at 95 %.
sub wilson {
    my ($count, $n) = @_;
    my ($z, $p) = (World::rat('1.959964'), World::rat($count) / $n);
    my $mid  = $p + $z**2 / (2 * $n);
    my $half = $z * World::root_of($p * (1 - $p) / $n + $z**2 / (4 * $n**2), 2);
    return map { World::places($_ / (1 + $z**2 / $n), 4) } $mid - $half, $mid + $half;
}

# The share that the population would give, and its standard error by strata.
sub content {
    my ($world, $share, $sample, $people) = @_;
    my %total = (street => $people->{'街道'}, town => $people->{'镇'});
    my $all   = $total{street} + $total{town};
    my ($estimate, $variance, $plain) = map { World::rat(0) } 1 .. 3;
    for my $kind (qw(street town)) {
        my ($p, $w) = (World::rat($share->{$kind}) / 100, World::rat($total{$kind}) / $all);
        $estimate += $w * $p;
        $variance += $w**2 * $p * (1 - $p) / ($sample->{$kind} - 1);
        $plain    += $p * $sample->{$kind} / 1200;
    }
    my @at = (fact => 'T24', file => 'evaluation/survey.csv',
        key => 'survey=residents;question=services;statistic=top2;stratum=;street=');
    $world->truth(@at, column => 'estimate', expected => World::places($estimate, 4), tolerance => '0.00005');
    my $error = World::places(World::root_of($variance, 2), 4);
    $world->truth(@at, column => 'se', expected => $error, tolerance => '0.00005');
    $world->truth(@at, column => 'n', expected => 1200);
    $world->keep('survey', 'told', [map { World::places($_ * 100, 1) } $estimate, $plain]);
    # What must not be told: as if each answer stood for as many.
    $world->truth(@at, column => 'unweighted', expected => World::places($plain, 4), tolerance => '0.00005');
    return;
}

# ---- Firms ----

# How many firms of each size are content with what, so that what is told of all of them is none of the shares that a
# reader looks for (T24) or is not to read (T25).
sub satisfied {
    my ($world, $size, $most) = @_;
    my %content;
    my %not = map { $_ => 1 } @{$world->kept('survey', 'told')}, Objects::percent($most, 24);
    for my $question (map { $_->[0] } grep { $_->[1] eq 'scale' } @FIRMS) {
        my $draw   = $world->stream("survey/firms/$question");
        my @counts = map { int($_->[1] * $draw->int(58, 78) / 100) } @$size;
        $counts[-1] = $most if $question eq 'overall';
        $counts[0]++ while $not{of_all($size, \@counts)} || $not{Objects::percent($counts[0], $size->[0][1])};
        $content{$question} = \@counts;
    }
    return \%content;
}

sub of_all {
    my ($size, $counts) = @_;
    my ($all, $sum) = (0, World::rat(0));
    for my $i (0 .. $#$size) {
        $sum += World::rat($size->[$i][2]) * $counts->[$i] / $size->[$i][1];
        $all += $size->[$i][2];
    }
    return World::places($sum * 100 / $all, 1);
}

sub firms {
    my ($world) = @_;
    my $few  = $world->without('T25') ? 12 : 0;
    my @size = (['20人以下', 96, 5200], ['20—99人', 70, 1480], ['100—299人', 40, 260], ['300—499人', 22 + $few, 66],
        ['500人以上', 24 + $few, 52]);
    my ($number, @rows) = (0);
    my $most = $world->seed == 1 ? 15 : $world->stream('fact/T25')->int(12, 18);
    my $content = satisfied($world, \@size, $most);
    for my $at (0 .. $#size) {
        my ($size, $n, $firms) = @{$size[$at]};
        my $own = $world->stream("survey/firms/$size");
        my %answers = map { $_ => [mixed($own, $n, $content->{$_}[$at])] } sort keys %$content;
        $answers{approval_days} = [map { $own->int(30, 240) / 10 } 1 .. $n];
        $answers{needs} = [map { join ';', (sort { $a cmp $b } $own->shuffle(@NEEDS))[0 .. $own->int(0, 2)] } 1 .. $n];
        for my $i (0 .. $n - 1) {
            my %firm = (respondent => sprintf('F%03d', ++$number), stratum => $size, size => $size, n_firms => $firms,
                weight => World::places(World::rat($firms) / $n, 4),
                sector => $own->pick(qw(制造业 制造业 服务业 服务业 建筑业)));
            push @rows, map { {%firm, question => $_->[0], answer => $answers{$_->[0]}[$i]} } @FIRMS;
        }
    }
    $world->table('survey/firms.csv', [qw(respondent question answer stratum n_firms weight size sector)], \@rows);
    questions($world, 'survey/questions-firms.csv', \@FIRMS, []);
    my @at = (fact => 'T25', file => 'evaluation/survey.csv',
        key => 'survey=firms;question=overall;statistic=top2;size=500人以上');
    $world->truth(@at, column => 'estimate', expected => '');
    $world->truth(@at, column => 'n', expected => 24);
    $world->truth(@at, column => 'flags', expected => 'hidden');
    return;
}

1;
