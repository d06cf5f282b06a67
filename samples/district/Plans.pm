# The special plans, and the settings of the evaluation itself.
package Plans;
use strict;
use warnings;
use utf8;
use World;

# id, name, who answers for it; where the congress reviews it: by which committee, and on which day
my @SPECIAL = (
    [ZX01 => '科技创新规划',             'sci'],
    [ZX02 => '先进制造业发展规划',       'industry'],
    [ZX03 => '数字经济发展规划',         'industry'],
    [ZX04 => '现代服务业发展规划',       'commerce'],
    [ZX05 => '城市基础设施规划',         'housing', '城建环保委员会', '2023-09-18'],
    [ZX06 => '综合交通规划',             'transport'],
    [ZX07 => '教育发展规划',             'edu'],
    [ZX08 => '卫生健康发展规划',         'health', '教科文卫委员会', '2023-09-19'],
    [ZX09 => '人力资源和社会保障规划',   'hr'],
    [ZX10 => '农业农村现代化规划',       'agri', '农业与农村委员会', '2023-09-20'],
    [ZX11 => '生态环境保护规划',         'env'],
    [ZX12 => '应急管理规划',             'emergency', '监察和司法委员会', '2023-11-08'],
    [ZX13 => '文化和旅游发展规划',       'culture'],
    [ZX14 => '民政事业发展规划',         'civil'],
    [ZX15 => '水安全保障规划',           'water'],
    [ZX16 => '国土空间规划',             'planning'],
    [ZX17 => '质量强区规划',             'market'],
);

sub add_plans {
    my ($world) = @_;
    $world->add('plans', {role => 'outline', code => 'outline', plan => 'outline', name_zh => '国民经济和社会发展第十四个五年规划纲要',
        level => 'outline', owner => $world->code('drc'), npc_review => 'no', approved_on => '2021-02-26',
        report_due => '2023-09-15'});
    my $n = 0;
    for my $row (@SPECIAL) {
        my ($id, $name, $owner, $committee, $day) = @$row;
        $n++;
        my $code = $world->number('ZX', $n, 2, scalar @SPECIAL);
        # T31: one of the four is reviewed only after the session that it is to be part of.
        $day = '2023-09-21' if $committee && $id eq 'ZX12' && $world->without('T31');
        $world->add('plans', {role => "plan_$owner" . ($id eq 'ZX03' ? '_2' : ''), also => [$id], code => $code,
            plan => $code, name_zh => $name, level => 'key', owner => $world->code($owner),
            npc_review => $committee ? 'yes' : 'no', committee => $committee, review_on => $day,
            approved_on => sprintf('2021-%02d-%02d', 6 + $n % 5, 3 + $n), report_due => '2023-08-31',
            parent => 'outline'});
    }
    return;
}

sub fill {
    my ($world) = @_;
    my @rows = sort { $a->{plan} cmp $b->{plan} } @{$world->{plans}};
    @rows = ((grep { $_->{plan} eq 'outline' } @rows), (grep { $_->{plan} ne 'outline' } @rows));
    push @rows, {plan => '2035', name_zh => '2035年远景目标', level => 'outline', owner => $world->code('drc'),
        npc_review => 'no', approved_on => '2021-02-26', parent => 'outline'};
    push @rows, {plan => "OTHER1", name_zh => '档案事业发展规划', level => 'other', owner => $world->code('civil'),
        npc_review => 'no', approved_on => '2021-09-10', parent => 'outline'};
    $world->table('catalog/plans.csv',
        [qw(plan name_zh level owner npc_review committee review_on approved_on report_due parent)], \@rows);
    settings($world);
    return;
}

sub settings {
    my ($world) = @_;
    my ($city, $ours) = map { $world->region($_) } qw(city ours);
    my @settings = (
        [district => $ours->{region}], [district_name => $ours->{name_zh}], [city => $city->{region}],
        [city_name => $city->{name_zh}], [plan => 'outline'], [plan_name => '“十四五”规划纲要'], [base => 2020],
        [target => 2025], [horizon => 2035], [as_of_year => 2022], [as_of_month => '2023-06'], [at => '2023-06-30'],
        [known => '2023-10-20'], [session => '2023-10-26'], [sender => $world->code('drc')],
        [reply_by => '2023-11-10'], [propose_by => '2024-03-31'], [draft => 'draft'],
        [title => "$ours->{name_zh}“十四五”规划纲要实施情况中期评估报告"],
        [publisher => "$ours->{name_zh}发展和改革局"], [min_base => 30], [lang => 'zh'],
    );
    $world->table('plan.csv', [qw(key value)], [map { {key => $_->[0], value => $_->[1]} } @settings]);
    return;
}

1;
